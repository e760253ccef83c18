"""The fields of one JSON object or table row, by their usual names, as text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from tallystick.errors import Unreadable
from tallystick.knowledge.fieldmap import map_fields
from tallystick.stages.read.decode import SURROGATE
from tallystick.stages.read.refusals import Refusal, refusal

_MAX_SHORT = 2_000
WEB_ADDRESS = re.compile(r"https?://[^\s<>\"']+$", re.I)


def parse_object(raw: bytes, *, place: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The JSON object in these bytes, and what was mended."""
    try:
        value = msgspec.json.decode(raw)
        warnings: tuple[str, ...] = ()
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        value, warnings = _parse_leniently(raw, place)
    if not isinstance(value, dict):
        found = _type_name(value)
        raise Unreadable(refusal(Refusal.JSON_TYPE, f"JSON of the wrong type: {place} is {found}; expected an object"))
    return value, warnings


def _parse_leniently(raw: bytes, place: str) -> tuple[object, tuple[str, ...]]:
    warnings: tuple[str, ...] = ()
    text = raw.decode("utf-8", "replace")
    if "\ufffd" in text:
        bad = text.count("\ufffd") - raw.decode("utf-8", "ignore").count("\ufffd")
        if bad:
            warnings = (f"replaced_bytes: {bad} unreadable as utf-8",)
    try:
        value = json.loads(text, parse_constant=_refuse_constant, strict=False)
    except RecursionError:
        raise Unreadable(
            refusal(Refusal.JSON_BROKEN, f"JSON nested too deeply in {place}; expected flat fields")
        ) from None
    except ValueError as error:
        reason = str(error).split(";")[0][:120]
        if isinstance(error, json.JSONDecodeError):
            reason = f"{error.msg.removesuffix(' at')} at character {error.pos + 1}"
        words = f"invalid JSON in {place}: {reason}; mend or drop it, the others were read"
        raise Unreadable(refusal(Refusal.JSON_BROKEN, words)) from None
    return value, warnings


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def find_given(
    values: Mapping[str, Any], *, place: str, explicit: Mapping[str, str] | None = None
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Our fields of these values as text; raises Unreadable for a wrong type, or neither title nor text."""
    mapped = map_fields((name for name, value in values.items() if value not in (None, "", [], {})), explicit=explicit)
    given: dict[str, str] = {}
    warnings: list[str] = []
    for field, name in mapped.items():
        given[field] = _as_text(values[name], field=field, path=f"{place}.{name}")
        if SURROGATE.search(given[field]):
            given[field], count = SURROGATE.subn("\ufffd", given[field])
            warnings.append(f"lone_surrogate: {count} replaced in {name}")
    lead = given.pop("lead", "")
    if not given.get("text"):
        given["text"] = lead
    if not given["text"].strip() and not given.get("title", "").strip():
        names = ", ".join(sorted(values)[:12]) or "none"
        words = f"{place} has neither a title nor a text; its fields are: {names}; name them with --map text=FIELD"
        raise Unreadable(refusal(Refusal.NO_TEXT_FIELD, words))
    for field in given.keys() - {"text"}:
        given[field] = " ".join(given[field].split())[:_MAX_SHORT]
    if "url" in given and not WEB_ADDRESS.match(given["url"]):
        warnings.append(f"link_dropped: {given.pop('url')[:40]!r} is no web address")
    if len(given.get("guid", "")) < 12:  # a row number is not an identity across files
        given.pop("guid", None)
    return {field: value for field, value in given.items() if value}, tuple(warnings)


def _as_text(value: object, *, field: str, path: str) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        raise _wrong(value, path)
    if field == "published" and isinstance(value, int | float):
        return str(int(value))
    if field in {"guid", "outlet"} and isinstance(value, int):
        return str(value)
    if isinstance(value, dict):
        for name in ("name", "title", "rendered", "value", "main", "#text", "$t", "href", "$date"):
            inner = value.get(name)
            if isinstance(inner, str | int):
                return _as_text(inner, field=field, path=f"{path}.{name}")
    if isinstance(value, list) and field in {"byline", "text", "lead"} and all(isinstance(one, str) for one in value):
        return (", " if field == "byline" else "\n\n").join(value)
    if isinstance(value, list) and field == "byline":
        return ", ".join(_as_text(one, field=field, path=path) for one in value)
    raise _wrong(value, path)


def _wrong(value: object, path: str) -> Unreadable:
    words = f"JSON of the wrong type: {path} is {_type_name(value)}; expected text"
    return Unreadable(refusal(Refusal.JSON_TYPE, words))


def _type_name(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    return {dict: "an object", list: "a list", str: "text", type(None): "null"}.get(type(value), "a number")
