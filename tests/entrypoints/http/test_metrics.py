"""`/metrics`: figures for those who run Convene, and for nobody else."""

from datetime import timedelta
from pathlib import Path

import pytest

from application.shared.background_work import JobTally
from domain.notification.untold import UntoldEvent
from entrypoints.cli.doctor import parked
from entrypoints.settings import InvalidSettings, Settings
from tests.entrypoints.http.conftest import House, a_house

TOKEN = "0123456789abcdef0123456789abcdef"
ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}


def test_what_the_background_processes_did_is_told(house: House) -> None:
    tally = JobTally("letters", 7, 2, 1.5, well_for=timedelta(seconds=5), trouble="ValueError")
    house.container.background.job_book().add([tally])
    answer = house.app.test_client().get("/metrics")
    assert answer.status_code == 200
    assert answer.content_type == "text/plain; version=0.0.4; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    lines = answer.text.splitlines()
    assert "# TYPE convene_job_runs_total counter" in lines
    assert 'convene_job_runs_total{job="letters"} 7' in lines
    assert 'convene_job_failures_total{job="letters"} 2' in lines
    assert 'convene_job_seconds_total{job="letters"} 1.5' in lines
    assert answer.text.endswith("\n")


def test_what_was_given_up_is_told_here_and_by_readyz_and_makes_nobody_unready(house: House) -> None:
    untold = UntoldEvent(1, attempts=100)
    untold.fail("no words", house.clock.now())
    with house.container.transactions().begin() as work:
        work.told_log.put_aside(untold)
    client = house.app.test_client()
    assert 'convene_queue_parked{queue="notifications"} 1' in client.get("/metrics").text.splitlines()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json["parked"]) == (200, {"notifications": 1})
    (finding,) = parked(house.container.background.queue_lags())
    assert (finding.about, finding.is_well) == ("notifications", False)


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
def test_what_a_proxy_on_this_machine_hands_on_is_not_from_this_machine(house: House, header: str) -> None:
    assert house.app.test_client().get("/metrics", headers={header: "192.0.2.7"}).status_code == 404


def test_others_learn_nothing(house: House) -> None:
    answer = house.app.test_client().get("/metrics", environ_overrides=ELSEWHERE)
    assert answer.status_code == 404
    assert "convene_job" not in answer.text


def test_with_a_token_it_alone_counts(tmp_path: Path) -> None:
    client = a_house(tmp_path, CONVENE_METRICS_TOKEN=TOKEN).app.test_client()
    good = {"Authorization": f"Bearer {TOKEN}"}
    assert client.get("/metrics", headers=good, environ_overrides=ELSEWHERE).status_code == 200
    assert client.get("/metrics").status_code == 404
    for bad in ("", "Bearer ", TOKEN, f"Bearer {TOKEN}x", f"bearer {TOKEN}", "Bearer \xfc"):
        assert client.get("/metrics", headers={"Authorization": bad}).status_code == 404


def test_a_token_that_can_be_guessed_is_refused() -> None:
    with pytest.raises(InvalidSettings, match="CONVENE_METRICS_TOKEN"):
        Settings.from_environment({"CONVENE_METRICS_TOKEN": "short"})
