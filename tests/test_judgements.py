import json
import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from click.testing import CliRunner
from factory import tell
from invented_world import CLASH, LATER_VERSION, LINES, write_world
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from tallystick.cli import main
from tallystick.corrections import read_correction
from tallystick.errors import ReviewError, StoreError
from tallystick.export.profiles import Profile, show_incident
from tallystick.judging import Holding
from tallystick.pipeline import MemoryShelf, load_tools, name_incidents, weigh_all
from tallystick.publish import RECORDS, export
from tallystick.records.encoding import json_bytes, jsonable, judgement_from_json
from tallystick.records.identity import incident_id
from tallystick.records.judgement import Judgement
from tallystick.records.referent import Actor, Count, Moment, Place
from tallystick.records.vocabulary import ClaimField, EventType, Modality, Ruling, TimePrecision
from tallystick.review import Reason, judgement_log, judging_desk, log_document
from tallystick.run import build
from tallystick.settings import ReaderChoice, Settings
from tallystick.stages.link.judged import mark_account
from tallystick.stages.weigh.corrections import correct_account
from tallystick.store import files
from tallystick.store.files import APPLICATION_ID, locked_for_build, newest_step
from tallystick.store.store import open_store

GRAMMAR = Settings(reader=ReaderChoice(name="grammar"))
WHY = Reason(why="the map says so", by="N. N.")
QUICK = Settings(wait_for_store_s=0.1)


def call(*words, expect=0):
    result = CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)
    assert result.exit_code == expect, result.output
    return result


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("judged")
    write_world(folder / "in")
    build([folder / "in"], store=folder / "a.db", workers=1, settings=GRAMMAR)
    return folder


@pytest.fixture
def path(built, tmp_path):
    return Path(shutil.copy(built / "a.db", tmp_path / "a.db"))


def judged(path, take):
    with judging_desk(path) as desk:
        return take(desk)


def incidents(path):
    """Incidents by the name of their place."""
    with open_store(path) as store:
        return {incident.place.name: incident for incident in store.incidents() if incident.place}


def accounts(path):
    with open_store(path) as store:
        return {account.id: account for account in store.accounts()}


def states(path):
    with open_store(path) as store:
        return {judgement.number: state for judgement, state in judgement_log(store)}


def exports(path):
    with open_store(path) as store:
        found = {}
        for records in RECORDS:
            out = path.with_name(f"{path.name}.{records}")
            export(store, records, out=out, profile=Profile.INTERNAL)
            found[records] = out.read_bytes()
        return found


def main_accounts(path):
    found = incidents(path)
    return {name: found[name].accounts[0] for name in ("Idlib", "Maiduguri", "Mogadishu")}


# --- same, different, merge, split ---------------------------------------------------------------


def test_same_puts_two_incidents_together_whatever_the_machine_thinks(path):
    before = incidents(path)
    taken = judged(path, lambda d: d.pair(Ruling.SAME, before["Idlib"].id, before["Maiduguri"].id, reason=WHY))
    after = [i for i in incidents(path).values() if set(before["Idlib"].accounts) <= set(i.accounts)]
    assert [set(i.accounts) for i in after] == [{*before["Idlib"].accounts, *before["Maiduguri"].accounts}]
    assert taken.incidents == (after[0].id,)
    (link,) = [link for link in after[0].links if "a person" in link.because]
    assert (link.score, link.because) == (1.0, "a person judged them the same (judgement 1)")
    with open_store(path) as store:
        for old in (before["Idlib"].id, before["Maiduguri"].id):
            assert store.incident(old).id == after[0].id


def test_different_parts_accounts_and_no_chain_brings_them_together(path):
    idlib = incidents(path)["Idlib"]
    first, *_, last = idlib.accounts
    judged(path, lambda d: d.pair(Ruling.DIFFERENT, first, last, reason=WHY))
    homes = {id_: account.incident for id_, account in accounts(path).items()}
    assert homes[first] != homes[last]
    assert all(homes[id_] for id_ in idlib.accounts)


def test_a_later_different_overrides_a_same_and_says_so(path):
    main = main_accounts(path)
    judged(path, lambda d: d.pair(Ruling.SAME, main["Idlib"], main["Mogadishu"], reason=WHY))
    taken = judged(path, lambda d: d.pair(Ruling.DIFFERENT, main["Idlib"], main["Mogadishu"], reason=WHY))
    assert taken.notices == ("judgement 1 overridden: by judgement 2",)
    assert len(incidents(path)) == 3


def test_contradictions_through_a_third_account_go_to_the_later_judgement(path):
    main = main_accounts(path)
    judged(path, lambda d: d.pair(Ruling.DIFFERENT, main["Idlib"], main["Mogadishu"], reason=WHY))
    judged(path, lambda d: d.pair(Ruling.SAME, main["Idlib"], main["Maiduguri"], reason=WHY))
    taken = judged(path, lambda d: d.pair(Ruling.SAME, main["Maiduguri"], main["Mogadishu"], reason=WHY))
    assert taken.notices == ("judgement 1 overridden: by judgement 3",)
    with open_store(path) as store:
        assert len(list(store.incidents())) == 1


def test_unsure_changes_nothing_and_is_shown(path):
    before = exports(path)
    main = main_accounts(path)
    judged(path, lambda d: d.pair(Ruling.UNSURE, main["Idlib"], main["Mogadishu"], reason=WHY))
    assert exports(path) == before
    assert WHY.why in call("show", main["Idlib"], "--store", path).output
    assert WHY.why in call("explain", main["Idlib"], "--store", path).output


def test_merge_makes_several_incidents_one_with_all_their_accounts(path):
    found = incidents(path)
    ids = sorted(i.id for i in found.values())
    judged(path, lambda d: d.merge(ids, reason=WHY))
    with open_store(path) as store:
        (one,) = store.incidents()
        assert one.id == ids[0]
        assert set(one.accounts) == {a for i in found.values() for a in i.accounts}
        assert all(store.incident(id_).id == ids[0] for id_ in ids)


def test_split_parts_accounts_from_the_rest_and_the_id_stays_with_the_first(path):
    idlib = incidents(path)["Idlib"]
    minted = next(a for a in idlib.accounts if incident_id(a) == idlib.id)
    parting = [a for a in idlib.accounts if a != minted][:1]
    judged(path, lambda d: d.split(idlib.id, parting, reason=WHY))
    homes = {id_: account.incident for id_, account in accounts(path).items()}
    assert {homes[a] for a in idlib.accounts if a not in parting} == {idlib.id}
    assert homes[parting[0]] not in (None, idlib.id)


# --- undo ----------------------------------------------------------------------------------------

TAKES = {
    "same": lambda d, i: d.pair(Ruling.SAME, i["Idlib"].id, i["Mogadishu"].id, reason=WHY),
    "different": lambda d, i: d.pair(Ruling.DIFFERENT, *i["Idlib"].accounts[:2], reason=WHY),
    "unsure": lambda d, i: d.pair(Ruling.UNSURE, *i["Idlib"].accounts[:2], reason=WHY),
    "merge": lambda d, i: d.merge([one.id for one in i.values()], reason=WHY),
    "split first": lambda d, i: d.split(i["Idlib"].id, i["Idlib"].accounts[:1], reason=WHY),
    "split last": lambda d, i: d.split(i["Idlib"].id, i["Idlib"].accounts[-1:], reason=WHY),
    "correct place": lambda d, i: d.correct(i["Idlib"].accounts[0], "place", "Mogadishu", reason=WHY),
    "correct killed": lambda d, i: d.correct(i["Idlib"].id, "killed", "14", reason=WHY),
    "correct type": lambda d, i: d.correct(i["Idlib"].id, "event_type", "Attack", reason=WHY),
}


@pytest.mark.parametrize("take", TAKES)
def test_undo_brings_back_every_byte(path, take):
    before = exports(path)
    judged(path, lambda d: TAKES[take](d, incidents(path)))
    if take != "unsure":
        assert exports(path) != before
    judged(path, lambda d: d.undo(1, reason=WHY))
    assert exports(path) == before


def test_all_undone_in_any_order_brings_back_every_byte(built, tmp_path):
    before = exports(built / "a.db")
    for seed in range(4):
        path = Path(shutil.copy(built / "a.db", tmp_path / f"{seed}.db"))
        at_first = incidents(path)
        takes = ["merge", "correct killed", "different", "correct type"]
        random.Random(seed).shuffle(takes)
        for take in takes:
            judged(path, lambda d, take=take, i=at_first: TAKES[take](d, i))
        numbers = list(range(1, len(takes) + 1))
        random.Random(seed + 10).shuffle(numbers)
        for number in numbers:
            judged(path, lambda d, number=number: d.undo(number, reason=WHY))
        assert exports(path) == before, (takes, numbers)


def test_an_undone_judgement_is_shown_as_such_and_cannot_be_undone_again(path):
    judged(path, lambda d: TAKES["same"](d, incidents(path)))
    judged(path, lambda d: d.undo(1, reason=WHY))
    assert [s.words for s in states(path).values()] == ["undone: by judgement 2", "stands"]
    for number, code in ((1, "TLY-3008"), (2, "TLY-3008"), (9, "TLY-3007")):
        with pytest.raises(ReviewError, match=code):
            judged(path, lambda d, number=number: d.undo(number, reason=WHY))


def test_a_restored_id_leads_to_itself_though_it_was_merged_once(path):
    found = incidents(path)
    larger = max(found["Idlib"], found["Mogadishu"], key=lambda i: i.id)
    judged(path, lambda d: TAKES["same"](d, found))
    judged(path, lambda d: d.undo(1, reason=WHY))
    with open_store(path) as store:
        assert store.incident(larger.id) == larger


def test_a_cluster_without_an_id_takes_back_the_smallest_retired_one_of_its_accounts():
    retired = frozenset(incident_id(f"acc-{n}") for n in (2, 3, 9))
    standing = {"acc-1": incident_id("acc-1"), "acc-2": incident_id("acc-1"), "acc-3": incident_id("acc-1")}
    ids, merged = name_incidents([("acc-1",), ("acc-2", "acc-3")], standing=standing, retired=retired)
    assert ids == (incident_id("acc-1"), min(incident_id("acc-2"), incident_id("acc-3")))
    assert merged == {}


# --- corrections ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "words", "value"),
    [
        ("killed", "14", Count(low=14, high=14)),
        ("injured", "12-15 people", Count(low=12, high=15)),
        ("captured", "at least 12", Count(low=12)),
        ("missing", "about 12", Count(low=12, high=12, approximate=True)),
        ("displaced", "dozens", Count(vague="dozens")),
        ("casualties", "5 aid workers", Count(low=5, high=5, group="aid_workers")),
        ("perpetrator", "Boko Haram", "boko-haram"),
        ("target", "masked gunmen", Actor(name="masked gunmen", unit="group")),
        ("target", "Northern Front", Actor(name="Northern Front")),
        ("time", "2019-07-08", ("2019-07-08", "2019-07-08", "day")),
        ("time", "2019-07", ("2019-07-01", "2019-07-31", "month")),
        ("time", "2019-07-08/2019-07-10", ("2019-07-08", "2019-07-10", "days")),
        ("time", "../2019-07-10", (None, "2019-07-10", "unknown")),
        ("time", "XXXX-02-29", ("XXXX-02-29", "XXXX-02-29", "day")),
        ("place", "Hama", ("SY", "settlement")),
        ("place", "Tripoli, North Lebanon, LB", ("LB", "settlement")),
        ("place", "tripoli, Libya", ("LY", "settlement")),
        ("place", "Syria", ("SY", "country")),
        ("event_type", "suicide bomb", EventType.SUICIDE_BOMB),
    ],
)
def test_values_are_read_by_the_tables_that_reports_are_read_by(field, words, value):
    tools = load_tools("grammar")
    read = read_correction(field, words, actors=tools.actors, gazetteer=tools.gazetteer)
    if isinstance(read, Moment):
        assert (read.earliest, read.latest, read.precision.value) == value
        assert read.edtf == words
    elif isinstance(read, Place):
        assert (read.country, read.precision.value) == value
    elif isinstance(value, str) and isinstance(read, Actor):
        assert read.actor_id == value
    else:
        assert read == value


@pytest.mark.parametrize(
    ("field", "words", "code", "accepted"),
    [
        ("killed", "many of them", "TLY-3011", "at least 12"),
        ("killed", "-3", "TLY-3011", "dozens"),
        ("killed", "9223372036854775808", "TLY-3011", "dozens"),
        ("killed", "12 windows", "TLY-3011", "12 civilians"),
        ("time", "last Monday", "TLY-3011", "2019-07-08"),
        ("time", "2019-02-30", "TLY-3011", "2019-07-08"),
        ("time", "2019-07-10/2019-07-08", "TLY-3011", "2019-07-08"),
        ("time", "../..", "TLY-3011", "2019-07-08"),
        ("time", "0000-01", "TLY-3011", "2019-07-08"),
        ("time", "٢٠١٩-٠٧-٠٨", "TLY-3011", "2019-07-08"),
        ("place", "Qqxyzzy", "TLY-3011", "gazetteer search"),
        ("place", "Paris, Borno, NG", "TLY-3011", "Name, Province, CC"),
        ("place", "Springfield", "TLY-3012", "Name, Province, CC"),
        ("event_type", "big bang", "TLY-3011", "Suicide bomb"),
        ("perpetrator", " ", "TLY-3011", "characters"),
        ("origin", "Hama", "TLY-3010", "event_type"),
        ("x" * 900, "1", "TLY-3010", "event_type"),
    ],
)
def test_what_cannot_be_read_is_an_error_that_shows_what_is_accepted(field, words, code, accepted):
    tools = load_tools("grammar")
    with pytest.raises(ReviewError, match=code) as raised:
        read_correction(field, words, actors=tools.actors, gazetteer=tools.gazetteer)
    assert accepted in str(raised.value)


@pytest.mark.parametrize(
    ("field", "words", "shows"),
    [
        ("killed", "14", lambda i: i.tallies[ClaimField.KILLED][0].low == i.tallies[ClaimField.KILLED][0].high == 14),
        ("missing", "3", lambda i: i.tallies[ClaimField.MISSING][0].low == 3),
        ("time", "2019-07-01", lambda i: i.time.edtf == "2019-07-01"),
        ("place", "Hama", lambda i: i.place.name == "Hama"),
        ("perpetrator", "Syrian army", lambda i: "Syrian forces" in {a.actor.name for a in i.perpetrators}),
        ("target", "farmers", lambda i: {a.actor.name for a in i.targets} == {"farmers"}),
        ("event_type", "Attack", lambda i: i.event_type is EventType.ATTACK),
    ],
)
def test_a_corrected_field_shows_in_the_incident_and_what_was_read_stays(path, field, words, shows):
    idlib = incidents(path)["Idlib"]
    before = accounts(path)
    judged(path, lambda d: d.correct(idlib.id, field, words, reason=WHY))
    with open_store(path) as store:
        after = store.incident(idlib.id)
        assert shows(after)
        assert {(c.judgement, c.field.value, c.why) for c in after.judged} == {(1, field, WHY.why)}
        for id_, account in accounts(path).items():
            assert replace(account, judged=()) == before[id_]
        assert {c for id_ in idlib.accounts for c in store.account(id_).judged} == set(after.judged)


def test_a_correction_keeps_words_source_and_modality_and_says_what_stood_before(path):
    idlib = next(a for a in accounts(path).values() if a.event_type is EventType.AIR_DRONE_STRIKE)
    judgement = a_judgement(idlib, ClaimField.TIME, Moment(edtf="2019", earliest=None, latest=None, precision="year"))
    after = correct_account(idlib, [judgement])
    changed = [(a, b) for a, b in zip(idlib.claims, after.claims, strict=True) if a != b]
    assert changed
    for read, corrected in changed:
        assert replace(corrected, value=read.value, because=read.because, score=read.score) == read
        assert corrected.value == judgement.value
    assert [c.value_before for c in after.judged] == [read.value for read, _ in changed]


def a_judgement(account, field, value, number=1):
    mark = mark_account(account, text=" " * account.anchor.start + account.anchor.text)
    return Judgement(
        number=number, verdict=Ruling.CORRECTED, left=(mark,), field=field, value=value, why="why", made="", version="1"
    )


def test_a_figure_without_a_group_corrects_the_only_group_and_one_with_a_group_its_own():
    (told,) = tell("An airstrike killed 15 people in Idlib on 9 July 2019, including 9 women, medics said.")

    def figures(account):
        return {(c.value.group, c.value.low) for c in account.claims if c.field is ClaimField.KILLED and c.value}

    assert figures(told) == {("all", 15), ("women", 9)}
    women = correct_account(told, [a_judgement(told, ClaimField.KILLED, Count(low=8, high=8, group="women"))])
    assert figures(women) == {("all", 15), ("women", 8)}
    every = correct_account(told, [a_judgement(told, ClaimField.KILLED, Count(low=16, high=16))])
    assert figures(every) == {("all", 16), ("women", 9)}
    children = correct_account(told, [a_judgement(told, ClaimField.KILLED, Count(low=2, high=2, group="children"))])
    assert figures(children) == {("all", 15), ("women", 9), ("children", 2)}
    (added,) = set(children.claims) - set(told.claims)
    assert (added.start, added.end, added.surface) == (told.anchor.start, told.anchor.end, told.anchor.text)
    (alone,) = tell("An airstrike killed 9 women in Idlib on 9 July 2019, medics said.")
    assert figures(correct_account(alone, [a_judgement(alone, ClaimField.KILLED, Count(low=7))])) == {("women", 7)}


def test_a_denied_claim_keeps_its_value(path):
    told = next(a for a in accounts(path).values() if any(c.modality is Modality.DENIED for c in a.claims))
    actor = Actor(name="Northern Front")
    after = correct_account(told, [a_judgement(told, ClaimField.PERPETRATOR, actor)])
    denied = [c for c in told.claims if c.modality is Modality.DENIED]
    assert set(denied) <= set(after.claims)
    assert [c.value for c in after.claims if c.field is ClaimField.PERPETRATOR and c not in denied] == [actor]


def test_a_later_correction_overrides_an_earlier_one_and_shows_what_was_read(path):
    idlib = incidents(path)["Idlib"]
    judged(path, lambda d: d.correct(idlib.id, "place", "Hama", reason=WHY))
    taken = judged(path, lambda d: d.correct(idlib.id, "place", "Homs, SY", reason=WHY))
    assert taken.notices == ("judgement 1 overridden: by judgement 2",)
    after = incidents(path)["Homs"]
    assert {(c.judgement, c.value_before.name, c.value.name) for c in after.judged} == {(2, "Idlib", "Homs")}


def test_a_private_persons_name_is_no_value(path):
    idlib = incidents(path)["Idlib"]
    with open_store(path) as store:
        names = {name for account in idlib.accounts for name in store.private_names(store.account(account).report)}
    assert "Mahmoud Karim" in names
    with pytest.raises(ReviewError, match="TLY-3011 private-name"):
        judged(path, lambda d: d.correct(idlib.id, "target", "Mahmoud Karim", reason=WHY))


def test_a_name_that_only_begins_like_a_private_persons_is_a_value_and_half_characters_are_not(path):
    idlib = incidents(path)["Idlib"]
    judged(path, lambda d: d.correct(idlib.id, "target", "Mahmoud Karimov brigade \udce9", reason=WHY))
    assert {a.actor.name for a in incidents(path)["Idlib"].targets} == {"Mahmoud Karimov brigade ?"}


def test_the_public_profile_leaves_out_reasons_and_coarsens_corrected_sites():
    site = Place(name="Brenn clinic", country="SY", admin1="Idlib", lat=35.1, lon=36.2, precision="site")
    correction = {
        "judgement": 1,
        "claim": "clm-1",
        "field": "place",
        "value_before": jsonable(site),
        "value": jsonable(site),
        "why": "Mahmoud Karim lives at Brenn clinic",
    }
    incident = {
        "event_type": "Attack", "place": jsonable(site), "fields": {}, "contradictions": [], "tallies": {}, "links": [],
        "judged": [correction],
    }  # fmt: skip
    (shown,) = show_incident(incident, profile=Profile.PUBLIC)["judged"]
    assert shown["why"] is None
    assert "clinic" not in json.dumps(shown)
    (shown,) = show_incident(incident, profile=Profile.INTERNAL, private=("Mahmoud Karim",))["judged"]
    assert shown["why"] == "███████ █████ lives at Brenn clinic"


def test_show_has_the_corrected_value_beside_what_was_read(path):
    idlib = incidents(path)["Idlib"]
    judged(path, lambda d: d.correct(idlib.id, "killed", "14", reason=WHY))
    judged(path, lambda d: d.correct(idlib.accounts[0], "event_type", "Attack", reason=WHY))
    for id_ in (idlib.accounts[0], incidents(path)["Idlib"].id):
        lines = call("show", id_, "--store", path).output.splitlines()
        heading = next(line for line in lines if line.startswith("field"))
        killed = next(line for line in lines if line.startswith("killed"))
        assert heading.index("read as") < heading.index("corrected")
        assert killed[heading.index("read as") :].startswith("12")
        assert killed[heading.index("corrected") :].startswith("14 (judgement 1)")
        assert "Attack (judgement 2)" in "".join(line[heading.index("corrected") :] for line in lines)


# --- order ---------------------------------------------------------------------------------------


def test_the_order_of_judgements_and_of_reports_does_not_change_bytes(path):
    found = incidents(path)
    judged(path, lambda d: TAKES["same"](d, found))
    judged(path, lambda d: TAKES["different"](d, found))
    judged(path, lambda d: TAKES["correct killed"](d, found))
    with open_store(path) as store:
        reports = [r for r in store.reports() if r.status == "kept"]
        told = [replace(a, incident=None, judged=()) for a in store.accounts()]
        judgements = [j for j, _ in judgement_log(store)]
    made = set()
    for seed in range(5):
        for one in (reports, told, judgements):
            random.Random(seed).shuffle(one)
        weighed = weigh_all(
            MemoryShelf.of(reports, told), standing={}, tools=load_tools("grammar"), judgements=judgements
        )
        made.add((b"\n".join(json_bytes(i) for i in weighed.incidents), tuple(weighed.homes)))
    assert len(made) == 1


def test_a_second_build_over_the_same_input_changes_nothing_that_was_judged(built, path):
    judged(path, lambda d: TAKES["merge"](d, incidents(path)))
    before = exports(path)
    build([built / "in"], store=path, workers=1, settings=GRAMMAR)
    assert exports(path) == before


def test_a_store_is_weighed_anew_where_judgements_came_in_by_another_way(built, path):
    """What a weighing depends on holds the judgements."""
    judged(path, lambda d: TAKES["merge"](d, incidents(path)))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM judgements")
        connection.commit()
    build([built / "in"], store=path, workers=1, settings=GRAMMAR)
    assert exports(path) == exports(built / "a.db")


# --- outliving -----------------------------------------------------------------------------------


def write_version(folder, **changes):
    folder.mkdir()
    (folder / "later.jsonl").write_text(json.dumps({**LATER_VERSION, **changes}) + "\n", encoding="utf-8")
    return folder


def account_at(path, url):
    with open_store(path) as store:
        report = next(r for r in store.reports() if r.url == url)
        return next(a for a in store.accounts_of(report.id) if a.incident)


def test_a_judgement_follows_a_page_to_its_later_version(path, tmp_path):
    old, main = account_at(path, LINES[3]["url"]), main_accounts(path)
    judged(path, lambda d: d.pair(Ruling.SAME, old.id, main["Mogadishu"], reason=WHY))
    build([write_version(tmp_path / "v")], store=path, workers=1, settings=GRAMMAR)
    (state,) = states(path).values()
    assert state.holding is Holding.STANDS
    homes = {id_: account.incident for id_, account in accounts(path).items()}
    assert homes[old.id] is None
    assert homes[state.left[0]] == homes[main["Mogadishu"]]
    assert state.left[0] != old.id


def test_a_judgement_on_a_changed_text_waits_and_holds_again_once_its_words_stand(path, tmp_path):
    old, main = account_at(path, LINES[3]["url"]), main_accounts(path)
    judged(path, lambda d: d.pair(Ruling.SAME, old.id, main["Mogadishu"], reason=WHY))
    other = "Fourteen soldiers died when rebels raided a base near Maiduguri on 9 July 2019, the army said on Friday."
    build([write_version(tmp_path / "v", text=other * 2)], store=path, workers=1, settings=GRAMMAR)
    (state,) = states(path).values()
    assert state.holding is Holding.WAITS
    assert "the text of its report changed" in state.because
    assert "1 waits" in call("status", "--store", path).output
    log = call("judge", "log", "--store", path).output
    assert "waits" in log
    assert all(len(i.accounts) < 4 for i in incidents(path).values())
    again = write_version(tmp_path / "w", text=CLASH, title="Again", published="2019-07-14")
    build([again], store=path, workers=1, settings=GRAMMAR)
    assert states(path)[1].holding is Holding.STANDS


def test_judgements_stand_in_a_store_built_with_another_reader(built, tmp_path):
    first, second = tmp_path / "model.db", tmp_path / "grammar.db"
    build([built / "in"], store=first, workers=1)
    found = incidents(first)
    judged(first, lambda d: d.merge([found["Idlib"].id, found["Mogadishu"].id], reason=WHY))
    judged(first, lambda d: d.correct(found["Maiduguri"].accounts[0], "killed", "21", reason=WHY))
    judged(first, lambda d: d.pair(Ruling.UNSURE, *found["Idlib"].accounts[:2], reason=WHY))
    judged(first, lambda d: d.undo(3, reason=WHY))
    build([built / "in"], store=second, workers=1, settings=GRAMMAR)
    out = tmp_path / "log.json"
    out.write_text(call("judge", "log", "--json", "--store", first).stdout, encoding="utf-8")
    call("judge", "load", out, "--store", second)
    assert [s.holding.value for s in states(second).values()] == ["stands", "stands", "undone", "stands"]
    after = incidents(second)
    merged = next(i for i in after.values() if "a person judged" in " ".join(link.because for link in i.links))
    assert len(merged.reports) == 4
    assert after["Maiduguri"].tallies[ClaimField.KILLED][0].high == 21
    before = exports(second)
    answer = call("judge", "load", out, "--store", second)
    assert "nothing new" in answer.output
    assert exports(second) == before
    assert len(states(second)) == 4


def test_a_loaded_judgement_whose_report_is_not_there_waits(path, tmp_path):
    judged(path, lambda d: TAKES["same"](d, incidents(path)))
    with open_store(path) as store:
        document = json.dumps(log_document(judgement_log(store))).encode()
    (tmp_path / "plain.txt").write_text("A roadside bomb killed two people in Hama on 3 May 2019, police said.\n" * 2)
    build([tmp_path / "plain.txt"], store=tmp_path / "b.db", workers=1, settings=GRAMMAR)
    taken = judged(tmp_path / "b.db", lambda d: d.load(document))
    assert "is not in this store" in taken.states[1].words


JULY = Moment(edtf="2019-07-08", earliest="2019-07-08", latest="2019-07-08", precision=TimePrecision.DAY)


def a_log(**changes):
    judgement = {"number": 1, "why": "x", "made": "2026-01-01T00:00:00Z", **changes}
    return json.dumps({"format": "tallystick judgements", "judgements": [judgement]}).encode()


@pytest.mark.parametrize(
    "given",
    [
        b"",
        b"[]",
        b"\xff\xfe",
        b'{"format": "tallystick judgements"}',
        b'{"format": "other", "judgements": []}',
        a_log(verdict="maybe"),
        a_log(verdict="undone", undone=7),
        a_log(verdict="corrected", field="killed", value={"name": "x"}),
        a_log(verdict="corrected", field=None),
        a_log(verdict="corrected", field="time", value=jsonable(replace(JULY, earliest="the eighth"))),
        a_log(verdict="corrected", field="time", value=jsonable(replace(JULY, earliest="2019-07-09"))),
        a_log(verdict="unsure", why="x" * 5000),
        a_log(verdict="corrected", field="killed", value=jsonable(Count(low=-1, high=3))),
        a_log(verdict="corrected", field="killed", value=jsonable(Count(low=1, high=2**63))),
        a_log(verdict="corrected", field="killed", value=jsonable(Count(low=2**70, high=None))),
        a_log(verdict="corrected", field="means", value=None),
    ],
)
def test_what_is_no_log_is_refused_whole(path, given):
    before = exports(path)
    with pytest.raises(ReviewError, match="TLY-3013"):
        judged(path, lambda d: d.load(given))
    assert (exports(path), states(path)) == (before, {})


# --- words and refusals --------------------------------------------------------------------------


def test_a_hostile_reason_is_shown_escaped_and_kept_as_it_is(path):
    why = "\x1b[31mred\x1b[0m \u202ereversed <script>alert(1)</script> [bold]x[/bold] " + "long " * 100
    main = main_accounts(path)
    call("judge", "same", main["Idlib"], main["Mogadishu"], "--why", why, "--by", "\x07", "--store", path)
    for words in (["judge", "log"], ["show", main["Idlib"]], ["explain", main["Idlib"]]):
        output = call(*words, "--store", path).output
        assert "\x1b" not in output
        assert "\u202e" not in output
        assert "\x07" not in output
    shown = json.loads(call("judge", "log", "--json", "--store", path).stdout)["judgements"]
    assert shown[0]["why"] == why.strip()


@pytest.mark.parametrize("why", ["", "   ", "x" * 5000])
def test_a_judgement_without_a_reason_is_refused(path, why):
    main = main_accounts(path)
    words = ("judge", "same", main["Idlib"], main["Mogadishu"], "--why", why, "--store", path)
    assert "TLY-3004" in call(*words, expect=2).output
    assert states(path) == {}


def test_ids_are_refused_where_they_fit_nothing_or_the_wrong_thing(path):
    main, idlib = main_accounts(path), incidents(path)["Idlib"]
    report = accounts(path)[main["Idlib"]].report
    same = Ruling.SAME
    cases = [
        ("TLY-3001", lambda d: d.pair(same, "acc-nothing", main["Idlib"], reason=WHY)),
        ("TLY-3002", lambda d: d.pair(same, "acc-", main["Idlib"], reason=WHY)),
        ("TLY-3005", lambda d: d.pair(same, main["Idlib"], main["Idlib"], reason=WHY)),
        ("TLY-3005 wrong-kind", lambda d: d.pair(same, report, main["Idlib"], reason=WHY)),
        ("TLY-3005 wrong-kind", lambda d: d.merge([main["Idlib"], idlib.id], reason=WHY)),
        ("TLY-3005", lambda d: d.merge([idlib.id, idlib.id], reason=WHY)),
        ("TLY-3005", lambda d: d.merge([idlib.id], reason=WHY)),
        ("TLY-3006", lambda d: d.split(idlib.id, [main["Mogadishu"]], reason=WHY)),
        ("TLY-3006", lambda d: d.split(idlib.id, idlib.accounts, reason=WHY)),
    ]
    for code, take in cases:
        with pytest.raises(ReviewError, match=code):
            judged(path, take)
    assert states(path) == {}


def test_shortened_ids_are_enough(path):
    main = main_accounts(path)
    call("judge", "same", main["Idlib"][:14], main["Mogadishu"][4:14], "--why", "x", "--store", path)
    assert states(path)[1].left == (main["Idlib"],)


def test_accounts_that_can_be_in_no_incident_and_history_are_refused(built, tmp_path):
    path = tmp_path / "a.db"
    (tmp_path / "sum.txt").write_text(
        "Army plans\n\nThe army said it would bomb Hama next week. Gunmen have carried out 40 attacks in Borno "
        "in recent weeks, police said. A bomb killed three people in Hama on 3 May 2019.\n",
        encoding="utf-8",
    )
    build([tmp_path / "sum.txt", built / "in"], store=path, workers=1, settings=GRAMMAR)
    loose = next(a for a in accounts(path).values() if a.modality is Modality.PLANNED or a.standing == "aggregate")
    with pytest.raises(ReviewError, match="TLY-3009 not-linkable"):
        judged(path, lambda d: d.pair(Ruling.SAME, loose.id, incidents(path)["Idlib"].id, reason=WHY))
    old = account_at(path, LINES[3]["url"])
    build([write_version(tmp_path / "v")], store=path, workers=1, settings=GRAMMAR)
    with pytest.raises(ReviewError, match="TLY-3009 history"):
        judged(path, lambda d: d.pair(Ruling.SAME, old.id, incidents(path)["Idlib"].id, reason=WHY))


def test_nobody_judges_while_another_process_builds(path):
    with (
        locked_for_build(path, wait_s=0.1),
        pytest.raises(StoreError, match="TLY-2103"),
        judging_desk(path, settings=QUICK),
    ):
        pytest.fail("both hold the lock")


def test_a_weighing_that_fails_keeps_no_judgement(path, monkeypatch):
    def fail(*_args, **_more):
        raise RuntimeError

    before = exports(path)
    monkeypatch.setattr("tallystick.run.weigh_all", fail)
    with pytest.raises(RuntimeError):
        judged(path, lambda d: TAKES["same"](d, incidents(path)))
    assert (exports(path), states(path)) == (before, {})


def test_the_log_fits_the_terminal(path, monkeypatch):
    judged(path, lambda d: TAKES["merge"](d, incidents(path)))
    monkeypatch.setenv("COLUMNS", "80")
    assert all(len(line) <= 80 for line in call("judge", "log", "--store", path).output.splitlines())


def test_a_judgement_comes_back_as_it_went_in(path):
    judged(path, lambda d: TAKES["correct place"](d, incidents(path)))
    with open_store(path) as store:
        ((judgement, _),) = judgement_log(store)
    assert judgement_from_json(json_bytes(judgement)) == judgement
    assert (judgement.number, judgement.by, judgement.words) == (1, "N. N.", "Mogadishu")


def test_a_store_of_step_0004_is_brought_up_to_date(tmp_path):
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    config = Config()
    config.set_main_option("script_location", str(Path(files.__file__).parent / "migrations"))
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
    with open_store(path) as store:
        assert store.step() == (newest_step(), newest_step())
        assert judgement_log(store) == ()
