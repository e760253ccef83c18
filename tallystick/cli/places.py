"""`gazetteer`: which places a name may stand for, and why; files of places that a user adds, lists, takes out."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from tallystick.cli.words import (
    NUMBER,
    WORD,
    Exit,
    answer_options,
    cell,
    console,
    gazetteer_option,
    new_table,
    plain,
    say,
    say_json,
)
from tallystick.gazetteer_files import FileOutcome, add_files, remove_source
from tallystick.knowledge.added_places import REASONS
from tallystick.knowledge.gazetteer import load_gazetteer
from tallystick.knowledge.gazetteer_added import AddedSource, find_added, gazetteer_folder, list_sources


@click.group(
    epilog="""\b
Examples:
  tallystick gazetteer search "Rif Damashq"
  tallystick gazetteer add SY.zip --licence "GeoNames, CC BY 4.0"
  tallystick gazetteer list
"""
)
def gazetteer() -> None:
    """The places that names in reports are resolved to."""


@gazetteer.command(
    epilog="""\b
Examples:
  tallystick gazetteer search "Rif Damashq"
  tallystick gazetteer search Kramadorsk --country UA
  tallystick gazetteer search al-Tanf --json
"""
)
@click.argument("name")
@click.option("--country", metavar="CC", help="Only this country (ISO 3166-1 alpha-2), near spellings included.")
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="Show so many at most.")
@gazetteer_option
@answer_options
def search(name: str, country: str | None, limit: int, gazetteer_data: Path | None, as_json: bool) -> None:
    """Places of this name, the likeliest first where nothing else is known; a position left empty is not known."""
    added = find_added(gazetteer_data or gazetteer_folder())
    found = load_gazetteer(added=added).candidates(name, country=country.upper() if country else None)
    if as_json:
        shown = [{**asdict(c.place), "met_by": c.met_by, "weight": c.weight, "source": c.source} for c in found[:limit]]
        say_json({"candidates_total": len(found), "candidates": shown})
        return
    if not found:
        where = f" in {country.upper()}" if country else ""
        say(f"no place of the name {name!r}{where}; in reports it stays unresolved, with that reason")
        return
    table = new_table(
        ("place", {"ratio": 2, "no_wrap": True, "overflow": "ellipsis"}),
        ("country", WORD),
        ("province", {"ratio": 1, "no_wrap": True, "overflow": "ellipsis"}),
        ("precision", WORD),
        ("latitude", NUMBER),
        ("longitude", NUMBER),
        ("radius km", NUMBER),
        ("people", NUMBER),
        ("met by", WORD),
        ("source", {"overflow": "fold"}),
        ("id", WORD),
    )
    for candidate in found[:limit]:
        place = candidate.place
        table.add_row(
            cell(place.name), cell(place.country), cell(place.admin1), cell(place.precision),
            cell(_degrees(place.lat)), cell(_degrees(place.lon)),
            cell("" if place.radius_km is None else f"{place.radius_km:g}"),
            cell(f"{place.population:,}" if place.population else ""), cell(candidate.met_by), cell(candidate.source),
            cell(place.id),
        )  # fmt: skip
    console().print(table)
    if len(found) > limit:
        say(f"{len(found) - limit:,} more; --limit shows them")


@gazetteer.command(
    epilog="""\b
Examples:
  tallystick gazetteer add SY.zip --licence "GeoNames, CC BY 4.0"
  tallystick gazetteer add SY.txt syr_adm_geojson.zip
"""
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--licence", metavar="LINE", help="A line on the licence of these files, kept with each.")
@gazetteer_option
@answer_options
def add(files: tuple[Path, ...], licence: str | None, gazetteer_data: Path | None, as_json: bool) -> None:
    """Add places of yours, used from then on beside the shipped ones.

    FILE is a GeoNames country dump (SY.txt) or administrative boundaries as GeoJSON (features with ADM1_EN and
    ADM1_PCODE, or ADM2_EN and ADM2_PCODE), either of them also in a zip or gzip. A file that was added before
    changes nothing.
    """
    folder = gazetteer_data or gazetteer_folder()
    outcomes = add_files(files, folder=folder, licence=licence)
    refused = sum(outcome.state == "refused" for outcome in outcomes)
    if as_json:
        say_json({"folder": str(folder), "files": [_outcome(outcome) for outcome in outcomes]})
    else:
        for outcome in outcomes:
            _say_outcome(outcome)
        if any(outcome.state == "added" for outcome in outcomes):
            say(f"kept in {plain(folder)}; the next build reads with them. Reports that a store holds already keep")
            say("the places they were given: build into another store to read them anew")
    if refused:
        sys.exit(Exit.NOTHING_USABLE if refused == len(outcomes) else Exit.FAILURES)


@gazetteer.command(
    name="list",
    epilog="""\b
Examples:
  tallystick gazetteer list
  tallystick gazetteer list --json
""",
)
@gazetteer_option
@answer_options
def list_added(gazetteer_data: Path | None, as_json: bool) -> None:
    """The files of places that were added, what was kept of them, and why rows were refused."""
    folder = gazetteer_data or gazetteer_folder()
    sources = list_sources(folder)
    if as_json:
        say_json({"folder": str(folder), "sources": [_source(source) for source in sources]})
        return
    if not sources:
        say(f"nothing was added in {plain(folder)}; `tallystick gazetteer add FILE` does it")
        return
    for source in sources:
        say(f"{source.name}: {source.kind}, {source.size_bytes:,} bytes, sha256 {source.sha256}", style="bold")
        say(f"  licence: {source.licence or 'not given'}")
        _say_rows(source)


@gazetteer.command(
    epilog="""\b
Examples:
  tallystick gazetteer remove SY.zip
"""
)
@click.argument("name")
@gazetteer_option
@answer_options
def remove(name: str, gazetteer_data: Path | None, as_json: bool) -> None:
    """Take out an added file, by its name or the beginning of its SHA-256."""
    source = remove_source(name, folder=gazetteer_data or gazetteer_folder())
    if as_json:
        say_json({"removed": _source(source)})
        return
    say(f"{source.name} is taken out, with its {source.kept:,} rows")


def _outcome(outcome: FileOutcome) -> dict[str, Any]:
    source = _source(outcome.source) if outcome.source else None
    return {**asdict(outcome), "source": source}


def _source(source: AddedSource) -> dict[str, Any]:
    return {**asdict(source), "refused": dict(source.refused), "seen": source.seen}


def _say_outcome(outcome: FileOutcome) -> None:
    if outcome.source is None:
        click.echo(plain(outcome.because), err=True)
        return
    done = "added" if outcome.state == "added" else "was added before, nothing changed"
    say(f"{outcome.path}: {done}", style="bold")
    for words in outcome.passed_over:
        say(f"  passed over {words}")
    _say_rows(outcome.source)


def _say_rows(source: AddedSource) -> None:
    refused = source.seen - source.kept
    say(f"  seen {source.seen:,} rows = kept {source.kept:,} + refused {refused:,}")
    say(f"  {source.places:,} new places; the other rows kept are spellings of places that are known")
    for reason, count in source.refused:
        say(f"  {count:,} refused: {reason}, {REASONS[reason]}")


def _degrees(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
