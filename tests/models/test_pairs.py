from hypothesis import given
from hypothesis import strategies as st

from tallystick.models.labels import FIELDS
from tallystick.models.pairs import POSITIONS, pair_features, position_of

ACT, PLACE = FIELDS.index("act"), FIELDS.index("place")


def test_rivals_between_two_spans_are_counted():
    firsts, fields = [2, 10, 20, 30], [PLACE, ACT, ACT, ACT]
    features = pair_features(firsts, [0, 0, 1, 2], fields, [(0, 1), (0, 2), (0, 3)])
    assert features["between"].tolist() == [0, 1, 2]
    assert features["field"].tolist() == [PLACE] * 3
    assert features["sentences"].tolist() == [5, 6, 7]


def test_the_side_on_which_the_act_stands_shows_in_the_distance():
    features = pair_features([5, 9, 1], [0, 0, 0], [PLACE, ACT, ACT], [(0, 1), (0, 2)])
    after, before = features["distance"].tolist()
    assert after >= 12 > before


def test_places_in_a_window_end_at_the_last_bucket():
    assert [position_of(first) for first in (0, 31, 32, 10_000)] == [0, 0, 1, POSITIONS - 1]


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 30), st.sampled_from([ACT, PLACE])), min_size=2))
def test_features_are_those_of_each_pair(spans):
    firsts, sentences, fields = zip(*spans, strict=True)
    pairs = [(i, j) for i in range(len(spans)) for j in range(len(spans)) if i != j][:200]
    features = {name: row.tolist() for name, row in pair_features(firsts, sentences, fields, pairs).items()}
    for at, (i, j) in enumerate(pairs):
        low, high = sorted((firsts[i], firsts[j]))
        rivals = sum(low < first < high for first, name in zip(firsts, fields, strict=True) if name == fields[j])
        assert features["between"][at] == min(4, rivals)
        assert features["field"][at] == fields[i]
        assert features["sentences"][at] == 5 + max(-5, min(5, sentences[j] - sentences[i]))
        assert 0 <= features["distance"][at] <= 23
        assert (features["distance"][at] >= 12) == (firsts[j] >= firsts[i])


def test_nothing_is_told_of_no_pairs():
    assert all(len(row) == 0 for row in pair_features([3], [0], [ACT], []).values())
