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
