"""Reports told together, and kept told between two runs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from factory import tell, the_tools

from evaluation.public import pooled
from evaluation.public.pooled import Effort, item_of, lead_account, members_of, pool_items, tell_items
from evaluation.public.told_shelf import REPOSITORY, ToldShelf, check_folder
from tallystick.records.vocabulary import Scope, Standing

BOMBED = "Warplanes bombed a market in Idlib on 8 July 2019 and killed 12 people, the Civil Defence said."
AGAIN = "Twelve people were killed when warplanes bombed a market in Idlib on 8 July 2019, residents said."
QUIET = "The council of Brenn met to talk about the price of bread."
ITEMS = [
    item_of("one", text=BOMBED, published="2019-07-09"),
    item_of("two", text=AGAIN, published="2019-07-09"),
    item_of("three", text=QUIET, published="2019-07-09"),
]
GRAMMAR = Effort(reader="grammar")


def test_reports_of_one_incident_have_one_group_and_one_without_an_account_has_none():
    pool = pool_items(ITEMS, tools=the_tools(), effort=GRAMMAR)
    groups = pool.groups()
    assert groups["one"] == groups["two"]
    assert "three" not in groups
    assert set(pool.incidents[groups["one"]]["reports"]) == {pool.reports[name].id for name in ("one", "two")}
    shares = {row.measure: row.figure for row in pool.coverage("b")}
    assert shares["share of reports with an account"] == pytest.approx(2 / 3)


def test_an_item_that_cannot_be_read_is_counted_and_has_no_account():
    pool = pool_items([item_of("empty", text="")], tools=the_tools(), effort=GRAMMAR)
    assert pool.accounts == {"empty": ()}
    assert pool.refused() == 1


def test_the_leading_account_is_main_then_has_most_claims_then_stands_first():
    (account,) = tell(BOMBED, published="2019-07-09")
    recalled = replace(account, id="acc-r", standing=Standing.BACKGROUND)
    poorer = replace(account, id="acc-p", claims=account.claims[:1])
    homeless = replace(account, id="acc-h", claims=account.claims * 2)
    homes = dict.fromkeys(("acc-r", "acc-p", account.id), "inc")
    assert lead_account([recalled, poorer, account, homeless], homes) == account
    assert lead_account([recalled, poorer], homes) == poorer
    assert lead_account([homeless], homes) is None


def test_told_reports_are_kept_and_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    effort = replace(GRAMMAR, scratch=tmp_path)
    first = tell_items(ITEMS, tools=the_tools(), effort=effort)

    def read_nothing(*_: object, **__: object) -> None:
        pytest.fail("an item was read again")

    monkeypatch.setattr(pooled, "tell_safely", read_nothing)
    again = tell_items(ITEMS[::-1], tools=the_tools(), effort=effort)
    assert {name: (one.report, one.accounts) for name, one in again.items()} == {
        name: (one.report, one.accounts) for name, one in first.items()
    }


def test_another_text_or_another_reader_is_not_taken_for_the_kept_one(tmp_path: Path):
    tell_items(ITEMS, tools=the_tools(), effort=replace(GRAMMAR, scratch=tmp_path))
    shelf = ToldShelf(tmp_path, reader="grammar", scope=Scope.VIOLENCE)
    assert shelf.find(ITEMS[0]) is not None
    assert shelf.find(item_of("one", text=AGAIN, published="2019-07-09")) is None
    assert shelf.find(item_of("one", text=BOMBED, published="2019-07-10")) is None
    assert ToldShelf(tmp_path, reader="model", scope=Scope.VIOLENCE).find(ITEMS[0]) is None
    assert ToldShelf(tmp_path, reader="grammar", scope=Scope.CONFLICT).find(ITEMS[0]) is None


def test_no_folder_inside_the_repository_takes_texts_of_others():
    with pytest.raises(ValueError, match="lies inside the repository"):
        check_folder(REPOSITORY / "evaluation" / "told")
    with pytest.raises(ValueError, match="name a folder outside it"):
        ToldShelf(REPOSITORY, reader="grammar", scope=Scope.VIOLENCE)


def test_members_of_groups():
    assert members_of({"b": "x", "a": "x", "c": "y"}) == {"x": ["a", "b"], "y": ["c"]}
