"""Contradictions: fields on which voices cannot both be right, each with the sentence that says so.

Voices are compared two at a time. They contradict each other on a field where everything that one says excludes
everything that the other says: a voice that also says what the other says does not disagree with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from tallystick.knowledge.acts import load_acts
from tallystick.knowledge.scenes import load_scenes
from tallystick.records.account import TOLLS
from tallystick.records.incident import Contradiction, Position
from tallystick.records.referent import Actor, Count, Moment, Place
from tallystick.records.vocabulary import ClaimField, Modality, SourceKind, TimePrecision
from tallystick.stages.weigh.exclusions import (
    EXCLUSIVE_TYPES,
    VoiceOfActor,
    doers_exclude,
    is_armed,
    is_unarmed,
    of_a_side,
    of_one_teller,
    places_exclude,
    states_at_war,
    targets_exclude,
    times_exclude,
    types_exclude,
    who_was_hit,
)
from tallystick.stages.weigh.opposed import Company, Opposed, company_of
from tallystick.stages.weigh.positions import Held, positions_of, value_key
from tallystick.stages.weigh.tolls import EVERYBODY, Group, find_toll_disputes

NameVoice = Callable[[str], str]
Excludes = Callable[["_Statement", "_Statement"], bool]
Fields = Mapping[str, ClaimField]  # by claim id
_ASKED = {
    ClaimField.PERPETRATOR: "who did it",
    ClaimField.TARGET: "who was hit",
    ClaimField.EVENT_TYPE: "what happened",
    ClaimField.PLACE: "where",
    ClaimField.TIME: "when",
}
_DONE = {ClaimField.CASUALTIES: "killed or injured"}
_OF_DAYS = (TimePrecision.DAY, TimePrecision.DAYS)
_SAYS_NOTHING = (TimePrecision.SEASON, TimePrecision.YEAR, TimePrecision.UNKNOWN)  # beside a day of the same voice
_OUTLETS = frozenset({SourceKind.MEDIA, SourceKind.WIRE})
_GENERAL_WORDS = load_scenes()["general"]
SIDE_BY_SIDE = 120  # characters within which two places of one report are a list, not a disagreement


@dataclass(frozen=True, slots=True, kw_only=True)
class _Statement:
    """What a voice says once or more often, by the first claim that says so, and the reports it says it in."""

    held: Held
    reports: frozenset[str]

    def of_one_teller(self, other: _Statement) -> bool:
        own, cited = (bool(s.held.claim.source) for s in (self, other))
        return own != cited and not self.reports.isdisjoint(other.reports)


def find_contradictions(
    held: Sequence[Held], *, aggregated: bool, name_voice: NameVoice, voice_of_actor: VoiceOfActor
) -> tuple[Contradiction, ...]:
    """Contradictions in order of field; `aggregated` incidents may have many places and days."""
    company = company_of(held)
    doers, rivals = _doers_against(held, company, voice_of_actor)
    against = {
        ClaimField.PERPETRATOR: doers,
        ClaimField.TARGET: _targets_against(held, company, voice_of_actor),
        ClaimField.EVENT_TYPE: _types_against(held, company, rivals),
    }
    if not aggregated:
        against |= {ClaimField.PLACE: _places_against(held, company), ClaimField.TIME: _times_against(held, company)}
    found = [*_tolls(held, company, name_voice), *_denials(held, name_voice, voice_of_actor)]
    for field, claims in against.items():
        if claims:
            positions = positions_of(claims)
            because = f"{_differ(positions, name_voice)} on {_ASKED[field]}: {_listed(positions, name_voice)}."
            found.append(Contradiction(field=field, positions=positions, because=because))
    return tuple(sorted(found, key=lambda c: (list(ClaimField).index(c.field), c.because)))


def _doers_against(held: Sequence[Held], company: Company, voice_of_actor: VoiceOfActor) -> tuple[list[Held], Opposed]:
    """The claims that name rival doers, and which voices hold them; a doer that both of two name is none."""
    hit = who_was_hit(held)
    named: dict[str, dict[bytes, Held]] = defaultdict(dict)
    claims = []
    for h in _asserted(held, ClaimField.PERPETRATOR):
        if isinstance(h.claim.value, Actor) and h.claim.value.actor_id and is_armed(h.claim.value):
            claims.append(h)
            named[h.voice].setdefault(value_key(h.claim.value), h)

    def clash(one: str, other: str) -> tuple[set[bytes], set[bytes]]:
        ours, theirs = set(), set()
        for x, y in product(named[one].keys() - named[other].keys(), named[other].keys() - named[one].keys()):
            a, b = named[one][x], named[other][y]
            if not of_one_teller(a, b) and doers_exclude(a, b, hit=hit, voice_of_actor=voice_of_actor):
                ours.add(x)
                theirs.add(y)
        return ours, theirs

    says = {
        voice: frozenset(
            (h.claim.value, isinstance(h.claim.value, Actor) and hit.in_report(h.claim.value, h.report))
            for h in own.values()
        )
        for voice, own in named.items()
    }
    rivals = Opposed(says, company, clash)
    return [h for h in claims if value_key(h.claim.value) in rivals.of(h.voice)], rivals


def _targets_against(held: Sequence[Held], company: Company, voice_of_actor: VoiceOfActor) -> list[Held]:
    doers = frozenset(
        voice_of_actor(h.claim.value)
        for h in _asserted(held, ClaimField.PERPETRATOR)
        if isinstance(h.claim.value, Actor)
    )
    said = _by_voice(
        h
        for h in _asserted(held, ClaimField.TARGET)
        if isinstance(h.claim.value, Actor) and (is_armed(h.claim.value) or is_unarmed(h.claim.value))
    )
    return _opposed(
        said,
        lambda x, y: targets_exclude(x.held, y.held, doers=doers),
        company=company,
        tells=lambda h: (h.claim.value, of_a_side(h, doers)),
    )


def _types_against(held: Sequence[Held], company: Company, rivals: Opposed) -> list[Held]:
    """Kinds told without doubt; an outlet's own "blast" or "bombing" is a word for any of them."""
    said = _by_voice(
        h
        for h in _asserted(held, ClaimField.EVENT_TYPE)
        if h.claim.value in EXCLUSIVE_TYPES
        and h.claim.modality is Modality.ASSERTED
        and (h.claim.source or not _leaves_open(h.claim.surface))
    )

    def excludes(x: _Statement, y: _Statement) -> bool:
        doers_differ = rivals.between(x.held.voice, y.held.voice)
        return not x.of_one_teller(y) and types_exclude(x.held, y.held, doers_differ=doers_differ)

    return _opposed(
        said,
        excludes,
        company=company,
        tells=lambda h: (h.claim.value, bool(h.claim.source), rivals.kind(h.voice)),
    )


def _leaves_open(words: str) -> bool:
    """The word for the act takes its kind from the means."""
    parts = tuple(words.casefold().split())
    forms = load_acts().by_first.get(parts[0], ()) if parts else ()
    generic = any("generic" in entry.flags for form, entries in forms if form == parts for entry in entries)
    return generic or words.casefold() in _GENERAL_WORDS


def _places_against(held: Sequence[Held], company: Company) -> list[Held]:
    """Claims of voices whose places exclude each other, and of one that names two countries.

    Two places that a report names side by side are a list wherever they stand.
    """
    at_war = states_at_war(held)
    named = _asserted(held, ClaimField.PLACE)
    claims = [h for h in named if h.claim.because is None]
    listed = {
        _values(one, other)
        for beside in _by_report(named).values()
        for one, other in combinations(beside, 2)
        if abs(one.order - other.order) < SIDE_BY_SIDE
    }

    def excludes(one: Held, other: Held) -> bool:
        return places_exclude(one, other, at_war=at_war) and _values(one, other) not in listed

    said = _by_voice(claims)
    cited = _with_cited(said, claims)
    against = {
        h.claim.id for h in _opposed(cited, lambda x, y: excludes(x.held, y.held), company=company, tells=_value)
    }
    for own in said.values():
        apart: set[object] = set()
        for one, other in combinations(_statements(own, _value).values(), 2):
            if not _of_one_country(one.held, other.held) and excludes(one.held, other.held):
                apart |= {_value(one.held), _value(other.held)}
        against |= {h.claim.id for h in own if _value(h) in apart}
    return [h for h in claims if h.claim.id in against]


def _value(h: Held) -> Hashable:
    return h.claim.value


def _values(one: Held, other: Held) -> frozenset[bytes]:
    return frozenset({value_key(one.claim.value), value_key(other.claim.value)})


def _of_one_country(one: Held, other: Held) -> bool:
    a, b = one.claim.value, other.claim.value
    return not (isinstance(a, Place) and isinstance(b, Place)) or a.country == b.country


def _times_against(held: Sequence[Held], company: Company) -> list[Held]:
    """Claims of voices whose days exclude each other, never within one report.

    One report gives two days of one occurrence in 6 of 8,652 accounts of the annotated corpora: where two are
    read, one is another occurrence's, and nothing says which. So the report may mean any of them, whoever it has
    it from. A voice of which a time stayed unread or in doubt may agree, as may one that names the month beside a
    day.
    """
    times = [h for h in held if h.claim.field is ClaimField.TIME and h.claim.modality is not Modality.DENIED]
    unsure = {h.voice for h in times if h.claim.value is None or h.claim.because is not None}
    claims = [h for h in times if isinstance(h.claim.value, Moment) and not _lies_ahead(h, h.claim.value)]
    days = {h.claim.id for h in claims if _precision(h) in _OF_DAYS}
    dated = {h.voice for h in claims if h.claim.id in days and h.voice not in unsure}
    stands = _by_report(h for h in claims if _precision(h) not in _SAYS_NOTHING)
    said = {
        voice: [h for report in sorted({h.report for h in own}) for h in stands.get(report, ())]
        for voice, own in _by_voice(claims).items()
        if voice in dated
    }
    against = _opposed(
        said, lambda x, y: times_exclude(x.held, y.held), company=company, tells=_value, across_reports=True
    )
    return [h for h in against if h.claim.id in days]


def _precision(h: Held) -> TimePrecision | None:
    return h.claim.value.precision if isinstance(h.claim.value, Moment) else None


def _lies_ahead(h: Held, value: Moment) -> bool:
    """Told as past, and yet after its report was published: a day that was misread."""
    first = value.earliest
    return bool(first and not first.startswith("XXXX") and len(first) == len(h.published) and first > h.published)


def _asserted(held: Sequence[Held], field: ClaimField) -> list[Held]:
    return [
        h
        for h in held
        if h.claim.field is field and h.claim.value is not None and h.claim.modality is not Modality.DENIED
    ]


def _by_voice(claims: Iterable[Held]) -> dict[str, list[Held]]:
    said: dict[str, list[Held]] = defaultdict(list)
    for h in claims:
        said[h.voice].append(h)
    return dict(said)


def _by_report(claims: Iterable[Held]) -> dict[str, list[Held]]:
    stands: dict[str, list[Held]] = defaultdict(list)
    for h in claims:
        stands[h.report].append(h)
    return dict(stands)


def _with_cited(said: Mapping[str, Sequence[Held]], claims: Sequence[Held]) -> dict[str, list[Held]]:
    """What each voice says, and for an outlet what it cites as well, in one country: it passes that on undoubted."""
    cited = _by_report(h for h in claims if h.claim.source)
    return {
        voice: [
            *own,
            *(c for h in own if not h.claim.source for c in cited.get(h.report, ()) if _of_one_country(c, h)),
        ]
        for voice, own in said.items()
    }


def _opposed(
    said: Mapping[str, Sequence[Held]],
    excludes: Excludes,
    *,
    company: Company,
    tells: Callable[[Held], Hashable],
    across_reports: bool = False,
) -> list[Held]:
    """The own claims of each voice all of whose claims exclude all those of some other voice.

    What a claim `tells` is all of it that `excludes` looks at, the reports aside. Across reports those of one report
    are not held against each other.
    """
    stated = {voice: _statements(claims, tells) for voice, claims in said.items()}

    def clash(one: str, other: str) -> tuple[tuple[bool, ...], tuple[bool, ...]]:
        met = False
        for x, y in product(stated[one].values(), stated[other].values()):
            if across_reports and len(x.reports) == 1 and x.reports == y.reports:
                continue
            met = excludes(x, y)
            if not met:
                break
        return ((True,), (True,)) if met else ((), ())

    opposed = Opposed({voice: frozenset(own) for voice, own in stated.items()}, company, clash)
    return [h for voice in said if opposed.of(voice) for h in said[voice] if h.voice == voice]


def _statements(claims: Iterable[Held], tells: Callable[[Held], Hashable]) -> dict[Hashable, _Statement]:
    """What claims tell, each once."""
    alike: dict[Hashable, list[Held]] = defaultdict(list)
    for h in claims:
        alike[tells(h)].append(h)
    return {told: _Statement(held=same[0], reports=frozenset(h.report for h in same)) for told, same in alike.items()}


def _differ(against: Sequence[Position], name_voice: NameVoice) -> str:
    """Several voices differ with each other; one voice, that says two things, with itself."""
    voices = {voice for p in against for voice in p.voices}
    return "Voices differ" if len(voices) > 1 else f"{_capital(name_voice(voices.pop()))} differs with itself"


def _listed(against: Sequence[Position], name_voice: NameVoice, *, say: Callable[[Position], str] | None = None) -> str:
    words = [(say or _said)(p) for p in against]
    if len({voice for p in against for voice in p.voices}) == 1:
        return "; ".join(words)
    return "; ".join(f"{said} ({_names(p.voices, name_voice)})" for said, p in zip(words, against, strict=True))


def _names(voices: Iterable[str], name_voice: NameVoice) -> str:
    return ", ".join(dict.fromkeys(name_voice(voice) for voice in voices))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _tolls(held: Sequence[Held], company: Company, name_voice: NameVoice) -> list[Contradiction]:
    found = []
    for toll in TOLLS:
        for group, claims in find_toll_disputes(held, toll, company).items():
            fields = {h.claim.id: h.claim.field for h in claims}
            positions = positions_of(claims)

            def say(p: Position, *, group: Group = group, toll: ClaimField = toll, fields: Fields = fields) -> str:
                added = fields[p.claims[0]]
                done = f" {added}" if added is not toll else ""
                return f"{_said(p)}{_whom(p.value, unless=group)}{done}"

            because = f"Voices differ on how many{_of_group(group)} were {_DONE.get(toll, toll)}: "
            because += f"{_listed(positions, name_voice, say=say)}."
            found.append(Contradiction(field=toll, positions=positions, because=because))
    return found


def _whom(value: object, *, unless: Group) -> str:
    """The people a figure counts, where they are not those of the whole list."""
    group = (value.group, value.of or "") if isinstance(value, Count) else unless
    return "" if group == unless else _of_group(group) or " in all"


def _of_group(group: Group) -> str:
    whom, side = group
    return ("" if whom == EVERYBODY[0] else f" {whom.replace('_', ' ')}") + (f" of {side}" if side else "")


def _denials(held: Sequence[Held], name_voice: NameVoice, voice_of_actor: VoiceOfActor) -> list[Contradiction]:
    """That it happened, and who did it: a ministry that denies speaks for the forces that are accused."""
    found = []
    if denied := _denied_occurrence(held):
        because = _denial(denied, "that it happened", name_voice=name_voice)
        position = Position(
            value=False,
            claims=tuple(sorted(h.claim.id for h in denied)),
            voices=tuple(sorted({h.voice for h in denied})),
        )
        found.append(Contradiction(field=ClaimField.OCCURRENCE, positions=(position,), because=because))

    def whose(value: object) -> str | None:
        return (voice_of_actor(value) or value.actor_id or value.name) if isinstance(value, Actor) else None

    field = ClaimField.PERPETRATOR
    denied = [h for h in held if h.claim.field is field and h.claim.modality is Modality.DENIED]
    keys = {whose(h.claim.value) for h in denied} - {None}
    accused = [h for h in _asserted(held, field) if whose(h.claim.value) in keys]
    if accused:
        positions = (*positions_of(accused), *positions_of(denied))
        doer = _said(positions[0])
        because = _denial(denied, f"that {doer} did it", name_voice=name_voice, doer=doer)
        found.append(Contradiction(field=field, positions=positions, because=because))
    return found


def _denial(denied: Sequence[Held], what: str, *, name_voice: NameVoice, doer: str | None = None) -> str:
    """Who denied it; where only outlets tell that somebody did, that they report it."""
    sources = {h.voice for h in denied if h.claim.source and h.claim.source[0].kind not in _OUTLETS}
    who = _names(sorted(sources or {h.voice for h in denied}), name_voice)
    if not sources:
        return f"{_capital(who)} reported a denial {what}."
    return f"{_capital(who)} denied {'doing it' if doer and who.casefold() == doer.casefold() else what}."


def _denied_occurrence(held: Sequence[Held]) -> list[Held]:
    """That nothing happened; and what a voice says was not of any kind, if it names no other kind."""
    kinds = {h.voice for h in _asserted(held, ClaimField.EVENT_TYPE)}
    return [
        h
        for h in held
        if (h.claim.field is ClaimField.OCCURRENCE and h.claim.value is False)
        or (h.claim.field is ClaimField.EVENT_TYPE and h.claim.modality is Modality.DENIED and h.voice not in kinds)
    ]


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
