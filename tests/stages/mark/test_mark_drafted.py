from dataclasses import replace

import pytest

from tallystick.pipeline import load_tools
from tallystick.records.draft import DraftSource
from tallystick.records.mention import ActorMention, SourceLink, SourceMention
from tallystick.records.referent import Count
from tallystick.records.vocabulary import SourceKind
from tallystick.stages.mark.counts import mark_counts
from tallystick.stages.mark.drafted import (
    mark_drafted_actors,
    mark_drafted_counts,
    mark_drafted_means,
    mark_drafted_objects,
    mark_drafted_sources,
)
from tallystick.stages.mark.sentences import split_sentences
from tests.factory import a_draft


def counts(text, *words):
    marked = mark_counts(split_sentences(text, title=None))
    return mark_drafted_counts([a_draft(text, *words)], marked, text=text)[len(marked) :]


@pytest.mark.parametrize(
    ("words", "low", "high", "group"),
    [
        ("at least 12 herders", 12, None, "all"),
        ("three soldiers", 3, 3, "soldiers"),
        ("a policeman", 1, 1, "police"),
        ("a widow", 1, 1, "all"),
        ("a 23 year old woman", 1, 1, "women"),
        ("Ana Odeh, 27", 1, 1, "all"),
        ("15-year-old Sami Odeh", 1, 1, "all"),
        ("up to 40", None, 40, "all"),
        ("a family of five", 5, 5, "all"),
    ],
)
def test_a_number_only_the_reader_ties_to_an_outcome_is_read_by_the_grammar(words, low, high, group):
    text = f"They laid {words} to rest on Friday."
    (mention,) = counts(text, ("killed", words))
    assert mention.surface == words
    assert isinstance(mention.count, Count)
    assert (mention.count.low, mention.count.high, mention.count.group) == (low, high, group)


@pytest.mark.parametrize(
    "words",
    [
        "the dead",
        "any civilian deaths",
        "members of the same family",
        "government soldiers and other forces",
        "a gathering of militants",
        "a third of them children",
        "a family",
    ],
)
def test_words_without_a_number_give_no_count(words):
    assert counts(f"They laid {words} to rest.", ("killed", words)) == ()


def test_a_count_the_grammar_has_is_not_made_twice():
    assert counts("Gunmen killed 12 people.", ("killed", "12 people")) == ()


def test_a_thing_keeps_its_number_and_the_readers_effect():
    text = "Flames took fourteen granaries."
    draft = a_draft(text, ("object", "fourteen granaries"), kind="destroyed")
    (thing,) = mark_drafted_objects([draft], (), text=text)
    assert (thing.materiel.name, thing.materiel.low, thing.materiel.effect) == ("granaries", 14, "destroyed")


def test_means_take_the_readers_kind():
    text = "They came with jerrycans of petrol."
    draft = a_draft(text, ("means", "jerrycans of petrol"), kind="incendiary")
    (means,) = mark_drafted_means([draft], (), text=text)
    assert (means.means.name, means.means.kind) == ("jerrycans of petrol", "incendiary")


def test_actors_are_marked_once_however_many_occurrences_they_serve():
    text = "The riders left."
    drafts = [a_draft(text, ("perpetrator", "The riders")), a_draft(text, ("target", "The riders"))]
    (actor,) = mark_drafted_actors(drafts, (), text=text)
    assert actor.surface == "The riders"


def test_words_that_name_somebody_or_only_qualify_are_no_weapon():
    text = "Russian jets fired, and an air raid by the Russian side followed with a Grad volley."
    actor = ActorMention(start=0, end=7, surface="Russian", adjective=True)
    drafts = [a_draft(text, ("means", w), kind="aircraft") for w in ("Russian", "an air", "a Grad volley")]
    (means,) = mark_drafted_means(drafts, (), text=text, named=(actor,))
    assert means.surface == "a Grad volley"


@pytest.mark.parametrize(
    ("words", "group"),
    [("eight tribesmen", "fighters"), ("eight", "fighters"), ("eight people", "all"), ("eight children", "children")],
)
def test_the_reader_says_which_people_where_their_own_words_leave_it_open(words, group):
    text = f"A raid near Mosul killed {words} on Monday."
    marked = mark_counts(split_sentences(text, title=None))
    (mention,) = mark_drafted_counts([a_draft(text, ("killed", words), kind="fighters")], marked, text=text)
    assert mention.count.group == group


def test_a_bare_number_of_the_title_tells_of_all():
    title = "Raid kills eight"
    text = f"{title}\n\nA raid near Mosul on Monday."
    marked = mark_counts(split_sentences(text, title=title))
    (mention,) = mark_drafted_counts(
        [a_draft(text, ("killed", "eight"), kind="fighters")], marked, text=text, title_end=len(title)
    )
    assert mention.count.group == "all"


@pytest.mark.parametrize(
    ("words", "kind", "named", "link"),
    [
        ("the Burqan operations room", "armed_group", True, ("Burqan operations room", "armed_group", True)),
        ("an old ferryman", "resident", False, ("old ferryman", "resident", False)),
        ("Teles Amaro", "resident", True, ("a person quoted by name", "other", False)),
        ("they", "resident", False, None),
    ],
)
def test_a_source_no_table_knows_is_of_the_readers_kind_and_no_private_name(words, kind, named, link):
    text = f"Two men were shot, so {words} had it, near the mill."
    start = text.index(words)
    told = DraftSource(start=start, end=start + len(words), kind=SourceKind(kind), named=named)
    draft = a_draft(text, ("killed", "Two men"))
    cited = replace(draft, arguments=tuple(replace(a, sources=((start, start + len(words)),)) for a in draft.arguments))
    tools = load_tools("grammar")
    found = mark_drafted_sources(
        [cited],
        (),
        told=(told,),
        sentences=split_sentences(text),
        heads=tools.source_heads,
        known=tools.name_source,
    )
    chains = [(m.chain[0].name, m.chain[0].kind, m.chain[0].named) for m in found]
    assert chains == ([] if link is None else [link])


def drafted_chain(text, words, *, outlet=None, before=()):
    start = text.rindex(words)
    draft = a_draft(text, ("killed", "Two men"))
    cited = replace(draft, arguments=tuple(replace(a, sources=((start, start + len(words)),)) for a in draft.arguments))
    tools = load_tools("grammar")
    found = mark_drafted_sources(
        [cited],
        before,
        told=(),
        sentences=split_sentences(text),
        heads=tools.source_heads,
        known=tools.name_source,
        outlet=outlet,
    )
    return [link.name for m in found if m.start == start for link in m.chain]


def test_words_for_a_source_cited_before_are_that_source():
    text = "A clerk at the town hall spoke. Two men had died, in the words of the clerk."
    link = SourceLink(name="clerk at the town hall", kind=SourceKind.OFFICIAL, named=False)
    earlier = SourceMention(
        start=0, end=30, surface="A clerk at the town hall", cue="said", chain=(link,), scope_start=0, scope_end=30
    )
    assert drafted_chain(text, "the clerk", before=(earlier,)) == [link.name]


def test_the_outlet_that_a_reader_takes_for_a_source_is_none():
    text = "Two men had died. AFP"
    assert drafted_chain(text, "AFP") == ["Agence France-Presse"]
    assert drafted_chain(text, "AFP", outlet="AFP") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Police found two women, believed to be 30 and 60, shot dead in Barut.", "30"),
        ("Police found two women, believed to be 30 and 60, shot dead in Barut.", "30 and 60"),
        ("The guard was killed around 11 p.m. on Friday.", "around 11"),
        ("Amina Osei, 34 who ran the mill, was killed.", "34"),
        ("A 9-yr-old boy was killed.", "9"),
        ("The blast killed 12 % of the herd.", "12"),
    ],
)
def test_an_age_and_a_piece_of_a_longer_word_are_no_count(text, words):
    assert mark_drafted_counts([a_draft(text, ("killed", words))], (), text=text) == ()


@pytest.mark.parametrize("text", ["In Barut, 34 were killed.", "Of the dead, 34 were women."])
def test_a_number_after_a_comma_is_a_count_where_no_age_is_told(text):
    (count,) = mark_drafted_counts([a_draft(text, ("killed", "34"))], (), text=text)
    assert count.count.low == 34


def test_who_is_of_age_is_no_child():
    text = "Three other 20-year-olds were killed."
    draft = a_draft(text, ("killed", "Three other 20-year-olds"))
    (argument,) = draft.arguments
    draft = replace(draft, arguments=(replace(argument, kind="children"),))
    (count,) = mark_drafted_counts([draft], (), text=text)
    assert (count.count.low, count.count.group) == (3, "all")
