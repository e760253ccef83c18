import math
import random

import numpy as np
import pytest

from tallystick.knowledge.outlines import (
    bounds,
    holds,
    km_between,
    outline_from_geometry,
    packed_outline,
    point_within,
    reach_km,
    unpacked_outline,
)


def polygon(*rings):
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]] for ring in map(list, rings)]}


def square(west, south, side):
    return [[west, south], [west + side, south], [west + side, south + side], [west, south + side]]


def test_a_hole_is_outside_and_an_island_in_it_inside():
    outline = outline_from_geometry(polygon(square(36, 33, 3), square(37, 34, 1), square(37.4, 34.4, 0.2)))
    assert [holds(outline, lat, 37.5) for lat in (33.5, 34.1, 34.5)] == [True, False, True]
    assert not holds(outline, 33.5, 40)


@pytest.mark.parametrize("seed", range(5))
def test_what_is_inside_agrees_with_the_shape_it_was_made_from(seed):
    chance = random.Random(seed)
    radii = [1 + 0.5 * math.sin(3 * turn / 100) + 0.2 * chance.random() for turn in range(629)]
    ring = [[40 + r * math.cos(t / 100), 30 + r * math.sin(t / 100)] for t, r in enumerate(radii)]
    outline = outline_from_geometry(polygon(ring))
    for _ in range(200):
        turn, away = chance.randrange(629), chance.random() * 2
        if abs(away - radii[turn]) > 0.4:  # well away from the edge, which is drawn anew within 110 m
            lat, lon = 30 + away * math.sin(turn / 100), 40 + away * math.cos(turn / 100)
            assert holds(outline, lat, lon) == (away < radii[turn])


def test_points_on_a_line_are_left_out_and_corners_stay():
    dense = [[36 + t / 1000, 33] for t in range(1000)] + [[37, 33 + t / 1000] for t in range(1000)] + [[36, 34]]
    (ring,) = outline_from_geometry(polygon(dense))
    assert len(ring) <= 5
    assert {(360000, 330000), (370000, 330000)} <= set(map(tuple, ring.tolist()))


@pytest.mark.parametrize(
    "rings",
    [
        [square(36, 33, 2)],
        [square(36, 33, 3), square(36.5, 33.5, 2)],  # the centroid lies in the hole
        [[[0, 0], [3, 0], [3, 3], [2, 3], [2, 1], [1, 1], [1, 3], [0, 3]]],  # and here between two arms
        [[[0, 0], [0.001, 0], [0.001, 0.001], [0, 0.001]]],  # smaller than what edges may move
    ],
)
def test_the_point_of_a_unit_lies_in_it_and_its_circle_holds_it(rings):
    outline = outline_from_geometry(polygon(*rings))
    lat, lon = point_within(outline)
    assert holds(outline, lat, lon)
    reach = reach_km(outline, lat, lon)
    assert all(km_between(lat, lon, y, x) <= reach * 1.001 for x, y in rings[0])


def test_an_outline_comes_back_as_it_was_packed():
    outline = outline_from_geometry(
        {
            "type": "MultiPolygon",
            "coordinates": [[[*square(-70, -10, 2), [-70, -10]]], [[*square(-60, 1, 1), [-60, 1]]]],
        }
    )
    back = unpacked_outline(packed_outline(outline))
    assert all(np.array_equal(a, b) for a, b in zip(outline, back, strict=True))
    assert bounds(back) == (-10, -70, 2, -59)


@pytest.mark.parametrize(
    ("geometry", "words"),
    [
        (None, "not Polygon"),
        ({"type": "Point", "coordinates": [1, 2]}, "not Polygon"),
        ({"type": "Polygon"}, "fewer than four|no coordinates"),
        ({"type": "Polygon", "coordinates": [[[1, 2], [3, 4]]]}, "fewer than four"),
        ({"type": "Polygon", "coordinates": [[["a", 2], [3, 4], [5, 6], [7, 8]]]}, "not numbers"),
        ({"type": "Polygon", "coordinates": [[[1], [3, 4], [5, 6], [7, 8]]]}, "not numbers"),
        ({"type": "Polygon", "coordinates": [[[1, math.nan], [3, 4], [5, 6], [7, 8]]]}, "not numbers"),
        ({"type": "Polygon", "coordinates": [[[300000, 4e6], [3e5, 4e6], [5, 6], [7, 8]]]}, "outside degrees"),
        ({"type": "Polygon", "coordinates": [[[1, 1], [2, 2], [3, 3], [1, 1]]]}, "without area"),
        ({"type": "MultiPolygon", "coordinates": 7}, "no coordinates"),
        ({"type": "MultiPolygon", "coordinates": [7]}, "fewer than four"),
    ],
)
def test_a_geometry_that_is_no_area_says_why(geometry, words):
    with pytest.raises(ValueError, match=words):
        outline_from_geometry(geometry)
