"""If-Match in all its spellings (RFC 9110 §13.1.1)."""

import pytest

from tests.entrypoints.http.conftest import Caller, problem, scheduled


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ('"1"', 200),
        ("*", 200),
        (' "1" ', 200),
        ('"7", "1"', 200),
        ('"1","x"', 200),
        ('W/"7", "1"', 200),
        ('"2"', 412),
        ('"0"', 412),
        ('"01"', 412),
        ('W/"1"', 412),
        ('"7", "8"', 412),
        ('"abc"', 412),
        ('""', 412),
        ('"999999999999999999999999999999"', 412),
        ("1", 400),
        ('"1', 400),
        ('1"', 400),
        ("", 400),
        (",", 400),
        ('"1" "2"', 400),
        ('w/"1"', 400),
        ("*, *", 400),
        ('"' + "1" * 2_000 + '"', 400),
    ],
)
def test_a_change_goes_through_only_for_a_version_that_was_named(
    ana: Caller, header: str, status: int
) -> None:
    meeting = scheduled(ana)
    answer = ana.call("PATCH", f"/meetings/{meeting['id']}", {"title": "New"}, If_Match=header)
    assert answer.status_code == status, answer.text
    if status == 412:
        assert problem(answer, 412, "stale")["current"] == meeting
    if status == 400:
        problem(answer, 400, "malformed_if_match")


def test_an_answer_takes_any_version_since_the_last_move(ana: Caller, ben: Caller) -> None:
    meeting = scheduled(ana, ben)
    path = f"/meetings/{meeting['id']}/response"
    for header, status in [
        ('"1"', 200),
        ('"1"', 200),
        ('"2"', 200),
        ('"9"', 412),
        ('W/"1"', 412),
        ("*", 200),
    ]:
        assert ben.call("PUT", path, {"status": "accepted"}, If_Match=header).status_code == status
