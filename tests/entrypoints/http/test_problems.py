"""Every refusal of the business has a status, and nothing that goes wrong says more than it should."""

import importlib
import json
import logging
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import application
import domain
from application.identity.read_me import ReadMe
from application.shared.refusals import StorageUnavailable
from domain.shared.refusal import InvalidValue, Refusal, Stale
from entrypoints.http.problems import STATUSES, status_of
from entrypoints.log_lines import JsonLine
from tests.entrypoints.http.conftest import Caller, House, problem, scheduled


def load_everything(package: ModuleType) -> None:
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)


def all_refusals(kind: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    for each in kind.__subclasses__():
        if each.__module__.startswith(("domain.", "application.", "entrypoints.")):
            yield each
        yield from all_refusals(each)


load_everything(domain)
load_everything(application)
REFUSALS = sorted(set(all_refusals()), key=lambda refusal: refusal.__qualname__)


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.__qualname__)
def test_every_refusal_has_a_status(refusal: type[Refusal]) -> None:
    assert 400 <= status_of(refusal) <= 503


def test_a_new_refusal_without_a_status_is_noticed() -> None:
    class Unheard(Exception):
        pass

    assert len(REFUSALS) > 20
    with pytest.raises(KeyError):
        status_of(Refusal)
    with pytest.raises(KeyError):
        status_of(Unheard)  # type: ignore[arg-type]


def test_codes_tell_refusals_apart() -> None:
    codes = [refusal.code for refusal in REFUSALS if "code" in vars(refusal)]
    assert len(codes) == len(set(codes))
    assert all(code.replace("_", "").isalpha() and code.islower() for code in codes)


FOR_PROGRAMS = {
    "client_id_reused",
    "csrf_check_failed",
    "date_missing",
    "flag_not_found",
    "idempotency_key_reused",
    "invalid_cursor",
    "invalid_detail",
    "live_ticket_invalid",
    "resync_required",
    "second_factor_required",
}
"""Said to who wrote the program that asks: the web app sees to it that nobody meets them in its pages."""
WORDS = Path(__file__).parents[3] / "frontend" / "src" / "messages"


def test_people_meet_no_refusal_without_words_in_their_language() -> None:
    """The checks of the catalogues see to it that each language has what English has."""
    shared = json.loads((WORDS / "en.json").read_text())["problems"]
    said = {*shared, *json.loads((WORDS / "en.refusals.json").read_text())["refusals"]}
    assert {refusal.code for refusal in REFUSALS} - said == FOR_PROGRAMS


def test_the_table_has_no_row_without_a_class() -> None:
    assert set(STATUSES) <= {*REFUSALS, InvalidValue, Stale}


def test_an_unexpected_failure_is_logged_and_not_told(
    ana: Caller, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(self: ReadMe, caller: object) -> object:
        raise RuntimeError("password=hunter2 at /srv/convene/secret.py")

    monkeypatch.setattr(ReadMe, "__call__", broken)
    logging.getLogger("convene").addHandler(caplog.handler)
    try:
        answer = ana.get("/me")
    finally:
        logging.getLogger("convene").removeHandler(caplog.handler)
    body = problem(answer, 500, "unexpected")
    for secret in ("hunter2", "RuntimeError", "secret.py", "Traceback"):
        assert secret not in answer.text
    assert body["retryable"] is False
    assert any(record.exc_info and "hunter2" in str(record.exc_info[1]) for record in caplog.records)


def test_an_absent_database_asks_for_patience(ana: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(self: ReadMe, caller: object) -> object:
        raise StorageUnavailable("the database cannot be reached just now")

    monkeypatch.setattr(ReadMe, "__call__", away)
    answer = ana.get("/me")
    assert problem(answer, 503, "storage_unavailable")["retryable"] is True
    assert int(answer.headers["Retry-After"]) > 0


@pytest.mark.parametrize("given", ["abcdefgh", "0193a5f0-7c1e-7cc3-9d0a-2f1b5b1d3c4e", "a.b_c-d.e" * 14])
def test_a_well_formed_request_id_is_kept(ana: Caller, given: str) -> None:
    assert ana.get("/me", X_Request_Id=given).headers["X-Request-Id"] == given


@pytest.mark.parametrize("given", ["", "short", "x" * 129, "a b c d e f", "evil<script>", "né-né-né-né"])
def test_any_other_is_replaced(ana: Caller, given: str) -> None:
    made = ana.get("/me", X_Request_Id=given).headers["X-Request-Id"]
    assert made != given
    assert len(made) == 32


def test_every_answer_guards_itself(ana: Caller, house: House) -> None:
    for answer in (
        ana.get("/me"),
        ana.get("/nothing"),
        house.nobody().get("/me"),
        ana.client.get("/healthz"),
        ana.client.get("/api/v1/openapi.json"),
        ana.client.get("/api/docs"),
    ):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Request-Id"]
        assert not any(name.lower().startswith("access-control-") for name in dict(answer.headers))
        assert "Server" not in answer.headers


def test_the_access_log_is_one_line_without_secrets(ana: Caller, capsys: pytest.CaptureFixture[str]) -> None:
    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(JsonLine().format(record))

    keep = Keep()
    logging.getLogger("convene.access").addHandler(keep)
    try:
        ana.client.get(
            "/api/v1/people/x%0d%0ay?ticket=s3cret&q=%0a", headers={"Authorization": f"Bearer {ana.token}"}
        )
        ana.get("/me", X_Request_Id="request-0001")
        ana.post("/auth/login", {"email": ana.email, "password": "s3cret-password"})
    finally:
        logging.getLogger("convene.access").removeHandler(keep)
    assert len(lines) == 3
    assert not any("\n" in line or "\r" in line for line in lines)
    text = "".join(lines)
    assert "s3cret" not in text
    assert ana.token not in text
    line = json.loads(lines[1])
    assert (line["request_id"], line["method"], line["path"], line["status"], line["person_id"]) == (
        "request-0001",
        "GET",
        "/api/v1/me",
        200,
        str(ana.person_id),
    )


def test_health_and_readiness(house: House) -> None:
    client = house.app.test_client()
    assert client.get("/healthz").json == {"status": "ok"}
    assert client.get("/readyz").json == {
        "status": "ready",
        "lag_seconds": {},
        "parked": {"notifications": 0},
    }


def test_what_keeps_it_from_serving_is_named() -> None:
    from flask import Flask

    from adapters.memory.database import MemoryDatabase
    from adapters.memory.job_book import NothingWaits
    from application.shared.ports import Readiness
    from entrypoints.http.health import health_blueprint

    class Unready(Readiness):
        def problems(self) -> dict[str, str]:
            return {"migrations": "behind"}

        def is_left_behind(self) -> bool:
            return False

    app = Flask(__name__)
    app.register_blueprint(health_blueprint(readiness=Unready(), queue_lags=NothingWaits(MemoryDatabase())))
    answer = app.test_client().get("/readyz")
    assert (answer.status_code, answer.json) == (
        503,
        {"status": "unready", "problems": {"migrations": "behind"}},
    )
    assert answer.headers["Retry-After"]


def test_a_stale_answer_shows_the_present_as_the_caller_sees_it(ana: Caller) -> None:
    meeting = scheduled(ana)
    answer = ana.call("PATCH", f"/meetings/{meeting['id']}", {"title": "x"}, If_Match='"9"')
    assert problem(answer, 412, "stale")["current"] == meeting
