"""Whose answers a calendar file may bring (S38): of whoever has nobody here to answer for them."""

from dataclasses import replace

import pytest

from application.meeting.import_results import Outcome
from application.meeting.respond import RespondCommand
from domain.meeting.guest import Response, ResponseStatus
from tests.application.conftest import House
from tests.application.meeting.test_importing import Desk
from tests.application.meeting.test_importing_series import SECOND, SECOND_NAME, WEEKLY, one_date, series
from tests.calendars import an_event

ACCEPTED, DECLINED, TENTATIVE = ResponseStatus.ACCEPTED, ResponseStatus.DECLINED, ResponseStatus.TENTATIVE
OURS = "ORGANIZER:mailto:ana@example.org"
ZOE = "ATTENDEE;CN=Zoé;PARTSTAT={}:mailto:zoe@example.net"
BEN = "ATTENDEE;PARTSTAT={}:mailto:ben@example.org"


@pytest.fixture
def desk(house: House) -> Desk:
    return Desk(house, house.person("Ana"))


def answer(desk: Desk, email: str = "zoe@example.net", on: str = "") -> Response:
    (guest,) = (each for each in desk.meeting().guests if each.email == email)
    return guest.response_on(on)


@pytest.mark.parametrize(
    ("partstat", "status"),
    [
        ("ACCEPTED", ACCEPTED),
        ("tentative", TENTATIVE),
        ("DECLINED", DECLINED),
        ("DELEGATED", ResponseStatus.NEEDS_ACTION),
        ("X-MAYBE", ResponseStatus.NEEDS_ACTION),
    ],
)
@pytest.mark.parametrize("organiser", [OURS, "ORGANIZER:mailto:boss@example.net", "X-A:1"])
def test_an_address_without_account_keeps_its_answer(
    desk: Desk, organiser: str, partstat: str, status: ResponseStatus
) -> None:
    desk.one(organiser, ZOE.format(f'{partstat};X-RESPONSE-COMMENT="Train^nat ""5^\'"'.replace('""', "")))
    assert answer(desk) == Response(status, 'Train\nat 5"')


@pytest.mark.parametrize("organiser", [OURS, "ORGANIZER:mailto:boss@example.net", "X-A:1"])
def test_nobody_with_an_account_is_answered_for(desk: Desk, organiser: str) -> None:
    ben = desk.house.person("Ben")
    result = desk.one(organiser, BEN.format("ACCEPTED"))
    assert answer(desk, "ben@example.org") == Response()
    assert result.reason == "left out: 1 answer of people who answer here themselves"
    desk.house.container.meetings.respond()(RespondCommand(ben, desk.meeting().id, TENTATIVE))
    again = desk.one(organiser, BEN.format("DECLINED"), "SEQUENCE:9")
    assert (again.outcome, answer(desk, "ben@example.org").status) == (Outcome.UNCHANGED, TENTATIVE)
    assert desk.one(organiser, BEN.format("TENTATIVE"), "SEQUENCE:9").reason == ""


def test_nobody_is_answered_for_while_their_account_is_disabled(desk: Desk) -> None:
    ben = desk.house.person("Ben")
    with desk.house.container.transactions().begin() as work:
        person = work.people.get(ben.person_id)
        work.people.save(replace(person, active=False))
    desk.one(OURS, BEN.format("ACCEPTED"))
    assert answer(desk, "ben@example.org") == Response()


def test_nobody_is_answered_for_once_they_have_an_account(desk: Desk) -> None:
    desk.one(OURS, BEN.format("TENTATIVE"))
    assert answer(desk, "ben@example.org").status is TENTATIVE
    desk.house.person("Ben")
    assert desk.one(OURS, BEN.format("ACCEPTED"), "SEQUENCE:1").outcome is Outcome.UNCHANGED
    assert answer(desk, "ben@example.org").status is TENTATIVE


def test_a_later_file_brings_a_later_answer(desk: Desk) -> None:
    desk.one(OURS, ZOE.format("ACCEPTED"), "SEQUENCE:1")
    assert desk.one(OURS, ZOE.format("ACCEPTED"), "SEQUENCE:1").outcome is Outcome.UNCHANGED
    assert desk.one(OURS, "ATTENDEE:mailto:zoe@example.net", "SEQUENCE:1").outcome is Outcome.UNCHANGED
    assert desk.one(OURS, ZOE.format("DECLINED")).code == "stale"
    assert answer(desk).status is ACCEPTED
    assert desk.one(OURS, ZOE.format("DECLINED"), "SEQUENCE:1").outcome is Outcome.UPDATED
    assert answer(desk).status is DECLINED
    assert desk.house.kinds()[-1] == "meeting.changed"


def test_an_answer_goes_with_the_time_it_was_given_to(desk: Desk) -> None:
    desk.one(OURS, ZOE.format("ACCEPTED"))
    desk.one(OURS, "ATTENDEE:mailto:zoe@example.net", "DTSTART:20261202T093000Z", "SEQUENCE:1")
    assert answer(desk).status is ResponseStatus.NEEDS_ACTION
    desk.one(OURS, ZOE.format("ACCEPTED"), "DTSTART:20261203T093000Z", "SEQUENCE:2")
    assert answer(desk).status is ACCEPTED


def test_an_answer_that_was_given_here_is_not_replaced(desk: Desk) -> None:
    desk.one(OURS, ZOE.format("ACCEPTED"))
    with desk.house.container.transactions().begin() as work:
        meeting = work.meetings.get(desk.meeting().id)
        meeting.guests[0].response = replace(meeting.guests[0].response, at=meeting.updated_at)
        work.meetings.save(meeting)
    assert desk.one(OURS, ZOE.format("DECLINED"), "SEQUENCE:1").outcome is Outcome.UNCHANGED


def test_answers_to_single_dates(desk: Desk) -> None:
    file = [
        series(OURS, ZOE.format("ACCEPTED"), "ATTENDEE;PARTSTAT=DECLINED:mailto:max@example.net"),
        one_date(
            OURS,
            ZOE.format("DECLINED"),
            "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:max@example.net",
            "ATTENDEE;PARTSTAT=TENTATIVE:mailto:eve@example.net",
        ),
    ]
    desk.bring(*file)
    assert [answer(desk, on=name).status for name in (SECOND_NAME, "")] == [DECLINED, ACCEPTED]
    assert answer(desk, "max@example.net", SECOND_NAME).status is ResponseStatus.NEEDS_ACTION
    assert answer(desk, "max@example.net").status is DECLINED
    assert answer(desk, "eve@example.net", SECOND_NAME).status is TENTATIVE
    again = [result.outcome for _, result in desk.bring(*file).lines]
    assert again == [Outcome.UNCHANGED] * 2
    later = one_date(OURS, ZOE.format("TENTATIVE"), "SEQUENCE:1")
    assert [result.outcome for _, result in desk.bring(later).lines] == [Outcome.UPDATED]
    assert answer(desk, on=SECOND_NAME).status is TENTATIVE


def test_an_older_date_changes_nobodys_part(desk: Desk) -> None:
    desk.bring(series(OURS, ZOE.format("ACCEPTED"), "SEQUENCE:3"))
    for line in (ZOE.format("DECLINED"), OURS.replace("ORGANIZER", "ATTENDEE")):
        start = "DTSTART;TZID=Europe/Paris:20261208T093000"
        older = an_event("SUMMARY:Weekly", SECOND, OURS, line, "SEQUENCE:2", start=start)
        assert [result.code for _, result in desk.bring(older).lines] == ["stale"]
    assert answer(desk, on=SECOND_NAME).status is ACCEPTED


def test_a_cancelled_date_keeps_what_it_would_have_been(desk: Desk) -> None:
    moved = one_date(
        "SUMMARY:Moved", "LOCATION:Blue", "STATUS:CANCELLED", "COMMENT:Rain", "X-A:1", "COMMENT:and hail"
    )
    desk.bring(an_event("SUMMARY:Weekly", *WEEKLY), moved)
    own = desk.meeting().overrides[SECOND_NAME]
    assert (own.cancelled, own.cancellation_reason, dict(own.details)) == (
        True,
        "Rain",
        {"title": "Moved", "location": "Blue"},
    )
    assert own.timing is not None
    assert str(own.timing.slot.start) == "2026-12-09 09:00:00+00:00"
    assert own.kept is not None
    assert own.kept.lines == ("X-A:1", "COMMENT:and hail")
    assert [r.outcome for _, r in desk.bring(moved).lines] == [Outcome.UNCHANGED]


def test_a_message_that_cancels_a_date_changes_nothing_else(desk: Desk) -> None:
    """It need not say what the date was like (RFC 5546 §3.2.5)."""
    desk.bring(an_event("SUMMARY:Weekly", "LOCATION:Blue", *WEEKLY))
    bare = one_date("STATUS:CANCELLED", "SEQUENCE:1", "SUMMARY:Weekly")
    desk.bring(bare, before=("METHOD:CANCEL",))
    own = desk.meeting().overrides[SECOND_NAME]
    assert (own.cancelled, own.timing, dict(own.details)) == (True, None, {})
