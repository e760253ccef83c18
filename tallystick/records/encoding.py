"""Records to JSON and back: the wire shape of records.md.

Bytes are canonical (sorted keys, no spaces), so equal records give equal bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from tallystick.records.account import Account, Claim, ClaimValue, Correction
from tallystick.records.incident import ActorPosition, Contradiction, Incident, Link, Position, Tally
from tallystick.records.judgement import Judgement, Mark
from tallystick.records.mention import SourceLink
from tallystick.records.referent import Actor, Count, Materiel, Means, Moment, Place, Quantity
from tallystick.records.report import Quote, Report
from tallystick.records.vocabulary import ClaimField, Clarity, EventType, Grade, Modality, Ruling, Standing

VALUE_OF: dict[ClaimField, Any] = {
    ClaimField.EVENT_TYPE: EventType,
    ClaimField.OCCURRENCE: bool,
    ClaimField.TIME: Moment,
    ClaimField.PLACE: Place,
    ClaimField.ORIGIN: Place,
    ClaimField.PERPETRATOR: Actor,
    ClaimField.TARGET: Actor,
    ClaimField.KILLED: Count,
    ClaimField.INJURED: Count,
    ClaimField.CAPTURED: Count,
    ClaimField.MISSING: Count,
    ClaimField.DISPLACED: Count,
    ClaimField.CASUALTIES: Count,
    ClaimField.MEANS: Means,
    ClaimField.OBJECT: Materiel,
    ClaimField.STRIKES: Quantity,
}

_ENCODER = msgspec.json.Encoder(order="sorted")


def jsonable(record: Any) -> Any:
    """The record as dicts, lists and plain values."""
    return msgspec.to_builtins(record, order="sorted")


def json_bytes(record: Any) -> bytes:
    """Canonical JSON of a record, one line, no newline at its end."""
    return _ENCODER.encode(record)


def report_from_json(raw: bytes) -> Report:
    """The report in these bytes; raises msgspec.ValidationError where they break the contract."""
    return msgspec.json.decode(raw, type=Report)


def value_from_jsonable(field: ClaimField, value: Any) -> ClaimValue:
    """The typed value of a claim on this field."""
    if value is None:
        return None
    typed: ClaimValue = msgspec.convert(value, VALUE_OF[field])
    return typed


def claim_from_jsonable(data: dict[str, Any]) -> Claim:
    """The claim in this dict."""
    field = ClaimField(data["field"])
    return Claim(
        id=data["id"],
        field=field,
        value=value_from_jsonable(field, data["value"]),
        because=data["because"],
        surface=data["surface"],
        start=data["start"],
        end=data["end"],
        source=tuple(msgspec.convert(link, SourceLink) for link in data["source"]),
        modality=Modality(data["modality"]),
        hedge=data["hedge"],
        score=data.get("score"),
    )


def account_from_json(raw: bytes) -> Account:
    """The account in these bytes."""
    data = msgspec.json.decode(raw)
    return Account(
        id=data["id"],
        report=data["report"],
        incident=data["incident"],
        anchor=msgspec.convert(data["anchor"], Quote),
        event_type=EventType(data["event_type"]),
        modality=Modality(data["modality"]),
        standing=Standing(data["standing"]),
        clarity=Clarity(data["clarity"]),
        evidence=tuple(msgspec.convert(quote, Quote) for quote in data["evidence"]),
        claims=tuple(claim_from_jsonable(claim) for claim in data["claims"]),
        judged=_corrections_from_jsonable(data.get("judged", ())),
    )


def incident_from_json(raw: bytes) -> Incident:
    """The incident in these bytes."""
    data = msgspec.json.decode(raw)
    return Incident(
        id=data["id"],
        key=data["key"],
        event_type=EventType(data["event_type"]),
        clarity=Clarity(data["clarity"]),
        time=msgspec.convert(data["time"], Moment | None),
        place=msgspec.convert(data["place"], Place | None),
        perpetrators=msgspec.convert(data["perpetrators"], tuple[ActorPosition, ...]),
        targets=msgspec.convert(data["targets"], tuple[ActorPosition, ...]),
        tallies={
            ClaimField(field): tuple(_tally_from_jsonable(ClaimField(field), tally) for tally in tallies)
            for field, tallies in data["tallies"].items()
        },
        fields={
            ClaimField(field): _positions_from_jsonable(ClaimField(field), positions)
            for field, positions in data["fields"].items()
        },
        contradictions=tuple(
            Contradiction(
                field=ClaimField(item["field"]),
                positions=_positions_from_jsonable(ClaimField(item["field"]), item["positions"]),
                because=item["because"],
            )
            for item in data["contradictions"]
        ),
        accounts=tuple(data["accounts"]),
        reports=tuple(data["reports"]),
        voices=data["voices"],
        grade=Grade(data["grade"]),
        links=msgspec.convert(data["links"], tuple[Link, ...]),
        judged=_corrections_from_jsonable(data.get("judged", ())),
    )


def corrections_from_json(raw: bytes) -> tuple[Correction, ...]:
    """The corrections in these bytes."""
    return _corrections_from_jsonable(msgspec.json.decode(raw))


def judgement_from_jsonable(data: Any) -> Judgement:
    """The judgement in this dict; raises msgspec.ValidationError or ValueError where it breaks the contract."""
    plain = msgspec.convert(data, _PlainJudgement)
    field = None if plain.field is None else ClaimField(plain.field)
    value = None if field is None else value_from_jsonable(field, plain.value)
    if jsonable(value) != plain.value:
        raise ValueError(f"judgement {plain.number} holds no value for its field")
    return Judgement(
        number=plain.number,
        verdict=plain.verdict,
        left=plain.left,
        right=plain.right,
        field=field,
        value=value,
        words=plain.words,
        why=plain.why,
        by=plain.by,
        made=plain.made,
        version=plain.version,
        undone=plain.undone,
    )


def judgement_from_json(raw: bytes) -> Judgement:
    """The judgement in these bytes."""
    return judgement_from_jsonable(msgspec.json.decode(raw))


class _PlainJudgement(msgspec.Struct, kw_only=True):
    """A judgement whose value is not typed yet."""

    number: int
    verdict: Ruling
    left: tuple[Mark, ...] = ()
    right: tuple[Mark, ...] = ()
    field: str | None = None
    value: Any = None
    words: str = ""
    why: str
    by: str | None = None
    made: str
    version: str = ""
    undone: int | None = None


def _corrections_from_jsonable(corrections: Iterable[dict[str, Any]]) -> tuple[Correction, ...]:
    return tuple(
        Correction(
            judgement=item["judgement"],
            claim=item["claim"],
            field=(field := ClaimField(item["field"])),
            value_before=value_from_jsonable(field, item["value_before"]),
            value=value_from_jsonable(field, item["value"]),
            why=item["why"],
        )
        for item in corrections
    )


def _positions_from_jsonable(field: ClaimField, positions: list[dict[str, Any]]) -> tuple[Position, ...]:
    return tuple(
        Position(
            value=value_from_jsonable(field, position["value"]),
            claims=tuple(position["claims"]),
            voices=tuple(position["voices"]),
        )
        for position in positions
    )


def _tally_from_jsonable(field: ClaimField, tally: dict[str, Any]) -> Tally:
    return Tally(
        group=tally["group"],
        of=tally["of"],
        low=tally["low"],
        high=tally["high"],
        positions=_positions_from_jsonable(field, tally["positions"]),
    )
