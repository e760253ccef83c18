"""The command line: words in, one function call, an answer and an exit code."""

from __future__ import annotations

import click

from tallystick import __version__
from tallystick.cli.building import build, retry
from tallystick.cli.checking import doctor
from tallystick.cli.explaining import explain
from tallystick.cli.handing_out import export, report
from tallystick.cli.judging import judge
from tallystick.cli.looking import incidents, show, status
from tallystick.cli.places import gazetteer


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  tallystick build reports/ --store sahel.db
  tallystick status --store sahel.db
  tallystick report --out incidents.html --store sahel.db

\b
Exit codes: 0 done, 2 wrong use, 3 done with reports refused, 4 nothing usable, 5 trouble with the store
or an output file, 6 interrupted (go on with the same command), 130 ended by a second Ctrl-C.
""",
)
@click.version_option(__version__, prog_name="tallystick")
def main() -> None:
    """News reports about armed conflict in, a sourced incident record out."""


for _command in (build, status, incidents, show, explain, report, export, retry, judge, doctor, gazetteer):
    main.add_command(_command)
