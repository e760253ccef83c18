from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.records.comparators import actors_conflict, days_between, moments_are_apart, places_are_apart
from tallystick.records.referent import Actor, Moment, Place
from tallystick.records.vocabulary import ActorKind, PlacePrecision, TimePrecision


def span(earliest: str | None, latest: str | None) -> Moment:
    return Moment(edtf=f"{earliest}/{latest}", earliest=earliest, latest=latest, precision=TimePrecision.DAYS)


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        (("2019-07-08", "2019-07-08"), ("2019-07-09", "2019-07-09"), True),
        (("2019-07-08", "2019-07-10"), ("2019-07-09", "2019-07-12"), False),
        (("2019-07-08", None), ("2019-07-09", "2019-07-09"), False),
        ((None, "2019-07-08"), ("2019-07-09", "2019-07-09"), True),
        (("XXXX-11-24", "XXXX-11-27"), ("2019-11-25", "2019-11-25"), False),
        (("XXXX-11-24", "XXXX-11-27"), ("2019-12-02", "2019-12-02"), True),
        (("XXXX-12-30", "XXXX-01-02"), ("2019-06-02", "2019-06-02"), False),
    ],
)
def test_moments_are_apart_only_where_no_day_can_be_shared(
    a: tuple[str | None, str | None], b: tuple[str | None, str | None], apart: bool
) -> None:
    assert moments_are_apart(span(*a), span(*b)) is apart
    assert moments_are_apart(span(*b), span(*a)) is apart


@pytest.mark.parametrize(("other", "apart"), [("2019-07-10", False), ("2019-07-20", True), ("2019-06-20", True)])
def test_an_approximate_day_is_not_apart_from_those_about_it(other: str, apart: bool) -> None:
    about = Moment(edtf="2019-07-08~", earliest="2019-07-08", latest="2019-07-08", precision=TimePrecision.DAY)
    assert moments_are_apart(about, span(other, other)) is apart
    assert moments_are_apart(span(other, other), about) is apart


@pytest.mark.parametrize(
    ("earlier", "later", "days"),
    [
        ("2019-07-08", "2019-07-10", 2),
        ("2019-07-10", "2019-07-08T11:00", -2),
        ("XXXX-07-08", "XXXX-07-09", 1),
        ("XXXX-07-08", "2019-07-09", None),
        (None, "2019-07-09", None),
        ("2019-07", "2019-07-09", None),
    ],
)
def test_days_between_needs_two_whole_days_of_known_distance(
    earlier: str | None, later: str | None, days: int | None
) -> None:
    assert days_between(earlier, later) == days


@given(st.dates(), st.dates())
def test_days_between_turns_round(a: object, b: object) -> None:
    assert days_between(str(a), str(b)) == -(days_between(str(b), str(a)) or 0)


TOWN = Place(name="Brenn", country="SY", admin1="Idlib", lat=35.9, lon=36.6, precision=PlacePrecision.SETTLEMENT)


@pytest.mark.parametrize(
    ("other", "apart"),
    [
        (Place(name="Syria", country="SY", precision=PlacePrecision.COUNTRY), False),
        (Place(name="Idlib", country="SY", admin1="Idlib", precision=PlacePrecision.ADMIN1), False),
        (Place(name="Homs", country="SY", admin1="Homs", precision=PlacePrecision.ADMIN1), True),
        (Place(name="central Iraq", country="IQ", precision=PlacePrecision.COUNTRY), True),
        (Place(name="Mill", lat=35.95, lon=36.6, precision=PlacePrecision.SITE), False),
        (Place(name="Far", country="SY", lat=36.9, lon=36.6, precision=PlacePrecision.SETTLEMENT), True),
        (Place(name="somewhere", precision=PlacePrecision.SETTLEMENT), False),
    ],
)
def test_a_town_is_apart_from_what_it_cannot_lie_in(other: Place, apart: bool) -> None:
    assert places_are_apart(TOWN, other) is apart
    assert places_are_apart(other, TOWN) is apart


def an_actor(id_: str | None, kind: ActorKind, country: str | None = None) -> Actor:
    return Actor(name=id_ or "gunmen", actor_id=id_, kind=kind, country=country)


@pytest.mark.parametrize(
    ("a", "b", "conflict"),
    [
        (an_actor("army", ActorKind.STATE_FORCES, "SY"), an_actor("front", ActorKind.REBEL_GROUP), True),
        (an_actor("army", ActorKind.STATE_FORCES, "SY"), an_actor("air force", ActorKind.STATE_FORCES, "SY"), False),
        (an_actor("army", ActorKind.STATE_FORCES, "SY"), an_actor(None, ActorKind.REBEL_GROUP), False),
        (an_actor("army", ActorKind.STATE_FORCES, "SY"), an_actor("agency", ActorKind.UNKNOWN), False),
    ],
    ids=["rivals", "one side", "undescribed", "not armed"],
)
def test_actors_conflict_only_as_named_armed_actors_of_two_sides(a: Actor, b: Actor, conflict: bool) -> None:
    assert actors_conflict(a, b) is conflict
    assert actors_conflict(b, a) is conflict
