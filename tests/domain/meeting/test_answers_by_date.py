"""Answers to a series, and to single dates of it."""

import pytest

from domain.meeting.guest import ResponseStatus
from domain.meeting.meeting import Meeting
from domain.meeting.occurrence import Override
from domain.meeting.refusals import MeetingIsCancelled, NotInvited, OccurrenceNotFound
from domain.shared.ids import new_id
from tests.builders import NOW, a_meeting, an_invitation

BEN = new_id(NOW)
FIRST, SECOND, THIRD = "20261201T083000Z", "20261208T083000Z", "20261215T083000Z"


def a_series() -> Meeting:
    return a_meeting(guests=(an_invitation("ben", person_id=BEN),), repeats=["RRULE:FREQ=WEEKLY;COUNT=3"])


def answer(
    meeting: Meeting, status: ResponseStatus, original_start: str | None = None, instead: bool = False
) -> None:
    meeting.respond(
        BEN,
        status,
        comment="",
        seen_version=None,
        now=NOW,
        original_start=original_start,
        instead_of_all=instead,
    )


def answers(meeting: Meeting) -> list[ResponseStatus]:
    return [meeting.attendance(name)[BEN] for name in (FIRST, SECOND, THIRD)]


def test_an_answer_to_one_date_leaves_the_others_alone() -> None:
    series = a_series()
    answer(series, ResponseStatus.ACCEPTED)
    answer(series, ResponseStatus.DECLINED, SECOND)
    assert answers(series) == ["accepted", "declined", "accepted"]
    data = series.events[-1].data()
    assert (data["original_start"], data["scope"]) == (SECOND, "this")
    assert data["start"]["utc"] == "2026-12-08T08:30:00Z"  # type: ignore[index]


def test_an_answer_to_the_series_leaves_single_dates_alone_unless_asked() -> None:
    series = a_series()
    answer(series, ResponseStatus.DECLINED, SECOND)
    answer(series, ResponseStatus.TENTATIVE)
    assert answers(series) == ["tentative", "declined", "tentative"]
    answer(series, ResponseStatus.ACCEPTED, instead=True)
    assert answers(series) == ["accepted"] * 3


def test_what_cannot_be_answered_says_why() -> None:
    series = a_series()
    with pytest.raises(OccurrenceNotFound):
        answer(series, ResponseStatus.ACCEPTED, "20261202T083000Z")
    series.overrides[SECOND] = Override(cancelled=True)
    with pytest.raises(MeetingIsCancelled):
        answer(series, ResponseStatus.ACCEPTED, SECOND)
    series.guests[0].not_on = frozenset({THIRD})
    with pytest.raises(NotInvited):
        answer(series, ResponseStatus.ACCEPTED, THIRD)
