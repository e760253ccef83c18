"""Tolls: figures of several voices for the same people that cannot all be right.

Two voices differ only where everything that one of them says today differs from everything that the other says.
A lower figure that was told first is an early count and no rival, but a count of none is one. A part may be larger
than no whole. A voice that counts civilians alone, or fighters alone, says with it who they were: its figure is
held against another's whole, and fighters against civilians, unless somebody counts those who are missing between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, permutations, product
from math import inf

from tallystick.records.referent import Count
from tallystick.records.vocabulary import ClaimField, Modality
from tallystick.stages.weigh.exclusions import of_one_teller, reports_of_several
from tallystick.stages.weigh.positions import Held, counts_some, current_tolls

Group = tuple[str, str]  # whom a figure counts, and the actor whose people they are, empty where that is not said
EVERYBODY: Group = ("all", "")
_CIVILIANS, _FIGHTERS = "civilians", "fighters"
_CAN_FIGHT = frozenset({_FIGHTERS, "soldiers", "police", "personnel"})
_OF_THE_DEAD = (ClaimField.KILLED, ClaimField.CASUALTIES)  # of whom sides say who they were


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    """What one claim counts, `high` infinite where it is open; of two claims, if it is their sum."""

    claims: tuple[Held, ...]
    group: Group
    part: bool
    low: int
    high: float
    told: str
    passed_on: bool = False  # an outlet's own word for what a source says in the same report


@dataclass(slots=True)
class _Counts:
    """What one voice counts today on one toll."""

    figures: list[_Figure] = field(default_factory=list)

    def whole(self, group: Group) -> list[_Figure]:
        """Its figures for a group; one for everybody below another of its own counts what is left of a list."""
        found = [f for f in self.figures if f.group == group and not f.part]
        if group == EVERYBODY:
            least = max((f.low for f in self.figures if f.group != EVERYBODY), default=0)
            found = [f for f in found if f.high >= least]
        return _of_its_own(found)

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


def find_toll_disputes(held: Sequence[Held], toll: ClaimField) -> dict[Group, tuple[Held, ...]]:
    """The claims in dispute on a toll, by group, in the order of `held`; of groups against each other under all."""
    told = _counts_by_voice(held, toll)
    found: dict[Group, set[str]] = defaultdict(set)
    for one, other in combinations(sorted(told), 2):
        for group, figures in _disputes(told[one], told[other], among=told.values(), dead=toll in _OF_THE_DEAD):
            if figures:
                found[group].update(h.claim.id for f in figures for h in f.claims)
    if toll is ClaimField.CASUALTIES:
        for f in _against_sums(told, held):
            found[EVERYBODY].update(h.claim.id for h in f.claims)
    for f in _refused(told, held, toll):
        found[f.group].update(h.claim.id for h in f.claims)
    return {group: tuple(h for h in held if h.claim.id in found[group]) for group in sorted(found)}


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
    told: dict[str, _Counts] = defaultdict(_Counts)
    current = current_tolls(held, toll)
    cited: dict[str, list[Count]] = defaultdict(list)
    for h in current:
        if h.claim.source and isinstance(h.claim.value, Count):
            cited[h.report].append(h.claim.value)
    several = reports_of_several(held)
    opened = [h for h in current if isinstance(h.claim.value, Count) and h.claim.value.high is None]
    lent: dict[str, list[tuple[str, _Figure]]] = defaultdict(list)
    for h in current:
        value = h.claim.value
        if not isinstance(value, Count) or value.vague or value.approximate:
            continue
        figure = _Figure(
            claims=(h,),
            group=(value.group, value.of or ""),
            part=counts_some(h.claim, value),
            low=value.low or 0,
            high=inf if value.high is None or any(_shortens(h, full) for full in opened) else value.high,
            told=h.first_told,
            passed_on=not h.claim.source and any(_repeats(value, other) for other in cited[h.report]),
        )
        told[h.voice].figures.append(figure)
        if h.report in several:
            lent[h.report].append((h.voice, figure))
    for figures in lent.values():
        for voice in sorted({voice for voice, _ in figures}):
            told[voice].figures += [replace(f, passed_on=True) for other, f in figures if other != voice]
    return dict(told)


def _shortens(h: Held, full: Held) -> bool:
    """A headline's "kills 12", where the report goes on to say "at least 12"."""
    a, b = h.claim.value, full.claim.value
    if not (isinstance(a, Count) and isinstance(b, Count)) or h.report != full.report or h.order > full.order:
        return False
    return (a.group, a.of, a.low) == (b.group, b.of, b.low)


def _repeats(own: Count, cited: Count) -> bool:
    """An outlet has a figure from the source that it cites for it: its own word adds no voice."""
    if (own.group, own.of, own.part_of is None) != (cited.group, cited.of, cited.part_of is None):
        return False
    below = own.high is not None and own.high < (cited.low or 0)
    return not below and not (cited.high is not None and cited.high < (own.low or 0))


def _disputes(
    a: _Counts, b: _Counts, *, among: Collection[_Counts], dead: bool
) -> Iterator[tuple[Group, Sequence[_Figure]]]:
    for group in sorted({f.group for f in a.figures} & {f.group for f in b.figures}):
        ours, theirs = a.whole(group), b.whole(group)
        if _all_differ(ours, theirs):
            yield group, (*ours, *theirs)
    if a.whole(EVERYBODY) and b.whole(EVERYBODY):
        return
    for one, other in permutations((a, b)):
        yield EVERYBODY, _larger_part(one.parts(), other.whole(EVERYBODY))
        if dead:
            yield EVERYBODY, _who_they_were(one, other, among=among)


def _larger_part(parts: Sequence[_Figure], whole: Sequence[_Figure]) -> Sequence[_Figure]:
    """Parts that are larger than the whole, with the whole; empty where there are none."""
    larger = [f for f in parts if whole and _all_below(whole, [f]) and _all_differ(whole, [f])]
    return (*larger, *whole) if larger else ()


def _who_they_were(one: _Counts, other: _Counts, *, among: Collection[_Counts]) -> Sequence[_Figure]:
    """All the dead were fighters, or civilians, says one, and the other counts more; empty where they can agree."""
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
    if not (_all_below(ours, whole) and _all_differ(ours, whole)) or _filled(ours, whole, missing, among=among):
        return ()
    return (*ours, *whole)


def _filled(
    part: Sequence[_Figure], whole: Sequence[_Figure], missing: Collection[str], *, among: Collection[_Counts]
) -> bool:
    """Somebody counts enough of the missing groups to make the part and the whole agree."""
    gap = min(w.low for w in whole) - max(p.high for p in part)
    return any(sum(f.high for f in counts.some(missing)) >= gap for counts in among)


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
    return [
        (x, y) for x, y in product(ours, theirs) if not any(of_one_teller(a, b) for a in x.claims for b in y.claims)
    ]


def _grew(early: _Figure, late: _Figure) -> bool:
    return 0 < early.high < late.low and "" < early.told < late.told


def _against_sums(told: dict[str, _Counts], held: Sequence[Held]) -> Iterator[_Figure]:
    """Casualties against what another voice counts as killed and as injured, one alone or both added up."""
    killed, injured = (_counts_by_voice(held, field) for field in (ClaimField.KILLED, ClaimField.INJURED))
    for one, other in product(sorted(told), sorted({*killed, *injured} - set(told))):
        both = told[one].whole(EVERYBODY)
        dead, hurt = (of[other].whole(EVERYBODY) if other in of else [] for of in (killed, injured))
        sums = [_sum(d, h) for d, h in product(dead, hurt)]
        for figures in (sums, dead, hurt):
            if _all_differ(both, figures) and (figures is sums or _all_below(both, figures)):
                yield from (*both, *figures)
                break


def _sum(dead: _Figure, hurt: _Figure) -> _Figure:
    return _Figure(
        claims=(*dead.claims, *hurt.claims),
        group=EVERYBODY,
        part=False,
        low=dead.low + hurt.low,
        high=dead.high + hurt.high,
        told=max(dead.told, hurt.told),
    )
