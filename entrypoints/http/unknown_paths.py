"""Under /api nothing falls through to the pages: a wrong path is 404, a wrong method 405."""

import re
from collections.abc import Iterable

from flask import Flask, Response, request
from werkzeug.exceptions import MethodNotAllowed

from entrypoints.http.errors import problem_with
from entrypoints.http.gate import respond
from entrypoints.http.problems import answer_to
from entrypoints.http.routes import Route

METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]
PATHS = ("/api", "/api/", "/api/<path:rest>")


def close_the_rest(app: Flask, routes: Iterable[Route]) -> None:
    taken: dict[re.Pattern[str], set[str]] = {}
    for route in routes:
        pattern = re.compile(route.pattern)
        taken.setdefault(pattern, set()).add(route.method)

    def nothing_here(rest: str = "") -> Response:
        for pattern, methods in taken.items():
            if pattern.fullmatch(request.path):
                return _wrong_method(methods | ({"HEAD"} if "GET" in methods else set()))
        return respond(answer_to(problem_with(404)))

    for path in PATHS:
        app.add_url_rule(
            path,
            endpoint=f"nothing at {path}",
            view_func=nothing_here,
            methods=METHODS,
            provide_automatic_options=False,
        )

    @app.errorhandler(MethodNotAllowed)
    def unheard_of(fault: MethodNotAllowed) -> Response:
        """A method that nothing here takes; the framework would answer with those of the rules above."""
        if request.path.startswith("/api"):
            return nothing_here()
        return _wrong_method(set(fault.valid_methods or ()))


def _wrong_method(allowed: set[str]) -> Response:
    return respond(answer_to(problem_with(405, {"Allow": ", ".join(sorted(allowed))})))
