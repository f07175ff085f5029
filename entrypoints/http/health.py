"""Is the process alive, and can it serve? Nothing here is secret, and nothing says which version runs."""

import json
from collections.abc import Mapping

from flask import Blueprint, Response

from application.shared.background_work import QueueLags
from application.shared.ports import Readiness
from application.shared.refusals import StorageUnavailable


def health_blueprint(*, readiness: Readiness, queue_lags: QueueLags) -> Blueprint:
    health = Blueprint("health", __name__)

    @health.get("/healthz", provide_automatic_options=False)
    def alive() -> Response:
        return _status(200, {"status": "ok"})

    @health.get("/readyz", provide_automatic_options=False)
    def ready() -> Response:
        """What is late, or was given up, keeps nobody from being served: it is told, and only changes unseen
        are a problem.
        """
        problems, lags, parked = readiness.problems(), {}, {}
        if not problems:
            try:
                lags = {queue: round(seconds, 1) for queue, seconds in queue_lags.lags().items()}
                parked = dict(queue_lags.parked())
            except StorageUnavailable as error:
                problems = {"database": str(error)}
        if problems:
            return _status(503, {"status": "unready", "problems": problems})
        return _status(200, {"status": "ready", "lag_seconds": lags, "parked": parked})

    return health


def _status(status: int, body: Mapping[str, object]) -> Response:
    response = Response(json.dumps(body), status, content_type="application/json")
    if status == 503:
        response.headers["Retry-After"] = "2"
    return response
