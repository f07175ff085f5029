"""Which pages of other origins may read answers of the API (Fetch §3.2, "CORS"; ASVS 5.0 3.4.2)."""

from collections.abc import Collection
from dataclasses import dataclass

from flask import Request, Response

METHODS = "DELETE, GET, HEAD, PATCH, POST, PUT"
SENT = "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, On-Behalf-Of, X-Request-Id"
READ = (
    "ETag, Idempotency-Replayed, Location, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate, "
    "X-Request-Id"
)
KEPT = 600
"""Seconds for which a browser may remember what it was allowed."""


@dataclass(frozen=True, slots=True)
class CrossOrigin:
    """Opens answers to the listed origins, letter by letter; to nobody when none is listed.

    No path is looked at, so that none can be spelled around. Credentials are never allowed: another origin
    brings a token of its own, and no page but ours can use the cookies.
    """

    origins: Collection[str]

    def preflight(self, request: Request) -> Response | None:
        """The answer to a question that a listed origin asks first; all other OPTIONS are the routes'."""
        asks = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
        if not asks or self._listed(request) is None:
            return None
        response = Response(status=204)
        del response.headers["Content-Type"]
        response.headers["Access-Control-Allow-Methods"] = METHODS
        response.headers["Access-Control-Allow-Headers"] = SENT
        response.headers["Access-Control-Max-Age"] = str(KEPT)
        return response

    def open(self, response: Response, request: Request) -> None:
        """Lets the page that asked read the answer."""
        if not self.origins:
            return
        response.vary.add("Origin")
        origin = self._listed(request)
        if origin is not None:
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Expose-Headers"] = READ

    def _listed(self, request: Request) -> str | None:
        origin = request.headers.get("Origin")
        return origin if origin in self.origins else None
