"""What surrounds every request: its id, its line in the access log, its headers."""

import json
import logging
import re
import secrets
from datetime import UTC, datetime
from time import perf_counter

from flask import Flask, Response, g, has_app_context, request

from entrypoints.http.client_address import ClientAddress
from entrypoints.log_lines import ACCESS_LOG

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,128}")
access_log = logging.getLogger(ACCESS_LOG)

# For answers of the API, which no browser should ever show, frame or keep (ASVS 5.0 3.4, 14.3.2).
API_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def surround(app: Flask, *, client_address: ClientAddress, https: bool) -> None:
    @app.before_request
    def begin() -> None:
        given = request.headers.get("X-Request-Id", "")
        g.request_id = given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(16)
        g.began = perf_counter()

    @app.after_request
    def finish(response: Response) -> Response:
        response.headers["X-Request-Id"] = g.request_id
        if https:
            response.headers.setdefault("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
        if request.path == "/api" or request.path.startswith(("/api/", "/healthz", "/readyz")):
            for name, value in API_HEADERS.items():
                response.headers.setdefault(name, value)
        return response

    @app.after_request
    def tell(response: Response) -> Response:
        """The path without its query, where tickets and search words stand."""
        line = {
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "request_id": g.request_id,
            "method": request.method,
            "path": request.path,
            "status": response.status_code,
            "milliseconds": round((perf_counter() - g.began) * 1000, 1),
            "person_id": str(g.person_id) if "person_id" in g else None,
            "address": client_address(request),
        }
        access_log.info(json.dumps(line))
        return response


def present_request_id() -> str | None:
    return g.get("request_id") if has_app_context() else None
