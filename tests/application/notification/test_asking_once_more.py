"""Who has not answered is asked once more, in their inbox and by mail; whoever has is left in peace."""

from datetime import timedelta
from uuid import UUID

import pytest

from application.identity.caller import Caller
from application.meeting.cancel_meeting import CancelMeetingCommand
from application.meeting.change_meeting import ChangeMeetingCommand
from application.meeting.invitations import Invitee
from application.meeting.respond import RespondCommand
from application.meeting.schedule_meeting import ScheduleMeetingCommand
from domain.identity.role import Role
from domain.meeting.details import Details
from domain.meeting.guest import ResponseStatus
from domain.meeting.refusals import (
    EverybodyAnswered,
    GuestsRemindedLately,
    MeetingAlreadyOver,
    MeetingIsCancelled,
)
from tests.application.conftest import House
from tests.application.notification.conftest import Inboxes, Mailbox
from tests.builders import at, timed


@pytest.fixture
def ana(house: House) -> Caller:
    return house.person("Ana")


@pytest.fixture
def ben(house: House) -> Caller:
    return house.person("Ben")


@pytest.fixture
def meeting(house: House, ana: Caller, ben: Caller) -> UUID:
    """With Ben, Cleo, and Dan, who has no account. Nobody has answered; all have been asked."""
    people = ben, house.person("Cleo", Role.GUEST)
    guests = *(Invitee(person_id=each.person_id) for each in people), Invitee(email="dan@example.com")
    timing = timed("2026-12-08 09:30", "2026-12-08 10:15")
    command = ScheduleMeetingCommand(ana, Details("Review"), timing, guests)
    return house.container.meetings.schedule_meeting()(command).id  # type: ignore[no-any-return]


def remind(house: House, host: Caller, meeting: UUID) -> None:
    house.container.meetings.remind_guests()(host, meeting)


def answer(house: House, by: Caller, meeting: UUID) -> None:
    house.container.meetings.respond()(RespondCommand(by, meeting, ResponseStatus.TENTATIVE))


def test_only_who_has_not_answered_gets_a_letter(
    house: House, mailbox: Mailbox, ana: Caller, ben: Caller, meeting: UUID
) -> None:
    mailbox.take()
    answer(house, ben, meeting)
    remind(house, ana, meeting)
    assert mailbox.take() == [
        ("cleo", "Your answer is wanted: Review"),
        ("dan", "Your answer is wanted: Review"),
    ]


def test_the_letter_says_who_waits_and_brings_the_invitation_again(
    house: House, mailbox: Mailbox, ana: Caller, meeting: UUID
) -> None:
    mailbox.take()
    remind(house, ana, meeting)
    letter = next(each for each in mailbox.written() if each.to == "dan@example.com")
    assert letter.paragraphs[0] == (
        "Ana still waits for your answer to “Review”, Tuesday 8 December 2026, 09:30–10:15."
    )
    assert letter.calendar
    assert letter.calendar.method == "REQUEST"
    assert "SEQUENCE:0" in letter.calendar.text


def test_it_stands_in_the_inbox_in_place_of_the_invitation_until_it_is_answered(
    house: House, inboxes: Inboxes, ana: Caller, ben: Caller, meeting: UUID
) -> None:
    assert inboxes.kinds(ben, waiting=True) == ["invited"]
    remind(house, ana, meeting)
    assert inboxes.kinds(ben, waiting=True) == ["answer_wanted"]
    assert inboxes.page(ben).counts.needs_you == 1
    house.clock.advance(timedelta(days=1))
    remind(house, ana, meeting)
    assert inboxes.kinds(ben, waiting=True) == ["answer_wanted"]
    answer(house, ben, meeting)
    assert inboxes.page(ben).counts.needs_you == 0
    assert "answer_wanted" not in inboxes.kinds(ana)


def test_who_answers_before_it_is_told_is_left_in_peace(
    house: House, inboxes: Inboxes, mailbox: Mailbox, ana: Caller, ben: Caller, meeting: UUID
) -> None:
    mailbox.take()
    remind(house, ana, meeting)
    answer(house, ben, meeting)
    assert inboxes.kinds(ben, waiting=True) == []
    assert "ben" not in [to for to, _ in mailbox.take()]


def test_the_invitation_itself_says_it_while_it_is_on_its_way(
    house: House, mailbox: Mailbox, ana: Caller, meeting: UUID
) -> None:
    remind(house, ana, meeting)
    letters = mailbox.written()
    assert {letter.subject for letter in letters} == {"Invitation: Review"}
    assert not [letter for letter in letters if "still waits" in " ".join(letter.paragraphs)]


def test_a_move_asks_in_place_of_the_reminder(
    house: House, inboxes: Inboxes, ana: Caller, ben: Caller, meeting: UUID
) -> None:
    inboxes.tell()
    remind(house, ana, meeting)
    inboxes.tell()
    start, end = at("2026-12-09 14:00"), at("2026-12-09 14:45")
    house.container.meetings.change_meeting()(ChangeMeetingCommand(ana, meeting, None, start=start, end=end))
    assert inboxes.kinds(ben, waiting=True) == ["moved"]


def test_nobody_is_told_when_it_is_over_by_then(
    house: House, inboxes: Inboxes, ana: Caller, ben: Caller, meeting: UUID
) -> None:
    inboxes.tell()
    remind(house, ana, meeting)
    house.clock.advance(timedelta(days=30))
    assert inboxes.kinds(ben) == ["invited"]


def test_not_twice_within_a_day(house: House, ana: Caller, meeting: UUID) -> None:
    remind(house, ana, meeting)
    house.clock.advance(timedelta(hours=23))
    with pytest.raises(GuestsRemindedLately) as lately:
        remind(house, ana, meeting)
    assert lately.value.wait == timedelta(hours=1)
    house.clock.advance(timedelta(hours=1))
    remind(house, ana, meeting)


def test_not_when_there_is_nobody_to_remind(house: House, ana: Caller, ben: Caller, meeting: UUID) -> None:
    draft = house.container.meetings.schedule_meeting()(
        ScheduleMeetingCommand(ana, Details("Plan"), timed(), (Invitee(person_id=ben.person_id),), draft=True)
    )
    cancelled = house.meeting(ana, ben)
    house.container.meetings.cancel_meeting()(CancelMeetingCommand(ana, cancelled))
    with pytest.raises(MeetingIsCancelled):
        remind(house, ana, cancelled)
    for nobody in (draft.id, house.meeting(ana)):
        with pytest.raises(EverybodyAnswered):
            remind(house, ana, nobody)
    house.clock.advance(timedelta(days=30))
    with pytest.raises(MeetingAlreadyOver):
        remind(house, ana, meeting)
