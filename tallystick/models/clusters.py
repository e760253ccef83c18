"""Clusters of spans: the strongest links join first, so that the order of the text decides nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush

_DIGITS = 4  # scores are rounded before they decide


def cluster_spans(spans: Sequence[int], ties: Mapping[tuple[int, int], float], *, threshold: float) -> list[list[int]]:
    """Spans that belong together, in order of the first of each cluster.

    `ties` are scores (0-1) of pairs, the lower index first; a pair that is missing was never seen together. The link
    of two clusters is half their strongest tie and half the mean of their ties; the strongest link joins two clusters,
    again and again while it is `threshold` or more. The cost grows with the number of ties.
    """
    clusters = {span: [span] for span in spans}

    def link(one: int, other: int) -> float:
        pairs = [(min(i, j), max(i, j)) for i in clusters[one] for j in clusters[other]]
        known = [ties[pair] for pair in pairs if pair in ties]
        return round((max(known) + sum(known) / len(known)) / 2, _DIGITS)

    near: dict[int, set[int]] = {span: set() for span in spans}
    for i, j in ties:
        near[i].add(j)
        near[j].add(i)
    queue = [(-link(i, j), i, j, 1, 1) for i, j in ties]
    heapify(queue)
    while queue and -queue[0][0] >= threshold:
        _, kept, gone, size, other = heappop(queue)
        if len(clusters.get(kept, ())) != size or len(clusters.get(gone, ())) != other:
            continue  # one of them has joined another since
        clusters[kept] = sorted(clusters[kept] + clusters.pop(gone))
        near[kept] = (near[kept] | near.pop(gone)) - {kept, gone}
        for i in near[kept]:
            near[i] = (near[i] - {gone}) | {kept}
            one, two = min(kept, i), max(kept, i)
            heappush(queue, (-link(one, two), one, two, len(clusters[one]), len(clusters[two])))
    return [clusters[span] for span in sorted(clusters)]
