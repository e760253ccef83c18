"""Annotated reports: inline markup in, plain text with exact offsets out.

The format is described in evaluation/FORMAT.md. A span cannot be wrong, because it is
never typed: it is where its words stand in the text.
"""

from __future__ import annotations

import re
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

COUNT_FIELDS = ("killed", "injured", "captured", "missing", "displaced", "casualties")
FIELDS = (
    "act",
    "event_type",
    "occurrence",
    "time",
    "place",
    "origin",
    "perpetrator",
    "target",
    *COUNT_FIELDS,
    "means",
    "object",
    "strikes",
    "source",
)
KEYS = {
    "act": {},
    "event_type": {"value"},
    "occurrence": {"value"},
    "time": {"edtf", "part", "precision"},
    "place": {"name", "country", "admin1", "lat", "lon", "precision"},
    "origin": {"name", "country", "admin1", "lat", "lon", "precision"},
    "perpetrator": {"name", "kind", "unit", "country"},
    "target": {"name", "kind", "unit", "country"},
    **{field: {"n", "low", "high", "approx", "vague", "group", "of", "part"} for field in COUNT_FIELDS},
    "means": {"name", "kind"},
    "object": {"name", "effect", "n", "low", "high", "approx", "vague"},
    "strikes": {"n", "low", "high", "approx", "vague"},
    "source": {"name", "kind", "named"},
}
EVERY_CLAIM = {"src", "modality", "hedge"}
HEADER = {"id", "outlet", "url", "title", "published", "story", "copy_of", "copy_kind", "private", "accounts", "note"}
ACCOUNT = {"type", "modality", "standing", "clarity", "incident", "note"}
VALUES = {
    "precision": "site settlement area admin2 admin1 country sea day days week month season year unknown",
    "modality": "asserted alleged denied planned hypothetical",
    "standing": "main background aggregate",
    "clarity": "individual aggregated",
    "part": "early_morning morning midday afternoon evening night dawn overnight",
    "unit": "organisation group person",
    "effect": "destroyed damaged seized none",
    "copy_kind": "verbatim near_verbatim same_wire rewrite partial",
}
ACTOR_KINDS = (
    "state_forces rebel_group political_militia identity_militia external_forces civilians rioters protesters unknown"
)
MEANS_KINDS = (
    "aircraft drone missile rocket artillery mortar bomb ied vehicle_bomb suicide_bomb mine grenade small_arms "
    "chemical incendiary blade vehicle ship other"
)
SOURCE_KINDS = (
    "official military party armed_group wire media monitor medical humanitarian resident anonymous social_media other"
)
KINDS = {
    "perpetrator": ACTOR_KINDS.split(),
    "target": ACTOR_KINDS.split(),
    "means": MEANS_KINDS.split(),
    "source": SOURCE_KINDS.split(),
}
EVENT_TYPES = (
    "Government regains territory|Non-state actor overtakes territory|Armed clash|Excessive force against protesters|"
    "Protest with intervention|Peaceful protest|Violent demonstration|Mob violence|Chemical weapon|Air/drone strike|"
    "Suicide bomb|Shelling/artillery/missile attack|Remote explosive/landmine/IED|Grenade|Sexual violence|Attack|"
    "Abduction/forced disappearance|Agreement|Arrests|Change to group/activity|Disrupted weapons use|"
    "Headquarters or base established|Looting/property destruction|Non-violent transfer of territory|Other"
).split("|")

_LABEL = re.compile(r"([A-Z][A-Za-z0-9]*)\.([a-z_]+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One label on one span: which account or source, which field, which value."""

    label: str
    field: str
    start: int
    end: int
    surface: str
    values: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedReport:
    """A report of the evaluation set: header, plain text, annotations in order of position."""

    path: Path
    header: dict[str, Any]
    text: str
    annotations: tuple[Annotation, ...]


class MarkupError(ValueError):
    """An annotated report that breaks the format; says where and what was expected."""


def _items(label_text: str, *, where: str) -> list[tuple[str, str, dict[str, str]]]:
    items = []
    for part in label_text.split(";"):
        try:
            words = shlex.split(part)
        except ValueError as exc:
            raise MarkupError(f"{where}: {part!r} does not parse ({exc}); quote values with double quotes") from exc
        if not words:
            continue
        match = _LABEL.match(words[0])
        if not match or match[2] not in FIELDS:
            raise MarkupError(f"{where}: {words[0]!r} is not LABEL.field; fields are {', '.join(FIELDS)}")
        values = {}
        for word in words[1:]:
            key, _, value = word.partition("=")
            values[key] = value if "=" in word else "true"
        _check_values(match[2], values, where=f"{where}: {words[0]}")
        items.append((match[1], match[2], values))
    return items


def _check_values(field: str, values: dict[str, str], *, where: str) -> None:
    allowed = set(KEYS[field]) | (EVERY_CLAIM if field not in ("act", "source") else set())
    for key, value in values.items():
        if key not in allowed:
            raise MarkupError(f"{where}: key {key!r} is not one of {sorted(allowed)}")
        words = KINDS.get(field) if key == "kind" else VALUES.get(key, "").split()
        if words and key != "part_of" and not (key == "part" and field in COUNT_FIELDS) and value not in words:
            raise MarkupError(f"{where}: {key}={value!r} is not one of {words}")
        if key in ("n", "low", "high"):
            int(value)
        if key in ("lat", "lon"):
            float(value)
    needed = {"time": "edtf", "place": "name", "origin": "name", "perpetrator": "name", "target": "name"}
    if field in needed and needed[field] not in values:
        raise MarkupError(f"{where}: needs {needed[field]}=")
    if field in ("place", "origin") and "precision" not in values:
        raise MarkupError(f"{where}: needs precision=")
    if field in COUNT_FIELDS and not {"n", "low", "high", "vague"} & set(values):
        raise MarkupError(f"{where}: needs n=, low=, high= or vague=")
    if field == "event_type" and values.get("value") not in EVENT_TYPES:
        raise MarkupError(f"{where}: value={values.get('value')!r} is not an event type")


def compile_report(path: Path) -> AnnotatedReport:
    """Read one annotated file: its header, its text without markup, its annotations with offsets.

    Raises:
        MarkupError: unknown key, unbalanced bracket, undefined account or source label.
    """
    raw = path.read_text(encoding="utf-8")
    if not raw.startswith("---\n") or "\n---\n" not in raw[4:]:
        raise MarkupError(f"{path.name}: no header between '---' lines")
    head, body = raw[4:].split("\n---\n", 1)
    header = yaml.safe_load(head) or {}
    _check_header(header, where=path.name)
    text, annotations = _strip_markup(body.strip("\n"), where=path.name)
    accounts, sources = set(header.get("accounts") or {}), {a.label for a in annotations if a.field == "source"}
    for a in annotations:
        if a.field != "source" and a.label not in accounts:
            raise MarkupError(f"{path.name}: {a.label}.{a.field} but the header has accounts {sorted(accounts)}")
        for link in filter(None, a.values.get("src", "").split(">")):
            if link not in sources:
                raise MarkupError(f"{path.name}: src={link} but the sources marked are {sorted(sources)}")
    for label in accounts - {a.label for a in annotations if a.field == "act"}:
        raise MarkupError(f"{path.name}: account {label} has no span marked {label}.act")
    title = header.get("title")
    if title and not text.startswith(title + "\n\n"):
        raise MarkupError(f"{path.name}: text must begin with the title {title!r}, then a blank line")
    return AnnotatedReport(path=path, header=header, text=text, annotations=tuple(annotations))


def _check_header(header: dict[str, Any], *, where: str) -> None:
    if unknown := set(header) - HEADER:
        raise MarkupError(f"{where}: header keys {sorted(unknown)} are not among {sorted(HEADER)}")
    for label, account in (header.get("accounts") or {}).items():
        if unknown := set(account) - ACCOUNT:
            raise MarkupError(f"{where}: account {label} keys {sorted(unknown)} are not among {sorted(ACCOUNT)}")
        if account.get("type") not in EVENT_TYPES:
            raise MarkupError(f"{where}: account {label} type {account.get('type')!r} is not an event type")
        for key in ("modality", "standing", "clarity"):
            if account.get(key) not in VALUES[key].split():
                raise MarkupError(f"{where}: account {label} {key}={account.get(key)!r} is not one of {VALUES[key]}")
        if "incident" not in account:
            raise MarkupError(f"{where}: account {label} needs incident: (a name, or null)")


def _strip_markup(body: str, *, where: str) -> tuple[str, list[Annotation]]:
    out: list[str] = []
    length, i, open_at = 0, 0, []
    annotations: list[Annotation] = []
    while i < len(body):
        if body.startswith("[[", i):
            open_at.append(length)
            i += 2
        elif body.startswith("]]{", i):
            if not open_at:
                raise MarkupError(f"{where}: ']]' without '[[' near {body[max(0, i - 40) : i]!r}")
            close = body.find("}", i)
            if close < 0:
                raise MarkupError(f"{where}: no '}}' after {body[i : i + 40]!r}")
            start = open_at.pop()
            surface = "".join(out)[start:length]
            for label, field, values in _items(body[i + 3 : close], where=where):
                annotations.append(
                    Annotation(label=label, field=field, start=start, end=length, surface=surface, values=values)
                )
            i = close + 1
        else:
            out.append(body[i])
            length += 1
            i += 1
    if open_at or "]]" in "".join(out):
        raise MarkupError(f"{where}: unbalanced '[[' or ']]'")
    annotations.sort(key=lambda a: (a.start, a.end, a.label, a.field))
    return "".join(out), annotations


def main(paths: list[str]) -> int:
    """Check annotated files; print one line for each that breaks the format."""
    bad = 0
    for path in sorted(
        p for given in paths for p in ([Path(given)] if given.endswith(".txt") else Path(given).rglob("*.txt"))
    ):
        try:
            compile_report(path)
        except (MarkupError, ValueError, yaml.YAMLError) as exc:
            bad += 1
            print(f"{path.name}: {exc}")
    print(f"{bad} files break the format")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:] or ["evaluation/corpus"]))
