"""Contradictions: fields on which voices cannot both be right, each with the sentence that says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tallystick.records.comparators import actors_conflict, moments_are_apart, places_are_apart
from tallystick.records.incident import Contradiction, Position
from tallystick.records.referent import Actor, Count, Moment, Place
from tallystick.records.vocabulary import ClaimField, EventType, Modality, PlacePrecision
from tallystick.stages.weigh.positions import TOLLS, Held, current_tolls, positions_of

NameVoice = Callable[[str], str]
_FAMILY = {
    EventType.AIR_DRONE_STRIKE: "air",
    EventType.SHELLING_ARTILLERY_MISSILE_ATTACK: "fire from afar",
    EventType.REMOTE_EXPLOSIVE_LANDMINE_IED: "planted bomb",
    EventType.SUICIDE_BOMB: "planted bomb",
    EventType.ABDUCTION_FORCED_DISAPPEARANCE: "abduction",
    EventType.ARRESTS: "arrest",
    EventType.GOVERNMENT_REGAINS_TERRITORY: "government gains",
    EventType.NON_STATE_ACTOR_OVERTAKES_TERRITORY: "others gain",
}


def find_contradictions(held: Sequence[Held], *, aggregated: bool, name_voice: NameVoice) -> tuple[Contradiction, ...]:
    """Contradictions in order of field; `aggregated` incidents may have many places and days."""
    found: list[Contradiction] = []
    found += _tolls(held, name_voice)
    found += _denials(held, name_voice)
    pairs: list[tuple[ClaimField, Callable[[Position, Position], bool]]] = [
        (ClaimField.PERPETRATOR, lambda p, q: _both(p, q, Actor) and _rivals(p, q)),
        (ClaimField.EVENT_TYPE, _types_differ),
    ]
    if not aggregated:
        pairs += [
            (ClaimField.PLACE, lambda p, q: _places_differ(p, q) and not _one_breath(p, q, held)),
            (
                ClaimField.TIME,
                lambda p, q: (
                    isinstance(p.value, Moment) and isinstance(q.value, Moment) and moments_are_apart(p.value, q.value)
                ),
            ),
        ]
    for field, differ in pairs:
        found += _between(held, field, differ, name_voice)
    return tuple(sorted(found, key=lambda c: (list(ClaimField).index(c.field), c.because)))


def _asserted(held: Sequence[Held], field: ClaimField) -> tuple[Position, ...]:
    return positions_of([h for h in held if h.claim.field is field and h.claim.modality is not Modality.DENIED])


def _between(
    held: Sequence[Held], field: ClaimField, differ: Callable[[Position, Position], bool], name_voice: NameVoice
) -> list[Contradiction]:
    positions = _asserted(held, field)
    against = [p for p in positions if any(differ(p, q) for q in positions)]
    if len(against) < 2:
        return []
    said = "; ".join(f"{_said(p)} ({', '.join(name_voice(v) for v in p.voices)})" for p in against)
    words = {
        ClaimField.PERPETRATOR: "who did it",
        ClaimField.EVENT_TYPE: "what happened",
        ClaimField.PLACE: "where",
        ClaimField.TIME: "when",
    }
    return [Contradiction(field=field, positions=tuple(against), because=f"Voices differ on {words[field]}: {said}.")]


def _both(p: Position, q: Position, kind: type) -> bool:
    return isinstance(p.value, kind) and isinstance(q.value, kind)


def _rivals(p: Position, q: Position) -> bool:
    a, b = p.value, q.value
    if not (isinstance(a, Actor) and isinstance(b, Actor)) or set(p.voices) == set(q.voices):
        return False
    return actors_conflict(a, b)


def _types_differ(p: Position, q: Position) -> bool:
    if not (isinstance(p.value, EventType) and isinstance(q.value, EventType)):
        return False
    a, b = _FAMILY.get(p.value), _FAMILY.get(q.value)
    return a is not None and b is not None and a != b and not set(p.voices) & set(q.voices)


def _places_differ(p: Position, q: Position) -> bool:
    a, b = p.value, q.value
    if not (isinstance(a, Place) and isinstance(b, Place)):
        return False
    if PlacePrecision.COUNTRY in (a.precision, b.precision) and a.country == b.country:
        return False
    return places_are_apart(a, b)


def _one_breath(p: Position, q: Position, held: Sequence[Held]) -> bool:
    """Both are named side by side by one report: a list of places, not a disagreement."""
    spots = {h.claim.id: (h.report, h.order) for h in held}
    for c in p.claims:
        for d in q.claims:
            (report, at), (other, there) = spots[c], spots[d]
            if report == other and abs(at - there) < 120:
                return True
    return False


def _tolls(held: Sequence[Held], name_voice: NameVoice) -> list[Contradiction]:
    found = []
    for field in TOLLS:
        groups: dict[tuple[str, str], list[Held]] = {}
        for h in current_tolls(held, field):
            if isinstance(h.claim.value, Count) and h.claim.value.part_of is None:
                groups.setdefault((h.claim.value.group, h.claim.value.of or ""), []).append(h)
        for (group, of), members in sorted(groups.items()):
            positions = positions_of(members)
            against = [
                p
                for p in positions
                if any(counts_contradict(p, q) and not set(p.voices) & set(q.voices) for q in positions)
            ]
            if len(against) > 1:
                said = "; ".join(f"{_said(p)} ({', '.join(name_voice(v) for v in p.voices)})" for p in against)
                whom = f"{group}" + (f" of {of}" if of else "")
                found.append(
                    Contradiction(
                        field=field,
                        positions=tuple(against),
                        because=f"Voices differ on how many {field} ({whom}): {said}.",
                    )
                )
    return found


def counts_contradict(p: Position, q: Position) -> bool:
    """The two ranges share no number."""
    a, b = p.value, q.value
    if not (isinstance(a, Count) and isinstance(b, Count)) or a.vague or b.vague or a.approximate or b.approximate:
        return False
    low_a, low_b = a.low or 0, b.low or 0
    return (a.high is not None and a.high < low_b) or (b.high is not None and b.high < low_a)


def _denials(held: Sequence[Held], name_voice: NameVoice) -> list[Contradiction]:
    found = []
    for field in (ClaimField.OCCURRENCE, ClaimField.PERPETRATOR):
        denied = [
            h
            for h in held
            if h.claim.field is field
            and (
                (field is ClaimField.OCCURRENCE and h.claim.value is False)
                or (field is not ClaimField.OCCURRENCE and h.claim.modality is Modality.DENIED)
            )
        ]
        if not denied:
            continue
        positions = positions_of(denied)
        if field is ClaimField.PERPETRATOR:
            keys = {h.claim.value.actor_id or h.claim.value.name for h in denied if isinstance(h.claim.value, Actor)}
            accused = [
                h
                for h in held
                if h.claim.field is field
                and h.claim.modality is not Modality.DENIED
                and isinstance(h.claim.value, Actor)
                and (h.claim.value.actor_id or h.claim.value.name) in keys
            ]
            if not accused:
                continue
            positions = (*positions_of(accused), *positions)
        who = ", ".join(sorted({name_voice(h.voice) for h in denied}))
        what = "that it happened" if field is ClaimField.OCCURRENCE else f"the part of {_said(positions[-1])}"
        found.append(Contradiction(field=field, positions=positions, because=f"{who} denied {what}."))
    return found


def _said(position: Position) -> str:
    value = position.value
    if isinstance(value, Count):
        if value.vague:
            return value.vague
        if value.low == value.high:
            return f"{'about ' if value.approximate else ''}{value.low}"
        if value.high is None:
            return f"at least {value.low}"
        return f"up to {value.high}" if value.low is None else f"{value.low} to {value.high}"
    if isinstance(value, Moment):
        return value.edtf
    if isinstance(value, Place | Actor):
        return value.name
    return str(value)
