"""The OpenAPI document is right, committed, and complete; the page for readers says the same."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from openapi_spec_validator import validate

from tests.entrypoints.http.conftest import Caller, House, scheduled

ROOT = Path(__file__).resolve().parents[3]
COMMITTED = ROOT / "docs" / "api" / "openapi.json"


@pytest.fixture
def served(house: House) -> dict[str, Any]:
    return dict(house.app.test_client().get("/api/v1/openapi.json").json)


def test_it_is_openapi(served: dict[str, Any]) -> None:
    validate(served)
    assert served["openapi"].startswith("3.1.")


def test_shapes_have_names_of_their_own(served: dict[str, Any]) -> None:
    # Two classes of one name would appear under the names of our modules.
    assert [name for name in served["components"]["schemas"] if "__" in name] == []


def test_every_operation_has_a_name_of_its_own(served: dict[str, Any]) -> None:
    names = [
        operation["operationId"] for methods in served["paths"].values() for operation in methods.values()
    ]
    assert len(names) == len(set(names))


def test_the_committed_document_is_the_served_one(served: dict[str, Any]) -> None:
    assert json.loads(COMMITTED.read_text("utf-8")) == served, (
        "docs/api/openapi.json is stale: python -m entrypoints.http.openapi > docs/api/openapi.json"
    )


@pytest.mark.parametrize("writer", ["entrypoints.http.openapi", "entrypoints.live.asyncapi"])
def test_it_is_written_the_same_each_time(writer: str) -> None:
    command = [sys.executable, "-m", writer]
    written = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    committed = COMMITTED.with_name(writer.rpartition(".")[2] + ".json")
    assert written == committed.read_bytes(), f"stale: python -m {writer} > docs/api/{committed.name}"


# There or not there: nothing that could be changed under somebody's hands.
WITHOUT_VERSION = {
    "/api/v1/invitations/{invitation_id}",
    "/api/v1/teams/{team_id}/members/{person_id}",
    "/api/v1/people/{person_id}/delegates/{delegate_id}",
    "/api/v1/auth/sessions",
    "/api/v1/auth/sessions/{session_id}",
    "/api/v1/people/{person_id}/sessions",
    "/api/v1/people/{person_id}/sessions/{session_id}",
    "/api/v1/tokens/{token_id}",
    "/api/v1/ip-blocks/{block_id}",
    "/api/v1/auth/totp",
    "/api/v1/auth/passkeys/{passkey_id}",
    "/api/v1/auth/oidc/links/{link_id}",
    "/api/v1/push-subscriptions/{subscription_id}",
    "/api/v1/meetings/{meeting_id}/mute",
    "/api/v1/meetings/{meeting_id}/read-mark",
    "/api/v1/messages/{message_id}/reactions/{emoji}",
}


def test_every_route_says_who_may_and_how_it_refuses(served: dict[str, Any]) -> None:
    for path, methods in served["paths"].items():
        for method, operation in methods.items():
            where = f"{method} {path}"
            assert operation["summary"], where
            statuses = set(operation["responses"])
            assert {"500", "503"} <= statuses, where
            if operation["security"]:
                assert "401" in statuses, where
            if "x-permission" in operation:
                assert "403" in statuses, where
            names = {str(each.get("$ref", "")).rpartition("/")[2] for each in operation["parameters"]}
            versioned = method in {"patch", "put", "delete"} and path not in WITHOUT_VERSION
            assert ("IfMatch" in names) == versioned, where
            if names & {"IfMatch"}:
                assert {"412", "428"} <= statuses, where
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    assert set(answer["content"]) == {"application/problem+json"}, where


def test_members_of_requests_are_bounded_and_known(served: dict[str, Any]) -> None:
    schemas = served["components"]["schemas"]
    sent = {name: schema for name, schema in schemas.items() if name.endswith(("Sent", "Invited"))}
    assert len(sent) > 8
    for name, schema in sent.items():
        assert schema["additionalProperties"] is False, name
        for member in schema["properties"].values():
            for each in [member, *member.get("anyOf", [])]:
                if each.get("type") == "string" and not {"enum", "const"} & each.keys():
                    assert {"maxLength", "pattern", "format"} & each.keys(), (name, each)


def test_answers_are_what_the_document_says(served: dict[str, Any], ana: Caller, ben: Caller) -> None:
    def check(name: str, value: object) -> None:
        jsonschema.validate(
            value, {"$ref": f"#/components/schemas/{name}", "components": served["components"]}
        )

    check("MeetingShown", scheduled(ana, ben))
    check("Me", ana.get("/me").json)
    check("PeoplePage", ana.get("/people").json)
    check("ChangesShown", ana.get("/changes").json)
    window = "from=2026-11-30T00:00:00Z&to=2026-12-07T00:00:00Z"
    check("CalendarShown", ben.get(f"/calendar?{window}&people={ana.person_id}").json)
    check("Problem", ana.get("/nothing").json)


def test_the_page_for_readers_names_everything_and_runs_nothing(house: House, served: dict[str, Any]) -> None:
    client = house.app.test_client()
    page = client.get("/api/docs")
    assert page.content_type == "text/html; charset=utf-8"
    for path in served["paths"]:
        assert path in page.text
    for name in served["components"]["schemas"]:
        assert f'id="shape-{name}"' in page.text
    assert "<script" not in page.text
    assert "style=" not in page.text
    assert not re.findall(r'(?:src|href)="https?:', page.text)
    policy = page.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'")
    assert client.get("/api/docs/style.css").content_type == "text/css; charset=utf-8"
    targets = set(re.findall(r'href="#([^"]+)"', page.text))
    assert targets <= set(re.findall(r'id="([^"]+)"', page.text))


def test_a_problems_type_leads_to_its_explanation(house: House, ana: Caller) -> None:
    page = house.app.test_client().get("/api/docs").text
    for answer in (
        ana.get("/people?limit=0"),
        house.nobody().get("/me"),
        ana.get("/nothing"),
        ana.post("/me"),
    ):
        path, _, fragment = answer.json["type"].partition("#")
        assert path == "/api/docs"
        assert f'id="{fragment}"' in page, fragment
