"""A plural told once and then one by one."""

from __future__ import annotations

import pytest
from factory import tell, values

BOTH = (
    "US jets carried out two airstrikes in eastern Syria on Sunday. "
    "One of the strikes hit a training facility near Abu Kamal. The other strike hit a safe house near Mayadin."
)


def test_two_members_are_two_accounts_each_with_what_was_told_of_both() -> None:
    accounts = tell(BOTH)
    assert [[o.name for o in values(a, "object")] for a in accounts] == [["training facility"], ["safe house"]]
    assert [[p.name for p in values(a, "place")] for a in accounts] == [["near Abu Kamal"], ["near Mayadin"]]
    for account in accounts:
        assert [d.name for d in values(account, "perpetrator")] == ["US forces"]
        assert [t.edtf for t in values(account, "time")] == ["2021-03-14"]
        assert not values(account, "strikes")


def test_figures_and_places_fall_to_their_member() -> None:
    accounts = tell(
        "US jets carried out two airstrikes near Abu Kamal and Mayadin on Sunday. "
        "One of the strikes killed three people near Abu Kamal. The other strike killed nine people near Mayadin."
    )
    assert [[v.low for v in values(a, "killed")] for a in accounts] == [[3], [9]]
    assert [{p.name for p in values(a, "place")} for a in accounts] == [{"near Abu Kamal"}, {"near Mayadin"}]


def test_members_have_anchors_and_ids_of_their_own() -> None:
    first, second = tell(BOTH)
    assert first.id != second.id
    assert first.anchor.end <= second.anchor.start


def test_one_member_stays_with_the_whole() -> None:
    [account] = tell(BOTH[: BOTH.index(" The other")])
    assert [s.low for s in values(account, "strikes")] == [2]
    assert [p.name for p in values(account, "place")] == ["near Abu Kamal"]


@pytest.mark.parametrize("words", ["The first strike", "The second strike", "The latter strike"])
def test_a_member_needs_a_plural_before_it(words: str) -> None:
    text = f"US jets carried out an airstrike in eastern Syria on Sunday. {words} hit a depot near Mayadin."
    accounts = tell(text)
    assert 1 <= len(accounts) <= 2
    assert not any(values(a, "strikes") for a in accounts)
