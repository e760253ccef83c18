"""The match rules of FORMAT.md, the floors and the digest of the corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from factory import tell, the_tools

from evaluation import gate
from evaluation.inline import AnnotatedReport, Annotation
from tallystick.records.mention import SourceLink
from tallystick.records.referent import Actor, Count, Moment, Place, Quantity
from tallystick.records.vocabulary import ActorKind, ActorUnit, PlacePrecision, SourceKind, TimePrecision


def gold(field: str, *, label: str = "A", start: int = 0, end: int = 1, **values: str) -> Annotation:
    return Annotation(label=label, field=field, start=start, end=end, surface="", values=values)


@pytest.mark.parametrize(
    ("edtf", "bounds"),
    [
        ("2021-03-14", ("2021-03-14", "2021-03-14")),
        ("2021-02", ("2021-02-01", "2021-02-28")),
        ("2021", ("2021-01-01", "2021-12-31")),
        ("2021-03-01/2021-03-05", ("2021-03-01", "2021-03-05")),
        ("XXXX-11-24", ("XXXX-11-24", "XXXX-11-24")),
        ("../2021-03-05", (None, "2021-03-05")),
        ("2021-03~", ("2021-03-01", "2021-03-31")),
    ],
)
def test_days_of_a_gold_time(edtf: str, bounds: tuple[str | None, str | None]) -> None:
    assert gate.days(edtf) == bounds


def test_times_match_on_both_days() -> None:
    moment = Moment(edtf="2021-03-14", earliest="2021-03-14", latest="2021-03-14", precision=TimePrecision.DAY)
    assert gate.time_matches(gold("time", edtf="2021-03-14"), moment)
    assert not gate.time_matches(gold("time", edtf="2021-03-13/2021-03-14"), moment)


RAQQA = {"name": "Raqqa", "country": "SY", "lat": "35.95", "lon": "39.01", "precision": "settlement"}


@pytest.mark.parametrize(
    ("values", "place", "matches"),
    [
        (RAQQA, Place(name="Elsewhere", lat=36.1, lon=39.01, precision=PlacePrecision.SETTLEMENT), True),
        (RAQQA, Place(name="Raqqa", lat=36.3, lon=39.01, precision=PlacePrecision.SETTLEMENT), False),
        (RAQQA, Place(name="Syria", country="SY", lat=35.95, lon=39.01, precision=PlacePrecision.COUNTRY), False),
        (
            {"name": "Idlib", "country": "SY", "precision": "admin1"},
            Place(name="Idlib", country="SY", precision=PlacePrecision.ADMIN1),
            True,
        ),
        (
            {"name": "Idlib", "country": "SY", "precision": "admin1"},
            Place(name="Idlib", country="TR", precision=PlacePrecision.ADMIN1),
            False,
        ),
        (
            {"name": "Syria", "country": "SY", "precision": "country"},
            Place(name="Syrian Arab Republic", country="SY", precision=PlacePrecision.COUNTRY),
            True,
        ),
        (
            {"name": "Syria", "country": "SY", "precision": "country"},
            Place(name="Raqqa", country="SY", precision=PlacePrecision.SETTLEMENT),
            False,
        ),
        (
            {"name": "Black Sea", "precision": "sea"},
            Place(name="Red Sea", precision=PlacePrecision.SEA),
            False,
        ),
    ],
)
def test_places_match_within_25_km_or_as_one_unit(values: dict[str, str], place: Place, matches: bool) -> None:
    assert gate.place_matches(gold("place", **values), place) is matches


def an_actor(name: str, *, id_: str | None = None, kind: ActorKind = ActorKind.REBEL_GROUP) -> Actor:
    return Actor(name=name, actor_id=id_, kind=kind, unit=ActorUnit.ORGANISATION)


@pytest.mark.parametrize(
    ("values", "actor", "matches"),
    [
        ({"name": "ISIS"}, "Islamic State", True),
        ({"name": "ISIS"}, "al-Shabaab", False),
        ({"name": "the Karun Brigade"}, an_actor("Karun brigade"), True),
        ({"name": "the Karun Brigade"}, an_actor("Brenn Brigade"), False),
        ({"name": "gunmen", "unit": "group", "kind": "rebel_group"}, an_actor("insurgents"), True),
        ({"name": "gunmen", "unit": "organisation", "kind": "rebel_group"}, an_actor("insurgents"), False),
        ({"name": "gunmen", "unit": "group", "kind": "rioters"}, an_actor("insurgents"), False),
    ],
)
def test_actors_match_by_id_then_name_then_kind(values: dict[str, str], actor: Actor | str, matches: bool) -> None:
    said = the_tools().actors.find(actor) if isinstance(actor, str) else actor
    assert said is not None
    assert gate.actor_matches(gold("perpetrator", **values), said, the_tools()) is matches


@pytest.mark.parametrize(
    ("values", "count", "matches"),
    [
        ({"n": "12"}, Count(low=12, high=12, group="all"), True),
        ({"low": "12"}, Count(low=12, group="all"), True),
        ({"n": "12"}, Count(low=12, group="all"), False),
        ({"high": "12"}, Count(high=12, group="all"), True),
        ({"vague": "dozens"}, Count(vague="dozens", group="all"), True),
        ({"vague": "dozens"}, Count(vague="scores", group="all"), False),
        ({"n": "12", "group": "civilians"}, Count(low=12, high=12, group="all"), False),
        ({"n": "2", "of": "ISIS"}, Count(low=2, high=2, group="all", of="Islamic State"), True),
        ({"n": "2", "of": "ISIS"}, Count(low=2, high=2, group="all", of="al-Shabaab"), False),
        ({"n": "2", "group": "civilians"}, Quantity(low=2, high=2), True),
    ],
)
def test_counts_match_on_bounds_word_group_and_side(
    values: dict[str, str], count: Count | Quantity, matches: bool
) -> None:
    people = isinstance(count, Count)
    assert gate.count_matches(gold("killed", **values), count, the_tools(), people=people) is matches


@pytest.mark.parametrize(
    ("link", "said", "matches"),
    [
        (("the Civil Defence", "", True), SourceLink(name="Civil Defence", kind=SourceKind.OTHER, named=True), True),
        (("Civil Defence", "", True), SourceLink(name="Red Cross", kind=SourceKind.OTHER, named=True), False),
        (("a resident", "resident", False), SourceLink(name="villagers", kind=SourceKind.RESIDENT, named=False), True),
        (("a resident", "resident", False), SourceLink(name="medics", kind=SourceKind.MEDICAL, named=False), False),
        (("a resident", "resident", False), SourceLink(name="Reuters", kind=SourceKind.RESIDENT, named=True), False),
    ],
)
def test_links_match_by_name_or_by_kind_where_unnamed(
    link: tuple[str, str, bool], said: SourceLink, matches: bool
) -> None:
    assert gate.link_matches(link, said, the_tools()) is matches


def test_accounts_pair_one_to_one_by_most_overlap() -> None:
    text = "An airstrike hit Raqqa on Friday. Another airstrike hit Tabqa on Saturday."
    first, second = tell(text)
    at = (first.anchor.start, second.anchor.start)

    def pairs(*spans: tuple[str, int, int]) -> dict[str, str]:
        acts = tuple(gold("act", label=label, start=start, end=end) for label, start, end in spans)
        found = gate.pair_accounts(
            AnnotatedReport(path=Path("x.txt"), header={}, text=text, annotations=acts), [first, second]
        )
        return {label: account.id for label, account in found.items()}

    assert pairs(("A", at[0], at[0] + 4), ("B", at[1], at[1] + 4)) == {"A": first.id, "B": second.id}
    assert pairs(("A", at[0], at[0] + 4), ("B", at[0], at[0] + 6)) == {"B": first.id}
    assert pairs(("A", at[0], at[0] + 4), ("A", at[1], at[1] + 6)) == {"A": second.id}
    assert pairs(("A", at[0] - 3, at[0])) == {}


def test_figures_are_over_the_reports_asked_for() -> None:
    score = gate.Score()
    score.add("a", right=1, said=2, gold=4)
    score.add("b", right=3, said=3, gold=3)
    assert score.figures(["a"]) == (0.5, 0.25, pytest.approx(1 / 3))
    assert score.figures(["a", "b"]) == (4 / 5, 4 / 7, 8 / 12)
    low, high = score.interval(["a", "b"])
    assert low <= 8 / 12 <= high
    assert score.interval(["a", "b"]) == (low, high)


REPORT = """---
id: me-x-01
published: 2021-03-15
accounts:
  A: {type: Air/drone strike, modality: asserted, standing: main, clarity: individual, incident: x-market}
---
Jets [[bombed]]{A.act} a market in [[Raqqa]]{A.place name=Raqqa country=SY lat=35.95 lon=39.01 precision=settlement}
[[on Sunday]]{A.time edtf=2021-03-14}, killing [[seven people]]{A.killed n=7 group=all}.
"""


@pytest.fixture
def floors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    corpus = tmp_path / "corpus"
    (corpus / "develop").mkdir(parents=True)
    (corpus / "develop" / "me-x-01.txt").write_text(REPORT, encoding="utf-8")
    monkeypatch.setattr(gate, "CORPUS", corpus)
    monkeypatch.setattr(gate, "FLOORS", tmp_path / "floors.json")
    return tmp_path / "floors.json"


def run(*more: str) -> int:
    return gate.main(["--half", "develop", *more])


def kept(floors: Path) -> dict[str, float]:
    floor: dict[str, float] = json.loads(floors.read_text(encoding="utf-8"))["floors"]["grammar"]["develop"]
    return floor


def test_no_floors_is_no_pass(floors: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 1
    assert "the floors were set on None" in capsys.readouterr().err


def test_floors_raised_are_held(floors: Path) -> None:
    assert run("--raise-floors") == 0
    assert kept(floors)["account"] == kept(floors)["killed and injured"] == 0.998
    assert run() == 0


def test_a_fallen_figure_fails_and_is_named(floors: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("--raise-floors")
    stood = json.loads(floors.read_text(encoding="utf-8"))
    stood["floors"]["grammar"]["develop"]["means"] = 1.01
    floors.write_text(json.dumps(stood), encoding="utf-8")
    assert run() == 1
    assert capsys.readouterr().err.splitlines()[0].startswith("below the floor: grammar, develop, means: F ")


def test_a_waived_floor_is_said_and_lets_nothing_lower_through(
    floors: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("--raise-floors")
    stood = json.loads(floors.read_text(encoding="utf-8"))
    stood["floors"]["grammar"]["develop"]["killed and injured"] = 1.01
    stood["waived"] = {"grammar": {"develop": {"killed and injured": {"held": 0.9, "why": "a test"}}}}
    floors.write_text(json.dumps(stood), encoding="utf-8")
    assert run("--reader", "grammar") == 0
    assert capsys.readouterr().err.startswith("waived (a test): grammar, develop, killed and injured: F ")
    stood["waived"]["grammar"]["develop"]["killed and injured"]["held"] = 1.005
    floors.write_text(json.dumps(stood), encoding="utf-8")
    assert run("--reader", "grammar") == 1


def test_raising_drops_a_waiver_whose_floor_is_reached_and_no_other(floors: Path) -> None:
    run("--raise-floors")
    stood = json.loads(floors.read_text(encoding="utf-8"))
    stood["floors"]["grammar"]["develop"]["means"] = 1.01
    waiver = {"held": 0.5, "why": "a test"}
    stood["waived"] = {"grammar": {"develop": {"means": waiver, "account": waiver}}}
    floors.write_text(json.dumps(stood), encoding="utf-8")
    run("--raise-floors")
    assert json.loads(floors.read_text(encoding="utf-8"))["waived"] == {"grammar": {"develop": {"means": waiver}}}


def test_raising_never_lowers_a_floor(floors: Path) -> None:
    run("--raise-floors")
    stood = json.loads(floors.read_text(encoding="utf-8"))
    stood["floors"]["grammar"]["develop"]["account"] = 1.01
    floors.write_text(json.dumps(stood), encoding="utf-8")
    assert run("--raise-floors") == 0
    assert kept(floors)["account"] == 1.01
    assert run() == 1


def test_another_corpus_fails_until_floors_are_set_on_it(floors: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("--raise-floors")
    path = gate.CORPUS / "develop" / "me-x-01.txt"
    path.write_text(REPORT.replace("a market", "the market"), encoding="utf-8")
    assert run() == 1
    assert f"the corpus is {gate.corpus_digest()}" in capsys.readouterr().err
    run("--raise-floors")
    assert run() == 0


def test_errors_are_listed_for_the_develop_half(floors: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = gate.CORPUS / "develop" / "me-x-01.txt"
    path.write_text(REPORT.replace("n=7", "n=9"), encoding="utf-8")
    assert run("--errors", "killed") == 0
    out = capsys.readouterr().out
    assert out.startswith("2 errors of killed")
    assert "missed A.killed" in out
    assert "spurious A.killed" in out


def test_the_reader_sees_nothing_of_the_annotation(floors: Path) -> None:
    [one] = gate.load_half("develop")
    report = gate.report_of(one)
    assert report.text == one.text
    assert "[[" not in report.text
    assert report.published == "2021-03-15"
