"""Is the process alive, and can it serve? Nothing here is secret, and nothing says which version runs."""

import json

from flask import Blueprint, Response

from application.shared.ports import Readiness


def health_blueprint(*, readiness: Readiness) -> Blueprint:
    health = Blueprint("health", __name__)

    @health.get("/healthz", provide_automatic_options=False)
    def alive() -> Response:
        return _status("ok", 200, {})

    @health.get("/readyz", provide_automatic_options=False)
    def ready() -> Response:
        problems = dict(readiness.problems())
        return _status("unready", 503, problems) if problems else _status("ready", 200, {})

    return health


def _status(word: str, status: int, problems: dict[str, str]) -> Response:
    body = {"status": word, **({"problems": problems} if problems else {})}
    response = Response(json.dumps(body), status, content_type="application/json")
    if status == 503:
        response.headers["Retry-After"] = "2"
    return response
