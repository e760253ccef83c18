"""Write the JSON Schemas of the public records into docs/schemas.

Run `python -m tools.make_schemas` after changing a record; a test holds them together.
"""

from __future__ import annotations

import dataclasses
import json
from enum import StrEnum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from tallystick.records.account import Account, Claim
from tallystick.records.encoding import VALUE_OF
from tallystick.records.incident import Incident
from tallystick.records.report import Report

FOLDER = Path(__file__).resolve().parent.parent / "docs/schemas"
RECORDS: dict[str, type] = {"report": Report, "account": Account, "incident": Incident}
DRAFT = "https://json-schema.org/draft/2020-12/schema"
NOT_PUBLIC = {"report": ("text", "removed")}  # fields that the public profile leaves out
_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}

Schema = dict[str, Any]


def schemas() -> dict[str, Schema]:
    """The schema of each record by its name. Every field is written out, so every field is required."""
    found = {}
    for name, record in RECORDS.items():
        definitions: dict[str, Schema] = {}
        _schema(record, definitions)
        top = definitions.pop(record.__name__)
        top["required"] = [field for field in top["required"] if field not in NOT_PUBLIC.get(name, ())]
        comment = {"$schema": DRAFT, "$comment": "Made by python -m tools.make_schemas."}
        found[name] = {**comment, **top, "$defs": dict(sorted(definitions.items()))}
    return found


def _schema(type_: Any, definitions: dict[str, Schema]) -> Schema:
    """The schema of this type; those of classes are added to `definitions` and referred to."""
    if type_ in _PLAIN:
        return {"type": _PLAIN[type_]}
    origin, args = get_origin(type_), get_args(type_)
    if origin in (Union, UnionType):
        return {"anyOf": [_schema(arg, definitions) for arg in args]}
    if origin is tuple:
        size = {} if args[-1] is Ellipsis else {"minItems": len(args), "maxItems": len(args)}
        return {"type": "array", "items": _schema(args[0], definitions), **size}
    if origin is dict:
        keys, values = (_schema(arg, definitions) for arg in args)
        return {"type": "object", "propertyNames": keys, "additionalProperties": values}
    name = type_.__name__
    if name not in definitions:
        definitions[name] = {}  # a class that holds itself would end here
        definitions[name] = _class_schema(type_, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _class_schema(type_: Any, definitions: dict[str, Schema]) -> Schema:
    about = " ".join((type_.__doc__ or "").split("\n\n")[0].split())
    if issubclass(type_, StrEnum):
        return {"title": type_.__name__, "description": about, "enum": [word.value for word in type_]}
    hints = get_type_hints(type_)
    names = [field.name for field in dataclasses.fields(type_)]
    schema: Schema = {
        "title": type_.__name__,
        "description": about,
        "type": "object",
        "properties": {name: _schema(hints[name], definitions) for name in names},
        "required": names,
    }
    if type_ is Claim:
        schema["allOf"] = [
            {
                "if": {"properties": {"field": {"const": field.value}}},
                "then": {"properties": {"value": {"anyOf": [_schema(value, definitions), {"type": "null"}]}}},
            }
            for field, value in VALUE_OF.items()
        ]
    return schema


def main() -> None:
    """Write the files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        (FOLDER / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
