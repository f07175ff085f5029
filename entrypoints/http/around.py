"""What surrounds every request: its origin, its line in the access log, its headers."""

import logging
import re
import secrets
from collections.abc import Iterable
from time import perf_counter
from typing import TYPE_CHECKING

from flask import Flask, Response, g, request

from application.shared.origin import Origin, coming_from, present_origin
from entrypoints.http.client_address import ClientAddress
from entrypoints.http.cross_origin import CrossOrigin
from entrypoints.http.pages import NO_FEATURES
from entrypoints.http.request_limits import headers_of
from entrypoints.http.shrinking import shrink
from entrypoints.http.spoken import say_language
from entrypoints.log_lines import masked_path

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

SLOW = 1.0
"""Seconds from which on a request is told of in the log of what was slow, too."""

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,128}")
access_log = logging.getLogger("convene.access")
slow_log = logging.getLogger("convene.slow")

# For whatever is no page of ours and no file of one: no browser should ever show, frame or keep it
# (ASVS 5.0 3.4, 14.3.2). A cache that keeps it all the same must not hand it to anybody else.
API_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": NO_FEATURES,
    "Referrer-Policy": "no-referrer",
    "Vary": "Accept, Accept-Encoding, Authorization, Cookie, Origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def surround(app: Flask, *, client_address: ClientAddress, cross_origin: CrossOrigin, https: bool) -> None:
    serve = app.wsgi_app

    def serve_from_its_origin(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        with coming_from(_origin(environ, client_address)):
            return serve(environ, start_response)

    app.wsgi_app = serve_from_its_origin  # type: ignore[method-assign]

    @app.before_request
    def begin() -> Response | None:
        g.began = perf_counter()
        return cross_origin.preflight(request)

    @app.after_request
    def finish(response: Response) -> Response:
        response.headers["X-Request-Id"] = present_origin().request_id
        if "allowance" in g:
            response.headers.update(headers_of(g.allowance))
        if https:
            response.headers.setdefault("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
        # At once: to look each up among the headers takes longer than to write all of them.
        own = {name.lower() for name, _ in response.headers}
        if "cross-origin-resource-policy" not in own:  # whoever sets it sets the others, too
            response.headers.extend(
                (name, value) for name, value in API_HEADERS.items() if name.lower() not in own
            )
        say_language(response)
        shrink(response, request)
        cross_origin.open(response, request)
        return response

    @app.after_request
    def tell(response: Response) -> Response:
        """The path without its query, where tickets and search words stand."""
        took = perf_counter() - g.began
        members = {
            "method": request.method,
            "path": masked_path(request.path),
            "route": request.endpoint,
            "status": response.status_code,
            "milliseconds": round(took * 1000, 1),
            "person_id": str(g.person_id) if "person_id" in g else None,
            "address": present_origin().address,
        }
        access_log.info("request", extra={"members": members})
        if took >= SLOW:
            slow_log.warning("slow request", extra={"members": members})
        return response


def _origin(environ: "WSGIEnvironment", client_address: ClientAddress) -> Origin:
    given = environ.get("HTTP_X_REQUEST_ID", "")
    request_id = given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(16)
    return Origin(client_address(environ), request_id)
