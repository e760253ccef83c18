"""`gazetteer search`: which places a name may stand for, and why."""

from __future__ import annotations

from dataclasses import asdict

import click

from tallystick.cli.words import answer_options, cell, console, new_table, say, say_json
from tallystick.knowledge.gazetteer import load_gazetteer

_NUMBER = {"justify": "right", "no_wrap": True}
_WORD = {"no_wrap": True}


@click.group(
    epilog="""\b
Examples:
  tallystick gazetteer search "Rif Damashq"
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
@answer_options
def search(name: str, country: str | None, limit: int, as_json: bool) -> None:
    """Places of this name, the likeliest first where nothing else is known; a position left empty is not known."""
    found = load_gazetteer().candidates(name, country=country.upper() if country else None)
    if as_json:
        shown = [{**asdict(c.place), "met_by": c.met_by, "weight": c.weight} for c in found[:limit]]
        say_json({"candidates_total": len(found), "candidates": shown})
        return
    if not found:
        where = f" in {country.upper()}" if country else ""
        say(f"no place of the name {name!r}{where}; in reports it stays unresolved, with that reason")
        return
    table = new_table(
        ("place", {"ratio": 2, "no_wrap": True, "overflow": "ellipsis"}),
        ("", _WORD),
        ("province", {"ratio": 1, "no_wrap": True, "overflow": "ellipsis"}),
        ("precision", _WORD),
        ("latitude", _NUMBER),
        ("longitude", _NUMBER),
        ("km", _NUMBER),
        ("people", _NUMBER),
        ("met by", _WORD),
        ("id", _WORD),
    )
    for candidate in found[:limit]:
        place = candidate.place
        table.add_row(
            cell(place.name), cell(place.country), cell(place.admin1), cell(place.precision),
            cell(_degrees(place.lat)), cell(_degrees(place.lon)),
            cell("" if place.radius_km is None else f"{place.radius_km:g}"),
            cell(f"{place.population:,}" if place.population else ""), cell(candidate.met_by), cell(place.id),
        )  # fmt: skip
    console().print(table)
    if len(found) > limit:
        say(f"{len(found) - limit:,} more; --limit shows them")


def _degrees(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
