"""The API for readers: ``/api/docs``, made from the document that programs get, without script."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, render_template
from markupsafe import Markup, escape

from entrypoints.http.errors import CODES
from entrypoints.http.openapi import Document, rendered
from entrypoints.http.problems import PROBLEM_TYPE

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def reference_blueprint(made: Callable[[], Document]) -> Blueprint:
    """The document is made when it is first asked for, so that nobody waits for it at the start."""
    reference = Blueprint("reference", __name__, template_folder="templates")

    @reference.get("/api/v1/openapi.json", provide_automatic_options=False)
    def openapi_document() -> Response:
        return Response(rendered(made()), content_type="application/json")

    @reference.get("/api/v1/asyncapi.json", provide_automatic_options=False)
    def asyncapi_document() -> Response:
        from entrypoints.live import asyncapi  # only who asks for it waits for its models

        return Response(asyncapi.rendered(asyncapi.document()), content_type="application/json")

    @reference.get("/api/docs", provide_automatic_options=False)
    def page() -> Response:
        text = render_template("reference.html", **_view(made()))
        return Response(text, content_type="text/html; charset=utf-8", headers=_page_headers())

    @reference.get("/api/docs/style.css", provide_automatic_options=False)
    def style() -> Response:
        return Response(render_template("reference.css"), content_type="text/css; charset=utf-8")

    return reference


def _page_headers() -> dict[str, str]:
    return {"Content-Security-Policy": PAGE_POLICY}


def _view(made: Document) -> dict[str, Any]:
    parts = made["components"]
    operations = [
        _operation(path, method, operation, parts)
        for path, methods in made["paths"].items()
        for method, operation in methods.items()
    ]
    shapes = [_shape(name, schema) for name, schema in parts["schemas"].items()]
    return {
        "info": made["info"],
        "operations": operations,
        "shapes": shapes,
        "codes": _codes(made),
        "shape_of": shape_of,
    }


def _operation(path: str, method: str, operation: Document, parts: Document) -> Document:
    body: Document = operation.get("requestBody", {})
    answers = [
        {"status": status, "description": answer["description"], "schema": _content(answer)}
        for status, answer in operation["responses"].items()
    ]
    permission = operation.get("x-permission")
    signed_in = f"Needs the permission {permission}." if permission else "For everybody who is signed in."
    return {
        "id": operation["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": operation["summary"],
        "description": operation.get("description", ""),
        "access": signed_in if operation["security"] else "Open to everybody.",
        "parameters": [_parameter(each, parts) for each in operation["parameters"]],
        "body": _content(body) if body else None,
        "body_optional": not body.get("required", True),
        "answers": answers,
    }


def _content(answer: Document) -> Document | None:
    content = answer.get("content", {})
    return next((each["schema"] for media, each in content.items() if media != PROBLEM_TYPE), None)


def _parameter(parameter: Document, parts: Document) -> Document:
    if "$ref" in parameter:
        parameter = parts["parameters"][parameter["$ref"].rpartition("/")[2]]
    return {
        "name": parameter["name"],
        "where": parameter["in"],
        "required": parameter["required"],
        "shape": shape_of(parameter["schema"]),
        "description": parameter.get("description", ""),
    }


def _shape(name: str, schema: Document) -> Document:
    required = schema.get("required", [])
    members = [
        {
            "name": member,
            "required": member in required,
            "schema": each,
            "description": each.get("description", ""),
        }
        for member, each in schema.get("properties", {}).items()
    ]
    return {
        "name": name,
        "description": schema.get("description", ""),
        "members": members,
        "schema": schema,
    }


def shape_of(schema: Document) -> Markup:
    """A schema in a few words, with links to the shapes that it names."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return Markup('<a href="#shape-{0}">{0}</a>').format(name)
    alternatives = schema.get("anyOf") or schema.get("oneOf")
    if alternatives:
        return Markup(" or ").join(shape_of(each) for each in alternatives)
    if "enum" in schema:
        return Markup(" or ").join(Markup("<code>{}</code>").format(each) for each in schema["enum"])
    if "const" in schema:
        return Markup("<code>{}</code>").format(schema["const"])
    if schema.get("type") == "array":
        return Markup("list of ") + shape_of(schema.get("items", {}))
    words = [schema.get("type", "anything"), schema.get("format", "")]
    if "maxLength" in schema:
        words.append(f"up to {schema['maxLength']:,} characters")
    return escape(" ".join(word for word in words if word))


def _codes(made: Document) -> list[tuple[str, str]]:
    found = {code: {f"{status} {HTTPStatus(status).phrase}"} for status, code in CODES.items()}
    for methods in made["paths"].values():
        for operation in methods.values():
            for status, answer in operation["responses"].items():
                phrase, _, names = answer["description"].partition(": ")
                for name in filter(None, names.split(", ")):
                    found.setdefault(name.strip("`"), set()).add(f"{status} {phrase}")
    return sorted((name, ", ".join(sorted(statuses))) for name, statuses in found.items())
