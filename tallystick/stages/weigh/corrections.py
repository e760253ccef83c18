"""Corrections: an account as it counts once a person has put values in the place of those that were read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tallystick.records.account import Account, Claim, ClaimValue, Correction
from tallystick.records.identity import claim_id
from tallystick.records.judgement import Judgement
from tallystick.records.referent import Count
from tallystick.records.vocabulary import ClaimField, EventType, Modality

_BY_A_PERSON = "a person's judgement"  # stands in the id of a claim that nobody's words in the report make


def correct_account(account: Account, judgements: Iterable[Judgement]) -> Account:
    """The account with the values of these judgements, later ones over earlier ones, and with `judged` saying so.

    A claim keeps its words, source and modality; a denied one keeps its value too. Of counts those of the
    judged group change; a figure without a group corrects that of the only group there is, else of all people.
    Where no claim is there to be corrected one is added, on the anchor's words.
    """
    read = {claim.id: claim for claim in account.claims}
    claims = dict(read)
    event_type = account.event_type
    made: dict[str | None, Correction] = {}
    for judgement in sorted(judgements, key=lambda j: j.number):
        field = judgement.field
        if field is None:
            continue
        if isinstance(judgement.value, EventType):
            event_type = judgement.value
            made[None] = _correction(judgement, field, None, account.event_type, judgement.value)
        found = _corrected(tuple(claims.values()), judgement)
        if not found and not isinstance(judgement.value, EventType):
            found = (_added(account, judgement, field),)
        for claim in found:
            before = read.get(claim.id)
            claims[claim.id] = claim
            made[claim.id] = _correction(judgement, field, claim.id, before.value if before else None, claim.value)
    judged = tuple(sorted(made.values(), key=lambda c: (c.judgement, c.claim or "")))
    return replace(account, event_type=event_type, claims=tuple(claims.values()), judged=judged)


def _correction(
    judgement: Judgement, field: ClaimField, claim: str | None, before: ClaimValue, value: ClaimValue
) -> Correction:
    return Correction(
        judgement=judgement.number,
        claim=claim,
        field=field,
        value_before=before,
        value=value,
        why=judgement.why,
    )


def _corrected(claims: tuple[Claim, ...], judgement: Judgement) -> tuple[Claim, ...]:
    """The claims that this judgement corrects, with its value."""
    own = [c for c in claims if c.field is judgement.field and c.modality is not Modality.DENIED]
    value = judgement.value
    if not isinstance(value, Count):
        return tuple(replace(c, value=value, because=None, score=None) for c in own)
    wholes = [c for c in own if not (isinstance(c.value, Count) and c.value.part_of is not None)]
    groups = {c.value.group for c in wholes if isinstance(c.value, Count)}
    group = next(iter(groups)) if value.group == "all" and len(groups) == 1 else value.group
    found = []
    for c in own if group != "all" else wholes:
        before = c.value if isinstance(c.value, Count) else None
        if before is None or before.group == group:
            kept = replace(value, group=group)
            if before is not None:
                kept = replace(kept, of=before.of, part_of=before.part_of)
            found.append(replace(c, value=kept, because=None, score=None))
    return tuple(found)


def _added(account: Account, judgement: Judgement, field: ClaimField) -> Claim:
    anchor, value = account.anchor, judgement.value
    group = (value.group,) if isinstance(value, Count) else ()
    return Claim(
        id=claim_id(account.id, field.value, anchor.start, anchor.end, (_BY_A_PERSON, *group)),
        field=field,
        value=value,
        surface=anchor.text,
        start=anchor.start,
        end=anchor.end,
    )
