"""Figures for Prometheus (text exposition format 0.0.4).

All of them stand in the database, so any web process has the same answer, whoever did the work and where.
"""

import hmac
from collections.abc import Iterator, Mapping, Sequence

from flask import Blueprint, Request, Response, request
from pydantic import SecretStr

from application.shared.background_work import JobBook, JobRecord, QueueLags
from entrypoints.http.errors import problem_with
from entrypoints.http.gate import respond
from entrypoints.http.problems import answer_to
from entrypoints.settings import LOOPBACK

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via")


def metrics_blueprint(job_book: JobBook, queue_lags: QueueLags, *, token: SecretStr | None) -> Blueprint:
    metrics = Blueprint("metrics", __name__)

    @metrics.get("/metrics", provide_automatic_options=False)
    def figures() -> Response:
        """To anybody else this address is as any other that does not exist."""
        if not _may_read(request, token):
            return respond(answer_to(problem_with(404)))
        lines = [*_of_jobs(job_book.records()), *_of_queues(queue_lags)]
        text = "".join(f"{line}\n" for line in lines)
        return Response(text, content_type=CONTENT_TYPE)

    return metrics


def _may_read(asking: Request, token: SecretStr | None) -> bool:
    """By the token if there is one; else from this machine, and not through a proxy that stands on it."""
    if token is not None:
        given = asking.headers.get("Authorization", "").encode("latin-1", "replace")
        return hmac.compare_digest(given, b"Bearer " + token.get_secret_value().encode())
    return asking.remote_addr in LOOPBACK and not any(name in asking.headers for name in FORWARDED)


def _of_jobs(records: Sequence[JobRecord]) -> Iterator[str]:
    runs = {each.job: each.runs for each in records}
    failures = {each.job: each.failures for each in records}
    seconds = {each.job: each.seconds for each in records}
    seen = {each.job: each.seen_at.timestamp() for each in records}
    well = {each.job: each.last_well_at.timestamp() for each in records if each.last_well_at}
    yield from _family("convene_job_runs_total", "counter", "How often it was done.", runs)
    yield from _family("convene_job_failures_total", "counter", "How often it failed.", failures)
    yield from _family("convene_job_seconds_total", "counter", "What it took.", seconds)
    yield from _family("convene_job_seen_timestamp_seconds", "gauge", "When a process was last at it.", seen)
    yield from _family("convene_job_success_timestamp_seconds", "gauge", "When it last went well.", well)


def _of_queues(queues: QueueLags) -> Iterator[str]:
    lags, parked = queues.lags(), queues.parked()
    yield from _family("convene_queue_lag_seconds", "gauge", "How late the oldest is.", lags, label="queue")
    yield from _family("convene_queue_parked", "gauge", "How many were given up.", parked, label="queue")


def _family(
    name: str, kind: str, meaning: str, samples: Mapping[str, float], label: str = "job"
) -> Iterator[str]:
    yield f"# HELP {name} {meaning}"
    yield f"# TYPE {name} {kind}"
    for subject, value in samples.items():
        yield f'{name}{{{label}="{subject}"}} {value!r}'
