import json

import pytest

from tallystick.export.geojson import export_geojson
from tallystick.records.encoding import jsonable
from tallystick.records.incident import Incident, Tally
from tallystick.records.referent import Place
from tallystick.records.vocabulary import ClaimField, Clarity, EventType, Grade, PlacePrecision


def an_incident(place=None, tallies=None):
    return jsonable(
        Incident(
            id="inc-1",
            key="key-1",
            event_type=EventType.AIR_DRONE_STRIKE,
            clarity=Clarity.INDIVIDUAL,
            time=None,
            place=place,
            perpetrators=(),
            targets=(),
            tallies=tallies or {},
            fields={},
            contradictions=(),
            accounts=("acc-1",),
            reports=("rep-1",),
            voices=1,
            grade=Grade.SINGLE,
            links=(),
        )
    )


def exported(*incidents):
    return json.loads(b"".join(export_geojson(incidents)), parse_constant=pytest.fail)


def test_a_known_position_is_a_point_longitude_first():
    place = Place(name="Brenn", lat=36.2, lon=37.1, radius_km=5.0, precision=PlacePrecision.SETTLEMENT)
    (feature,) = exported(an_incident(place))["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [37.1, 36.2]}
    assert feature["properties"]["radius_km"] == 5.0
    assert feature["properties"]["precision"] == "settlement"
    assert feature["id"] == "inc-1"


@pytest.mark.parametrize(
    "place",
    [
        None,
        Place(name="Brenn", precision=PlacePrecision.SETTLEMENT),
        Place(name="Brenn", lat=float("nan"), lon=1.0, precision=PlacePrecision.SETTLEMENT),
    ],
    ids=["no place", "no position", "not a number"],
)
def test_an_unknown_position_is_null_and_the_file_stays_valid(place):
    (feature,) = exported(an_incident(place))["features"]
    assert feature["geometry"] is None


def test_no_incidents_are_an_empty_collection():
    assert exported() == {"type": "FeatureCollection", "features": []}


def test_groups_are_never_added_up():
    tallies = {
        ClaimField.KILLED: (
            Tally(group="all", of=None, low=12, high=15, positions=()),
            Tally(group="children", of=None, low=3, high=3, positions=()),
        )
    }
    (feature,) = exported(an_incident(tallies=tallies))["features"]
    assert (feature["properties"]["killed_low"], feature["properties"]["killed_high"]) == (12, 15)
