"""Answer keys as templates: slots by number, each a tuple of fillers with their alternatives.

Source: TASKDOC template-doc-part1.v7, sections 2 to 4.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

DATE, LOCATION, TYPE, STAGE, INSTRUMENT_ID, INSTRUMENT_TYPE = 2, 3, 4, 5, 6, 7
CATEGORY, PERP_IND, PERP_ORG, CONFIDENCE = 8, 9, 10, 11
PHYS_ID, PHYS_TYPE, PHYS_NUMBER, PHYS_NATION, PHYS_EFFECT, PHYS_TOTAL = 12, 13, 14, 15, 16, 17
HUM_NAME, HUM_DESCRIPTION, HUM_TYPE, HUM_NUMBER, HUM_NATION, HUM_EFFECT, HUM_TOTAL = 18, 19, 20, 21, 22, 23, 24
SLOTS = tuple(range(DATE, HUM_TOTAL + 1))
SLOT_NAMES: Mapping[int, str] = MappingProxyType(
    {
        DATE: "date",
        LOCATION: "location",
        TYPE: "type",
        STAGE: "stage",
        INSTRUMENT_ID: "instrument id",
        INSTRUMENT_TYPE: "instrument type",
        CATEGORY: "category",
        PERP_IND: "perp individual",
        PERP_ORG: "perp organisation",
        CONFIDENCE: "perp confidence",
        PHYS_ID: "phys target id",
        PHYS_TYPE: "phys target type",
        PHYS_NUMBER: "phys target number",
        PHYS_NATION: "phys target nation",
        PHYS_EFFECT: "phys target effect",
        PHYS_TOTAL: "phys target total",
        HUM_NAME: "hum target name",
        HUM_DESCRIPTION: "hum target description",
        HUM_TYPE: "hum target type",
        HUM_NUMBER: "hum target number",
        HUM_NATION: "hum target nation",
        HUM_EFFECT: "hum target effect",
        HUM_TOTAL: "hum target total",
    }
)
STRING_SLOTS = frozenset({INSTRUMENT_ID, PERP_IND, PERP_ORG, PHYS_ID, HUM_NAME, HUM_DESCRIPTION})
NUMBER_SLOTS = frozenset({PHYS_NUMBER, PHYS_TOTAL, HUM_NUMBER, HUM_TOTAL})

_SLOT = re.compile(r"(\d{1,2})\.\s+[A-Z:]+(?: [A-Z:]+)*?(?: {2,}|\s*$)(.*)$")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_TYPE_WORDS = re.compile(r"\s*\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Filler:
    """One filler: `values` are alternatives, `tags` those of what it refers to ("-" for a dummy)."""

    values: tuple[str, ...]
    tags: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One incident's slots. `inapplicable` slots ("*") do not figure in the scoring."""

    message: str
    slots: Mapping[int, tuple[Filler, ...]] = field(default_factory=dict)
    optional: bool = False
    inapplicable: frozenset[int] = frozenset()

    def fillers(self, slot: int) -> tuple[Filler, ...]:
        """The slot's fillers; none where it is null."""
        return self.slots.get(slot, ())


def parse_keys(text: str) -> dict[str, tuple[Template, ...]]:
    """Message id to its templates; an irrelevant message has none."""
    found: dict[str, list[Template]] = {}
    for block in _blocks(text):
        message = " ".join(block[0]).split(" ")[0]
        templates = found.setdefault(message, [])
        number = " ".join(block.get(1, ["*"]))
        if number.strip() != "*":
            templates.append(_template(message, block, optional="OPTIONAL" in number))
    return {message: tuple(templates) for message, templates in found.items()}


def _blocks(text: str) -> Iterator[dict[int, list[str]]]:
    block: dict[int, list[str]] = {}
    slot = -1
    for line in text.splitlines():
        if line.lstrip().startswith(";") or not line.strip():
            continue
        match = _SLOT.match(line)
        if match:
            slot = int(match[1])
            if slot == 0 and block:
                yield block
                block = {}
            block[slot] = [match[2].strip()]
        elif slot >= 0:
            last = block[slot]
            words = line.strip()
            if last and (last[-1].endswith("/") or words.startswith("/")):
                last[-1] = f"{last[-1]} {words}"
            else:
                last.append(words)
    if block:
        yield block


def _template(message: str, block: dict[int, list[str]], *, optional: bool) -> Template:
    slots: dict[int, tuple[Filler, ...]] = {}
    inapplicable = set()
    for slot in SLOTS:
        lines = [line for line in block.get(slot, []) if line not in ("", "-")]
        if lines == ["*"]:
            inapplicable.add(slot)
            continue
        fillers = tuple(parse_filler(line, slot=slot) for line in lines if line != "*")
        if fillers:
            slots[slot] = fillers
    return Template(message=message, slots=slots, optional=optional, inapplicable=frozenset(inapplicable))


def parse_filler(words: str, *, slot: int) -> Filler:
    """One line of a slot as a filler."""
    optional = words.startswith("?")
    words = words.removeprefix("?").strip()
    if slot in (DATE, LOCATION):
        return Filler(_whole_values(words, places=slot == LOCATION), optional=optional)
    left, colon, right = _split_tag(words)
    values = _strings(left) if slot in STRING_SLOTS else tuple(part.strip() for part in left.split("/"))
    return Filler(tuple(filter(None, values)), _strings(right) if colon else (), optional)


def _split_tag(words: str) -> tuple[str, str, str]:
    inside = False
    for at, char in enumerate(words):
        if char == '"' and words[at - 1 : at] != "\\":
            inside = not inside
        elif char == ":" and not inside:
            return words[:at], ":", words[at + 1 :]
    return words, "", ""


def _strings(words: str) -> tuple[str, ...]:
    return tuple(found.replace('\\"', '"').strip() for found in _QUOTED.findall(words))


def _whole_values(words: str, *, places: bool) -> tuple[str, ...]:
    """Alternatives in parentheses, or one value; the type words of places are left out."""
    parts = [part.strip() for part in _outside_brackets(words)]
    parts = [part[1:-1].strip() if part.startswith("(") and part.endswith(")") else part for part in parts]
    return tuple(" ".join(_TYPE_WORDS.sub("", part).split()) if places else " ".join(part.split()) for part in parts)


def _outside_brackets(words: str) -> Iterator[str]:
    depth, begin = 0, 0
    for at, char in enumerate(words):
        depth += (char == "(") - (char == ")")
        if char == "/" and depth == 0:
            yield words[begin:at]
            begin = at + 1
    yield words[begin:]
