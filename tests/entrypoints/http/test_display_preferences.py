"""How one sees Convene, over HTTP."""

from typing import Any

import pytest

from tests.entrypoints.http.conftest import Caller, problem

PATH = "/display-preferences"
USUAL = {
    "theme": "system",
    "density": "comfortable",
    "palette": "full",
    "motion": "system",
    "text_size": "normal",
    "hour_cycle": "automatic",
    "first_day": "automatic",
    "single_keys": True,
    "keys": {},
}


def test_they_are_chosen_all_at_once_and_are_ones_own(ana: Caller, ben: Caller) -> None:
    first = ana.get(PATH)
    assert (first.json, first.headers["ETag"]) == (USUAL | {"version": 1}, '"1"')
    body = USUAL | {"theme": "dark", "hour_cycle": "12", "keys": {"calendar.open": "g k"}}
    problem(ana.call("PUT", PATH, body), 428, "precondition_required")
    put = ana.call("PUT", PATH, body, If_Match='"1"')
    assert (put.status_code, put.json, put.headers["ETag"]) == (200, body | {"version": 2}, '"2"')
    assert ana.get(PATH).json == put.json
    stale = problem(ana.call("PUT", PATH, USUAL, If_Match='"1"'), 412, "stale")
    assert stale["current"] == put.json
    assert ben.get(PATH).json == first.json


@pytest.mark.parametrize(
    ("change", "code", "pointer"),
    [
        ({"theme": "sepia"}, "invalid_body", "/theme"),
        ({"single_keys": "no"}, "invalid_body", "/single_keys"),
        ({"colour": "red"}, "invalid_body", "/colour"),
        ({"keys": {"calendar.open": "ctrl+k"}}, "invalid_display", "/keys/calendar.open"),
    ],
)
def test_what_makes_no_sense_names_the_member(
    ana: Caller, change: dict[str, Any], code: str, pointer: str
) -> None:
    problem(ana.call("PUT", PATH, USUAL | change, If_Match="*"), 422, code, pointer)
