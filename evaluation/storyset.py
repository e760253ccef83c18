"""The stories: many short reports of few incidents, and what is near, copied, contradicted (FORMAT.md, "Stories")."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from evaluation.inline import VALUES, AnnotatedReport, compile_report
from tallystick.records.vocabulary import ClaimField

STORIES = Path(__file__).parent / "stories"
HALVES = ("develop", "sealed")
KINDS = tuple(VALUES["copy_kind"].split())
_KEYS = {"near", "contradictions", "copies", "not_copies"}
_CONTRADICTED = {"incident", "field", "why"}

Pair = frozenset[str]


class StoryError(ValueError):
    """A story.yml that breaks the format; says where and what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The reports of one story and what its story.yml says of them.

    `near` are pairs of incident names, `copies` (with their kind) and `not_copies` pairs of report ids; a
    contradiction is an incident name and a field.
    """

    name: str
    reports: tuple[AnnotatedReport, ...]
    near: tuple[Pair, ...]
    contradictions: frozenset[tuple[str, str]]
    copies: dict[Pair, str]
    not_copies: frozenset[Pair]

    def implied_copies(self) -> set[Pair]:
        """Pairs that share a text only by way of a third report: neither right nor wrong."""
        home = {id_: id_ for pair in self.copies for id_ in pair}
        for pair in self.copies:
            one, other = sorted(home[id_] for id_ in pair)
            home = {id_: one if at == other else at for id_, at in home.items()}
        joined = {frozenset(pair) for pair in combinations(home, 2) if home[pair[0]] == home[pair[1]]}
        return joined - set(self.copies)


def load_stories(half: str, *, folder: Path = STORIES) -> list[Story]:
    """The stories of one half, sorted by name.

    Raises:
        StoryError: a story.yml breaks the format, or names a report or an incident that its story has not.
        MarkupError: a report breaks the format.
    """
    return [load_story(path.parent) for path in sorted((folder / half).glob("*/story.yml"))]


def load_story(folder: Path) -> Story:
    """One story; raises as `load_stories` does."""
    where = folder / "story.yml"
    reports = tuple(compile_report(path) for path in sorted(folder.glob("*.txt")))
    told = yaml.safe_load(where.read_text(encoding="utf-8"))
    if not isinstance(told, dict) or set(told) != _KEYS:
        found = sorted(told) if isinstance(told, dict) else type(told).__name__
        raise StoryError(f"{where}: found {found}, expected the keys {', '.join(sorted(_KEYS))}")
    ids = {report.header["id"] for report in reports}
    heads = [head for report in reports for head in (report.header.get("accounts") or {}).values()]
    incidents = {head["incident"] for head in heads if head.get("incident")}
    copies = {}
    for row in told["copies"] or []:
        *pair, kind = row if isinstance(row, list) else [row]
        if kind not in KINDS:
            raise StoryError(f"{where}: found {row!r} under copies, expected [id, id, kind], kind one of {KINDS}")
        copies[_pair(pair, among=ids, where=where)] = str(kind)
    return Story(
        name=folder.name,
        reports=reports,
        near=tuple(_pair(pair, among=incidents, where=where) for pair in told["near"] or []),
        contradictions=frozenset(
            _contradiction(row, among=incidents, where=where) for row in told["contradictions"] or []
        ),
        copies=copies,
        not_copies=frozenset(_pair(pair, among=ids, where=where) for pair in told["not_copies"] or []),
    )


def _pair(pair: Any, *, among: Iterable[str], where: Path) -> Pair:
    if not isinstance(pair, list) or len(pair) != 2 or len(set(pair)) != 2 or not set(pair) <= set(among):
        raise StoryError(f"{where}: found {pair!r}, expected a pair of two of {', '.join(sorted(among))}")
    return frozenset(pair)


def _contradiction(row: Any, *, among: set[str], where: Path) -> tuple[str, str]:
    if not isinstance(row, dict) or set(row) != _CONTRADICTED or row["incident"] not in among:
        raise StoryError(f"{where}: found {row!r}, expected incident (of the story's reports), field and why")
    if row["field"] not in set(ClaimField):
        raise StoryError(f"{where}: there is no field {row['field']!r}; use one of {', '.join(ClaimField)}")
    return row["incident"], row["field"]


def stories_digest(folder: Path = STORIES) -> str:
    """One hash over all reports and story.yml files."""
    digest = hashlib.sha256()
    for path in sorted((*folder.rglob("*.txt"), *folder.rglob("story.yml"))):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
