"""`/admin/health`: how Convene does, for those who look after it."""

from datetime import timedelta
from importlib.metadata import version

import pytest

from application.shared.background_work import JobTally
from domain.identity.role import Role
from domain.notification.untold import UntoldEvent
from tests.entrypoints.http.conftest import Caller, House, problem

PATH = "/admin/health"


def test_an_admin_sees_how_everything_does(house: House) -> None:
    house.container.background.job_book().add(
        [JobTally("letters", 7, 2, 1.5, well_for=timedelta(), ill_for=timedelta(1), trouble="OSError")]
    )
    health = house.person("Ada", Role.ADMIN).get(PATH).json
    (job,) = health.pop("jobs")
    assert (job["name"], job["runs"], job["failures"], job["seconds"]) == ("letters", 7, 2, 1.5)
    assert job["last_seen_at"] == job["last_success_at"] == health.pop("at")
    assert (job["last_failure"], job["last_failure_code"]) == ("OSError", "out_of_reach")
    assert health == {
        "status": "well",
        "version": version("convene"),
        "troubles": [],
        "queues": [],
        "mail": {"transport": "memory", "waiting": 0, "failing": 0, "given_up": 0},
        "bus": {"transport": "memory", "answers": True},
        "untold_events": {"put_aside": 0, "parked": 0},
        "storage": {"size": 0, "largest_tables": []},
    }


def test_troubles_are_named(house: House) -> None:
    parked = UntoldEvent(4, attempts=100)
    parked.fail("no words", house.clock.now())
    with house.container.transactions().begin() as work:
        work.told_log.put_aside(parked)
    answer = house.person("Ada", Role.ADMIN).get(PATH)
    assert (answer.status_code, answer.json["status"]) == (200, "troubled")
    assert [trouble["part"] for trouble in answer.json["troubles"]] == ["worker", "events"]


@pytest.mark.parametrize(
    ("trouble", "code"),
    [
        ("StorageUnavailable", "storage_unavailable"),
        ("MailServerUnreachable", "mail_server_unreachable"),
        ("MailServerSilent", "mail_server_silent"),
        ("MailSignInRefused", "mail_sign_in_refused"),
        ("ConnectionRefusedError", "out_of_reach"),
        ("PermissionError", "out_of_reach"),
        ("KeyError", "unforeseen"),
        ("print", "unforeseen"),
    ],
)
def test_why_a_job_failed_has_a_code(house: House, trouble: str, code: str) -> None:
    failed = JobTally("letters", 1, 1, ill_for=timedelta(), trouble=trouble)
    house.container.background.job_book().add([failed])
    (job,) = house.person("Ada", Role.ADMIN).get(PATH).json["jobs"]
    assert job["last_failure_code"] == code


def test_a_job_that_never_failed_has_no_code(house: House) -> None:
    house.container.background.job_book().add([JobTally("letters", 1, well_for=timedelta())])
    (job,) = house.person("Ada", Role.ADMIN).get(PATH).json["jobs"]
    assert job["last_failure_code"] is None


def test_what_was_given_up_is_tried_again_when_an_admin_asks(house: House, ana: Caller) -> None:
    parked = UntoldEvent(4, attempts=100)
    parked.fail("no words", house.clock.now())
    with house.container.transactions().begin() as work:
        work.told_log.put_aside(parked)
    retrying = "/admin/untold-events/retrying"
    problem(ana.post(retrying), 403, "permission_missing")
    ada = house.person("Ada", Role.ADMIN)
    assert ada.post(retrying).json == {"retried": 1}
    assert ada.get(PATH).json["untold_events"] == {"put_aside": 1, "parked": 0}
    assert ada.post(retrying).json == {"retried": 0}
    trail = house.container.memory_database().audit_trail
    (entry,) = [each for each in trail if each.kind == "events.retried"]
    assert (entry.actor_id, entry.details) == (ada.person_id, {"count": 1, "positions": [4]})


def test_it_is_nobody_elses(ana: Caller, guest: Caller) -> None:
    for caller in (ana, guest):
        problem(caller.get(PATH), 403, "permission_missing")
