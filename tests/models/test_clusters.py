from hypothesis import given
from hypothesis import strategies as st

from tallystick.models.clusters import cluster_spans


def test_the_strongest_link_joins_first_whatever_stands_first():
    """Read from the left 0 and 1 would join; 1 belongs to 2, and 0 is too far from both together."""
    assert cluster_spans([0, 1, 2], {(0, 1): 0.6, (1, 2): 0.9, (0, 2): 0.1}, threshold=0.5) == [[0], [1, 2]]


def test_spans_never_seen_together_join_through_others():
    assert cluster_spans([3, 5, 9], {(3, 5): 0.8, (5, 9): 0.7}, threshold=0.5) == [[3, 5, 9]]


def test_weak_ties_join_nothing():
    assert cluster_spans([0, 1], {(0, 1): 0.49}, threshold=0.5) == [[0], [1]]
    assert cluster_spans([], {}, threshold=0.5) == []


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] < pair[1]),
        st.integers(0, 100).map(lambda n: n / 100),
    ),
    st.randoms(),
)
def test_every_span_is_in_one_cluster_and_the_order_of_ties_decides_nothing(ties, random):
    spans = list(range(9))
    clusters = cluster_spans(spans, ties, threshold=0.5)
    assert sorted(i for cluster in clusters for i in cluster) == spans
    shuffled = list(ties.items())
    random.shuffle(shuffled)
    assert cluster_spans(spans, dict(shuffled), threshold=0.5) == clusters


def test_the_spans_of_a_long_report():
    """Every span is seen with the forty next to it, as in windows over a long report."""
    ties = {(i, j): 0.9 if i // 10 == j // 10 else 0.1 for i in range(1000) for j in range(i + 1, min(1000, i + 40))}
    assert len(cluster_spans(range(1000), ties, threshold=0.5)) == 100
