"""The AsyncAPI document is right, committed, served and complete; frames that are sent keep to it."""

import importlib
import json
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import domain
from domain.shared.event import DomainEvent
from entrypoints.event_data import DATA
from entrypoints.live.asyncapi import document
from tests.entrypoints.http.conftest import a_house
from tests.entrypoints.live.described import check, validator

ROOT = Path(__file__).resolve().parents[3]
COMMITTED = ROOT / "docs" / "api" / "asyncapi.json"
SCHEMA = Path(__file__).with_name("asyncapi-3.0.0.schema.json")


@pytest.fixture
def served(tmp_path: Path) -> Any:
    return a_house(tmp_path).app.test_client().get("/api/v1/asyncapi.json").json


def test_it_is_asyncapi(served: Any) -> None:
    # The schema is the AsyncAPI Initiative's own, of its package @asyncapi/specs (Apache-2.0).
    jsonschema.Draft7Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(served)
    assert served["asyncapi"] == "3.0.0"


def test_what_the_schema_refuses_is_refused() -> None:
    broken = document() | {"channels": {"live": {"address": 1}}}
    checker = jsonschema.Draft7Validator(json.loads(SCHEMA.read_text("utf-8")))
    assert not checker.is_valid(broken)


def test_every_reference_leads_somewhere(served: Any) -> None:
    for target in references(served):
        found = served
        for step in target.removeprefix("#/").split("/"):
            found = found[step]


def references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for each in part.values():
            yield from references(each)
    elif isinstance(part, list):
        for each in part:
            yield from references(each)


def test_the_committed_document_is_the_served_one(served: Any) -> None:
    assert json.loads(COMMITTED.read_text("utf-8")) == served, (
        "docs/api/asyncapi.json is stale: python -m entrypoints.live.asyncapi > docs/api/asyncapi.json"
    )


def kinds_of(parent: type[DomainEvent]) -> Iterator[str]:
    for event in parent.__subclasses__():
        if isinstance(getattr(event, "kind", None), str):
            yield event.kind
        yield from kinds_of(event)


def test_every_kind_of_event_is_described() -> None:
    for module in pkgutil.walk_packages(domain.__path__, "domain."):
        importlib.import_module(module.name)
    known = set(kinds_of(DomainEvent))
    assert known - set(DATA) == set(), "describe its data in entrypoints/event_data.py"


EVENT = {
    "type": "event",
    "cursor": "x",
    "kind": "person.joined",
    "subject": {"type": "person", "id": "0193a000-0000-7000-8000-000000000001"},
    "version": 1,
    "actor": None,
    "on_behalf_of": None,
    "at": "2030-01-01T00:00:00Z",
    "mutation_id": None,
    "data": {"name": "Ana", "role": "member"},
}


def test_a_frame_that_is_described_passes() -> None:
    check(EVENT)
    check({"type": "pong"})


@pytest.mark.parametrize(
    "frame",
    [
        {"type": "dance"},
        {"type": "problem", "code": "x"},
        EVENT | {"kind": "person.danced"},
        EVENT | {"data": {"name": "Ana", "more": 1}},
        EVENT | {"version": "one"},
    ],
)
def test_a_frame_that_is_not_described_is_found_out(frame: dict[str, object]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        check(frame)
    assert validator(str(frame["type"])) is validator(str(frame["type"]))
