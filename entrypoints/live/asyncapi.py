"""The AsyncAPI 3.0 document of the live stream, made from the models that read and write its frames.

``python -m entrypoints.live.asyncapi`` writes it to standard output, the same on every machine.
"""

import json
import sys
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode

from entrypoints.event_data import DATA
from entrypoints.live import frames
from entrypoints.live.topics import MOST_TOPICS

Document = dict[str, Any]
_INFO: Document = {
    "title": "Convene, live",
    "version": "1",
    "description": (
        "What happens, at the moment it happens. Ask for a ticket with `POST /api/v1/live/tickets`, open the "
        f"WebSocket with it and the subprotocol `{frames.SUBPROTOCOL}`, and say `hello`. Topics are "
        "`person:<id>`, `meeting:<id>`, `room:<id>`, `calendar:<person id>` and `admin`, "
        f"{MOST_TOPICS} of a connection at the most; an id is written in lower case with hyphens. "
        "To `person:<own id>` every connection listens. Of `person:<id>` of somebody else a `presence` frame "
        "says at once, and whenever it changes, whether they are online, away or offline; it is for whoever "
        "may ask `GET /presence` for them. "
        "`calendar:<person id>/<from>/<to>` and `room:<id>/<from>/<to>`, with instants such as "
        "`20261201T083000Z` at most 400 days apart, are for that time only. Of these, and of rooms, a "
        "`changed` frame comes once they are listened to, and again whenever that time is taken otherwise "
        "than before, whoever's meetings do that: what `POST /free-busy` answers has changed then. "
        "Close codes: 1008 too many frames, 1009 too large, 1012 restart, 1013 too slow, 4401 session ended, "
        "4403 not allowed. Within v1 frames may gain members."
    ),
    "license": {"name": "MIT"},
}
_TICKET: Document = {
    "type": "object",
    "required": ["ticket"],
    "properties": {
        "ticket": {"type": "string", "maxLength": 200, "description": "Good once, for 30 seconds."}
    },
}


def document() -> Document:
    said = _members(frames.AnyClientFrame)
    heard = [model for model in _members(frames.AnyServerFrame) if model is not frames.Event]
    schemas = _schemas([*said, *heard, frames.Event, *DATA.values()])
    framed: list[type[BaseModel]] = [*said, *heard, frames.Event]
    for name in (model.__name__ for model in framed):
        schemas[name]["required"] = sorted({"type", *schemas[name].get("required", ())})
    messages = {model.__name__: _message(model) for model in (*said, *heard)}
    messages |= {f"event.{kind}": _event(kind) for kind in sorted(DATA)}
    return {
        "asyncapi": "3.0.0",
        "info": _INFO,
        "defaultContentType": "application/json",
        "channels": {
            "live": {
                "address": "/api/v1/live",
                "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in messages},
                "bindings": {"ws": {"method": "GET", "query": _TICKET, "bindingVersion": "0.1.0"}},
            }
        },
        "operations": {
            "say": _operation("receive", "What clients say.", [model.__name__ for model in said]),
            "hear": _operation(
                "send",
                "What the server says.",
                [*(model.__name__ for model in heard), *(name for name in messages if "." in name)],
            ),
        },
        "components": {"messages": messages, "schemas": schemas},
    }


def rendered(made: Document) -> str:
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _members(annotated: Any) -> list[type[BaseModel]]:
    union, *_ = get_args(annotated)
    return list(get_args(union))


def _schemas(models: list[type[BaseModel]]) -> Document:
    generator = GenerateJsonSchema(ref_template="#/components/schemas/{model}")
    mode: JsonSchemaMode = "validation"
    _, definitions = generator.generate_definitions(
        [(model, mode, model.__pydantic_core_schema__) for model in dict.fromkeys(models)]
    )
    return dict(sorted(definitions.items()))


def _message(model: type[BaseModel]) -> Document:
    return {
        "name": model.__name__,
        "summary": (model.__doc__ or "").split("\n\n")[0].replace("\n    ", " "),
        "payload": _schema(model),
    }


def _event(kind: str) -> Document:
    narrowed = {"kind": {"const": kind}, "data": _schema(DATA[kind])}
    return {
        "name": f"event.{kind}",
        "payload": {"allOf": [_schema(frames.Event), {"type": "object", "properties": narrowed}]},
    }


def _schema(model: type[BaseModel]) -> Document:
    return {"$ref": f"#/components/schemas/{model.__name__}"}


def _operation(action: str, summary: str, names: list[str]) -> Document:
    return {
        "action": action,
        "summary": summary,
        "channel": {"$ref": "#/channels/live"},
        "messages": [{"$ref": f"#/channels/live/messages/{name}"} for name in names],
    }


if __name__ == "__main__":
    sys.stdout.write(rendered(document()))
