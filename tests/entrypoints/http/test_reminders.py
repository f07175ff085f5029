"""Choosing when one is reminded."""

import pytest

from tests.entrypoints.http.conftest import Caller, problem, scheduled

USUAL = {"timed": ["PT10M"], "whole_days": [{"days_before": 1, "at": "17:00"}]}
CHOSEN = {"timed": ["PT1H", "PT0M"], "whole_days": [{"days_before": 0, "at": "08:30"}]}


def test_who_chose_nothing_is_shown_what_counts(ana: Caller) -> None:
    answer = ana.get("/reminder-preferences")
    assert answer.status_code == 200
    assert answer.json == {"version": 1, "own": True, **USUAL}
    assert answer.headers["ETag"] == '"1"'


def test_preferences_are_chosen_all_at_once(ana: Caller) -> None:
    answer = ana.call("PUT", "/reminder-preferences", CHOSEN, If_Match='"1"')
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"2"')
    assert answer.json == {
        "version": 2,
        "own": True,
        "timed": ["PT0M", "PT1H"],
        "whole_days": [{"days_before": 0, "at": "08:30"}],
    }
    assert ana.get("/reminder-preferences").json == answer.json


def test_one_may_want_none(ana: Caller) -> None:
    none = {"timed": [], "whole_days": []}
    assert ana.call("PUT", "/reminder-preferences", none, If_Match="*").json == {
        "version": 2,
        "own": True,
        **none,
    }


def test_a_meeting_is_as_usual_until_something_is_chosen_for_it(ana: Caller) -> None:
    path = f"/meetings/{scheduled(ana)['id']}/reminders"
    assert ana.get(path).json == {"version": 1, "own": False, **USUAL}
    chosen = ana.call("PUT", path, CHOSEN, If_Match='"1"')
    assert chosen.status_code == 200
    assert chosen.json is not None
    assert (chosen.json["own"], chosen.json["timed"]) == (True, ["PT0M", "PT1H"])
    assert ana.get("/reminder-preferences").json == {"version": 1, "own": True, **USUAL}
    assert ana.call("DELETE", path, None, If_Match='"2"').status_code == 204
    assert ana.get(path).json == {"version": 1, "own": False, **USUAL}


def test_the_second_of_two_editors_is_told(ana: Caller) -> None:
    path = f"/meetings/{scheduled(ana)['id']}/reminders"
    for about in (path, "/reminder-preferences"):
        ana.call("PUT", about, CHOSEN, If_Match='"1"')
        stale = ana.call("PUT", about, CHOSEN, If_Match='"1"')
        assert problem(stale, 412, "stale_reminders")["current"]["version"] == 2
        problem(ana.call("PUT", about, CHOSEN), 428, "precondition_required")
    problem(ana.call("DELETE", path, None, If_Match='"1"'), 412, "stale_reminders")


def test_nobody_learns_of_a_meeting_by_its_reminders(ana: Caller, ben: Caller) -> None:
    path = f"/meetings/{scheduled(ana)['id']}/reminders"
    problem(ben.get(path), 404, "meeting_not_found")
    problem(ben.call("PUT", path, CHOSEN, If_Match="*"), 404, "meeting_not_found")
    problem(ben.call("DELETE", path, None, If_Match="*"), 404, "meeting_not_found")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({**CHOSEN, "timed": ["PT30S"]}, "/timed/0"),
        ({**CHOSEN, "timed": ["soon"]}, "/timed/0"),
        ({**CHOSEN, "timed": ["P29D"]}, "/timed"),
        ({**CHOSEN, "timed": ["PT60M", "PT1H"]}, "/timed"),
        ({**CHOSEN, "timed": ["PT1M"] * 11}, "/timed"),
        ({**CHOSEN, "whole_days": [{"days_before": 29, "at": "08:00"}]}, "/whole_days/0/days_before"),
        ({**CHOSEN, "whole_days": [{"days_before": 1, "at": "24:00"}]}, "/whole_days/0/at"),
        ({"timed": []}, "/whole_days"),
        ({**CHOSEN, "sound": "gong"}, "/sound"),
    ],
)
def test_what_is_no_reminder_is_refused_by_name(ana: Caller, body: object, pointer: str) -> None:
    refused = ana.call("PUT", "/reminder-preferences", body, If_Match="*")
    assert refused.status_code == 422
    assert refused.json is not None
    assert [error["pointer"] for error in refused.json["errors"]] == [pointer]
