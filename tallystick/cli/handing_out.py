"""`export` and `report`: what leaves a store."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from tallystick.cli.words import common_options, counted, plain, say, say_json
from tallystick.export.profiles import Profile
from tallystick.publish import FORMATS, RECORDS, write_report_page
from tallystick.publish import export as export_records
from tallystick.store.store import open_store

_PROFILE = click.option(
    "--profile",
    type=click.Choice([profile.value for profile in Profile]),
    default=Profile.PUBLIC.value,
    show_default=True,
    help="public: no full texts, short quotes, coarse positions. internal: everything but names of private persons.",
)


@click.command(
    epilog="""\b
Examples:
  tallystick export incidents --format csv --out incidents.csv
  tallystick export incidents --format geojson --out - | head
  tallystick export incidents --format acled --out acled.csv
  tallystick export incidents --format xlsx --out incidents.xlsx
  tallystick export accounts --format jsonl --profile internal --out accounts.jsonl
"""
)
@click.argument("records", type=click.Choice(RECORDS))
@click.option(
    "--format",
    "as_format",
    type=click.Choice(FORMATS),
    default=FORMATS[0],
    show_default=True,
    help="geojson, acled and ged hold incidents alone.",
)
@_PROFILE
@click.option("--out", required=True, metavar="FILE", help='The file to write; "-" is standard output.')
@common_options
def export(records: str, as_format: str, profile: str, out: str, store: Path, as_json: bool) -> None:
    """Write reports, accounts or incidents to a file, with a sidecar FILE.meta.json that says what it holds.

    acled and ged are CSV files in the columns of those data sets; incidents that they have no room for are left
    out, and counted by reason. xlsx and parquet need: pip install "tallystick[tables]".
    """
    if as_json and out == "-":
        raise click.UsageError("--json answers on standard output, where --out - writes too; give a file")
    with open_store(store) as opened:
        target = sys.stdout.buffer if out == "-" else Path(out)
        made = export_records(opened, records, out=target, as_format=as_format, profile=Profile(profile))
    if as_json:
        say_json({**asdict(made), "out": out})
    elif out != "-":
        say(f"{counted(made.rows, records.removesuffix('s'))} in {plain(out)} ({profile}, sha256 {made.sha256[:12]}…)")
        if made.left_out:
            say(f"{made.seen - made.rows:,} of {made.seen:,} left out of {made.shape}:")
            for because, count in sorted(made.left_out.items(), key=lambda item: (-item[1], item[0])):
                say(f"  {count:,}  {because}")
        if made.cut_cells:
            say(f"{made.cut_cells:,} texts were longer than a cell holds, and end in an ellipsis")


@click.command(
    epilog="""\b
Examples:
  tallystick report --out incidents.html
  tallystick report --out desk.html --profile internal --title "Sahel, March"
"""
)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The HTML file to write.")
@click.option("--title", default="Incidents", show_default=True, help="The page's heading.")
@_PROFILE
@common_options
def report(out: Path, title: str, profile: str, store: Path, as_json: bool) -> None:
    """Write the incidents as one page that opens from disk with the network off."""
    with open_store(store) as opened:
        incidents = write_report_page(opened, out=out, title=title, profile=Profile(profile))
    if as_json:
        say_json({"out": str(out), "incidents": incidents, "profile": profile})
    else:
        say(f"{counted(incidents, 'incident')} in {plain(out)} ({profile})")
