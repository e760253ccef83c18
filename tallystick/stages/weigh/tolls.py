"""Tolls: figures of several voices for the same people that cannot all be right.

Two voices differ only where everything that one of them says today differs from everything that the other says.
A lower figure that was told first is an early count and no rival, but a count of none is one. A part may be larger
than no whole. A voice that counts civilians alone, or fighters alone, says with it who they were: its figure is
held against another's whole, and fighters against civilians, unless somebody counts those who are missing between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations, product
from math import inf

from tallystick.records.referent import Count
from tallystick.records.vocabulary import ClaimField, Modality
from tallystick.stages.weigh.exclusions import reports_of_several
from tallystick.stages.weigh.opposed import Company, Opposed
from tallystick.stages.weigh.positions import Held, counts_some, current_tolls

Group = tuple[str, str]  # whom a figure counts, and the actor whose people they are, empty where that is not said
EVERYBODY: Group = ("all", "")
_CIVILIANS, _FIGHTERS = "civilians", "fighters"
_CAN_FIGHT = frozenset({_FIGHTERS, "soldiers", "police", "personnel"})
_OF_THE_DEAD = (ClaimField.KILLED, ClaimField.CASUALTIES)  # of whom sides say who they were


@dataclass(frozen=True, slots=True, kw_only=True)
class _Teller:
    """Where the claims of a figure stand, and whether a source is cited for them."""

    reports: frozenset[str]
    cited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    """What claims of one voice count alike, `high` infinite where it is open; of two figures, if it is their sum."""

    claims: tuple[Held, ...]
    group: Group
    part: bool
    low: int
    high: float
    told: str
    tellers: tuple[_Teller, ...]
    passed_on: bool = False  # an outlet's own word for what a source says in the same report

    @property
    def says(self) -> Hashable:
        """All that is compared, the reports aside."""
        cited = tuple(t.cited for t in self.tellers)
        return (self.group, self.part, self.low, self.high, self.told, cited, self.passed_on)


class _Counts:
    """What one voice counts today on one toll."""

    def __init__(self, figures: Iterable[_Figure]) -> None:
        alike: dict[Hashable, list[_Figure]] = defaultdict(list)
        for f in figures:
            alike[f.says].append(f)
        self.figures = [_as_one(same) for same in alike.values()]
        self.says = frozenset(alike)
        self._wholes: dict[Group, list[_Figure]] = {}

    def whole(self, group: Group) -> list[_Figure]:
        """Its figures for a group; one for everybody below another of its own counts what is left of a list."""
        if group not in self._wholes:
            found = [f for f in self.figures if f.group == group and not f.part]
            if group == EVERYBODY:
                least = max((f.low for f in self.figures if f.group != EVERYBODY), default=0)
                found = [f for f in found if f.high >= least]
            self._wholes[group] = _of_its_own(found)
        return self._wholes[group]

    def parts(self) -> list[_Figure]:
        """Its figures for anybody but everybody."""
        return _of_its_own([f for f in self.figures if f.part or f.group != EVERYBODY])

    def some(self, groups: Collection[str]) -> list[_Figure]:
        """Its figures for these groups of any side, none of them zero."""
        return [f for f in self.figures if f.group[0] in groups and f.high]

    def alone(self, group: str) -> list[_Figure]:
        """Its figures for a group, where it counts nobody else."""
        if any(f.high and f.group[0] != group for f in self.figures):
            return []
        return _of_its_own([f for f in self.figures if f.group[0] == group])


def _of_its_own(figures: list[_Figure]) -> list[_Figure]:
    """The figures, if not all of them are passed on."""
    return figures if any(not f.passed_on for f in figures) else []


def _as_one(figures: Sequence[_Figure]) -> _Figure:
    """Figures of one voice that say the same, as one."""
    first = figures[0]
    if len(figures) == 1:
        return first
    reports = frozenset().union(*(t.reports for f in figures for t in f.tellers))
    claims = tuple(h for f in figures for h in f.claims)
    return replace(first, claims=claims, tellers=(replace(first.tellers[0], reports=reports),))


def find_toll_disputes(held: Sequence[Held], toll: ClaimField, company: Company) -> dict[Group, tuple[Held, ...]]:
    """The claims in dispute on a toll, by group, in the order of `held`; of groups against each other under all."""
    told = _counts_by_voice(held, toll)
    found: dict[Group, set[str]] = defaultdict(set)
    for group in sorted({f.group for counts in told.values() for f in counts.figures}):
        for f in _against_wholes(told, group, company):
            found[group].update(h.claim.id for h in f.claims)
    for f in _against_parts(told, company, dead=toll in _OF_THE_DEAD):
        found[EVERYBODY].update(h.claim.id for h in f.claims)
    if toll is ClaimField.CASUALTIES:
        for f in _against_sums(told, held, company):
            found[EVERYBODY].update(h.claim.id for h in f.claims)
    for f in _refused(told, held, toll):
        found[f.group].update(h.claim.id for h in f.claims)
    return {group: tuple(h for h in held if h.claim.id in found[group]) for group in sorted(found)}


def _against_wholes(told: Mapping[str, _Counts], group: Group, company: Company) -> Iterator[_Figure]:
    """Figures for a group that differ from another voice's for the same."""
    wholes = {voice: figures for voice, counts in told.items() if (figures := counts.whole(group))}

    def clash(one: str, other: str) -> tuple[tuple[bool, ...], tuple[bool, ...]]:
        return ((True,), (True,)) if _all_differ(wholes[one], wholes[other]) else ((), ())

    says = {voice: frozenset(f.says for f in figures) for voice, figures in wholes.items()}
    opposed = Opposed(says, company, clash)
    for voice, figures in wholes.items():
        if opposed.of(voice):
            yield from figures


def _against_parts(told: Mapping[str, _Counts], company: Company, *, dead: bool) -> Iterator[_Figure]:
    """Parts larger than another's whole, and who the dead were, of voices that do not both count everybody."""
    most = {
        missing: max((sum(f.high for f in counts.some(missing)) for counts in told.values()), default=0)
        for missing in (frozenset({_CIVILIANS}), _CAN_FIGHT)
    }

    def clash(one: str, other: str) -> tuple[set[Hashable], set[Hashable]]:
        ours, theirs = told[one], told[other]
        if ours.whole(EVERYBODY) and theirs.whole(EVERYBODY):
            return set(), set()
        found: list[_Figure] = []
        for a, b in permutations((ours, theirs)):
            found += _larger_part(a.parts(), b.whole(EVERYBODY))
            if dead:
                found += _who_they_were(a, b, most=most)
        own = {id(f) for f in ours.figures}
        return {f.says for f in found if id(f) in own}, {f.says for f in found if id(f) not in own}

    opposed = Opposed({voice: counts.says for voice, counts in told.items()}, company, clash)
    for voice, counts in told.items():
        against = opposed.of(voice)
        yield from (f for f in counts.figures if f.says in against)


def _refused(told: Mapping[str, _Counts], held: Sequence[Held], toll: ClaimField) -> Iterator[_Figure]:
    """Figures that another voice says are wrong ("14, not 11"), with those that it gives instead."""
    for h in held:
        value = h.claim.value
        if h.claim.field is not toll or h.claim.modality is not Modality.DENIED or not isinstance(value, Count):
            continue
        group, bounds = (value.group, value.of or ""), (value.low or 0, inf if value.high is None else value.high)
        ours = told[h.voice].whole(group) if h.voice in told else []
        theirs = [f for voice in sorted(told) if voice != h.voice for f in told[voice].whole(group)]
        refused = [f for f in theirs if (f.low, f.high) == bounds and not f.passed_on]
        if ours and refused:
            yield from (*ours, *refused)


def _counts_by_voice(held: Sequence[Held], toll: ClaimField) -> dict[str, _Counts]:
    told: dict[str, list[_Figure]] = defaultdict(list)
    current = current_tolls(held, toll)
    cited: dict[str, list[Count]] = defaultdict(list)
    opened: dict[str, list[Held]] = defaultdict(list)
    for h in current:
        if h.claim.source and isinstance(h.claim.value, Count):
            cited[h.report].append(h.claim.value)
        if isinstance(h.claim.value, Count) and h.claim.value.high is None:
            opened[h.report].append(h)
    several = reports_of_several(held)
    lent: dict[str, list[tuple[str, _Figure]]] = defaultdict(list)
    for h in current:
        value = h.claim.value
        if not isinstance(value, Count) or value.vague or value.approximate:
            continue
        shortened = any(_shortens(h, full) for full in opened[h.report])
        figure = _Figure(
            claims=(h,),
            group=(value.group, value.of or ""),
            part=counts_some(h.claim, value),
            low=value.low or 0,
            high=inf if value.high is None or shortened else value.high,
            told=h.first_told,
            tellers=(_Teller(reports=frozenset({h.report}), cited=bool(h.claim.source)),),
            passed_on=not h.claim.source and any(_repeats(value, other) for other in cited[h.report]),
        )
        told[h.voice].append(figure)
        if h.report in several:
            lent[h.report].append((h.voice, figure))
    for figures in lent.values():
        for voice in sorted({voice for voice, _ in figures}):
            told[voice] += [replace(f, passed_on=True) for other, f in figures if other != voice]
    return {voice: _Counts(figures) for voice, figures in told.items()}


def _shortens(h: Held, full: Held) -> bool:
    """A headline's "kills 12", where the report goes on to say "at least 12"."""
    a, b = h.claim.value, full.claim.value
    if not (isinstance(a, Count) and isinstance(b, Count)) or h.order > full.order:
        return False
    return (a.group, a.of, a.low) == (b.group, b.of, b.low)


def _repeats(own: Count, cited: Count) -> bool:
    """An outlet has a figure from the source that it cites for it: its own word adds no voice."""
    if (own.group, own.of, own.part_of is None) != (cited.group, cited.of, cited.part_of is None):
        return False
    below = own.high is not None and own.high < (cited.low or 0)
    return not below and not (cited.high is not None and cited.high < (own.low or 0))


def _larger_part(parts: Sequence[_Figure], whole: Sequence[_Figure]) -> Sequence[_Figure]:
    """Parts that are larger than the whole, with the whole; empty where there are none."""
    larger = [f for f in parts if whole and _all_below(whole, [f]) and _all_differ(whole, [f])]
    return (*larger, *whole) if larger else ()


def _who_they_were(one: _Counts, other: _Counts, *, most: Mapping[frozenset[str], float]) -> Sequence[_Figure]:
    """All the dead were fighters, or civilians, says one, and the other counts more; empty where they can agree.

    They can where somebody counts enough of the missing groups, `most` by groups, to fill what lies between.
    """
    if other.some(_CAN_FIGHT):
        return ()
    whole, their_civilians = other.whole(EVERYBODY), other.some({_CIVILIANS})
    fighters, civilians = one.alone(_FIGHTERS), one.alone(_CIVILIANS)
    if fighters and all(f.high for f in fighters):
        if not whole:
            below = _compared(fighters, their_civilians) and _all_below(fighters, their_civilians)
            return (*fighters, *their_civilians) if below else ()
        ours, missing = fighters, frozenset({_CIVILIANS})
    else:
        ours, missing = [] if their_civilians else civilians, _CAN_FIGHT
    if not (_all_below(ours, whole) and _all_differ(ours, whole)) or most[missing] >= _gap(ours, whole):
        return ()
    return (*ours, *whole)


def _gap(part: Sequence[_Figure], whole: Sequence[_Figure]) -> float:
    return min(w.low for w in whole) - max(p.high for p in part)


def _all_below(ours: Sequence[_Figure], theirs: Sequence[_Figure]) -> bool:
    return all(x.high < y.low for x, y in product(ours, theirs))


def _all_differ(ours: Sequence[_Figure], theirs: Sequence[_Figure]) -> bool:
    """No figure of the one can be right with one of the other, nor is it an earlier count that grew into it."""
    pairs = _compared(ours, theirs)
    return bool(pairs) and all(
        (x.high < y.low or y.high < x.low) and not _grew(x, y) and not _grew(y, x) for x, y in pairs
    )


def _compared(ours: Sequence[_Figure], theirs: Sequence[_Figure]) -> list[tuple[_Figure, _Figure]]:
    """The pairs that may differ: not an outlet's own word and a source's within one report.

    Of those read on evaluation/corpus/develop 1 of 5 was right, of two sources' within one report 9 of 13.
    """
    return [(x, y) for x, y in product(ours, theirs) if not _of_one_teller(x, y)]


def _of_one_teller(one: _Figure, other: _Figure) -> bool:
    """Every claim of the one stands beside one of the other that an outlet has its word from, or the reverse."""
    (own,) = one.tellers if len(one.tellers) == 1 else other.tellers
    against = [t for t in (other if len(one.tellers) == 1 else one).tellers if t.cited != own.cited]
    return bool(against) and all(any(t.reports == {report} for t in against) for report in own.reports)


def _grew(early: _Figure, late: _Figure) -> bool:
    return 0 < early.high < late.low and "" < early.told < late.told


def _against_sums(told: Mapping[str, _Counts], held: Sequence[Held], company: Company) -> Iterator[_Figure]:
    """Casualties against what another voice counts as killed and as injured, one alone or both added up."""
    killed, injured = (_counts_by_voice(held, field) for field in (ClaimField.KILLED, ClaimField.INJURED))
    both = {voice: figures for voice, counts in told.items() if (figures := counts.whole(EVERYBODY))}
    added: dict[str, dict[str, list[_Figure]]] = {}
    for voice in sorted({*killed, *injured} - set(told)) if both else ():
        dead, hurt = (of[voice].whole(EVERYBODY) if voice in of else [] for of in (killed, injured))
        added[voice] = {"sum": [_sum(d, h) for d, h in product(dead, hurt)], "killed": dead, "injured": hurt}

    def clash(one: str, other: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if (one in both) == (other in both):
            return (), ()
        if other in both:
            return clash(other, one)[::-1]
        for name, figures in added[other].items():
            if _all_differ(both[one], figures) and (name == "sum" or _all_below(both[one], figures)):
                return ("casualties",), (name,)
        return (), ()

    says = {
        voice: tuple((name, frozenset(f.says for f in figures)) for name, figures in of.items())
        for voice, of in (*((v, {"casualties": figures}) for v, figures in both.items()), *added.items())
    }
    opposed = Opposed(says, company, clash)
    for voice, of in (*((v, {"casualties": figures}) for v, figures in both.items()), *added.items()):
        for name in opposed.of(voice):
            yield from of[str(name)]


def _sum(dead: _Figure, hurt: _Figure) -> _Figure:
    return _Figure(
        claims=(*dead.claims, *hurt.claims),
        group=EVERYBODY,
        part=False,
        low=dead.low + hurt.low,
        high=dead.high + hurt.high,
        told=max(dead.told, hurt.told),
        tellers=(*dead.tellers, *hurt.tellers),
    )
