"""The JSON Schema of a result, generated from the types."""

from __future__ import annotations

import json
import types
from decimal import Decimal
from enum import EnumType
from inspect import cleandoc
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from aidfacts.convert import LEFT_OUT
from aidfacts.model.document import SCHEMA_VERSION
from aidfacts.model.fact import Date, Donation, Partnership
from aidfacts.model.source import Script
from aidfacts.model.span import Evidence, Span

DECIMAL = r"^-?(0|[1-9]\d*)(\.\d*[1-9])?$"
DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"

_SPAN: dict[str, Any] = {
    "type": "array",
    "description": "Half-open [start, end) in characters of the text that the caller passed in.",
    "prefixItems": [{"type": "integer", "minimum": 0}, {"type": "integer", "minimum": 0}],
    "items": False,
    "minItems": 2,
}
_LEAVES: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    Decimal: {"type": "string", "pattern": DECIMAL},
    Span: {"$ref": "#/$defs/Span"},
}
# What a type alone does not say, by type and field.
_NARROWED: dict[tuple[type, str], dict[str, Any]] = {
    (Donation, "id"): {"type": "string", "pattern": r"^d\d+$"},
    (Partnership, "id"): {"type": "string", "pattern": r"^p\d+$"},
    (Donation, "confidence"): {"type": "number", "minimum": 0, "maximum": 1},
    (Partnership, "confidence"): {"type": "number", "minimum": 0, "maximum": 1},
    (Date, "value"): {"type": "string", "pattern": DATE},
}


def _describe(hint: Any, defs: dict[str, Any]) -> dict[str, Any]:
    if hint in _LEAVES:
        return dict(_LEAVES[hint])
    if isinstance(hint, EnumType):
        return {"enum": [member.value for member in hint]}  # type: ignore[var-annotated]
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _describe(get_args(hint)[0], defs)}
    if get_origin(hint) in (Union, types.UnionType):
        options = [part for part in get_args(hint) if part is not types.NoneType]
        return {"anyOf": [*(_describe(part, defs) for part in options), {"type": "null"}]}
    if attrs.has(hint):
        _define(hint, defs)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    raise TypeError(f"{hint!r} has no JSON form; give it one in export/schema.py and in convert.py")


def _define(cls: type[attrs.AttrsInstance], defs: dict[str, Any]) -> None:
    if cls.__name__ in defs:
        return
    defs[cls.__name__] = {}  # holds the place while the fields are walked
    hints = get_type_hints(cls)
    left_out = LEFT_OUT.get(cls, ())
    names = [attribute.name for attribute in attrs.fields(cls) if attribute.name not in left_out]
    defs[cls.__name__] = {
        "type": "object",
        "description": cleandoc(cls.__doc__ or "").partition("\n\n")[0].replace("\n", " "),
        "properties": {name: _NARROWED.get((cls, name)) or _describe(hints[name], defs) for name in names},
        "required": names,
        "additionalProperties": False,
    }


def build_schema() -> dict[str, Any]:
    """
    Return the JSON Schema (2020-12) of `Document.to_dict()`.

    >>> build_schema()["properties"]["schema_version"]
    {'const': '1'}
    """
    defs: dict[str, Any] = {"Span": _SPAN}
    for cls in (Donation, Partnership, Evidence):
        _define(cls, defs)
    head = {
        "id": _describe(str | None, defs),
        "title": _describe(str | None, defs),
        "published": {"anyOf": [{"type": "string", "pattern": DATE}, {"type": "null"}]},
        "script": _describe(Script, defs),
        "length": {"type": "integer", "minimum": 0},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"aidfacts result, version {SCHEMA_VERSION}",
        "description": "The facts of one document; docs/facts.md explains every field.",
        "type": "object",
        "properties": {
            "schema_version": {"const": SCHEMA_VERSION},
            "document": {
                "type": "object",
                "properties": {**head, "text": {"type": "string"}},  # where it was asked for
                "required": list(head),
                "additionalProperties": False,
            },
            "donations": {"type": "array", "items": {"$ref": "#/$defs/Donation"}},
            "partnerships": {"type": "array", "items": {"$ref": "#/$defs/Partnership"}},
        },
        "required": ["schema_version", "document", "donations", "partnerships"],
        "additionalProperties": False,
        "$defs": dict(sorted(defs.items())),
    }


def print_schema() -> str:
    """Return the schema as the text of docs/schema/aidfacts-1.json."""
    return json.dumps(build_schema(), ensure_ascii=False, indent=2) + "\n"
