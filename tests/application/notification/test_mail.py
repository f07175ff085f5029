"""What leaves by mail: exactly what is still true when the hold is over (R13, R14)."""

from datetime import timedelta
from uuid import UUID, uuid4

from application.conversation.post_message import PostMessageCommand
from application.identity.caller import Caller
from application.identity.change_person import ChangePersonCommand
from application.meeting.cancel_meeting import CancelMeetingCommand
from application.meeting.cancel_occurrences import CancelOccurrencesCommand
from application.meeting.change_meeting import ChangeMeetingCommand
from application.meeting.change_occurrences import ChangeOccurrencesCommand
from application.meeting.invitations import Invitee
from application.meeting.recognise_guests import UNDER_WAY
from application.meeting.remove_guest import RemoveGuestCommand
from application.meeting.respond import RespondCommand
from application.meeting.restore_meeting import RestoreMeetingCommand
from application.meeting.schedule_meeting import ScheduleMeetingCommand
from domain.identity.role import Role
from domain.meeting.details import Details, Visibility
from domain.meeting.edit import Scope
from domain.meeting.guest import ResponseStatus
from domain.meeting.recurrence import parse_recurrence
from domain.shared.letter import DeliveryState
from domain.shared.time_slot import Moment
from tests.application.conftest import House
from tests.application.notification.conftest import Mailbox
from tests.builders import a_person, at, timed

DATE = "20261208T083000Z"


def planned(house: House, host: Caller, *guests: Caller, repeats: str = "", title: str = "Review") -> UUID:
    """With these guests, and Dan, who has no account."""
    command = ScheduleMeetingCommand(
        host,
        Details(title),
        timed(),
        (*(Invitee(person_id=each.person_id) for each in guests), Invitee(email="dan@example.com")),
        recurrence=parse_recurrence([repeats], timed().start) if repeats else None,
    )
    return house.container.meetings.schedule_meeting()(command).id  # type: ignore[no-any-return]


def move(house: House, host: Caller, meeting: UUID, to: str) -> None:
    end = Moment(at(to).local + timedelta(minutes=45), at(to).zone)
    house.container.meetings.change_meeting()(
        ChangeMeetingCommand(host, meeting, None, start=at(to), end=end)
    )


def cancel(house: House, host: Caller, meeting: UUID) -> None:
    house.container.meetings.cancel_meeting()(CancelMeetingCommand(host, meeting, ""))


def calendar(mailbox: Mailbox) -> list[str]:
    """The lines of the newest calendar file."""
    parts = [each.calendar for each in mailbox.written() if each.calendar]
    return parts[-1].text.replace("\r\n ", "").splitlines()


def test_people_get_a_link_and_addresses_a_calendar_file(house: House, mailbox: Mailbox) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    meeting = planned(house, ana, ben)
    to_ben, to_dan = sorted(mailbox.written(), key=lambda each: each.to)
    assert (to_ben.to, to_ben.subject) == ("ben@example.org", "Invitation: Review")
    assert to_ben.link is not None
    assert to_ben.link.url.endswith(f"/meetings/{meeting}")
    assert to_ben.calendar is None
    assert to_ben.paragraphs[0] == "Ana invites you to “Review”, Tuesday 1 December 2026, 09:30–10:15."
    assert (to_dan.to, to_dan.link) == ("dan@example.com", None)
    assert to_dan.calendar is not None
    assert to_dan.calendar.method == "REQUEST"
    lines = calendar(mailbox)
    assert {"METHOD:REQUEST", "SEQUENCE:0", "STATUS:CONFIRMED"} <= set(lines)
    assert to_ben.thread == to_dan.thread == str(meeting)


def test_a_letter_goes_to_the_address_that_its_reader_has_by_then(house: House, mailbox: Mailbox) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    meeting = planned(house, ana, ben)
    mailbox.take()
    move(house, ana, meeting, "2026-12-01 11:00")
    mailbox.inboxes.tell()
    with house.container.transactions().begin() as work:
        person = work.people.get(ben.person_id)
        person.move_to_address("benedict@example.org", now=house.clock.now())
        work.people.save(person)
    assert mailbox.take() == [("benedict", "Moved: Review"), ("dan", "Moved: Review")]
    cancel(house, ana, meeting)
    mailbox.written()
    assert "mailto:benedict@example.org" in "".join(calendar(mailbox))
    assert "mailto:ben@example.org" not in "".join(calendar(mailbox))


def test_who_joins_after_the_letter_finds_the_invitation_inside(house: House, mailbox: Mailbox) -> None:
    meeting = planned(house, house.person("Ana"))
    assert mailbox.take() == [("dan", "Invitation: Review")]
    with house.container.transactions().begin() as work:
        dan = a_person("Dan")
        dan.email = "dan@example.com"
        work.people.add(dan)
    house.clock.advance(UNDER_WAY)
    while house.container.meetings.recognise_guests()():
        pass
    assert mailbox.take() == []
    caller = Caller(dan.id, Role.MEMBER)
    assert mailbox.inboxes.sentences(caller) == [
        "You are invited to “Review”, Tuesday 1 December 2026, 09:30–10:15"
    ]
    house.container.meetings.respond()(RespondCommand(caller, meeting, ResponseStatus.ACCEPTED))
    assert mailbox.inboxes.kinds(caller, waiting=True) == []


def test_nothing_leaves_before_the_hold_is_over(house: House, mailbox: Mailbox) -> None:
    planned(house, house.person("Ana"))
    assert mailbox.written(after=timedelta(seconds=7)) == []
    assert len(mailbox.written(after=timedelta(seconds=1))) == 1
    assert len(mailbox.written(after=timedelta(hours=1))) == 1


def test_what_is_undone_in_time_is_never_sent(house: House, mailbox: Mailbox) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    meeting = planned(house, ana, ben)
    assert len(mailbox.take()) == 2
    cancel(house, ana, meeting)
    assert mailbox.written(after=timedelta(seconds=5)) == []
    house.container.meetings.restore_meeting()(RestoreMeetingCommand(ana, meeting))
    assert mailbox.take() == []
    move(house, ana, meeting, "2026-12-02 14:00")
    move(house, ana, meeting, "2026-12-01 09:30")
    assert mailbox.take() == []


def test_an_invitation_that_is_taken_back_in_time_is_never_sent(house: House, mailbox: Mailbox) -> None:
    ana = house.person("Ana")
    meeting = planned(house, ana)
    mailbox.inboxes.tell()
    guest = house.container.meetings.read_meeting()(ana, meeting).meeting.guests[0]
    house.container.meetings.remove_guest()(RemoveGuestCommand(ana, meeting, guest.id, None))
    assert mailbox.take() == []


def test_a_burst_is_one_letter_from_the_first_old_time_to_the_last_new_one(
    house: House, mailbox: Mailbox
) -> None:
    ana = house.person("Ana")
    meeting = planned(house, ana)
    mailbox.take()
    for day in (2, 3, 4):
        move(house, ana, meeting, f"2026-12-0{day} 14:00")
        mailbox.written(after=timedelta(seconds=5))
    (letter,) = mailbox.written()
    assert letter.subject == "Moved: Review"
    assert letter.paragraphs[0] == (
        "Ana moved “Review” from Tuesday 1 December 2026, 09:30–10:15 to Friday 4 December 2026, 14:00–14:45."
    )
    assert "SEQUENCE:3" in calendar(mailbox)


def test_a_cancelled_meeting_is_taken_out_of_calendars(house: House, mailbox: Mailbox) -> None:
    ana = house.person("Ana")
    meeting = planned(house, ana)
    mailbox.take()
    cancel(house, ana, meeting)
    lines = calendar(mailbox)
    assert {"METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:1"} <= set(lines)
    assert mailbox.take() == [("dan", "Cancelled: Review")]


def test_one_cancelled_date_is_named_and_taken_out_alone(house: House, mailbox: Mailbox) -> None:
    ana = house.person("Ana")
    meeting = planned(house, ana, repeats="RRULE:FREQ=WEEKLY")
    mailbox.take()
    command = CancelOccurrencesCommand(ana, meeting, DATE, Scope.THIS, "")
    house.container.occurrences.cancel()(command)
    lines = calendar(mailbox)
    assert [line for line in lines if line.startswith("RECURRENCE-ID")] == [
        "RECURRENCE-ID;TZID=Europe/Paris:20261208T093000"
    ]
    assert lines.count("BEGIN:VEVENT") == 1
    assert not any(line.startswith("RRULE") and "WEEKLY" in line for line in lines)
    assert "Tuesday 8 December 2026" in mailbox.written()[-1].paragraphs[0]


def test_who_is_taken_out_hears_so_and_the_meeting_stands(house: House, mailbox: Mailbox) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    meeting = planned(house, ana, ben)
    mailbox.take()
    dan = house.container.meetings.read_meeting()(ana, meeting).meeting.guests[1]
    house.container.meetings.remove_guest()(RemoveGuestCommand(ana, meeting, dan.id, None))
    lines = calendar(mailbox)
    assert mailbox.take() == [("dan", "No longer invited: Review")]
    assert "METHOD:CANCEL" in lines
    assert not any(line.startswith("STATUS") for line in lines)
    attendees = [line for line in lines if line.startswith("ATTENDEE") and "CHAIR" not in line]
    assert [line.rpartition(":")[2] for line in attendees] == ["dan@example.com"]


def test_one_attendee_who_declines_one_date_writes_to_nobody(house: House, mailbox: Mailbox) -> None:
    """nextcloud/server #60452, #60451: everybody was invited anew."""
    ana, ben, cloe = (house.person(name) for name in ("Ana", "Ben", "Cloe"))
    meeting = planned(house, ana, ben, cloe, repeats="RRULE:FREQ=WEEKLY")
    mailbox.take()
    declined = RespondCommand(ben, meeting, ResponseStatus.DECLINED, original_start=DATE)
    house.container.meetings.respond()(declined)
    assert mailbox.take() == []
    assert mailbox.inboxes.sentences(ana) == ["Ben declined “Review” on Tuesday 8 December 2026, 09:30–10:15"]
    assert mailbox.inboxes.kinds(cloe) == ["invited"]


def test_a_letter_about_a_meeting_keeps_its_words_and_one_with_a_secret_does_not(
    house: House, mailbox: Mailbox
) -> None:
    planned(house, house.person("Ana"))
    (letter,) = mailbox.written()
    with house.container.transactions().begin() as work:
        delivery = work.letters.get(letter.id)
    assert delivery.state is DeliveryState.SENT
    assert delivery.letter == letter


def test_a_deactivated_person_gets_no_mail_any_more(house: House, mailbox: Mailbox) -> None:
    ana, ben, root = house.person("Ana"), house.person("Ben"), house.person("Root", Role.ADMIN)
    meeting = planned(house, ana, ben)
    mailbox.take()
    command = ChangePersonCommand(root, ben.person_id, None, active=False)
    house.container.membership.change_person()(command)
    move(house, ana, meeting, "2026-12-02 14:00")
    assert mailbox.take() == [("dan", "Moved: Review")]


def mentioned(house: House, by: Caller, meeting: UUID, whom: Caller) -> None:
    command = PostMessageCommand(by, meeting, uuid4(), f"@[You](person:{whom.person_id}) look")
    house.container.conversation.post_message()(command)


def rename(house: House, host: Caller, meeting: UUID, title: str, **details: object) -> None:
    changed = ChangeMeetingCommand(host, meeting, None, details={"title": title, **details})
    house.container.meetings.change_meeting()(changed)


def test_who_may_not_see_the_meeting_by_then_reads_nothing_of_it(house: House, mailbox: Mailbox) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    meeting = house.meeting(ana, visibility=Visibility.ORGANISATION)
    mentioned(house, ana, meeting, ben)
    assert mailbox.take() == [("ben", "You were mentioned: Review")]
    mentioned(house, ana, meeting, ben)
    mailbox.inboxes.tell()
    rename(house, ana, meeting, "Layoffs", visibility=Visibility.PRIVATE)
    assert mailbox.take() == []


def test_who_was_taken_out_reads_the_title_that_they_knew(house: House, mailbox: Mailbox) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    meeting = planned(house, ana, ben, repeats="RRULE:FREQ=WEEKLY")
    mailbox.take()
    for guest in house.container.meetings.read_meeting()(ana, meeting).meeting.guests:
        house.container.meetings.remove_guest()(RemoveGuestCommand(ana, meeting, guest.id, None))
    mailbox.inboxes.tell()
    rename(house, ana, meeting, "Layoffs", description="Who, and when", location="Where nobody listens")
    one_date = {"title": "The list"}
    house.container.occurrences.change()(
        ChangeOccurrencesCommand(ana, meeting, DATE, Scope.THIS, None, details=one_date)
    )
    letters = mailbox.written()
    assert {each.subject for each in letters} == {"No longer invited: Review"}
    assert len(letters) == 2
    for hidden in ("Layoffs", "Who, and when", "Where nobody listens", "The list"):
        assert hidden not in str(letters)
    assert {"METHOD:CANCEL", "SUMMARY:Review"} <= set(calendar(mailbox))
