"""One HTML file that shows a record of incidents and opens from disk with the network off.

Styles, script, map and data stand inside the file. Its policy (a meta element) forbids every request
and runs only the script whose hash it names. The records' text travels as JSON in a data block in which
no `<` stands, and the script draws it as text alone, so that words of a report are never markup.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from tallystick.web.view import Page, clipped

ASSETS = Path(__file__).parent / "assets"
COUNTED = ("seen", "kept", "set_aside", "refused")
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def embedded_json(value: object) -> Markup:
    """Canonical JSON that may stand in a script element: no `<`, `>`, `&`, line separators or lone surrogates."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return Markup(_UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def policy(*, script: str, style: str) -> str:
    """The content security policy of the page: nothing is loaded, and only this script and style apply."""

    def digest(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")

    return (
        f"default-src 'none'; script-src 'sha256-{digest(script)}'; style-src 'sha256-{digest(style)}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def counts_of(reports: Iterable[Mapping[str, Any]], made: Mapping[str, Any]) -> dict[str, int]:
    """Seen, kept, set aside and refused as `made` gives them, else counted from the reports."""
    found = dict.fromkeys(COUNTED, 0)
    for report in reports:
        found["seen"] += 1
        found[str(report.get("status") or "kept")] += 1
    return {name: found[name] if made.get(name) is None else int(made[name]) for name in COUNTED}


def footer_lines(made: Mapping[str, Any]) -> list[str]:
    """The text to print in the footer: `text` (a string or several), then every other plain value by its name."""
    text = made.get("text") or ()
    lines = [text] if isinstance(text, str) else [str(line) for line in text]
    named = sorted((key, value) for key, value in made.items() if key not in (*COUNTED, "text", "version"))
    lines += [f"{key.replace('_', ' ')}: {value}" for key, value in named if isinstance(value, str | int | float)]
    return [clipped(line, 2000) for line in lines]


def page_html(
    *,
    reports: Iterable[Mapping[str, Any]],
    accounts: Iterable[Mapping[str, Any]],
    incidents: Iterable[Mapping[str, Any]],
    title: str,
    made: Mapping[str, Any],
) -> str:
    """The page of these records, in the shape of the public exports; equal records give equal text.

    Args:
        reports: kept, set aside and refused ones alike; the last two are listed with their reasons.
        accounts: those without an incident are listed apart.
        incidents: what the list, the map and the timeline show.
        title: the page's heading.
        made: `seen`, `kept`, `set_aside`, `refused` (counted from the reports where missing), `version`,
            `text` for the footer (a string or several); any other plain value is printed there by its name.
    """
    reports = list(reports)
    world_text = (ASSETS / "world.json").read_text("utf-8")
    world = json.loads(world_text)
    countries = {code: name for code, name, _ in world["countries"] if code}
    script = (ASSETS / "page.js").read_text("utf-8")
    style = (ASSETS / "page.css").read_text("utf-8")
    model = Page(reports, accounts, incidents, countries=countries).model()
    counts = counts_of(reports, made)
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string((ASSETS / "page.html.j2").read_text("utf-8"))
    html = template.render(
        title=title,
        policy=policy(script=script, style=style),
        script=Markup(script),
        style=Markup(style),
        data=embedded_json(model),
        world=embedded_json(world),
        counts=counts,
        whole=counts["seen"] == counts["kept"] + counts["set_aside"] + counts["refused"],
        incidents=len(model["incidents"]),
        lines=footer_lines(made),
        version=clipped(made.get("version")),
    )
    return html.replace("\x00", "�").encode("utf-8", "replace").decode("utf-8")
