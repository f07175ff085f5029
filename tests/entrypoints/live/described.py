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
    """For the message of that name, ``event.<kind>`` or the type of a frame."""
    components = _document()["components"]
    payloads = [
        message["payload"]
        for key, message in components["messages"].items()
        if key == name or key.lower() == name
    ]
    schema = {"anyOf": payloads or [False], "components": components}
    return jsonschema.Draft202012Validator(schema)


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
