"""Grouping: which act mentions of a report tell one and the same thing.

Read in order of position. An act joins the nearest occurrence it is compatible with (type, place,
time, doer, modality) when it refers back, repeats, or adds nothing that sets it apart; a word like
"another" or "separate", a place or day apart, or a rival doer begins a new one.
"""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.records.mention import (
    Reading,
)
from tallystick.records.referent import Count
from tallystick.records.vocabulary import (
    EventType,
    PlacePrecision,
    TimePrecision,
)
from tallystick.stages.tell.acts import REAL, Act, is_lead
from tallystick.stages.tell.families import BOMB_LIKE, VIOLENT
from tallystick.stages.tell.occurrence import Occurrence, set_apart, types_agree
from tallystick.stages.tell.wholes import home_of_member, split_wholes, whole_of


def group_occurrences(acts: Sequence[Act], *, reading: Reading) -> list[Occurrence]:
    """The occurrences of a report, in order of their first mention."""
    occurrences: list[Occurrence] = []
    members: list[tuple[Act, Occurrence]] = []
    repeated = _repeated_sentences(reading)
    for act in sorted(acts, key=lambda a: (a.mention.sentence, a.weak or "ref" in a.mention.flags, a.mention.start)):
        if act.mention.sentence in repeated or _is_generic(act, reading):
            continue
        whole = whole_of(act, occurrences, reading)
        if whole is not None:
            members.append((act, whole))
            continue
        whole = home_of_member(act, members)
        if whole is not None:
            members.append((act, whole))
            continue
        home = _home(act, occurrences, reading=reading)
        if home is not None:
            home.acts.append(act)
        elif "ref" not in act.mention.flags and not _tells_of_nobody(act, reading):
            occurrences.append(Occurrence(acts=[act]))
    return split_wholes(occurrences, members, reading)


def _repeated_sentences(reading: Reading) -> set[int]:
    """Sentences that stand word for word earlier in the report: a lead printed twice tells nothing new."""
    seen: set[str] = set()
    repeated: set[int] = set()
    for sentence in reading.sentences:
        if sentence.text in seen and len(sentence.text) > 30:
            repeated.add(sentence.index)
        seen.add(sentence.text)
    return repeated


def _is_generic(act: Act, reading: Reading) -> bool:
    """A plural that names no occurrence ("amid recent attacks", "further strikes"), outside title and lead."""
    m = act.mention
    if not (m.nominal and m.plural) or m.definite or m.novel or is_lead(m.sentence, reading):
        return False
    if reading.sentences[m.sentence].is_title or act.counts or (act.means and m.modality in REAL and not m.cause):
        return False
    local = any(p.precision is not PlacePrecision.COUNTRY for p in act.placed())
    dated = any(t.precision in (TimePrecision.DAY, TimePrecision.DAYS) for t in act.moments())
    return not (local or dated or act.objects or act.sums)


def _home(act: Act, occurrences: Sequence[Occurrence], *, reading: Reading) -> Occurrence | None:
    index = act.mention.sentence
    same = [
        o
        for o in occurrences
        if o.last_sentence() == index
        and any(a.mention.sentence == index and "ref" not in a.mention.flags for a in o.acts)
    ]
    if act.weak and same:
        near = min(same, key=lambda o: _gap_within(act, o))
        if near.real() or act.mention.modality not in REAL:
            return near
    subject = _told_by_subject(act, same)
    if subject is not None:
        return subject
    if act.mention.cause:
        causes = [o for o in occurrences if any(a.mention.cause for a in o.acts)]
        if act.mention.definite and causes:
            return causes[-1]
        return next((o for o in reversed(causes) if types_agree(act, o) and not set_apart(act, o)), None)
    if act.sums and occurrences:
        last = max(occurrences, key=Occurrence.last_sentence)
        plural_cause = any(a.mention.cause and a.mention.plural for a in last.acts)
        if plural_cause and index - last.last_sentence() <= 1 and not set_apart(act, last):
            return last
    if act.mention.event_type is EventType.LOOTING_PROPERTY_DESTRUCTION and not act.mention.nominal:
        before = [o for o in occurrences if o.real() and o.types() & VIOLENT and index - o.last_sentence() <= 1]
        if before and not set_apart(act, before[-1]):
            return before[-1]
    for occurrence in occurrences:
        if _only_titled(occurrence, reading) and is_lead(index, reading) and types_agree(act, occurrence):
            same_sum = act.sums == any(a.sums for a in occurrence.acts) or _is_first_of_body(index, reading)
            if occurrence.real() == (act.mention.modality in REAL) and same_sum:
                return occurrence
    ordered = sorted(occurrences, key=lambda o: (not _shares_word(act, o), -o.last_sentence()))
    for occurrence in ordered:
        if _is_told_again(act, occurrence):
            return occurrence
    if not act.weak and same and all(a.weak for o in same for a in o.acts):
        last = same[-1]
        if not set_apart(act, last) and len(last.acts) == 1:
            return last
    return None


def _tells_of_nobody(act: Act, reading: Reading) -> bool:
    """A weak act whose only figure is none ("no one was hurt") tells nothing by itself."""
    counts = [c for i in act.counts if isinstance(c := reading.counts[i].count, Count)]
    return act.weak and bool(counts) and all(c.high == 0 for c in counts)


def _shares_word(act: Act, occurrence: Occurrence) -> bool:
    """A definite noun goes first to what was called by that word in the plural or singular it has."""
    m = act.mention
    return (
        m.definite
        and m.plural
        and any(a.mention.lemma.split()[-1].endswith(m.lemma) and a.mention.plural == m.plural for a in occurrence.acts)
    )


def _told_by_subject(act: Act, same: Sequence[Occurrence]) -> Occurrence | None:
    """ "the attack originated ... and targeted": a verb whose subject is an act already told goes with it."""
    mention = act.mention
    if mention.nominal or mention.agent is None or "blame" in mention.flags:
        return None
    low, high = mention.agent
    for occurrence in same:
        for a in occurrence.acts:
            m = a.mention
            if m.nominal and m.sentence == mention.sentence and low <= m.start < high and "blame" not in m.flags:
                return occurrence
    return None


def _only_titled(occurrence: Occurrence, reading: Reading) -> bool:
    return all(reading.sentences[a.mention.sentence].is_title for a in occurrence.acts if "ref" not in a.mention.flags)


def _is_first_of_body(index: int, reading: Reading) -> bool:
    """The sentence right after the title: it tells what the title tells."""
    return index > 0 and reading.sentences[index - 1].is_title and not reading.sentences[index].is_title


def _gap_within(act: Act, occurrence: Occurrence) -> int:
    index = act.mention.sentence
    return min(abs(a.mention.start - act.mention.start) for a in occurrence.acts if a.mention.sentence == index)


def _is_told_again(act: Act, occurrence: Occurrence) -> bool:
    mention = act.mention
    if ((mention.novel and not act.weak) or act.elsewhere or (act.also and act.agents)) and not mention.definite:
        return False
    answered = all(a.mention.cause or a.weak for a in occurrence.acts) and any(a.mention.cause for a in occurrence.acts)
    refers = mention.definite or act.weak or "blame" in mention.flags
    if answered and (mention.plural or not refers):
        return False
    if act.sums != any(a.sums for a in occurrence.acts) and "blame" not in mention.flags:
        return False
    if (mention.modality in REAL) != occurrence.real() and not mention.definite:
        return False
    if "blame" in mention.flags:
        return bool(occurrence.types() & (VIOLENT | {EventType.LOOTING_PROPERTY_DESTRUCTION})) and occurrence.real()
    if not types_agree(act, occurrence):
        return False
    if set_apart(act, occurrence):
        return False
    if mention.definite or act.weak or "ref" in mention.flags:
        return True
    recalled = all(a.mention.recalled for a in occurrence.acts)
    if mention.recalled != recalled and not occurrence.acts[0].mention.definite:
        return False
    if (
        mention.event_type in occurrence.types()
        or act.general
        or all(a.general for a in occurrence.acts if "ref" not in a.mention.flags)
    ):
        return True
    return bool(mention.event_type in BOMB_LIKE and occurrence.types() & BOMB_LIKE and act.means == [])
