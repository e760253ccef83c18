"""The three records as flat rows, for formats that know no lists: lists become text, joined by "; "."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tallystick.records.account import TOLLS
from tallystick.records.vocabulary import ClaimField

Cell = str | int | float | bool | None
Row = dict[str, Cell]


def report_row(report: dict[str, Any]) -> Row:
    """A report's columns; `text` is last, and only where the profile shows it."""
    copy = report["copy_of"] or {}
    row: Row = {
        "report_id": report["id"],
        "status": report["status"],
        "because": report["because"],
        "url": report["url"],
        "path": report["path"],
        "outlet": report["outlet"],
        "title": report["title"],
        "byline": report["byline"],
        "language": report["language"],
        "published": report["published"],
        "replaces": report["replaces"],
        "lineage": report["lineage"],
        "copy_of": copy.get("report"),
        "copy_kind": copy.get("kind"),
        "copy_share": copy.get("share"),
        "relevance": report["relevance"],
        "content_hash": report["content_hash"],
        "warnings": _joined(report["warnings"]),
    }
    if "text" in report:
        row["text"] = report["text"]
    return row


def account_row(account: dict[str, Any]) -> Row:
    """An account's columns: the first claim of each field stands for it, with how many there are."""
    first = {claim["field"]: claim for claim in reversed(account["claims"])}
    row: Row = {
        "account_id": account["id"],
        "report_id": account["report"],
        "incident_id": account["incident"],
        "event_type": account["event_type"],
        "modality": account["modality"],
        "standing": account["standing"],
        "clarity": account["clarity"],
        **_time_cells(_value(first, "time")),
        "time_score": _score(first, "time"),
        **_place_cells(_value(first, "place")),
        "place_score": _score(first, "place"),
        "perpetrators": _joined(_names(account["claims"], "perpetrator")),
        "targets": _joined(_names(account["claims"], "target")),
    }
    for field in TOLLS:
        count = _value(first, field.value) or {}
        row |= {f"{field}_low": count.get("low"), f"{field}_high": count.get("high"), f"{field}_as_worded": None}
        if field.value in first:
            row[f"{field}_as_worded"] = first[field.value]["surface"]
    row |= {
        "means": _joined(_names(account["claims"], "means")),
        "sources": _joined(_source_words(account["claims"])),
        "claims": len(account["claims"]),
        "anchor": account["anchor"]["text"],
        "anchor_start": account["anchor"]["start"],
        "anchor_end": account["anchor"]["end"],
        "evidence": " […] ".join(quote["text"] for quote in account["evidence"]),
    }
    return row


def incident_row(incident: dict[str, Any]) -> Row:
    """An incident's columns; a toll is the widest range over all its groups' current figures for all people."""
    row: Row = {
        "incident_id": incident["id"],
        "event_type": incident["event_type"],
        "clarity": incident["clarity"],
        "grade": incident["grade"],
        **_time_cells(incident["time"]),
        **_place_cells(incident["place"]),
        "perpetrators": _joined(actor["actor"]["name"] for actor in incident["perpetrators"]),
        "targets": _joined(actor["actor"]["name"] for actor in incident["targets"]),
    }
    for field in TOLLS:
        low, high = toll_range(incident, field)
        row |= {f"{field}_low": low, f"{field}_high": high}
    row |= {
        "contradictions": _joined(sorted({item["field"] for item in incident["contradictions"]})),
        "n_voices": incident["voices"],
        "n_reports": len(incident["reports"]),
        "n_accounts": len(incident["accounts"]),
        "reports": _joined(incident["reports"]),
        "accounts": _joined(incident["accounts"]),
        "key": incident["key"],
    }
    return row


def toll_range(incident: dict[str, Any], field: ClaimField) -> tuple[int | None, int | None]:
    """Lowest and highest figure for people of every group together, where somebody gives one.

    Only the tallies of the group `all` count; where there is none, the largest single group's, since
    groups may overlap and are never added up.
    """
    tallies = incident["tallies"].get(field.value, ())
    whole = [tally for tally in tallies if tally["group"] == "all" and tally["of"] is None]
    whole = whole or [tally for tally in tallies if tally["group"] == "all"]
    if not whole and tallies:
        whole = [max(tallies, key=lambda t: (t["low"] or t["high"] or 0, t["group"]))]
    lows = [tally["low"] for tally in whole if tally["low"] is not None]
    highs = [tally["high"] for tally in whole if tally["high"] is not None]
    open_end = any(tally["high"] is None for tally in whole)
    return (min(lows) if lows else None), (max(highs) if highs and not open_end else None)


ROW_OF = {"reports": report_row, "accounts": account_row, "incidents": incident_row}


def _joined(items: Iterable[str]) -> str | None:
    return "; ".join(items) or None


def _value(first: dict[str, Any], field: str) -> dict[str, Any] | None:
    value: dict[str, Any] | None = first[field]["value"] if field in first else None
    return value


def _score(first: dict[str, Any], field: str) -> float | None:
    score: float | None = first[field].get("score") if field in first else None
    return score


def _names(claims: Iterable[dict[str, Any]], field: str) -> list[str]:
    names = [claim["value"]["name"] for claim in claims if claim["field"] == field and claim["value"]]
    return list(dict.fromkeys(names))


def _source_words(claims: Iterable[dict[str, Any]]) -> list[str]:
    chains = [" citing ".join(link["name"] for link in claim["source"]) for claim in claims if claim["source"]]
    return list(dict.fromkeys(chains))


def _time_cells(moment: dict[str, Any] | None) -> Row:
    moment = moment or {}
    return {
        "time": moment.get("edtf"),
        "earliest": moment.get("earliest"),
        "latest": moment.get("latest"),
        "time_precision": moment.get("precision"),
    }


def _place_cells(place: dict[str, Any] | None) -> Row:
    place = place or {}
    names = ("country", "admin1", "admin2", "lat", "lon", "radius_km")
    return {
        "place": place.get("name"),
        **{name: place.get(name) for name in names},
        "precision": place.get("precision"),
        "gazetteer_id": place.get("gazetteer_id"),
    }
