"""One-to-one pairs of the greatest total weight: what aligns templates, fillers and entities."""

from __future__ import annotations

from collections.abc import Sequence


def pair_best(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """(row, column) pairs of positive weight, each row and column once, with the greatest sum; in order of rows.

    Shape: `weights[row][column]`, all rows of one length. Kuhn's assignment with potentials, cubic in the larger side.
    """
    rows, columns = len(weights), len(weights[0]) if weights else 0
    if not rows or not columns:
        return []
    if rows > columns:
        turned = pair_best([[weights[r][c] for r in range(rows)] for c in range(columns)])
        return sorted((r, c) for c, r in turned)
    far = float("inf")
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    taken_by, way = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        taken_by[0], at = row, 0
        least, done = [far] * (columns + 1), [False] * (columns + 1)
        while taken_by[at]:
            done[at] = True
            here, gap, ahead = taken_by[at], far, 0
            for column in range(1, columns + 1):
                if done[column]:
                    continue
                cost = -weights[here - 1][column - 1] - row_price[here] - column_price[column]
                if cost < least[column]:
                    least[column], way[column] = cost, at
                if least[column] < gap:
                    gap, ahead = least[column], column
            for column in range(columns + 1):
                if done[column]:
                    row_price[taken_by[column]] += gap
                    column_price[column] -= gap
                else:
                    least[column] -= gap
            at = ahead
        while at:
            taken_by[at] = taken_by[way[at]]
            at = way[at]
    pairs = [(taken_by[column] - 1, column - 1) for column in range(1, columns + 1) if taken_by[column]]
    return sorted((r, c) for r, c in pairs if weights[r][c] > 0)
