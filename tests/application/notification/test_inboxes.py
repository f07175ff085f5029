"""From what people do to what stands in others' inboxes."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from application.conversation.post_message import PostMessageCommand
from application.identity.caller import Caller
from application.meeting.cancel_meeting import CancelMeetingCommand
from application.meeting.change_meeting import ChangeMeetingCommand
from application.meeting.invitations import Invitee
from application.meeting.invite_guests import InviteGuestsCommand
from application.meeting.remove_guest import RemoveGuestCommand
from application.meeting.respond import RespondCommand
from application.meeting.restore_meeting import RestoreMeetingCommand
from application.notification.mark_read import MarkReadCommand
from application.notification.ports import Counts
from application.notification.tell_people import TellPeople
from application.shared.ports import LoggedEvent
from domain.identity.refusals import ScopeMissing
from domain.identity.role import Permission, Role
from domain.meeting.details import Visibility
from domain.meeting.guest import ResponseStatus
from domain.notification.notification import HOLD
from domain.notification.refusals import NotificationNotFound
from domain.notification.untold import MOST_ATTEMPTS
from domain.shared.ids import new_id
from domain.shared.time_slot import Moment
from tests.application.conftest import House
from tests.application.notification.conftest import Inboxes
from tests.builders import at


def answer(house: House, by: Caller, meeting: UUID, status: ResponseStatus = ResponseStatus.ACCEPTED) -> None:
    house.container.meetings.respond()(RespondCommand(by, meeting, status))


def move(house: House, host: Caller, meeting: UUID, to: str) -> None:
    """To that clock reading, for 45 minutes."""
    end = Moment(at(to).local + timedelta(minutes=45), at(to).zone)
    house.container.meetings.change_meeting()(
        ChangeMeetingCommand(host, meeting, None, start=at(to), end=end)
    )


def remove(house: House, host: Caller, meeting: UUID) -> None:
    """The guest who was invited first."""
    guest = house.container.meetings.read_meeting()(host, meeting).meeting.guests[0]
    house.container.meetings.remove_guest()(RemoveGuestCommand(host, meeting, guest.id, None))


def invite(house: House, host: Caller, meeting: UUID, guest: Caller) -> None:
    invitees = (Invitee(person_id=guest.person_id),)
    house.container.meetings.invite_guests()(InviteGuestsCommand(host, meeting, invitees))


def test_an_invitation_waits_until_it_is_answered(house: House, inboxes: Inboxes) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    meeting = house.meeting(ana, ben)
    assert inboxes.kinds(ben, waiting=True) == ["invited"]
    answer(house, ben, meeting)
    assert inboxes.kinds(ben, waiting=True) == []
    assert inboxes.page(ben).counts.unread == 0
    assert inboxes.kinds(ben) == ["invited"]
    assert inboxes.kinds(ana) == ["answered"]


def test_an_invitation_stops_waiting_when_the_meeting_is_over(house: House, inboxes: Inboxes) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    house.meeting(ana, ben)
    assert inboxes.page(ben).counts.needs_you == 1
    house.clock.advance(timedelta(days=30))
    assert inboxes.page(ben).counts.needs_you == 0
    assert inboxes.kinds(ben, waiting=False) == ["invited"]


def test_a_move_tells_both_times_and_asks_again(house: House, inboxes: Inboxes) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    meeting = house.meeting(ana, ben)
    inboxes.tell()
    answer(house, ben, meeting)
    move(house, ana, meeting, "2026-12-02 14:00")
    assert inboxes.kinds(ben, waiting=True) == ["moved"]
    assert inboxes.sentences(ben)[0] == (
        "Ana moved “Review” from Tuesday 1 December 2026, 09:30–10:15 "
        "to Wednesday 2 December 2026, 14:00–14:45"
    )


def test_a_move_asks_in_place_of_the_invitation(house: House, inboxes: Inboxes) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    meeting = house.meeting(ana, ben)
    inboxes.tell()
    move(house, ana, meeting, "2026-12-02 14:00")
    assert inboxes.kinds(ben, waiting=True) == ["moved"]
    assert inboxes.page(ben).counts.needs_you == 1
    answer(house, ben, meeting)
    assert inboxes.kinds(ben, waiting=True) == []


def test_several_moves_are_one_from_the_first_to_the_last(house: House, inboxes: Inboxes) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    meeting = house.meeting(ana, ben)
    inboxes.tell()
    answer(house, ben, meeting)
    for day in (2, 3, 4):
        move(house, ana, meeting, f"2026-12-0{day} 14:00")
        assert inboxes.kinds(ben) == ["moved", "invited"]
    assert "from Tuesday 1 December 2026, 09:30" in inboxes.sentences(ben)[0]
    assert "to Friday 4 December 2026, 14:00" in inboxes.sentences(ben)[0]
    move(house, ana, meeting, "2026-12-01 09:30")
    assert "moved" not in inboxes.kinds(ben)


def test_what_was_read_is_not_added_to(house: House, inboxes: Inboxes) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    meeting = house.meeting(ana, ben)
    inboxes.tell()
    move(house, ana, meeting, "2026-12-02 14:00")
    inboxes.tell()
    house.container.notification.mark_read()(MarkReadCommand(ben))
    move(house, ana, meeting, "2026-12-03 14:00")
    assert inboxes.kinds(ben) == ["moved", "moved", "invited"]
    assert inboxes.page(ben).counts.unread == 1


def test_many_answers_are_one(house: House, inboxes: Inboxes) -> None:
    ana, ben, cloe = (house.person(name) for name in ("Ana", "Ben", "Cloe"))
    meeting = house.meeting(ana, ben, cloe)
    answer(house, ben, meeting)
    answer(house, cloe, meeting, ResponseStatus.DECLINED)
    answer(house, ben, meeting, ResponseStatus.TENTATIVE)
    assert inboxes.sentences(ana) == ["2 answers to “Review”: Cloe (no) and Ben (maybe)"]


def test_an_undone_cancellation_leaves_no_trace(house: House, inboxes: Inboxes) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    meeting = house.meeting(ana, ben)
    inboxes.tell()
    answer(house, ben, meeting)
    inboxes.tell()
    house.container.meetings.cancel_meeting()(CancelMeetingCommand(ana, meeting, ""))
    assert inboxes.kinds(ben) == ["cancelled", "invited"]
    house.container.meetings.restore_meeting()(RestoreMeetingCommand(ana, meeting))
    assert inboxes.kinds(ben) == ["invited"]
    house.container.meetings.cancel_meeting()(CancelMeetingCommand(ana, meeting, ""))
    inboxes.tell()
    house.clock.advance(HOLD * 2)
    house.container.meetings.restore_meeting()(RestoreMeetingCommand(ana, meeting))
    assert inboxes.kinds(ben) == ["restored", "cancelled", "invited"]


def test_who_had_not_answered_a_meeting_that_comes_back_is_asked_again(
    house: House, inboxes: Inboxes
) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    meeting = house.meeting(ana, ben)
    house.container.meetings.cancel_meeting()(CancelMeetingCommand(ana, meeting, ""))
    assert inboxes.kinds(ben, waiting=True) == []
    house.container.meetings.restore_meeting()(RestoreMeetingCommand(ana, meeting))
    assert inboxes.kinds(ben, waiting=True) == ["restored"]


def test_a_week_of_silence_is_not_made_up_for(house: House, inboxes: Inboxes) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    over = house.meeting(ana, ben)
    move(house, ana, over, "2026-11-24 14:00")
    meeting = house.meeting(ana, ben)
    move(house, ana, meeting, "2026-12-24 14:00")
    house.clock.advance(timedelta(days=7))
    assert {each.meeting_id for each in inboxes.page(ben).notifications} == {meeting}


def test_an_uninvited_guest_hears_of_it_and_of_nothing_more(house: House, inboxes: Inboxes) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    meeting = house.meeting(ana, ben)
    inboxes.tell()
    house.clock.advance(HOLD * 2)
    remove(house, ana, meeting)
    move(house, ana, meeting, "2026-12-02 14:00")
    assert inboxes.kinds(ben) == ["uninvited", "invited"]
    assert inboxes.page(ben).counts.needs_you == 0


def test_an_invitation_that_is_taken_back_in_time_leaves_no_trace(house: House, inboxes: Inboxes) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    meeting = house.meeting(ana, ben)
    assert inboxes.kinds(ben) == ["invited"]
    remove(house, ana, meeting)
    assert inboxes.kinds(ben) == []
    assert inboxes.page(ben).counts == Counts(unread=0, needs_you=0)


def test_who_is_out_after_all_hears_so_whatever_was_undone_in_between(house: House, inboxes: Inboxes) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    meeting = house.meeting(ana, ben)
    inboxes.tell()
    house.clock.advance(HOLD * 2)
    remove(house, ana, meeting)
    assert inboxes.kinds(ben) == ["uninvited", "invited"]
    invite(house, ana, meeting, ben)
    assert inboxes.kinds(ben) == ["invited", "invited"]
    remove(house, ana, meeting)
    assert inboxes.kinds(ben)[0] == "uninvited"
    assert inboxes.kinds(ben, waiting=True) == []


def test_what_is_cancelled_after_all_is_told_whatever_was_undone_in_between(
    house: House, inboxes: Inboxes
) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    meeting = house.meeting(ana, ben)
    inboxes.tell()
    for _ in range(2):
        house.container.meetings.cancel_meeting()(CancelMeetingCommand(ana, meeting, ""))
        assert inboxes.kinds(ben)[0] == "cancelled"
        assert inboxes.kinds(ben, waiting=True) == []
        house.container.meetings.restore_meeting()(RestoreMeetingCommand(ana, meeting))
        assert inboxes.kinds(ben, waiting=True) == ["restored"]


def test_who_has_to_answer_again_after_an_undone_move_is_asked(house: House, inboxes: Inboxes) -> None:
    """The move took the answer back, and moving back does not bring it."""
    ana, ben = house.person("Ana"), house.person("Ben")
    meeting = house.meeting(ana, ben)
    inboxes.tell()
    move(house, ana, meeting, "2026-12-02 14:00")
    assert inboxes.kinds(ben, waiting=True) == ["moved"]
    move(house, ana, meeting, "2026-12-01 09:30")
    assert inboxes.kinds(ben, waiting=True) == ["invited"]
    assert inboxes.sentences(ben)[0] == "You are invited to “Review”, Tuesday 1 December 2026, 09:30–10:15"
    answer(house, ben, meeting)
    assert inboxes.page(ben).counts.needs_you == 0


def test_what_comes_late_is_told_to_those_who_may_still_know_it(house: House, inboxes: Inboxes) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    meeting = house.meeting(ana, title="Plan", visibility=Visibility.ORGANISATION)
    command = PostMessageCommand(ana, meeting, uuid4(), f"@[Ben](person:{ben.person_id}) look")
    house.container.conversation.post_message()(command)
    private = {"visibility": Visibility.PRIVATE, "title": "Layoffs"}
    house.container.meetings.change_meeting()(ChangeMeetingCommand(ana, meeting, None, details=private))
    assert inboxes.kinds(ben) == []


def test_a_role_that_changed_is_told(house: House, inboxes: Inboxes) -> None:
    ben = house.person("Ben")
    with house.container.transactions().begin() as work:
        person = work.people.get(ben.person_id)
        person.change_role(Role.ADMIN, by=house.person("Root", Role.ADMIN).person_id, now=house.clock.now())
        work.people.save(person)
    assert inboxes.sentences(ben) == ["Your role is admin now; it was member"]


def test_every_open_page_hears_what_came_and_what_was_read(house: House, inboxes: Inboxes) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    house.meeting(ana, ben)
    inboxes.tell()
    house.container.notification.mark_read()(MarkReadCommand(ben))
    house.container.notification.mark_read()(MarkReadCommand(ben))
    created, read = (event for event in house.events() if event.kind.startswith("notification."))
    assert (created.kind, read.kind) == ("notification.created", "notification.read")
    assert created.audience == read.audience == {ben.person_id}
    assert dict(read.data) == {"unread": 0, "needs_you": 1}


def test_one_can_finish_and_read_only_ones_own(house: House, inboxes: Inboxes) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    house.meeting(ana, ben)
    (notification,) = inboxes.ids(ben)
    finish, read = (
        house.container.notification.finish_notification(),
        house.container.notification.mark_read(),
    )
    with pytest.raises(NotificationNotFound):
        finish(ana, notification)
    read(MarkReadCommand(ana, among=[notification]))
    assert inboxes.page(ben).counts.unread == 1
    assert finish(ben, notification).needs_you == 0
    assert finish(ben, notification).unread == 0
    scoped = Caller(ben.person_id, Role.MEMBER, scopes=frozenset({Permission.READ_MEETINGS}))
    with pytest.raises(ScopeMissing):
        inboxes.page(scoped)


def test_up_to_one_is_that_one_and_what_is_older(house: House, inboxes: Inboxes) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    for _ in range(3):
        house.meeting(ana, ben)
        house.clock.advance(timedelta(seconds=1))
        inboxes.tell()
    _, middle, _ = inboxes.ids(ben)
    left = house.container.notification.mark_read()(MarkReadCommand(ben, up_to=middle))
    assert left.unread == 1
    gone = new_id(house.clock.now())
    assert house.container.notification.mark_read()(MarkReadCommand(ben, among=[gone])).unread == 1


def test_what_cannot_be_told_does_not_stop_the_line(
    house: House, inboxes: Inboxes, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    house.meeting(ana, ben, title="Broken")
    house.meeting(ana, ben, title="Whole")
    tell = TellPeople._tell
    broken = True

    def stumble(self: TellPeople, event: LoggedEvent, work: object) -> None:
        tell(self, event, work)  # type: ignore[arg-type]
        if broken and event.data.get("title") == "Broken":
            raise ValueError("no words for this")

    monkeypatch.setattr(TellPeople, "_tell", stumble)
    assert [each.facts["title"] for each in inboxes.page(ben).notifications] == ["Whole"]
    broken = False
    assert len(inboxes.page(ben).notifications) == 1
    house.clock.advance(timedelta(seconds=5))
    assert {each.facts["title"] for each in inboxes.page(ben).notifications} == {"Whole", "Broken"}


def test_what_never_can_be_told_is_given_up_and_reported(
    house: House, inboxes: Inboxes, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    house.meeting(ana, ben)
    tries = []

    def stumble(self: TellPeople, event: LoggedEvent, work: object) -> None:
        tries.append(event)
        raise ValueError("no words for this")

    monkeypatch.setattr(TellPeople, "_tell", stumble)
    for _ in range(MOST_ATTEMPTS * 2):
        inboxes.tell()
        house.clock.advance(timedelta(hours=1))
    assert len({each.id for each in tries}) * MOST_ATTEMPTS == len(tries)
    assert "is given up" in caplog.text


def test_a_deed_in_somebodys_name_is_told_to_them(house: House, inboxes: Inboxes) -> None:
    ana, ben, dora = (house.person(name) for name in ("Ana", "Ben", "Dora"))
    with house.container.transactions().begin(delegate_id=dora.person_id):
        house.meeting(ana, ben)
    assert inboxes.kinds(ana) == ["done_for_you"]
    assert inboxes.kinds(dora) == []
    assert inboxes.sentences(ben) == ["Dora invites you to “Review”, Tuesday 1 December 2026, 09:30–10:15"]


def test_who_has_told_nothing_for_longer_than_history_goes_on_where_it_begins(
    house: House, inboxes: Inboxes, caplog: pytest.LogCaptureFixture
) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    house.meeting(ana, ben, title="Long ago")
    house.clock.advance(timedelta(minutes=1))
    house.container.event_log().forget_before(house.clock.now())
    house.meeting(ana, ben, title="Today")
    assert [each.facts["title"] for each in inboxes.page(ben).notifications] == ["Today"]
    assert "is not kept any more" in caplog.text
