"""The OpenAPI 3.1 document, made from the declared routes.

``python -m entrypoints.http.openapi`` writes it to standard output, the same on every machine.
"""

import json
import secrets
import sys
from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode

from domain.identity.refusals import (
    NotADelegate,
    NotSignedIn,
    OnlyInPerson,
    PermissionMissing,
    SecondFactorNeeded,
)
from domain.shared.refusal import Refusal, Stale
from entrypoints.http.answers import CALENDAR_TYPE
from entrypoints.http.openapi_parts import HEADERS, INFO, PARAMETERS, SECURITY_SCHEMES, problem_answer
from entrypoints.http.problems import status_of
from entrypoints.http.routes import IfMatch, Route
from entrypoints.http.schemas.problem import Problem

Document = dict[str, Any]
_REF = "#/components/schemas/{model}"
_JSON = "application/json"
_MODE: JsonSchemaMode = "validation"


class _Schemas:
    """Schemas of every model that the routes name, each under its own name."""

    def __init__(self, routes: Sequence[Route]) -> None:
        adapters: dict[Any, TypeAdapter[Any]] = {Problem: TypeAdapter(Problem)}
        for route in routes:
            models = [*route.answers.values(), route.query]
            models += [route.parameters[name] for name in route.path_parameters]
            adapters |= {model: TypeAdapter(model) for model in models if model is not None}
            if route.body is not None and route.body_type == "application/json":
                adapters[route.full_path, route.method] = route.body
        generator = GenerateJsonSchema(ref_template=_REF)
        inputs = [(key, _MODE, adapter.core_schema) for key, adapter in adapters.items()]
        made, definitions = generator.generate_definitions(inputs)
        self._by_key = {key: schema for (key, _), schema in made.items()}
        self.components = definitions

    def of(self, key: Any) -> Document:
        schema = self._by_key[key]
        return dict(schema)

    def properties(self, model: type[BaseModel]) -> tuple[Document, list[str]]:
        schema = self.of(model)
        if "$ref" in schema:
            schema = self.components[schema["$ref"].rpartition("/")[2]]
        return schema["properties"], schema.get("required", [])


def document(routes: Iterable[Route]) -> Document:
    ordered = sorted(routes, key=lambda route: (route.full_path, route.method))
    schemas = _Schemas(ordered)
    paths: dict[str, Document] = {}
    for route in ordered:
        paths.setdefault(route.full_path, {})[route.method.lower()] = _operation(route, schemas)
    queries = {route.query.__name__ for route in ordered if route.query is not None}
    components = {name: _tidy(schema) for name, schema in schemas.components.items() if name not in queries}
    return {
        "openapi": "3.1.0",
        "info": INFO,
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": dict(sorted(components.items())),
            "parameters": PARAMETERS,
            "headers": HEADERS,
            "securitySchemes": SECURITY_SCHEMES,
        },
    }


def _operation(route: Route, schemas: _Schemas) -> Document:
    made: Document = {
        "operationId": route.name,
        "tags": [route.path.split("/")[1]],
        "summary": route.summary,
        "security": [] if route.is_public else [{"accessToken": []}],
        "parameters": _parameters(route, schemas),
        "responses": _responses(route, schemas),
    }
    if route.description:
        made["description"] = route.description
    if route.permission is not None:
        made["x-permission"] = route.permission.value
    if "body" in route.parameters:
        made["requestBody"] = _request_body(route, schemas)
    return made


def _request_body(route: Route, schemas: _Schemas) -> Document:
    schema: Document = {"type": "string"}
    if route.body_type == "application/json":
        schema = _tidy(schemas.of((route.full_path, route.method)))
    return {"required": not route.body_optional, "content": {route.body_type: {"schema": schema}}}


def _parameters(route: Route, schemas: _Schemas) -> list[Document]:
    found: list[Document] = [
        {"name": name, "in": "path", "required": True, "schema": schemas.of(route.parameters[name])}
        for name in route.path_parameters
    ]
    if route.query is not None:
        properties, required = schemas.properties(route.query)
        for name, schema in properties.items():
            found.append(_query_parameter(name, dict(schema), required=name in required))
    if route.if_match is IfMatch.REQUIRED:
        found.append({"$ref": "#/components/parameters/IfMatch"})
    if route.if_match is IfMatch.OBEYED:
        found.append({"$ref": "#/components/parameters/IfMatchOptional"})
    if route.once:
        found.append({"$ref": "#/components/parameters/IdempotencyKey"})
    if route.permission is not None:
        found.append({"$ref": "#/components/parameters/OnBehalfOf"})
    if route.reads_cookie:
        found.append({"$ref": "#/components/parameters/CsrfProof"})
    return found


def _query_parameter(name: str, schema: Document, *, required: bool) -> Document:
    parameter: Document = {"name": name, "in": "query", "required": required}
    description = schema.pop("description", None)
    if description is not None:
        parameter["description"] = description
    schema = _tidy(schema)
    # Null is how a model says "not given"; in a query there is no null.
    alternatives = [each for each in schema.get("anyOf", []) if each != {"type": "null"}]
    if len(alternatives) == 1:
        schema = {**{key: value for key, value in schema.items() if key != "anyOf"}, **alternatives[0]}
        schema.pop("default", None)
    if schema.get("type") == "array":
        parameter |= {"style": "form", "explode": False}
    return {**parameter, "schema": schema}


def _responses(route: Route, schemas: _Schemas) -> Document:
    found: Document = {}
    for status, model in route.answers.items():
        answer: Document = {"description": HTTPStatus(status).phrase, "headers": _headers(route, status)}
        content = {} if model is None else {"application/json": {"schema": schemas.of(model)}}
        content |= {other: {"schema": {"type": "string"}} for other in route.answer_types if other != _JSON}
        if content:
            answer["content"] = content
        found[str(status)] = answer
    codes = _problem_codes(route)
    for status in sorted(codes):
        found[str(status)] = problem_answer(status, sorted(codes[status]))
    return dict(sorted(found.items()))


def _has_version(body: type[BaseModel] | None) -> bool:
    """Of its own, by which it is told whether somebody changed it."""
    version = None if body is None else body.model_fields.get("version")
    return version is not None and version.annotation is int


def _headers(route: Route, status: int) -> Document:
    names = ["RequestId"]
    body = route.answers[status]
    if CALENDAR_TYPE in route.answer_types or _has_version(body):
        names.append("ETag")
    if route.query is not None and "cursor" in route.query.model_fields:
        names.append("Link")
    if status == 201 and route.once and not route.path_parameters:
        names.append("Location")
    if route.once:
        names.append("IdempotencyReplayed")
    wire = {"RequestId": "X-Request-Id", "IdempotencyReplayed": "Idempotency-Replayed"}
    return {wire.get(name, name): {"$ref": f"#/components/headers/{name}"} for name in names}


def _problem_codes(route: Route) -> dict[int, set[str]]:
    codes: dict[int, set[str]] = {
        400: {"invalid_query"},
        429: {"too_many_requests"},
        500: {"unexpected"},
        503: {"storage_unavailable"},
    }
    refusals: list[type[Refusal]] = list(route.refusals)
    if not route.is_public:
        refusals.append(NotSignedIn)
    if route.permission is None:
        refusals.append(OnlyInPerson)
    if route.permission is not None:
        refusals += [PermissionMissing, NotADelegate, SecondFactorNeeded]
    for refusal in refusals:
        codes.setdefault(status_of(refusal), set()).add(refusal.code)
    extra: list[tuple[bool, int, set[str]]] = [
        (route.permission is not None, 400, {"malformed_on_behalf_of"}),
        ("body" in route.parameters, 400, {"malformed_json"}),
        ("body" in route.parameters, 413, {"body_too_large"}),
        ("body" in route.parameters, 415, {"unsupported_media_type"}),
        ("body" in route.parameters, 422, {"invalid_body", "invalid_text"}),
        (route.once, 400, {"malformed_idempotency_key"}),
        (route.once, 409, {"idempotency_key_in_use"}),
        (route.once, 413, {"body_too_large"}),
        (route.once, 422, {"idempotency_key_reused"}),
        (route.if_match is not IfMatch.IGNORED, 400, {"malformed_if_match"}),
        (route.if_match is not IfMatch.IGNORED, 412, {Stale.code}),
        (route.if_match is IfMatch.REQUIRED, 428, {"precondition_required"}),
        (route.reads_cookie, 403, {"csrf_check_failed"}),
        (bool(route.path_parameters), 404, {"not_found"}),
    ]
    for applies, status, names in extra:
        if applies:
            codes.setdefault(status, set()).update(names)
    return codes


def _tidy(schema: Any) -> Any:
    """Without the titles that pydantic makes of member names: they only repeat them."""
    if isinstance(schema, dict):
        return {
            key: _tidy(value)
            for key, value in schema.items()
            if not (key == "title" and isinstance(value, str))
        }
    return [_tidy(each) for each in schema] if isinstance(schema, list) else schema


def rendered(made: Document) -> str:
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    from entrypoints.container import Container
    from entrypoints.http.blueprints import api_routes
    from entrypoints.settings import Settings

    key = f"throw-away:{secrets.token_urlsafe(48)}"
    container = Container(settings=Settings.from_environment({"CONVENE_SECRET_KEYS": key}))
    sys.stdout.write(rendered(document(api_routes(container))))


if __name__ == "__main__":
    main()
