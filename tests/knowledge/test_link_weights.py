import math

from tallystick.knowledge.link_weights import load_link_weights


def test_weights_are_finite_and_what_speaks_most_plainly_points_its_way():
    weights = load_link_weights()
    assert all(math.isfinite(weight) for weight in weights.values())
    for term in ("time, same day", "place, same", "killed, size", "words, shared"):
        assert weights[term] > 0
    for term in ("reports at once, in nats", "time, published later", "killed, far"):
        assert weights[term] < 0
