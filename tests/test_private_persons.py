"""Over the reports we develop on, no private person's name leaves the local text, in either profile."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from evaluation.gate import load_half, report_of
from tallystick.export.profiles import Profile, show_account, show_incident, show_report
from tallystick.pipeline import MemoryShelf, Told, load_tools, tell_report, weigh_all
from tallystick.records.encoding import jsonable

LOCAL = ("text", "removed")
HELD = [
    (gold.header["id"], tuple(gold.header["private"])) for gold in load_half("develop") if gold.header.get("private")
]


@cache
def told() -> dict[str, Told]:
    return {gold.header["id"]: tell_report(report_of(gold), tools=load_tools()) for gold in load_half("develop")}


def strings(shown: Any) -> Iterator[str]:
    if isinstance(shown, str):
        yield shown
    elif isinstance(shown, dict):
        for value in shown.values():
            yield from strings(value)
    elif isinstance(shown, list | tuple):
        for value in shown:
            yield from strings(value)


ADDRESSES = frozenset("Abu Umm Daw Naw Maw Khun Sayed".split())


def forms(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names, and each of their words but a form of address."""
    return tuple({*names, *(word for name in names for word in name.split() if word not in ADDRESSES)})


def leaks(shown: Any, names: tuple[str, ...]) -> list[str]:
    found = [(name, re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")) for name in names]
    return [f"{name!r} in {text!r}" for text in strings(shown) for name, pattern in found if pattern.search(text)]


def test_the_corpus_names_private_persons():
    assert len(HELD) >= 15


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize(("id_", "names"), HELD)
def test_accounts_and_report_fields_hold_no_private_name(id_, names, profile):
    one = told()[id_]
    report = show_report(jsonable(one.report), profile=profile, private=one.private_names)
    assert not leaks({key: value for key, value in report.items() if key not in LOCAL}, forms(names))
    for account in one.accounts:
        assert not leaks(show_account(jsonable(account), profile=profile, private=one.private_names), forms(names))


@pytest.mark.parametrize("profile", Profile)
def test_incidents_hold_no_private_name(profile):
    everything = told().values()
    shelf = MemoryShelf.of([one.report for one in everything], [a for one in everything for a in one.accounts])
    names = tuple(name for _, held in HELD for name in held)
    seen = 0
    for incident in weigh_all(shelf, standing={}, tools=load_tools()).incidents:
        assert not leaks(show_incident(jsonable(incident), profile=profile), names)
        seen += 1
    assert seen


@pytest.mark.parametrize(("id_", "names"), HELD)
def test_every_private_name_that_the_text_holds_is_read_as_one(id_, names):
    one = told()[id_]
    for name in names:
        if name in one.report.text:
            assert any(name in read for read in one.private_names)


def test_quotes_and_surfaces_stay_true_to_the_text():
    for one in told().values():
        for account in one.accounts:
            for quote in (account.anchor, *account.evidence):
                assert one.report.text[quote.start : quote.end] == quote.text
            for claim in account.claims:
                assert one.report.text[claim.start : claim.end] == claim.surface


def test_offices_keep_the_names_of_those_who_hold_them():
    public = {"official", "military", "party", "armed_group"}
    for gold in load_half("develop"):
        private = told()[gold.header["id"]].private_names
        for annotation in gold.annotations:
            given = annotation.values
            if annotation.field != "source" or given["named"] != "true" or given["kind"] not in public:
                continue
            if given["name"] not in gold.header.get("private", ()):
                assert given["name"] not in private
