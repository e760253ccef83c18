"""Triggers and arguments against counts worked out by hand, on sentences of our own."""

from __future__ import annotations

from collections import defaultdict

from factory import the_tools

from evaluation.public.figures import Tally
from evaluation.public.texts import read_as_is
from evaluation.public.wikievents import (
    ATTACK,
    DIE,
    INJURE,
    Argument,
    Event,
    count_arguments,
    document_of,
    pair_events,
    score_document,
    told_events,
)

HEAD = "Bomb hits Brenn"
BODY = "It killed five."


def words(sentence: str, at: int) -> list[list[object]]:
    tokens: list[list[object]] = []
    for word in sentence.replace(".", " .").split():
        begin = sentence.index(word) + at
        tokens.append([word, begin, begin + len(word)])
    return tokens


ROW = {
    "doc_id": "d",
    "text": HEAD + BODY,
    "sentences": [[words(HEAD, 0), HEAD], [words(BODY, 16), BODY]],
    "entity_mentions": [{"id": "T1", "start": 2, "end": 3}, {"id": "T2", "start": 5, "end": 6}],
    "event_mentions": [
        {
            "event_type": "Life.Die.Unspecified",
            "trigger": {"start": 4, "end": 5},
            "arguments": [{"entity_id": "T2", "role": "Victim"}, {"entity_id": "T1", "role": "Place"}],
        },
        {"event_type": "Justice.ArrestJailDetain.Unspecified", "trigger": {"start": 4, "end": 5}, "arguments": []},
    ],
}


def test_a_document_keeps_paragraphs_and_offsets():
    document = document_of(ROW, [["T1", "T2"]])
    assert document.text == "Bomb hits Brenn\n\nIt killed five."
    (event,) = document.events
    assert document.text[event.start : event.end] == "killed"
    victim, place = event.arguments
    spans = {document.text[start:end] for start, end in victim.spans}
    assert (victim.role, place.role, spans) == ("Victim", "Place", {"five", "Brenn"})


def an_event(type_: str, start: int, *arguments: tuple[str, tuple[int, int]]) -> Event:
    return Event(type_, start, start + 5, {Argument(role, frozenset({span})): None for role, span in arguments})


def test_triggers_pair_once_and_by_type():
    gold = [an_event(ATTACK, 0), an_event(DIE, 20)]
    said = [an_event(ATTACK, 3), an_event(ATTACK, 1), an_event(INJURE, 20)]
    assert pair_events(gold, said) == [(0, 1)]


def test_a_gold_argument_is_found_once():
    gold = [Argument("Victim", frozenset({(0, 4), (50, 54)}))]
    said = [Argument("Victim", frozenset({(2, 9)})), Argument("Victim", frozenset({(51, 60)}))]
    assert count_arguments(gold, said) == 1
    assert count_arguments(gold, [Argument("Place", frozenset({(2, 9)}))]) == 0


def test_the_counts_of_a_document():
    """By hand: of two gold triggers one is found by two said; its victim is right, its place is not; the argument of
    the other trigger is right by document alone."""
    gold = [an_event(DIE, 20, ("Victim", (30, 34))), an_event(DIE, 60, ("Killer", (70, 74)))]
    said = [
        an_event(DIE, 21, ("Victim", (28, 40)), ("Place", (1, 4))),
        an_event(DIE, 90, ("Killer", (71, 73))),
    ]
    tallies: dict[str, Tally] = defaultdict(Tally)
    score_document(gold, said, tallies)
    assert tallies["trigger"] == Tally(1, 2, 2)
    assert tallies["argument"] == Tally(1, 3, 2)
    assert tallies["argument, Victim"] == Tally(1, 1, 1)
    assert tallies["argument by document"] == Tally(2, 3, 2)


def test_our_triggers_and_arguments():
    text = read_as_is("d", "Rebels shelled Raqqa on Sunday. Five people were killed.", tools=the_tools())
    events = {(text.report.text[e.start : e.end], e.type): e for e in told_events(text)}
    assert set(events) == {("shelled", ATTACK), ("killed", DIE)}
    roles = {
        (argument.role, text.report.text[start:end])
        for argument in events["killed", DIE].arguments
        for start, end in argument.spans
    }
    assert ("Victim", "Five people") in roles
    assert ("Place", "Raqqa") in roles
