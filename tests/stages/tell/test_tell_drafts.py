from dataclasses import replace

import pytest

from tallystick.pipeline import load_tools, tell_report
from tallystick.records.draft import ActHint, Coreference, Draft, DraftArgument, Drafted, Unread
from tallystick.records.vocabulary import ClaimField, Clarity, EventType, Modality, Standing
from tests.factory import a_report, values

BODY = (
    "A drone hit a depot near Kharkiv on Sunday, killing three soldiers, the governor said. "
    "Two days earlier gunmen shot dead a guard in Poltava."
)


class SaysSo:
    """A reader that always drafts the same."""

    name = "test"

    def __init__(self, *drafted):
        self.drafted = drafted

    def read(self, texts):
        return [Drafted(drafts=self.drafted) for _ in texts]


class ReadsNothing:
    name = "silent"

    def read(self, texts):
        return [Drafted(unread=(Unread(start=0, end=len(t), because="the server was down"),)) for t, _ in texts]


def span(words, text=BODY):
    return text.index(words), text.index(words) + len(words)


def an_argument(field, words, *, source=None, **more):
    start, end = span(words)
    sources = (span(source),) if source else ()
    return DraftArgument(field=ClaimField(field), start=start, end=end, score=0.9, sources=sources, **more)


def a_draft(*acts, arguments=(), kind=EventType.AIR_DRONE_STRIKE, modality=Modality.ASSERTED, score=0.95):
    return Draft(
        acts=tuple(span(a) for a in acts),
        event_type=kind,
        modality=modality,
        standing=Standing.MAIN,
        clarity=Clarity.INDIVIDUAL,
        score=score,
        type_score=0.9,
        arguments=tuple(arguments),
    )


def at(words, accounts):
    return next(a for a in accounts if a.anchor.start < span(words)[1] and span(words)[0] < a.anchor.end)


def told(*readers):
    tools = replace(load_tools("grammar"), readers=readers)
    return tell_report(a_report(BODY), tools=tools)


def test_the_reader_says_which_words_belong_and_the_grammars_what_they_mean():
    strike = a_draft(
        "hit",
        arguments=[
            an_argument("place", "Kharkiv", source="the governor"),
            an_argument("time", "on Sunday", source="the governor"),
            an_argument("killed", "three soldiers", source="the governor"),
        ],
    )
    account = at("hit", told(SaysSo(strike)).accounts)
    assert account.event_type == EventType.AIR_DRONE_STRIKE
    assert [p.name for p in values(account, "place")] == ["near Kharkiv"]
    assert [m.edtf for m in values(account, "time")] == ["2021-03-14"]
    assert [(c.low, c.group) for c in values(account, "killed")] == [(3, "soldiers")]
    killed = next(c for c in account.claims if c.field == "killed")
    assert [link.kind for link in killed.source] == ["official"]


def test_words_stand_on_the_source_that_the_grammars_read_else_on_the_readers():
    read = a_draft("depot", arguments=[an_argument("place", "Kharkiv")])
    unread = a_draft("shot dead", arguments=[an_argument("place", "Poltava", source="the governor")])
    places = [c for a in told(SaysSo(read)).accounts for c in a.claims if c.field == "place"]
    assert {link.kind for c in places if c.value.name == "near Kharkiv" for link in c.source} == {"official"}
    (poltava,) = [c for a in told(SaysSo(unread)).accounts for c in a.claims if c.surface == "Poltava"]
    assert [link.kind for link in poltava.source] == ["official"]
    silent = a_draft("shot dead", arguments=[an_argument("place", "Poltava")])
    (poltava,) = [c for a in told(SaysSo(silent)).accounts for c in a.claims if c.surface == "Poltava"]
    assert poltava.source == ()


@pytest.mark.parametrize(("score", "days"), [(0.6, []), (0.9, ["2021-03-15"])])
def test_the_day_of_a_statement_stands_only_where_the_reader_is_sure(score, days):
    body = "Gunmen burned a mill near Kharkiv, the governor said on Monday."
    start, end = span("on Monday", body)
    when = DraftArgument(field=ClaimField.TIME, start=start, end=end, score=score)
    burned = replace(a_draft("hit"), acts=(span("burned", body),), arguments=(when,))
    tools = replace(load_tools("grammar"), readers=(SaysSo(burned),))
    (account,) = tell_report(a_report(body), tools=tools).accounts
    assert [moment.edtf for moment in values(account, "time")] == days


def test_a_denied_doer_is_a_denied_claim():
    shot = a_draft(
        "shot dead", arguments=[an_argument("perpetrator", "gunmen", denied=True), an_argument("place", "Poltava")]
    )
    account = at("shot dead", told(SaysSo(shot)).accounts)
    denied = next(c for c in account.claims if c.field == "perpetrator")
    assert denied.modality == Modality.DENIED
    assert [(link.name, link.named) for link in denied.source] == [("gunmen", False)]


def accounts_of(text, act, *arguments, kind=EventType.AIR_DRONE_STRIKE):
    """What is told of a text in which the reader ties these (field, words) to one act."""
    tied = tuple(
        DraftArgument(field=ClaimField(field), start=span(words, text)[0], end=span(words, text)[1], score=0.9)
        for field, words in arguments
    )
    draft = replace(a_draft(kind=kind), acts=(span(act, text),), arguments=tied)
    return tell_report(a_report(text), tools=replace(load_tools("grammar"), readers=(SaysSo(draft),))).accounts


def test_a_figure_after_not_is_denied():
    text = "Fourteen, not eleven, were carried dead out of a bar near Kharkiv after the raid on Sunday."
    (account,) = accounts_of(text, "raid", ("killed", "Fourteen"), ("killed", "eleven"), ("place", "Kharkiv"))
    figures = {c.value.low: c.modality for c in account.claims if c.field == "killed"}
    assert figures == {14: Modality.ASSERTED, 11: Modality.DENIED}


@pytest.mark.parametrize(
    "denial",
    [
        "said that no plane of the Russian forces was there",
        "denied it",
        "dismissed the accusation",
        "denied any involvement",
        "had nothing to do with it, the ministry said",
    ],
)
def test_who_is_accused_and_denies_is_a_denied_doer(denial):
    text = f"Russian jets bombed a market near Kharkiv on Sunday, residents said. Russia's defence ministry {denial}."
    named = [("perpetrator", words) for words in ("Russian jets", "Russian forces") if words in text]
    (account, *_) = accounts_of(text, "bombed", *named, ("place", "Kharkiv"))
    doers = {(c.value.actor_id, c.modality) for c in account.claims if c.field == "perpetrator"}
    assert doers == {("ru-forces", Modality.ASSERTED), ("ru-forces", Modality.DENIED)}
    assert all(c.source for c in account.claims if c.modality is Modality.DENIED)


@pytest.mark.parametrize(
    ("denial", "sure"),
    [
        ("The ministry said that the attack never happened.", True),
        ("The ministry said it had carried out no raids there.", True),
        ("No such strike was flown, the ministry said.", True),
        ("Russia's defence ministry called the reports a fabrication.", True),
        ("The attack never happened.", False),
        ("The ministry said that the attack happened at noon.", False),
    ],
)
def test_that_it_happened_is_denied_by_who_says_so_never_by_the_outlet(denial, sure):
    text = f"Jets bombed a market near Kharkiv on Sunday, residents said. {denial}"
    (account, *_) = accounts_of(text, "bombed", ("place", "Kharkiv"), ("time", "on Sunday"))
    denials = [c for c in account.claims if c.field == "occurrence"]
    assert [(c.value, bool(c.source)) for c in denials] == [(False, True)] * sure


@pytest.mark.parametrize(("score", "number"), [(0.95, 1), (0.5, 0)])
def test_a_draft_must_be_sure(score, number):
    odd = a_draft("depot", arguments=[an_argument("place", "Poltava")], score=score)
    assert sum(a.anchor.text == "depot" for a in told(SaysSo(odd)).accounts) == number


def test_where_one_reader_fails_the_next_stands_and_it_is_said():
    strike = a_draft("hit", arguments=[an_argument("place", "Kharkiv")])
    result = told(ReadsNothing(), SaysSo(strike))
    assert at("hit", result.accounts)
    assert any("the server was down" in warning for warning in result.report.warnings)


def test_where_every_reader_fails_the_grammars_stand():
    assert told(ReadsNothing()).accounts == tell_report(a_report(BODY), tools=load_tools("grammar")).accounts


def test_what_only_the_reader_saw_does_not_reach_the_grammars_by_itself():
    """A number that the reader ties to one act is not shared out by the grammars to another beside it."""
    shot = a_draft("shot dead", arguments=[an_argument("injured", "A drone")])
    accounts = told(SaysSo(shot)).accounts
    assert [c.low for c in values(at("shot dead", accounts), "injured")] == [1]
    assert values(at("hit", accounts), "injured") == []


def test_the_readers_field_stands_where_both_read_it():
    hit = a_draft("hit", arguments=[an_argument("place", "Poltava"), an_argument("time", "Two days earlier")])
    account = at("hit", told(SaysSo(hit)).accounts)
    assert [p.name for p in values(account, "place")] == ["Poltava"]
    assert [m.edtf for m in values(account, "time")] == ["2021-03-12"]


def test_the_grammars_fill_what_the_reader_left_empty():
    hit = a_draft("hit", "killing", arguments=[an_argument("time", "on Sunday")])
    account = at("hit", told(SaysSo(hit)).accounts)
    assert [p.name for p in values(account, "place")] == ["near Kharkiv"]
    assert [c.low for c in values(account, "killed")] == [3]


@pytest.mark.parametrize("words", ["Syrian soldiers", "Syrian soldiers and pro-government militias"])
def test_doers_that_the_grammars_read_in_one_list_stand_beside_those_of_the_reader(words):
    text = "Syrian soldiers and pro-government militias bombed a depot near Homs on Sunday."
    start, end = span(words, text)
    doer = DraftArgument(field=ClaimField.PERPETRATOR, start=start, end=end, score=0.9)
    bombed = replace(a_draft("hit", arguments=[doer]), acts=(span("bombed", text),))
    tools = replace(load_tools("grammar"), readers=(SaysSo(bombed),))
    (account,) = tell_report(a_report(text), tools=tools).accounts
    assert {a.name for a in values(account, "perpetrator")} == {"Syrian forces", "pro-government militias"}


def test_an_act_beside_two_drafts_is_told_once():
    text = "Soldiers conducted raids near Homs on Sunday."
    both = [
        replace(a_draft("hit", score=score), acts=(span(word, text),))
        for word, score in (("conducted", 0.9), ("raids", 0.8))
    ]
    tools = replace(load_tools("grammar"), readers=(SaysSo(*both),))
    accounts = tell_report(a_report(text), tools=tools).accounts
    assert len({a.id for a in accounts}) == len(accounts)


SECT = (
    "The Islamic State bombed a market in Mosul on Sunday, police said. "
    "Earlier the sect killed nine villagers in Tikrit."
)


class SaysSame(SaysSo):
    """A reader that drafts the same and says which words name the same."""

    def __init__(self, *drafted, alike):
        super().__init__(*drafted)
        self.alike = alike

    def read(self, texts):
        return [Drafted(drafts=self.drafted, coreferences=self.alike) for _ in texts]


def doers(*, alike):
    start, end = span("the sect", SECT)
    sect = DraftArgument(
        field=ClaimField.PERPETRATOR, start=start, end=end, score=0.9, kind="rebel_group", unit="organisation"
    )
    draft = replace(a_draft("hit", arguments=[sect], kind=EventType.ATTACK), acts=(span("killed", SECT),))
    tools = replace(load_tools("grammar"), readers=(SaysSame(draft, alike=alike),))
    accounts = tell_report(a_report(SECT), tools=tools).accounts
    low, high = span("killed", SECT)
    (account,) = [a for a in accounts if a.anchor.start < high and low < a.anchor.end]
    return {actor.name for actor in values(account, "perpetrator")}


def test_a_description_takes_the_name_that_other_words_give_the_same():
    start, end = span("the sect", SECT)
    named = Coreference(start=start, end=end, others=(span("The Islamic State", SECT),))
    assert "Islamic State" in doers(alike=(named,))
    assert "Islamic State" not in doers(alike=())


class SeesHints(SaysSo):
    """A reader that drafts the same and holds some other words for possible acts."""

    def __init__(self, *drafted, hints):
        super().__init__(*drafted)
        self.hints = hints

    def read(self, texts):
        return [Drafted(drafts=self.drafted, hints=self.hints) for _ in texts]


@pytest.mark.parametrize(("score", "number"), [(0.9, 1), (0.0, 0)])
def test_what_the_grammars_alone_tell_needs_a_hint_of_the_reader(score, number):
    start, end = span("shot dead")
    strike = a_draft("hit", arguments=[an_argument("place", "Kharkiv")])
    accounts = told(SeesHints(strike, hints=(ActHint(start=start, end=end, score=score),))).accounts
    assert sum(a.anchor.start <= start < a.anchor.end for a in accounts) == number
    assert at("hit", accounts)


YOUTHS = "In Rangae two youths cut a guard across the neck on Tuesday. He lived."


@pytest.mark.parametrize(("kind", "told"), [("rioters", ["rioters"]), (None, [])])
def test_of_people_who_may_be_anybody_the_reader_says_the_kind(kind, told):
    start, end = span("two youths", YOUTHS)
    doers = DraftArgument(field=ClaimField.PERPETRATOR, start=start, end=end, score=0.9, kind=kind, unit="group")
    start, end = span("on Tuesday", YOUTHS)
    day = DraftArgument(field=ClaimField.TIME, start=start, end=end, score=0.9)
    cut = replace(a_draft("hit", arguments=[doers, day], kind=EventType.ATTACK), acts=(span("cut", YOUTHS),))
    tools = replace(load_tools("grammar"), readers=(SaysSo(cut),))
    (account,) = tell_report(a_report(YOUTHS), tools=tools).accounts
    assert [a.kind for a in values(account, "perpetrator")] == told


RAIDS = (
    "Gunmen attacked a checkpoint near Goma on Monday, killing two soldiers. "
    "The attackers also killed three traders on the Sake road."
)


def raids(*, score):
    """The accounts where a reader tells the traders' killing as another occurrence, at another place."""

    def place(words):
        start, end = span(words, RAIDS)
        return DraftArgument(field=ClaimField.PLACE, start=start, end=end, score=0.9)

    first = replace(a_draft("hit", arguments=[place("Goma")]), acts=(span("attacked", RAIDS), span("killing", RAIDS)))
    second = replace(a_draft("hit", arguments=[place("Sake road")], score=score), acts=(span("killed", RAIDS),))
    tools = replace(load_tools("grammar"), readers=(SaysSo(first, second),))
    return tell_report(a_report(RAIDS), tools=tools).accounts


def test_two_sure_drafts_are_two_occurrences_whatever_the_grammars_group():
    one, two = raids(score=0.95)
    assert [c.low for c in values(one, "killed")] == [2]
    assert [c.low for c in values(two, "killed")] == [3]


def test_an_unsure_draft_is_not_told():
    (account,) = raids(score=0.5)
    assert [c.low for c in values(account, "killed")] == [2]


def test_an_act_named_after_its_weapon_keeps_its_type():
    text = "Missile strikes hit a depot near Kharkiv on Sunday, killing three soldiers."
    sure = replace(a_draft("hit"), acts=(span("strikes", text),), type_score=0.99)
    tools = replace(load_tools("grammar"), readers=(SaysSo(sure),))
    (account,) = tell_report(a_report(text), tools=tools).accounts
    assert account.event_type == EventType.SHELLING_ARTILLERY_MISSILE_ATTACK


@pytest.mark.parametrize(("score", "shared"), [(0.85, True), (0.7, False)])
def test_an_argument_is_of_the_draft_it_is_tied_to_most_surely(score, shared):
    killed = an_argument("killed", "three soldiers")
    hit = a_draft("hit", arguments=[killed, an_argument("place", "Kharkiv")])
    shot = a_draft("shot dead", arguments=[replace(killed, score=score), an_argument("place", "Poltava")])
    accounts = told(SaysSo(hit, shot)).accounts
    assert [c.low for c in values(at("hit", accounts), "killed")] == [3]
    assert [c.low for c in values(at("shot dead", accounts), "killed")] == ([3] if shared else [1])


ANSWER = (
    "Coalition aircraft struck Islamic State positions near Hajin on Sunday, officials said. "
    "The strikes answered an ambush in Palmyra on Friday, in which Islamic State gunmen killed two soldiers."
)


def drafted_as_one(*, kind, doer):
    """Both occurrences drafted as one, in which the Islamic State is hit and `doer` does it."""

    def argument(field, at):
        return DraftArgument(field=ClaimField(field), start=at, end=at + len("Islamic State"), score=0.9)

    first, second = ANSWER.index("Islamic State"), ANSWER.rindex("Islamic State")
    arguments = [argument("target", first), *([argument("perpetrator", second)] if doer else [])]
    both = replace(
        a_draft("hit", arguments=arguments, kind=kind),
        acts=tuple(span(word, ANSWER) for word in ("struck", "strikes", "ambush")),
    )
    tools = replace(load_tools("grammar"), readers=(SaysSo(both),))
    return tell_report(a_report(ANSWER), tools=tools).accounts


@pytest.mark.parametrize(
    ("kind", "doer", "number"),
    [(EventType.AIR_DRONE_STRIKE, True, 2), (EventType.AIR_DRONE_STRIKE, False, 1), (EventType.ARMED_CLASH, True, 1)],
    ids=["mixed", "one side", "clash"],
)
def test_where_a_draft_makes_one_actor_doer_and_target_the_grammars_group(kind, doer, number):
    assert len(drafted_as_one(kind=kind, doer=doer)) == number


ABROAD = (
    "Coalition aircraft struck Islamic State positions in Raqqa on Sunday, officials said. "
    "Gunmen killed two guards in {town} on Friday."
)


@pytest.mark.parametrize(("town", "number"), [("Sydney", 2), ("Hama", 1)])
def test_where_a_draft_is_of_towns_in_two_countries_the_grammars_group(town, number):
    text = ABROAD.format(town=town)
    places = [
        DraftArgument(field=ClaimField.PLACE, start=span(name, text)[0], end=span(name, text)[1], score=0.45)
        for name in ("Raqqa", town)
    ]
    both = replace(a_draft("hit", arguments=places), acts=(span("struck", text), span("killed", text)))
    tools = replace(load_tools("grammar"), readers=(SaysSo(both),))
    assert len(tell_report(a_report(text), tools=tools).accounts) == number


@pytest.mark.parametrize(("when", "standing"), [("on Sunday", Standing.MAIN), ("in January 2021", Standing.AGGREGATE)])
def test_strikes_that_the_headline_counts_for_days_are_its_news(when, standing):
    title = "Army carries out over 100 strikes on rebels"
    text = f"{title}\n\nThe Syrian army carried out over 100 strikes on rebels near Hama {when}, officials said."
    place, time = (span(words, text) for words in ("near Hama", when))
    arguments = [
        DraftArgument(field=field, start=start, end=end, score=0.9)
        for field, (start, end) in ((ClaimField.PLACE, place), (ClaimField.TIME, time))
    ]
    acts = tuple((at, at + len("strikes")) for at in (text.index("strikes"), text.rindex("strikes")))
    summed = replace(a_draft("hit", arguments=arguments), acts=acts, standing=Standing.AGGREGATE)
    tools = replace(load_tools("grammar"), readers=(SaysSo(summed),))
    (account,) = tell_report(a_report(text, title=title), tools=tools).accounts
    assert account.standing is standing


@pytest.mark.parametrize(("words", "taken"), [("three soldiers", True), ("A drone", False)])
def test_a_doubtful_argument_is_taken_where_the_grammars_read_it_alike(words, taken):
    doubtful = replace(an_argument("killed", words), score=0.45)
    account = at("hit", told(SaysSo(a_draft("hit", arguments=[doubtful, an_argument("place", "Kharkiv")]))).accounts)
    assert bool(values(account, "killed")) == taken


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("Homs and Hama", {"Homs", "Hama"}),
        ("Ariha, Idlib province", {"Ariha"}),
        ("the countryside of", {"Homs countryside"}),
    ],
)
def test_the_places_of_a_phrase(phrase, names):
    """Of a list all, of a place with its province the finer; a phrase that breaks off goes on in the next name."""
    text = {"the countryside of": "Jets bombed positions in the countryside of Homs on Sunday."}.get(
        phrase, f"Jets bombed positions in {phrase} on Sunday."
    )
    start, end = span(phrase, text)
    place = DraftArgument(field=ClaimField.PLACE, start=start, end=end, score=0.9)
    bombed = replace(a_draft("hit", arguments=[place]), acts=(span("bombed", text),))
    tools = replace(load_tools("grammar"), readers=(SaysSo(bombed),))
    (account,) = tell_report(a_report(text), tools=tools).accounts
    assert {p.name for p in values(account, "place")} == names


@pytest.mark.parametrize(
    ("words", "opening", "anchor"),
    [
        ("Russia launched fresh raids on Sumy on Sunday, killing two nurses.", "launched", "raids"),
        ("Residents of Sumy spoke of concerted Russian attacks on Sunday.", "concerted", "attacks"),
        ("Gunmen rioted in Sumy and attacks followed on Sunday.", "rioted", "rioted"),
    ],
)
def test_the_anchor_is_the_head_of_a_phrase_not_the_word_that_opens_it(words, opening, anchor):
    later = next(w for w in ("raids", "attacks") if w in words)
    draft = replace(a_draft(), acts=(span(opening, words), span(later, words)))
    tools = replace(load_tools("grammar"), readers=(SaysSo(draft),))
    accounts = tell_report(a_report(words), tools=tools).accounts
    assert anchor in [a.anchor.text for a in accounts]


def test_who_did_it_is_denied_where_a_toll_stands_not_that_it_happened():
    text = "Washington denied carrying out the raid near Kharkiv that killed 15 people."
    toll = DraftArgument(field=ClaimField.KILLED, start=text.index("15"), end=len(text) - 1, score=0.9)
    for arguments, modality in (((toll,), Modality.ASSERTED), ((), Modality.DENIED)):
        draft = replace(a_draft(modality=Modality.DENIED, arguments=arguments), acts=(span("raid", text),))
        tools = replace(load_tools("grammar"), readers=(SaysSo(draft),))
        words = text if arguments else text.replace(" that killed 15 people", "")
        (account,) = tell_report(a_report(words), tools=tools).accounts
        assert account.modality is modality


def test_an_occurrence_told_only_by_words_of_blame_is_told():
    text = "Three soldiers were killed near Kharkiv on Sunday. The governor attributed the attempt to Russian forces."
    toll = an_argument("killed", "three soldiers")
    start, end = span("Three soldiers", text)
    blamed = replace(
        a_draft("hit", arguments=[replace(toll, start=start, end=end)]), acts=(span("attributed the attempt to", text),)
    )
    tools = replace(load_tools("grammar"), readers=(SaysSo(blamed),))
    accounts = tell_report(a_report(text), tools=tools).accounts
    assert [(a.anchor.text, a.modality) for a in accounts] == [("attributed the attempt to", Modality.ASSERTED)]


TWICE = (
    "A car bomb killed nine people in Kirkuk on Sunday, police said. Shops were shut in the rain. "
    "The explosion wounded forty people, said a doctor in {town}."
)


def drafted_twice(*, tie, town="the ward", kind=EventType.REMOTE_EXPLOSIVE_LANDMINE_IED):
    """The accounts where a reader drafts the bomb and the explosion apart, and ties them so strongly."""
    text = TWICE.format(town=town)

    def argument(field, words):
        start, end = span(words, text)
        return DraftArgument(field=ClaimField(field), start=start, end=end, score=0.9)

    bomb, blast = span("killed", text), span("explosion", text)
    first = replace(
        a_draft("hit", kind=EventType.REMOTE_EXPLOSIVE_LANDMINE_IED),
        acts=(bomb,),
        alike=((blast, tie),),
        arguments=tuple(argument(*a) for a in (("killed", "nine people"), ("place", "Kirkuk"), ("time", "on Sunday"))),
    )
    place = [argument("place", town)] if town != "the ward" else []
    second = replace(
        a_draft("hit", kind=kind, arguments=[argument("injured", "forty people"), *place]),
        acts=(blast,),
        alike=((bomb, tie),),
    )
    tools = replace(load_tools("grammar"), readers=(SaysSo(first, second),))
    return tell_report(a_report(text), tools=tools).accounts


@pytest.mark.parametrize(
    ("more", "number"),
    [
        ({"tie": 0.4}, 1),
        ({"tie": 0.1}, 2),
        ({"tie": 0.4, "town": "Basra"}, 2),
        ({"tie": 0.4, "kind": EventType.ARRESTS}, 2),
    ],
    ids=["tied", "untied", "elsewhere", "other type"],
)
def test_a_draft_without_place_or_day_is_the_one_it_is_tied_to(more, number):
    accounts = drafted_twice(**more)
    assert len(accounts) == number
    if number == 1:
        assert [c.low for c in values(accounts[0], "injured")] == [40]


def test_the_anchor_is_an_act_of_which_the_reader_is_sure():
    text = "Machetes were found. Raiders hacked ten villagers to death near Goma on Monday."
    goma, found, hacked = (span(w, text) for w in ("Goma", "Machetes", "hacked"))
    place = DraftArgument(field=ClaimField.PLACE, start=goma[0], end=goma[1], score=0.9)
    draft = replace(a_draft("hit", arguments=[place], kind=EventType.ATTACK), acts=(found, hacked))
    hints = tuple(ActHint(start=s, end=e, score=p) for (s, e), p in ((found, 0.6), (hacked, 0.95)))
    tools = replace(load_tools("grammar"), readers=(SeesHints(draft, hints=hints),))
    (account,) = tell_report(a_report(text), tools=tools).accounts
    assert account.anchor.text == "hacked"


@pytest.mark.parametrize(("score", "number"), [(0.85, 1), (0.72, 0)])
def test_what_the_reader_alone_tells_needs_a_surer_draft(score, number):
    text = "The clinic fell silent near Goma on Monday."
    goma = span("Goma", text)
    place = DraftArgument(field=ClaimField.PLACE, start=goma[0], end=goma[1], score=0.9)
    draft = replace(a_draft("hit", arguments=[place], score=score), acts=(span("silent", text),))
    tools = replace(load_tools("grammar"), readers=(SaysSo(draft),))
    assert len(tell_report(a_report(text), tools=tools).accounts) == number


@pytest.mark.parametrize(("score", "number"), [(0.85, 1), (0.72, 0)])
def test_of_a_surer_draft_any_one_thing_is_enough(score, number):
    text = "Rebels shelled us."
    start, end = span("Rebels", text)
    doer = DraftArgument(
        field=ClaimField.PERPETRATOR, start=start, end=end, score=0.9, kind="rebel_group", unit="group"
    )
    draft = replace(a_draft("hit", arguments=[doer], score=score), acts=(span("shelled", text),))
    tools = replace(load_tools("grammar"), readers=(SaysSo(draft),))
    assert len(tell_report(a_report(text), tools=tools).accounts) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Marines assaulted a mock village near Goma on Monday.", 0),
        ("Marines assaulted a village near Goma on Monday.", 1),
    ],
)
def test_a_drill_is_not_told_though_the_reader_drafts_it(text, number):
    goma = span("Goma", text)
    place = DraftArgument(field=ClaimField.PLACE, start=goma[0], end=goma[1], score=0.9)
    draft = replace(a_draft("hit", arguments=[place]), acts=(span("assaulted", text),))
    tools = replace(load_tools("grammar"), readers=(SaysSo(draft),))
    assert len(tell_report(a_report(text), tools=tools).accounts) == number


def tell_drafted(text, act, *arguments, kind=EventType.AIR_DRONE_STRIKE, alike=()):
    """The account of `act`; each argument is (field, words, further values of the argument)."""
    given = [
        DraftArgument(field=ClaimField(field), start=span(words, text)[0], end=span(words, text)[1], score=0.9, **more)
        for field, words, more in arguments
    ]
    draft = replace(a_draft("hit", arguments=given, kind=kind), acts=(span(act, text),))
    tools = replace(load_tools("grammar"), readers=(SaysSame(draft, alike=alike),))
    accounts = tell_report(a_report(text), tools=tools).accounts
    low, high = span(act, text)
    return next(a for a in accounts if a.anchor.start < high and low < a.anchor.end)


def test_whom_the_draft_makes_the_target_is_no_doer():
    text = "Malian soldiers clashed with Boko Haram fighters near Gao on Sunday."
    account = tell_drafted(
        text,
        "clashed",
        ("perpetrator", "Boko Haram fighters", {"kind": "rebel_group"}),
        ("target", "Malian soldiers", {"kind": "state_forces"}),
        kind=EventType.ARMED_CLASH,
    )
    assert [a.name for a in values(account, "perpetrator")] == ["Boko Haram"]
    assert [a.country for a in values(account, "target")] == ["ML"]


@pytest.mark.parametrize(
    ("kind", "targets"), [(EventType.AIR_DRONE_STRIKE, []), (EventType.ATTACK, ["villagers"])], ids=["strike", "attack"]
)
def test_those_counted_among_the_dead_of_a_strike_are_not_its_target(kind, targets):
    text = "Gunmen shot dead nine villagers near Kharkiv on Sunday."
    account = tell_drafted(text, "shot dead", ("place", "Kharkiv", {}), ("killed", "nine villagers", {}), kind=kind)
    assert [a.name for a in values(account, "target")] == targets


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("rebels opposed to the Islamic State", "rebels"),
        ("Syrian Opposition", "Syrian Opposition"),
        ("Isis", "Islamic State"),
        ("Liwaa al-Fajr", "Liwaa al-Fajr"),
    ],
)
def test_the_words_of_a_target_name_its_head_as_the_reader_sees_it(words, name):
    text = f"Warplanes struck {words} near Homs on Sunday."
    unit = "group" if name[0].islower() or name == "Syrian Opposition" else "organisation"
    account = tell_drafted(text, "struck", ("target", words, {"kind": "rebel_group", "unit": unit}))
    assert [a.name for a in values(account, "target")] == [name]


def test_a_pronoun_names_nobody():
    text = "They shelled Homs on Sunday."
    account = tell_drafted(text, "shelled", ("perpetrator", "They", {"kind": "state_forces", "unit": "organisation"}))
    assert values(account, "perpetrator") == []


@pytest.mark.parametrize(
    ("kind", "name"),
    [(EventType.AGREEMENT, "Armenian government"), (EventType.ARMED_CLASH, "Armenian forces")],
)
def test_a_state_agrees_by_its_government_and_fights_by_its_forces(kind, name):
    text = "Armenia reached a truce near Goris on Sunday."
    account = tell_drafted(text, "truce", ("perpetrator", "Armenia", {"kind": "state_forces"}), kind=kind)
    assert [a.name for a in values(account, "perpetrator")] == [name]


def test_several_descriptions_of_armed_people_are_one_party():
    text = "Terrorists shelled Homs on Sunday. The terrorist organizations fired rockets."
    account = tell_drafted(
        text,
        "shelled",
        ("perpetrator", "Terrorists", {"kind": "rebel_group"}),
        ("perpetrator", "terrorist organizations", {"kind": "rebel_group"}),
    )
    assert [a.name for a in values(account, "perpetrator")] == ["terrorists"]


def test_a_quarter_that_no_gazetteer_holds_is_claimed_beside_its_town():
    text = "Rockets struck Homs on Sunday. They hit the Qattra neighbourhood of the city."
    account = tell_drafted(text, "struck", ("place", "Homs", {}), ("place", "Qattra neighbourhood", {}))
    assert {(p.name, p.precision) for p in values(account, "place")} == {("Homs", "settlement"), ("Qattra", "area")}
