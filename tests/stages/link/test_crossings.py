import random
from itertools import product

from tallystick.stages.link.crossings import Crossings


def a_world(seed, accounts=14):
    rng = random.Random(seed)
    score = {}
    for i in range(accounts):
        for j in range(i):
            score[frozenset((i, j))] = None if rng.random() < 0.05 else rng.randrange(1000)
    return rng, score, {k: rng.random() < 0.3 for k in range(accounts)}


def test_clusters_agree_as_if_every_pair_across_them_were_compared_anew():
    for seed in range(40):
        rng, score, silent = a_world(seed)
        groups = {k: [k] for k in silent}
        crossings = Crossings(
            lambda i, j, score=score: score[frozenset((i, j))],
            counts=lambda i, j, silent=silent: not (silent[i] and silent[j]),
            members=groups.__getitem__,
        )
        while len(groups) > 2:
            a, b = sorted(rng.sample(sorted(groups), 2))
            across = [(i, j) for i, j in product(groups[a], groups[b])]
            likes = [score[frozenset(pair)] for pair in across]
            heard = [like for pair, like in zip(across, likes, strict=True) if not all(silent[k] for k in pair)]
            wanted = None not in likes and bool(heard) and sum(heard) >= 400 * len(heard)
            assert crossings.agree(a, b, least=400) is wanted
            assert crossings.agree(b, a, least=400) is wanted
            if rng.random() < 0.5:
                crossings.join(a, b)
                groups[a] = groups[a] + groups.pop(b)


def test_a_pair_across_two_clusters_is_compared_once_however_often_they_are_asked_for():
    asked = []
    groups = {k: [k] for k in range(6)}
    crossings = Crossings(
        lambda i, j: asked.append(frozenset((i, j))) or 100, counts=lambda i, j: True, members=groups.__getitem__
    )
    for drop in (1, 2):
        assert not crossings.agree(0, 5, least=500)
        crossings.join(0, drop)
        groups[0] = groups[0] + groups.pop(drop)
    assert not crossings.agree(0, 5, least=500)
    assert sorted(map(sorted, asked)) == [[0, 5], [1, 5], [2, 5]]
