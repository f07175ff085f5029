"""What the OpenAPI document says once and refers to often."""

from http import HTTPStatus
from typing import Any

from entrypoints.http.preconditions import LONGEST, PATTERN
from entrypoints.http.problems import PROBLEM_TYPE

INFO: dict[str, Any] = {
    "title": "Convene",
    "version": "1",
    "description": (
        "Everything that the web app does. Unknown members and parameters are refused. Every problem is "
        "RFC 9457 `application/problem+json` with a stable `code`. Within v1 answers may gain members."
    ),
    "license": {"name": "MIT", "identifier": "MIT"},
}

SECURITY_SCHEMES: dict[str, Any] = {
    "accessToken": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "The access token of `POST /api/v1/auth/login`, valid for 15 minutes.",
    },
}

_IF_MATCH: dict[str, Any] = {
    "name": "If-Match",
    "in": "header",
    "schema": {"type": "string", "pattern": PATTERN, "maxLength": LONGEST},
    "example": '"3"',
}

PARAMETERS: dict[str, Any] = {
    "IfMatch": {
        **_IF_MATCH,
        "required": True,
        "description": "The ETag of the version that is changed, or `*`. Absent: 428. Stale: 412.",
    },
    "IfMatchOptional": {
        **_IF_MATCH,
        "required": False,
        "description": "The ETag of the version that is meant. Stale: 412.",
    },
    "IdempotencyKey": {
        "name": "Idempotency-Key",
        "in": "header",
        "required": False,
        "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
        "example": "0193a5f0-7c1e-7cc3-9d0a-2f1b5b1d3c4e",
        "description": (
            "A repeat with the same key and body gets the first answer again, for 24 hours at least. "
            "A UUID comes back as `mutation_id` on the events of the change."
        ),
    },
    "OnBehalfOf": {
        "name": "On-Behalf-Of",
        "in": "header",
        "required": False,
        "schema": {"type": "string", "format": "uuid"},
        "description": (
            "The id of a person who has let the caller act for them. The narrower role of the two counts; "
            "events name the caller as `actor`, and that person as `on_behalf_of`."
        ),
    },
    "CsrfProof": {
        "name": "X-Convene-CSRF",
        "in": "header",
        "required": False,
        "schema": {"type": "string"},
        "example": "1",
        "description": "`1`, with the Origin of Convene's own pages, whenever the cookie is to be read.",
    },
}

HEADERS: dict[str, Any] = {
    "RequestId": {
        "required": True,
        "description": "The request's `X-Request-Id` when it was well-formed, else a new one.",
        "schema": {"type": "string", "pattern": "^[A-Za-z0-9._-]{8,128}$"},
    },
    "ETag": {
        "required": True,
        "description": "The version, for If-Match.",
        "schema": {"type": "string", "pattern": '^"[1-9][0-9]*"$'},
    },
    "Location": {
        "required": True,
        "description": "Where the new resource is.",
        "schema": {"type": "string", "format": "uri-reference"},
    },
    "Link": {
        "required": False,
        "description": "Leads to the next page, when there is one.",
        "schema": {"type": "string", "pattern": 'rel="next"$'},
    },
    "IdempotencyReplayed": {
        "required": False,
        "description": "Present on a repeated answer.",
        "schema": {"type": "string", "const": "true"},
    },
}


def problem_answer(status: int, codes: list[str]) -> dict[str, Any]:
    """A refusal with that status, and the codes by which programs tell the reasons apart."""
    names = ", ".join(f"`{code}`" for code in codes)
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": f"{HTTPStatus(status).phrase}: {names}",
        "headers": {"X-Request-Id": {"$ref": "#/components/headers/RequestId"}},
        "content": {PROBLEM_TYPE: {"schema": schema}},
    }
