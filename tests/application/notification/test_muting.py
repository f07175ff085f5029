"""Who mutes a meeting hears little of it, and still all that they need to come."""

from uuid import UUID, uuid4

import pytest

from application.conversation.post_message import PostMessageCommand
from application.identity.caller import Caller
from application.meeting.cancel_meeting import CancelMeetingCommand
from application.meeting.cancel_occurrences import CancelOccurrencesCommand
from application.meeting.change_meeting import ChangeMeetingCommand
from application.meeting.change_occurrences import ChangeOccurrencesCommand
from application.meeting.invitations import Invitee
from application.meeting.respond import RespondCommand
from application.meeting.schedule_meeting import ScheduleMeetingCommand
from application.notification.reminder_choices import ChooseRemindersCommand
from domain.meeting.details import Details
from domain.meeting.edit import Scope
from domain.meeting.guest import ResponseStatus
from domain.meeting.recurrence import parse_recurrence
from domain.meeting.refusals import MeetingNotFound, OccurrenceNotFound
from domain.notification.mute import InvalidMute, Mute
from tests.application.conftest import House
from tests.application.notification.conftest import Inboxes
from tests.builders import HOST, at, timed

FIRST, SECOND = "20261201T083000Z", "20261208T083000Z"


def mute(house: House, person: Caller, meeting: UUID, on: str | None = None) -> Mute:
    return house.container.notification.mute_meeting()(person, meeting, on)  # type: ignore[no-any-return]


def unmute(house: House, person: Caller, meeting: UUID, on: str | None = None) -> Mute:
    return house.container.notification.unmute_meeting()(person, meeting, on)  # type: ignore[no-any-return]


def say(house: House, person: Caller, meeting: UUID, text: str, on: str | None = None) -> None:
    command = PostMessageCommand(person, meeting, uuid4(), text, original_start=on)
    house.container.conversation.post_message()(command)


def weekly(house: House, host: Caller, *guests: Caller) -> UUID:
    invitees = tuple(Invitee(person_id=each.person_id) for each in guests)
    rule = parse_recurrence(["RRULE:FREQ=WEEKLY;COUNT=6"], timed().start)
    command = ScheduleMeetingCommand(host, Details("Review"), timed(), invitees, recurrence=rule)
    return house.container.meetings.schedule_meeting()(command).id  # type: ignore[no-any-return]


def test_chatter_is_silent_and_what_decides_whether_one_comes_is_not(house: House, inboxes: Inboxes) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    meeting = house.meeting(ana, ben)
    inboxes.kinds(ben)
    assert mute(house, ben, meeting) == Mute(ben.person_id, meeting, whole=True)
    say(house, ana, meeting, "Anybody there?")
    change = house.container.meetings.change_meeting()
    change(ChangeMeetingCommand(ana, meeting, None, {"location": "Room 2"}))
    assert inboxes.kinds(ben) == ["invited"]
    say(house, ana, meeting, f"@[Ben](person:{ben.person_id}) are you there?")
    inboxes.tell()
    change(ChangeMeetingCommand(ana, meeting, None, start=at("2026-12-02 14:00"), end=at("2026-12-02 15:00")))
    assert inboxes.kinds(ben) == ["moved", "mentioned", "invited"]
    house.container.meetings.cancel_meeting()(CancelMeetingCommand(ana, meeting, ""))
    assert inboxes.kinds(ben)[0] == "cancelled"


def test_it_is_one_persons_own(house: House, inboxes: Inboxes) -> None:
    ana, ben, cloe = (house.person(name) for name in ("Ana", "Ben", "Cloe"))
    meeting = house.meeting(ana, ben, cloe)
    inboxes.tell()
    mute(house, ana, meeting)
    say(house, ben, meeting, "Hello")
    answer = RespondCommand(ben, meeting, ResponseStatus.ACCEPTED)
    house.container.meetings.respond()(answer)
    assert inboxes.kinds(ana) == []
    assert inboxes.kinds(cloe) == ["message", "invited"]
    unmute(house, ana, meeting)
    say(house, ben, meeting, "Hello again")
    assert inboxes.kinds(ana) == ["message"]


def test_one_date_is_silent_and_the_others_are_heard(house: House, inboxes: Inboxes) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    meeting = weekly(house, ana, ben)
    inboxes.tell()
    assert mute(house, ben, meeting, SECOND).dates == {SECOND}
    for on in (SECOND, None, FIRST):
        say(house, ana, meeting, f"About {on}", on)
    (message, _) = inboxes.page(ben).notifications
    assert (message.kind, message.count) == ("message", 2)
    cancel = CancelOccurrencesCommand(ana, meeting, SECOND)
    house.container.occurrences.cancel()(cancel)
    assert inboxes.kinds(ben)[0] == "cancelled"
    assert unmute(house, ben, meeting, SECOND) == Mute(ben.person_id, meeting)


def test_a_series_that_goes_on_as_another_meeting_is_told_of_as_before(
    house: House, inboxes: Inboxes
) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    meeting = weekly(house, ana, ben)
    mute(house, ben, meeting)
    choose = house.container.reminding.choose_reminders()
    choose(ChooseRemindersCommand(ben, meeting, None, timed=[45], whole_days=[]))
    edit = ChangeOccurrencesCommand(ana, meeting, SECOND, Scope.FOLLOWING, None, {"title": "Second half"})
    house.container.occurrences.change()(edit)
    inboxes.tell()
    onward = next(each for each in house.events() if "split_from" in each.data).subject_id
    assert house.container.notification.read_mute()(ben, onward).whole
    assert house.container.reminding.read_reminder_choice()(ben, onward).timed == (45,)
    say(house, ana, onward, "Hello")
    assert "message" not in inboxes.kinds(ben)


def test_the_only_date_of_a_meeting_stands_for_it(house: House) -> None:
    ana = house.person("Ana")
    meeting = house.meeting(ana)
    assert mute(house, ana, meeting, FIRST).whole
    assert not unmute(house, ana, meeting, FIRST).whole


def test_no_date_that_there_is_not_and_no_meeting_that_one_may_not_see(house: House) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    meeting = weekly(house, ana)
    with pytest.raises(OccurrenceNotFound):
        mute(house, ana, meeting, "20270101T000000Z")
    for ask in (mute, unmute):
        with pytest.raises(MeetingNotFound):
            ask(house, ben, meeting)
    with pytest.raises(MeetingNotFound):
        house.container.notification.read_mute()(ben, meeting)


def test_dates_are_muted_one_by_one_up_to_a_hundred() -> None:
    mine = Mute(HOST, HOST)
    for number in range(100):
        mine.mute(f"2026{number:04}")
    with pytest.raises(InvalidMute):
        mine.mute("20270101")
    mine.mute(None)
    mine.unmute(None)
    assert mine == Mute(HOST, HOST)
