"""Scoring: many pairs at once as each alone."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from evaluation.linkworld import World
from tallystick.stages.link.likeness import Comparing
from tallystick.stages.link.rarity import count_rarity
from tallystick.stages.link.scoring import BANNED, Scoring


@pytest.mark.parametrize("per_day", [40, 3_000])
def test_pairs_are_scored_as_each_is_alone(per_day: int):
    features = list(World(170, per_day=per_day, seed=7).features())
    rarity = count_rarity(features)
    number = {id_: at for at, id_ in enumerate(sorted({f.report for f in features}))}
    scoring = Scoring(features, reports=[number[f.report] for f in features], rarity=rarity)
    comparing = Comparing(features, rarity)
    pairs = list(combinations(range(len(features)), 2))
    one, other = np.array(pairs, dtype=np.int64).T
    alone = [comparing.score(i, j) for i, j in pairs]
    assert scoring.score(one, other).tolist() == [BANNED if s is None else round(1000 * s) for s in alone]
    alike = [comparing.read_alike(i, j, share=0.15) for i, j in pairs if features[i].report != features[j].report]
    apart = np.array([features[i].report != features[j].report for i, j in pairs])
    assert scoring.read_alike(one[apart], other[apart], share=0.15).tolist() == alike
