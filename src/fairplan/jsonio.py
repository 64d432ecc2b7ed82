"""Dataclasses to and from JSON, strict; the only module of the engines that opens files."""

import json
import types
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from pathlib import Path  # noqa: TID251 - the one place where files are opened
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

VERSION = 1
Thing = TypeVar("Thing")


def read_text(path: str) -> str:
    """Return a file's text; raise ``ValueError`` with a sentence where there is none."""
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError as problem:
        message = f"{path} cannot be read: {problem.strerror}"
        raise ValueError(message) from problem
    except UnicodeDecodeError as problem:
        message = f"{path} is not a text in UTF-8"
        raise ValueError(message) from problem


def write_text(path: str, text: str) -> None:
    """Write a file; raise ``ValueError`` with a sentence where that fails."""
    try:
        Path(path).write_text(text, encoding="utf-8")
    except OSError as problem:
        message = f"{path} cannot be written: {problem.strerror}"
        raise ValueError(message) from problem


def parse(text: str, name: str) -> dict[str, object]:
    """Return the object that a JSON text holds; the name goes into the sentence of a refusal."""
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as problem:
        message = f"{name} is no JSON: {problem}"
        raise ValueError(message) from problem
    if not isinstance(data, dict):
        message = f"{name} holds {type(data).__name__}, not an object"
        raise ValueError(message)  # noqa: TRY004 - a sentence about a file, not a mistake in code
    return data


def dump(data: object) -> str:
    """Return JSON text, the same for the same data."""
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def plain(thing: object) -> object:
    """Return a dataclass as what JSON knows; sets become sorted lists, defaults are left out."""
    if is_dataclass(thing) and not isinstance(thing, type):
        pairs = ((field, getattr(thing, field.name)) for field in fields(thing))
        return {field.name: plain(value) for field, value in pairs if value != _default(field)}
    if isinstance(thing, frozenset):
        return sorted(plain(item) for item in thing)  # type: ignore[type-var]  # ids and slots can be ordered
    if isinstance(thing, tuple):
        return [plain(item) for item in thing]
    return thing.value if isinstance(thing, Enum) else thing


def build(kind: type[Thing], data: object, where: str) -> Thing:
    """Return a dataclass from what JSON held.

    Unknown and missing keys and wrong types raise ``ValueError`` with the place, as in ``requests[3].slot``.
    """
    if not isinstance(data, dict):
        message = f"{where}: an object is expected, not {type(data).__name__}"
        raise ValueError(message)  # noqa: TRY004 - a sentence about a file, not a mistake in code
    hints = get_type_hints(kind)
    known = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]  # callers pass dataclasses
    for key in data:
        if key not in known:
            message = f"{where}: there is no {key!r}; known are {', '.join(known)}"
            raise ValueError(message)
    for name, field in known.items():
        if name not in data and _default(field) is MISSING:
            message = f"{where}: {name!r} is missing"
            raise ValueError(message)
    values = {name: _value(hints[name], data[name], f"{where}.{name}") for name in known if name in data}
    return kind(**values)


def schema(kind: type[object]) -> dict[str, Any]:  # Any: a JSON Schema nests freely
    """Return the JSON Schema (draft 2020-12) of what ``build`` accepts for a dataclass."""
    definitions: dict[str, Any] = {}
    reference = _describe(kind, definitions)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **reference, "$defs": definitions}


def _describe(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:  # Any: a type as typing describes it
    origin, inner = get_origin(kind), get_args(kind)
    if origin is types.UnionType:
        return {"anyOf": [_describe(inner[0], definitions), {"type": "null"}]}
    if origin in {tuple, frozenset}:
        unique = {"uniqueItems": True} if origin is frozenset else {}
        return {"type": "array", "items": _describe(inner[0], definitions), **unique}
    if is_dataclass(kind):
        name = kind.__name__  # type: ignore[union-attr]  # a dataclass type here, never an instance
        if name not in definitions:
            definitions[name] = _describe_fields(kind, definitions)
        return {"$ref": f"#/$defs/{name}"}
    if issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    return {"type": {str: "string", int: "integer", bool: "boolean"}[kind]}


def _describe_fields(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:  # Any: a dataclass type
    hints = get_type_hints(kind)
    return {
        "type": "object",
        "properties": {field.name: _describe(hints[field.name], definitions) for field in fields(kind)},
        "required": [field.name for field in fields(kind) if _default(field) is MISSING],
        "additionalProperties": False,
    }


def _default(field: "Field[Any]") -> object:  # a field of any type
    return field.default if field.default_factory is MISSING else field.default_factory()


def _value(kind: Any, data: object, where: str) -> object:  # Any: a type as typing describes it
    origin, inner = get_origin(kind), get_args(kind)
    if origin is types.UnionType:
        return None if data is None else _value(inner[0], data, where)
    if origin in {tuple, frozenset}:
        if not isinstance(data, list):
            message = f"{where}: a list is expected, not {type(data).__name__}"
            raise ValueError(message)
        return origin(_value(inner[0], item, f"{where}[{place}]") for place, item in enumerate(data))
    if is_dataclass(kind):
        return build(kind, data, where)  # type: ignore[arg-type]  # a dataclass type, as just asked
    return _scalar(kind, data, where)


def _scalar(kind: type, data: object, where: str) -> object:
    if issubclass(kind, Enum):
        names = [member.value for member in kind]
        if data not in names:
            message = f"{where}: {data!r} is none of {', '.join(names)}"
            raise ValueError(message)
        return kind(data)
    if type(data) is not kind:
        message = f"{where}: {kind.__name__} is expected, not {type(data).__name__}"
        raise ValueError(message)
    return data
