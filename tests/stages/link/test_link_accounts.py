from __future__ import annotations

from dataclasses import replace
from math import exp

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.linkworld import World
from tallystick.records.incident import LinkPart
from tallystick.records.referent import Actor, Count, Moment, Place
from tallystick.records.vocabulary import ActorKind, EventType, LinkField, PlacePrecision, TimePrecision
from tallystick.scratch import Scratch
from tallystick.stages.link.candidates import RUN
from tallystick.stages.link.clusters import link_accounts
from tallystick.stages.link.features import FeatureRows, Features

BRENN = Place(
    name="Brenn",
    country="SY",
    admin1="Idlib",
    lat=35.9,
    lon=36.6,
    precision=PlacePrecision.SETTLEMENT,
    gazetteer_id="b",
)
FARLO = replace(BRENN, name="Farlo", lat=36.3, gazetteer_id="f")
SYRIA = Place(name="Syria", country="SY", lat=35.0, lon=38.0, precision=PlacePrecision.COUNTRY, gazetteer_id="sy")
ARMY = Actor(name="Syrian forces", actor_id="sy", kind=ActorKind.STATE_FORCES, country="SY")
REBELS = Actor(name="Northern Front", actor_id="nf", kind=ActorKind.REBEL_GROUP)


def a_day(day: str) -> Moment:
    return Moment(edtf=day, earliest=day, latest=day, precision=TimePrecision.DAY)


def a_telling(number: int, **changes: object) -> Features:
    told = Features(
        id=f"acc-{number:03}",
        report=f"rep-{number:03}",
        event_type=EventType.AIR_DRONE_STRIKE,
        background=False,
        aggregated=False,
        published="2019-07-09",
        moments=(a_day("2019-07-08"),),
        places=(BRENN,),
        perpetrators=(ARMY,),
        words=("aircraft", "bazaar", "clinic"),
        names=("bazaar",),
    )
    return replace(told, **changes)


def groups(*features: Features) -> set[frozenset[str]]:
    return {frozenset(c.accounts) for c in link_accounts(features).clusters}


TOGETHER = {frozenset({"acc-001", "acc-002"})}
APART = {frozenset({"acc-001"}), frozenset({"acc-002"})}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, TOGETHER),
        ({"event_type": EventType.SHELLING_ARTILLERY_MISSILE_ATTACK}, TOGETHER),
        ({"moments": (), "published": "2019-07-08"}, TOGETHER),
        ({"places": (SYRIA,), "words": ("aircraft", "bazaar", "clinic", "farrukh")}, TOGETHER),
        ({"moments": (a_day("2019-07-15"),)}, APART),
        ({"places": (FARLO,)}, APART),
        ({"event_type": EventType.PEACEFUL_PROTEST}, APART),
        ({"places": (SYRIA,), "words": ("parliament",), "names": ()}, APART),
        ({"report": "rep-001"}, APART),
        ({"moments": (), "published": "2019-09-20"}, APART),
    ],
    ids=["same", "type", "undated", "wide place", "days", "place", "protest", "vague", "one report", "weeks later"],
)
def test_two_tellings_are_put_together_only_on_something_specific(
    changes: dict[str, object], expected: set[frozenset[str]]
) -> None:
    assert groups(a_telling(1), a_telling(2, **changes)) == expected


def test_a_toll_that_climbs_stays_one_incident() -> None:
    tolls = [(12, "2019-07-08"), (22, "2019-07-09"), (31, "2019-07-10")]
    told = [a_telling(i, killed=(Count(low=n, high=n),), published=day) for i, (n, day) in enumerate(tolls)]
    assert len(groups(*told)) == 1


def test_a_recollection_joins_what_is_told_as_main_and_forms_nothing_by_itself() -> None:
    recalled = a_telling(2, background=True)
    assert groups(a_telling(1), recalled) == TOGETHER
    assert groups(recalled, a_telling(3, background=True)) == set()


def test_two_accounts_without_day_or_spot_need_strong_shared_names() -> None:
    bare = {"moments": (), "published": None, "places": (SYRIA,)}
    weak = ("aircraft", "bazaar", "clinic")
    strong = tuple(sorted(f"name{i}" for i in range(8)))
    assert groups(a_telling(1, **bare, words=weak), a_telling(2, **bare, words=weak)) == APART
    named = {**bare, "words": strong, "names": strong}
    assert groups(a_telling(1, **named), a_telling(2, **named)) == TOGETHER


def test_accounts_of_one_report_are_never_chained_through_another() -> None:
    both = groups(a_telling(1), a_telling(2), replace(a_telling(3), report="rep-001"))
    assert all(not {"acc-001", "acc-003"} <= group for group in both)


def test_every_link_says_why_and_how_strongly() -> None:
    (cluster,) = link_accounts([a_telling(1), a_telling(2)]).clusters
    (link,) = cluster.links
    assert link.accounts == ("acc-001", "acc-002")
    assert 0.5 <= link.score <= 1.0
    assert "both at Brenn" in link.because
    assert "the same day" in link.because


def test_the_parts_of_a_link_begin_with_the_prior_and_add_up_to_its_score() -> None:
    farther = replace(BRENN, name="Upper Brenn", lat=35.94, gazetteer_id="u")
    told = [a_telling(1), a_telling(2, places=(BRENN, farther), injured=(Count(low=12, high=12),))]
    told += [a_telling(3, injured=(Count(low=40, high=40),)), a_telling(4, places=(FARLO,), words=("mill",))]
    links = [link for cluster in link_accounts(told).clusters for link in cluster.links]
    assert links
    for link in links:
        assert link.parts[0].field is LinkField.PRIOR
        assert link.parts[0].weight < 0
        assert len({part.field for part in link.parts}) == len(link.parts)
        assert 1 / (1 + exp(-sum(part.weight for part in link.parts))) == pytest.approx(link.score, abs=0.002)
        assert link.because == "; ".join(part.words for part in sorted(link.parts[1:], key=_weight_and_words))
    against = {link.accounts: min(part.weight for part in link.parts[1:]) for link in links}
    assert against["acc-002", "acc-003"] < 0 <= against["acc-001", "acc-002"]


def _weight_and_words(part: LinkPart) -> tuple[float, str]:
    return -abs(part.weight), part.words


def test_main_accounts_that_cannot_be_one_keep_their_reports_apart() -> None:
    linked = link_accounts([a_telling(1), a_telling(2, moments=(a_day("2019-07-12"),))])
    assert linked.candidate_reports == set()
    assert linked.apart_reports == {("rep-001", "rep-002")}
    assert link_accounts([a_telling(1), a_telling(2)]).candidate_reports == {("rep-001", "rep-002")}


PLACES = st.sampled_from([(BRENN,), (FARLO,), (SYRIA,), ()])
MANY = st.lists(
    st.builds(
        lambda place, day, doer, background, words: (place, day, doer, background, words),
        PLACES,
        st.sampled_from(["2019-07-08", "2019-07-09", "2019-07-20"]),
        st.sampled_from([(ARMY,), (REBELS,), ()]),
        st.booleans(),
        st.lists(st.sampled_from(["bazaar", "clinic", "mill", "school", "well"]), unique=True).map(sorted),
    ),
    max_size=14,
)


@settings(max_examples=60, deadline=None)
@given(MANY, st.randoms(use_true_random=False))
def test_shuffled_accounts_give_the_same_clusters_and_links(drawn: list[tuple], random: object) -> None:
    told = [
        a_telling(
            i, places=p, moments=(a_day(d),), perpetrators=x, background=b, words=tuple(w), report=f"rep-{i // 2}"
        )
        for i, (p, d, x, b, w) in enumerate(drawn)
    ]
    shuffled = list(told)
    random.shuffle(shuffled)
    assert link_accounts(shuffled) == link_accounts(told)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 5), min_size=1, max_size=20))
def test_where_likeness_is_all_or_nothing_clusters_are_the_connected_components(homes: list[int]) -> None:
    far = [replace(BRENN, name=f"Town {n}", lat=20.0 + 3 * n, gazetteer_id=f"t{n}", admin1=None) for n in range(6)]
    told = [a_telling(i, places=(far[home],)) for i, home in enumerate(homes)]
    graph = nx.Graph()
    graph.add_nodes_from(f.id for f in told)
    graph.add_edges_from((f.id, g.id) for f in told for g in told if f.places == g.places and f.id < g.id)
    assert groups(*told) == {frozenset(group) for group in nx.connected_components(graph)}


def test_features_kept_outside_memory_are_linked_alike():
    told = [a_telling(1), a_telling(2), a_telling(3, moments=(a_day("2019-07-12"),))]
    with Scratch.on_disk() as scratch:
        rows = FeatureRows(scratch)
        for features in told:
            rows.add(features)
        assert list(rows) == told
        assert rows[1:] == told[1:]
        assert link_accounts(rows, scratch=scratch) == link_accounts(told)


def test_reports_that_tell_one_incident_are_not_kept_apart_by_another_they_tell() -> None:
    later = a_day("2019-07-12")
    told = [
        a_telling(1),
        a_telling(2),
        a_telling(3, report="rep-001"),
        a_telling(4, report="rep-002", moments=(later,)),
    ]
    apart = link_accounts([told[2], told[3]]).apart_reports
    assert apart == {("rep-001", "rep-002")}
    assert ("rep-001", "rep-002") not in link_accounts([told[0], told[1], told[3]]).apart_reports


def test_pairs_of_reports_know_what_they_hold():
    pairs = link_accounts([a_telling(1), a_telling(2, moments=(a_day("2019-07-12"),))]).apart_reports
    assert ("rep-001", "rep-002") in pairs
    assert ("rep-001", "rep-003") not in pairs
    assert ("rep-002", "rep-001") not in pairs
    assert "rep-001" not in pairs


def test_the_outcome_is_the_same_with_any_number_of_workers(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tallystick.stages.link.clusters._PART", RUN)
    monkeypatch.setattr("tallystick.stages.link.joining._AT_ONCE", 64)
    found = []
    for workers in (1, 2, 3):
        with Scratch.on_disk() as scratch:
            rows = FeatureRows(scratch)
            for features in World(2 * RUN + 100, seed=5).features():
                rows.add(features)
            linked = link_accounts(rows, scratch=scratch, workers=workers)
            found.append((tuple(linked.clusters), tuple(linked.candidate_reports), tuple(linked.apart_reports)))
    assert found[0] == found[1] == found[2]
