"""What of the installation's health somebody should look at."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from application.administration.health import Health, Installation, StoreFigures
from application.shared.background_work import JobRecord
from tests.builders import NOW

A_SECOND, AN_HOUR = timedelta(seconds=1), timedelta(hours=1)
AT_WORK = JobRecord("letters", 9, 0, 1.5, NOW - A_SECOND, NOW - A_SECOND, None, "")


def parts(
    *,
    problems: Mapping[str, str] | None = None,
    jobs: Sequence[JobRecord] = (AT_WORK,),
    lags: Mapping[str, float] | None = None,
    bus_answers: bool = True,
    events_parked: int = 0,
    letters_failing: int = 0,
) -> list[str]:
    health = Health(
        NOW,
        Installation("1.0", "smtp", "redis"),
        problems or {},
        jobs,
        lags or {"letters": 3.0},
        bus_answers,
        StoreFigures(
            letters_waiting=3,
            letters_failing=letters_failing,
            events_put_aside=2,
            events_parked=events_parked,
        ),
    )
    return [trouble.part for trouble in health.troubles()]


def test_nothing_is_wrong_with_a_busy_house() -> None:
    assert parts() == []


def test_what_makes_processes_unready_is_trouble() -> None:
    assert parts(problems={"migrations": "missing"}) == ["migrations"]


def test_nobody_at_work_is_trouble_one_job_of_an_older_version_is_none() -> None:
    gone = JobRecord("old", 9, 0, 1.5, NOW - AN_HOUR, NOW - AN_HOUR, None, "")
    assert parts(jobs=[AT_WORK, gone]) == []
    assert parts(jobs=[gone]) == ["worker"]
    assert parts(jobs=[]) == ["worker"]


def test_a_job_that_failed_is_trouble_until_it_goes_well_again() -> None:
    never = JobRecord("mail", 1, 1, 0.1, NOW, None, NOW, "OSError")
    failing = JobRecord("mail", 2, 1, 0.1, NOW, NOW - A_SECOND, NOW, "OSError")
    again = JobRecord("mail", 3, 1, 0.1, NOW, NOW, NOW - A_SECOND, "OSError")
    assert parts(jobs=[never]) == parts(jobs=[failing]) == ["jobs/mail"]
    assert parts(jobs=[again]) == []


def test_late_queues_failing_letters_a_silent_bus_and_parked_events_are_trouble() -> None:
    assert parts(lags={"letters": 61.0, "events": 60.0}) == ["queues/letters"]
    assert parts(letters_failing=1) == ["mail"]
    assert parts(bus_answers=False) == ["bus"]
    assert parts(events_parked=1) == ["events"]
