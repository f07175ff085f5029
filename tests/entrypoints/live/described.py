"""Holds every frame that a test client hears against the AsyncAPI document."""

from functools import cache
from typing import Any

import jsonschema

from entrypoints.live.asyncapi import document

_seen: set[object] = set()


@cache
def _document() -> dict[str, Any]:
    return document()


@cache
def validator(name: str) -> jsonschema.Draft202012Validator:
    """For what the server says: the message of that name, ``event.<kind>``, or frames of that type."""
    components = _document()["components"]
    heard = {each["$ref"].rpartition("/")[2] for each in _document()["operations"]["hear"]["messages"]}
    payloads = [
        components["messages"][key]["payload"]
        for key in heard
        if key == name or _type_of(components["schemas"].get(key)) == name
    ]
    schema = {"anyOf": payloads or [False], "components": components}
    return jsonschema.Draft202012Validator(schema)


def _type_of(schema: dict[str, Any] | None) -> object:
    return schema and schema["properties"]["type"]["const"]


def check(frame: dict[str, Any]) -> None:
    """Raises jsonschema.ValidationError. What has the members, and their types, of one before passes."""
    kind = frame["kind"] if frame["type"] == "event" else ""
    look = (frame["type"], kind, _look(frame))
    if look not in _seen:
        validator(f"event.{kind}" if kind else frame["type"]).validate(frame)
        _seen.add(look)


def _look(value: Any) -> object:
    if isinstance(value, dict):
        return tuple((key, _look(each)) for key, each in value.items())
    if isinstance(value, list):
        return tuple(sorted({str(_look(each)) for each in value}))
    return type(value).__name__
