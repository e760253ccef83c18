"""weigh.copies: what is one lineage, what is not, and which report is the copy."""

from __future__ import annotations

import random
import time
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.records.report import Report
from tallystick.records.vocabulary import CopyKind
from tallystick.stages.weigh.copies import Verdict, find_copies

NONE: frozenset[tuple[str, str]] = frozenset()

WIRE = """Market shelling kills nine in Brenivka

BRENIVKA (Meridian) - Mortar rounds fell on the covered market of Brenivka on Tuesday morning, killing nine people and
setting light to the stalls along its northern wall, mayor Orest Hlyn told Meridian.

Fruit sellers had just begun to unload when the first round came through the roof, he said. Firemen needed two hours to
reach the last of the wounded because a water main had burst under the tram lines.

The separatist command denied its gunners were active and blamed an army battery at Lypove. Neither claim could be
checked. Brenivka, a river port of 40,000, was shelled at least six times in April."""

REWRITE = """Nine dead as mortars strike covered market

Nine people died on Tuesday when mortar rounds fell on the covered market of Brenivka, a river port of some 40,000,
and set light to stalls along its northern wall.

The mayor, Orest Hlyn, said fruit sellers had just begun to unload as the first round crashed through the roof. It was
two hours before firemen could reach the last of the wounded, after a water main burst under the tram lines.

Separatist commanders denied their gunners were active, and pointed instead to an army battery at Lypove. The port was
shelled at least six times last month, according to officials."""

INDEPENDENT = """Brenivka buries its market traders

They carried the coffins past the burnt stalls on Thursday, nine of them, while the bells of the river church rang.

Halyna Protsiv had sold apples in the covered market of Brenivka for thirty years. Her daughter said she always arrived
before the gates opened. "She wanted the corner table," she said, "because there the tram stops."

Orest Hlyn, the mayor, walked behind the families and did not speak. The army says separatist mortars were responsible;
the separatists say the army fired from Lypove. Investigators from the regional prosecutor have measured the craters."""

BULLETIN = """Evening summary of the Harbour Brigade press office

During the past day the units of the Harbour Brigade repelled {0} attacks near {1}. The enemy carried out {2} air
strikes and fired {3} times from rocket launchers at positions of our troops and at settlements.

Enemy mortars shelled {4} and {5}. Private houses and a school were damaged. {6} civilians were wounded and received
medical aid. Our gunners destroyed {7} vehicles and an ammunition depot near {8}.

The situation in the area of responsibility of the brigade remains difficult but under control. Trust official sources
and do not ignore air raid alerts."""

DAYS = (
    (14, "Oleshyn", 9, 60, "Mylove", "Kalynets", 4, 11, "Pisky"),
    (22, "Vesele", 6, 45, "Hruzke", "Lozuvate", 2, 8, "Tavriysk"),
    (17, "Novosilka", 11, 71, "Stara Huta", "Dubrovets", 7, 5, "Vodianyi"),
    (9, "Lozuvate", 3, 38, "Pisky", "Oleshyn", 12, 6, "Hruzke"),
    (31, "Tavriysk", 13, 85, "Kalynets", "Vesele", 5, 20, "Stara Huta"),
    (26, "Dubrovets", 8, 52, "Vodianyi", "Mylove", 3, 4, "Novosilka"),
    (12, "Kalynets", 5, 41, "Tavriysk", "Pisky", 1, 9, "Lozuvate"),
    (19, "Mylove", 10, 66, "Oleshyn", "Vodianyi", 8, 15, "Vesele"),
)


def a_report(id_: str, text: str, **fields: str) -> Report:
    """A report whose title is its first line."""
    return Report(id=id_, text=text, title=text.split("\n", 1)[0], **fields)  # type: ignore[arg-type]


def find(
    *reports: Report, candidates: frozenset[tuple[str, str]] = NONE, apart: frozenset[tuple[str, str]] = NONE
) -> dict[str, Verdict]:
    """The verdicts on these reports."""
    return find_copies(reports, candidates=candidates, apart=apart)


def one_lineage(found: dict[str, Verdict], *ids: str) -> bool:
    """All these reports are in one lineage."""
    return len({found[id_].lineage for id_ in ids}) == 1


def test_a_report_alone_is_its_own_lineage() -> None:
    assert find(a_report("a", WIRE)) == {"a": Verdict(lineage="a", copy_of=None)}


def test_nothing_in_nothing_out() -> None:
    assert find() == {}


@pytest.mark.parametrize("text", ["", "Clashes", "Clashes reported in the north"])
def test_equal_texts_too_short_to_tell_are_no_copies(text: str) -> None:
    found = find(a_report("a", text), a_report("b", text))
    assert not one_lineage(found, "a", "b")


def test_the_later_of_two_equal_texts_is_the_copy() -> None:
    found = find(a_report("a", WIRE, published="2024-05-02"), a_report("b", WIRE.upper(), published="2024-05-01"))
    assert found["b"] == Verdict(lineage="b", copy_of=None)
    assert found["a"].lineage == "b"
    copy = found["a"].copy_of
    assert copy is not None
    assert (copy.report, copy.kind, copy.share) == ("b", CopyKind.VERBATIM, 1.0)


@pytest.mark.parametrize(
    "days", [(None, None), ("2024-05-01", "2024-05-01"), ("2024-05-01", None), ("2024-05", "2024")]
)
def test_without_an_order_of_days_neither_is_the_copy(days: tuple[str | None, str | None]) -> None:
    found = find(
        Report(id="a", text=WIRE, published=days[0]),
        Report(id="b", text=WIRE, published=days[1]),
    )
    assert one_lineage(found, "a", "b")
    assert found["a"].lineage == "a"
    assert found["a"].copy_of is None
    assert found["b"].copy_of is None


def test_a_credit_shows_which_is_the_copy() -> None:
    body = WIRE.replace("told Meridian", "said").replace("BRENIVKA (Meridian) - ", "")
    found = find(
        a_report("a", body + "\n\nThe Harbour Gazette first reported this.", outlet="Riverside Daily"),
        a_report("b", body, outlet="Harbour Gazette"),
    )
    copy = found["a"].copy_of
    assert copy is not None
    assert copy.report == "b"
    assert found["b"].copy_of is None


def test_an_earlier_version_is_the_origin() -> None:
    found = find(a_report("a", WIRE.replace("nine", "ten"), replaces="b"), a_report("b", WIRE))
    copy = found["a"].copy_of
    assert copy is not None
    assert copy.report == "b"


def test_a_shortened_reprint_under_another_headline_is_near_verbatim() -> None:
    reprint = "Mortars hit a market\n\n" + WIRE.split("\n\n", 1)[1].split("\n\nThe separatist")[0].replace(
        "(Meridian) ", ""
    )
    found = find(a_report("a", WIRE, published="2024-05-01"), a_report("b", reprint, published="2024-05-02"))
    copy = found["b"].copy_of
    assert copy is not None
    assert copy.kind == CopyKind.NEAR_VERBATIM
    assert copy.share > 0.8
    assert found["b"].lineage == "a"


@pytest.mark.parametrize(
    ("credit", "fields", "kind"),
    [
        ("LYPOVE (Meridian) - ", {}, CopyKind.SAME_WIRE),
        ("", {"byline": "Meridian"}, CopyKind.SAME_WIRE),
        ("", {"outlet": "Meridian"}, CopyKind.SAME_WIRE),
        ("", {"byline": "Ada Low"}, CopyKind.NEAR_VERBATIM),
        ("LYPOVE (Aurora) - ", {}, CopyKind.NEAR_VERBATIM),
    ],
)
def test_both_with_one_agency_are_the_same_wire(credit: str, fields: dict[str, str], kind: CopyKind) -> None:
    body = WIRE.split("(Meridian) - ")[1].replace("told Meridian", "said")
    found = find(
        a_report("a", WIRE, published="2024-05-01"),
        a_report("b", f"Nine die at market\n\n{credit}{body}", published="2024-05-02", **fields),
    )
    copy = found["b"].copy_of
    assert copy is not None
    assert copy.kind == kind


def test_a_rewrite_is_one_lineage_and_an_independent_report_is_not() -> None:
    found = find(
        a_report("a", WIRE, published="2024-05-01"),
        a_report("b", REWRITE, published="2024-05-02"),
        a_report("c", INDEPENDENT, published="2024-05-03"),
        candidates=frozenset({("a", "b"), ("a", "c"), ("b", "c")}),
    )
    copy = found["b"].copy_of
    assert copy is not None
    assert (copy.report, copy.kind) == ("a", CopyKind.REWRITE)
    assert found["b"].lineage == "a"
    assert found["c"] == Verdict(lineage="c", copy_of=None)


def test_a_brief_told_over_is_one_lineage_by_the_order_of_what_it_says() -> None:
    first = (
        "Two held over depot fire\n\nDetectives arrested two welders in the Zatoka quarter of Brenivka on Monday night "
        "on suspicion of mixing the fuel used in last Thursday's arson at the grain depot, the prefect announced. "
        "Four radios and 9,200 crowns were taken as evidence. The fire cost 11 lives after two watchmen succumbed."
    )
    second = (
        "Welders arrested after blaze\n\nTwo welders suspected of mixing the fuel used in an arson at the grain depot "
        "of Brenivka have been arrested in the Zatoka quarter, the harbour prefect said. Detectives took four radios "
        "and 9,200 crowns as evidence. The number of lives lost rose to 11 after two watchmen succumbed."
    )
    assert one_lineage(find(a_report("a", first), a_report("b", second), candidates=frozenset({("a", "b")})), "a", "b")


@pytest.mark.parametrize(("outlets", "joined"), [(("Gazette", "Gazette"), False), (("Gazette", "Ledger"), True)])
def test_one_outlets_digest_is_no_lineage_with_each_of_its_stories(outlets: tuple[str, str], joined: bool) -> None:
    story = WIRE.split("\n\n", 2)[1] + " " + WIRE.split("\n\n")[2]
    digest = "The week on the river\n\n" + story + "\n\n" + "\n\n".join([INDEPENDENT, BULLETIN.format(*DAYS[0])] * 3)
    found = find(
        a_report("a", "Market shelled\n\n" + story, outlet=outlets[0]), a_report("b", digest, outlet=outlets[1])
    )
    assert one_lineage(found, "a", "b") == joined


def test_what_is_published_long_after_is_no_rewrite() -> None:
    found = find(
        a_report("a", WIRE, published="2024-05-01"),
        a_report("b", REWRITE, published="2024-05-20"),
        candidates=frozenset({("a", "b")}),
    )
    assert not one_lineage(found, "a", "b")


TOLD = """Fire at the ferry yard

LOZUVATE - Two men in fishermen's coats set fire to the ferry yard of Lozuvate on Friday night and shot the caretaker,
Taras Bilyk, 58, harbour master Inna Koval said.

Six boats were lost, among them the icebreaker that keeps the town supplied from December to March. Bilyk's daughter,
who brought him soup, lay under a tarpaulin until the shooting stopped.

The Free Pilots have threatened the yard since it lowered its fares in August. The fire, they said, was "a stroke of
luck"."""

TOLD_OVER = """Caretaker dies in attack on boats

It was his daughter with the soup who saw it, from beneath a tarpaulin where she waited for the end of the shooting:
Taras Bilyk, caretaker, 58 years old, was killed on Friday night by a pair of men wearing the coats of fishermen.

The ferry yard at Lozuvate then burned, according to the harbour master, Inna Koval, with six boats. From December to
March the town had relied on one of these, an icebreaker, for what it eats.

"A stroke of luck", comment the Free Pilots, whose threats began in August, when fares were lowered."""

TOLD_BY_ANOTHER = """Lozuvate ferry yard burns, one dead

A caretaker was shot dead and six boats burned when the ferry yard of Lozuvate was attacked on Friday, harbour master
Inna Koval said.

Sergeant Petro Hnat of the river police found 22 cartridges and a jerrycan from a pump at Vesele. The yard's owner, Olha
Ruda, put the damage at four million crowns and asked the council for guards.

Grain for Lozuvate will go by road. The Free Pilots said nothing until noon; a leaflet in their name was nailed to the
door of Saint Nicholas."""


def told_reports(
    *texts: str, outlets: tuple[str, ...] = ("Gazette", "Ledger"), days: tuple[str, ...] = ()
) -> list[Report]:
    days = days or ("2024-05-01", "2024-05-02")
    return [
        a_report(id_, text, outlet=outlet, published=day)
        for id_, text, outlet, day in zip("ab", texts, outlets, days, strict=True)
    ]


def test_a_rewrite_that_shares_no_run_of_words_is_found_among_candidates() -> None:
    pair = frozenset({("a", "b")})
    found = find(*told_reports(TOLD, TOLD_OVER), candidates=pair)
    copy = found["b"].copy_of
    assert one_lineage(found, "a", "b")
    assert copy is not None
    assert (copy.report, copy.kind) == ("a", CopyKind.REWRITE)
    assert 0.4 < copy.share < 1
    assert one_lineage(find(*told_reports(TOLD, TOLD_OVER), apart=pair), "a", "b")


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (TOLD_BY_ANOTHER, {}),
        (TOLD_OVER, {"outlets": ("Gazette", "Gazette")}),
        (TOLD_OVER, {"days": ("2024-05-01", "2024-05-09")}),
    ],
)
def test_another_report_and_an_outlets_own_second_story_are_no_rewrites(
    text: str, fields: dict[str, tuple[str, str]]
) -> None:
    found = find(*told_reports(TOLD, text, **fields), candidates=frozenset({("a", "b")}))
    assert not one_lineage(found, "a", "b")


REPORT_OF_THE_DAY = """Report no. {0} of the Upper Delta Relief Office

The Relief Office of the Upper Delta announces for {1}, {2} May 2024: a raid on the quarter of Stara Huta in the
district of Mylove led to the death of {3} people and the wounding of {4} others. A raid on the quarter of Nova Huta in
the district of Mylove led to the death of {5} people and the wounding of {6} others. Since the beginning {7} dead have
been entered in the book of the Upper Delta. The Relief Office calls on the people of Mylove to keep the roads free."""


def test_a_form_that_names_the_same_places_on_another_day_is_no_copy() -> None:
    reports = [
        a_report(
            "a", REPORT_OF_THE_DAY.format(14, "Monday", 7, 6, 11, 3, 4, 283), outlet="Relief", published="2024-05-08"
        ),
        a_report(
            "b", REPORT_OF_THE_DAY.format(16, "Friday", 9, 2, 5, 8, 12, 341), outlet="Relief", published="2024-05-10"
        ),
    ]
    assert not one_lineage(find(*reports, candidates=frozenset({("a", "b")})), "a", "b")


def test_a_second_outlet_that_rounds_a_toll_has_the_same_text_though_read_as_apart() -> None:
    rounded = WIRE.replace("a river port of 40,000", "a port of over 39,000").replace("six times", "some six times")
    reports = [a_report("a", WIRE, outlet="Meridian"), a_report("b", rounded, outlet="Ledger")]
    assert one_lineage(find(*reports, apart=frozenset({("a", "b")})), "a", "b")


def test_a_passage_is_partial_though_what_the_two_tell_is_apart() -> None:
    passage = (
        " The quarrel over the river tolls began when the delta council tore up the ferry charter, expelled the "
        "pilots' guild and let foreign dredgers widen the channel, after which upstream towns raised customs posts."
    )
    second = INDEPENDENT.replace("Brenivka", "Lozuvate").replace("covered market", "old brewery") + passage
    found = find(
        a_report("a", WIRE + passage, outlet="Meridian", published="2024-05-01"),
        a_report("b", second, outlet="Ledger", published="2024-05-02"),
        apart=frozenset({("a", "b")}),
    )
    copy = found["b"].copy_of
    assert copy is not None
    assert copy.kind == CopyKind.PARTIAL
    assert not one_lineage(found, "a", "b")


def test_what_is_apart_is_a_copy_only_with_the_same_numbers() -> None:
    reset = WIRE.replace("\n", " ")
    other = WIRE.replace("nine people", "four people")
    found = find(a_report("a", WIRE), a_report("b", reset + " More soon."), a_report("c", other),
                 apart=frozenset({("a", "b"), ("a", "c"), ("b", "c")}))  # fmt: skip
    assert one_lineage(found, "a", "b")
    assert not one_lineage(found, "a", "c")


def test_a_raised_toll_in_the_same_text_stays_one_lineage() -> None:
    found = find(a_report("a", WIRE), a_report("b", WIRE.replace("nine", "fourteen").replace("Tuesday", "Wednesday")))
    assert one_lineage(found, "a", "b")


def test_one_offices_daily_form_is_no_lineage() -> None:
    reports = [a_report(f"f{i}", BULLETIN.format(*day)) for i, day in enumerate(DAYS)]
    found = find(*reports, candidates=frozenset((a.id, b.id) for a, b in combinations(reports, 2)))
    assert found == {report.id: Verdict(lineage=report.id, copy_of=None) for report in reports}


def test_a_bulletin_reprinted_is_a_copy_of_its_own_day_only() -> None:
    reports = [a_report(f"f{i}", BULLETIN.format(*day)) for i, day in enumerate(DAYS)]
    found = find(*reports, a_report("copy", "From the brigade\n\n" + BULLETIN.format(*DAYS[3]).split("\n\n", 1)[1]))
    assert one_lineage(found, "copy", "f3")
    assert len({verdict.lineage for verdict in found.values()}) == len(DAYS)


def test_independent_standfirsts_of_one_incident_are_not_copies() -> None:
    found = find(
        a_report(
            "a", "Mortars kill nine at Brenivka market\n\nMayor Orest Hlyn says nine died when mortar rounds hit."
        ),
        a_report(
            "b", "Nine killed in Brenivka shelling\n\nMortar rounds hit the covered market on Tuesday, mayor says."
        ),
        candidates=frozenset({("a", "b")}),
    )
    assert not one_lineage(found, "a", "b")


def test_two_reports_that_quote_one_statement_are_not_copies() -> None:
    quote = (
        '"This was a deliberate blow against people who were doing nothing but buying bread and apples, and '
        'those who ordered it and those who carried it out will answer before a court, however long it takes," he said.'
    )
    found = find(
        a_report(
            "a", f"Trials promised\n\nOrest Hlyn spoke at the graves. {quote} Bells rang over the river as rain fell."
        ),
        a_report("b", f"Vow of justice\n\nA crowd in the square heard the mayor. {quote} Shops stayed shut that day."),
        candidates=frozenset({("a", "b")}),
    )
    assert not one_lineage(found, "a", "b")


def test_a_shared_background_passage_is_partial_and_joins_nothing() -> None:
    passage = (
        " The quarrel over the river tolls began when the delta council tore up the ferry charter, expelled the "
        "pilots' guild and let foreign dredgers widen the channel, after which upstream towns raised customs posts."
    )
    first = WIRE + passage
    second = INDEPENDENT.replace("Brenivka", "Lozuvate").replace("covered market", "old brewery") + passage
    found = find(a_report("a", first, published="2024-05-01"), a_report("b", second, published="2024-05-02"))
    copy = found["b"].copy_of
    assert copy is not None
    assert copy.kind == CopyKind.PARTIAL
    assert 0 < copy.share < 0.4
    assert not one_lineage(found, "a", "b")


def test_the_lineage_is_named_for_the_earliest_day() -> None:
    days = {"a": "2024-05-03", "b": "2024-05-01", "c": "2024-05-02"}
    found = find(*(a_report(id_, WIRE, published=day) for id_, day in days.items()))
    assert {verdict.lineage for verdict in found.values()} == {"b"}


def test_candidates_of_unknown_reports_are_passed_over() -> None:
    found = find(a_report("a", WIRE), candidates=frozenset({("a", "zz")}), apart=frozenset({("yy", "zz")}))
    assert found["a"].lineage == "a"


TEXTS = (
    WIRE, REWRITE, INDEPENDENT, WIRE.upper(), WIRE.replace("nine", "ten"), BULLETIN.format(*DAYS[0]),
    BULLETIN.format(*DAYS[1]), "", "Clashes", WIRE.split("\n\n", 1)[1],
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(TEXTS), st.sampled_from([None, "2024-05-01", "2024-05-02", "2024-06-30"])), max_size=8
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_reports_changes_nothing(drawn: list[tuple[str, str | None]], chance: random.Random) -> None:
    reports = [Report(id=f"r{i}", text=text, published=day) for i, (text, day) in enumerate(drawn)]
    pairs = frozenset(("r0", f"r{i}") for i in range(1, len(reports)))
    found = find_copies(reports, candidates=pairs, apart=NONE)
    chance.shuffle(reports)
    assert find_copies(reports, candidates=pairs, apart=NONE) == found
    by_id = {report.id: report for report in reports}
    assert find_copies(iter(reports), candidates=pairs, apart=NONE, find=by_id.__getitem__) == found
    assert set(found) == {report.id for report in reports}
    for id_, verdict in found.items():
        assert found[verdict.lineage].lineage == verdict.lineage
        assert verdict.copy_of is None or (verdict.copy_of.report in found and verdict.copy_of.report != id_)
        assert verdict.copy_of is None or 0 < verdict.copy_of.share <= 1


def test_many_equal_and_many_nearly_equal_texts_take_no_pair_of_each() -> None:
    equal = [Report(id=f"e{i:05d}", text=WIRE) for i in range(5000)]
    near = [Report(id=f"n{i:05d}", text=f"{WIRE} Edition {i}.") for i in range(300)]
    start = time.process_time()
    found = find_copies([*equal, *near], candidates=NONE, apart=NONE)
    assert time.process_time() - start < 10
    assert {verdict.lineage for verdict in found.values()} == {"e00000"}


@pytest.mark.parametrize(
    "text", ["word " * 20000, '"' * 50000, "a'" * 25000, "(A" * 25000, "Ab-" * 17000, "— " * 25000]
)
def test_hostile_texts_take_no_long(text: str) -> None:
    start = time.process_time()
    found = find(a_report("a", text), a_report("b", text + " and then more"), candidates=frozenset({("a", "b")}))
    assert time.process_time() - start < 5
    assert set(found) == {"a", "b"}
