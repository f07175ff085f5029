"""Much comes in one letter, at a time that its reader chose."""

from collections.abc import Callable
from datetime import time, timedelta
from uuid import UUID

import pytest

from application.identity.caller import Caller
from application.identity.change_profile import ChangeProfileCommand
from application.meeting.cancel_meeting import CancelMeetingCommand
from application.meeting.change_meeting import ChangeMeetingCommand
from application.meeting.invitations import Invitee
from application.meeting.remove_guest import RemoveGuestCommand
from application.meeting.schedule_meeting import ScheduleMeetingCommand
from application.notification.mark_read import MarkReadCommand
from application.notification.set_preferences import SetPreferencesCommand
from domain.meeting.details import Details
from domain.notification.bundle import Notice
from domain.notification.digest import DigestTime, Waiting
from domain.notification.kind import Channel, Kind
from domain.notification.preferences import Wishes
from domain.shared.letter import Letter
from tests.application.conftest import House
from tests.application.notification.conftest import Inboxes, Mailbox
from tests.application.notification.test_inboxes import move
from tests.builders import timed

A_DAY = timedelta(days=1)
ALL_BY_DIGEST = {kind: frozenset({Channel.IN_APP, Channel.DIGEST}) for kind in Kind}


Digests = Callable[..., list[Letter]]


def meet(house: House, host: Caller, *guests: Caller, title: str = "Review") -> UUID:
    """In two weeks."""
    command = ScheduleMeetingCommand(
        host,
        Details(title),
        timed("2026-12-16 09:30", "2026-12-16 10:15"),
        tuple(Invitee(person_id=each.person_id) for each in guests),
    )
    return house.container.meetings.schedule_meeting()(command).id  # type: ignore[no-any-return]


def choose(house: House, person: Caller, **wishes: object) -> None:
    command = SetPreferencesCommand(person, Wishes(**wishes), None)  # type: ignore[arg-type]
    house.container.notification.set_preferences()(command)


@pytest.fixture
def digests(house: House, mailbox: Mailbox) -> Digests:
    """Those that were written meanwhile."""

    def written(after: timedelta = A_DAY) -> list[Letter]:
        mailbox.inboxes.tell()
        house.clock.advance(after)
        before = len(mailbox.written(after=timedelta()))
        while house.container.notification.write_digests()():
            pass
        return [each for each in mailbox.written(after=timedelta())[before:] if each.kind == "digest"]

    return written


@pytest.fixture
def ana(house: House) -> Caller:
    return house.person("Ana")


@pytest.fixture
def ben(house: House) -> Caller:
    """Who wants everything in the digest, each day at 08:00."""
    ben = house.person("Ben")
    choose(house, ben, channels=ALL_BY_DIGEST)
    return ben


def test_what_happened_comes_in_one_letter_and_none_of_its_own(
    house: House, ana: Caller, ben: Caller, digests: Digests, mailbox: Mailbox
) -> None:
    meet(house, ana, ben, title="Budget")
    meet(house, ana, ben, title="Lunch")
    (letter,) = digests()
    assert (letter.to, letter.subject) == ("ben@example.org", "Digest: Budget and 1 other meeting")
    assert [each.heading for each in letter.sections] == ["Budget", "Lunch"]
    assert letter.sections[0].lines[0].startswith("Ana invites you to “Budget”, ")
    assert letter.sections[0].link
    assert {each.kind for each in mailbox.written()} == {"digest"}


def test_each_day_has_one_and_without_news_none(
    house: House, ana: Caller, ben: Caller, digests: Digests
) -> None:
    meet(house, ana, ben)
    assert len(digests(timedelta(days=3))) == 1
    assert digests() == []
    meet(house, ana, ben, title="Next")
    (letter,) = digests()
    assert [each.heading for each in letter.sections] == ["Next"]


def test_what_was_read_meanwhile_is_left_out(
    house: House, ana: Caller, ben: Caller, digests: Digests, inboxes: Inboxes
) -> None:
    meet(house, ana, ben, title="Budget")
    inboxes.tell()
    house.container.notification.mark_read()(MarkReadCommand(ben))
    assert digests() == []
    meet(house, ana, ben, title="Lunch")
    inboxes.tell()
    meet(house, ana, ben, title="Walk")
    newest = inboxes.ids(ben)[0]
    house.container.notification.finish_notification()(ben, newest)
    (letter,) = digests()
    assert [each.heading for each in letter.sections] == ["Lunch"]


def test_what_was_undone_is_left_out(house: House, ana: Caller, ben: Caller, digests: Digests) -> None:
    meeting = meet(house, ana, ben)
    digests()
    for start in ("2026-12-17 11:00", "2026-12-16 09:30"):
        house.clock.advance(timedelta(hours=1))
        move(house, ana, meeting, start)
    assert digests() == []


def test_who_reads_nothing_but_the_digest_never_hears_of_what_came_and_went(
    house: House, ana: Caller, digests: Digests
) -> None:
    cloe = house.person("Cloe")
    choose(house, cloe, channels={kind: frozenset({Channel.DIGEST}) for kind in Kind})
    gone, _ = (meet(house, ana, cloe, title=each) for each in ("Gone", "Stays"))
    assert digests(timedelta(hours=1)) == []
    house.container.meetings.cancel_meeting()(CancelMeetingCommand(ana, gone))
    (letter,) = digests()
    assert [each.heading for each in letter.sections] == ["Stays"]


def test_several_moves_are_one_from_the_first_time_to_the_last(
    house: House, ana: Caller, ben: Caller, digests: Digests
) -> None:
    meeting = meet(house, ana, ben)
    digests()
    for start in ("2026-12-17 11:00", "2026-12-18 14:00"):
        move(house, ana, meeting, start)
        house.clock.advance(timedelta(hours=1))
    (letter,) = digests()
    assert letter.sections[0].lines == (
        "Ana moved “Review” from Wednesday 16 December 2026, 09:30–10:15 "
        "to Friday 18 December 2026, 14:00–14:45.",
    )


def test_what_is_over_by_then_is_left_out(house: House, ana: Caller, digests: Digests) -> None:
    cloe = house.person("Cloe")
    choose(house, cloe, channels=ALL_BY_DIGEST, digest=DigestTime(time(8), 2))  # Wednesdays
    house.meeting(ana, cloe)  # today, which is a Tuesday
    assert digests(timedelta(days=2)) == []


@pytest.mark.parametrize("was_kept", [False, True])
def test_what_was_muted_meanwhile_is_left_out(
    house: House, ana: Caller, ben: Caller, digests: Digests, mailbox: Mailbox, was_kept: bool
) -> None:
    loud, quiet = (meet(house, ana, ben, title=each) for each in ("Loud", "Quiet"))
    digests()
    for meeting in (loud, quiet):
        change = ChangeMeetingCommand(ana, meeting, None, {"location": "Room 2"})
        house.container.meetings.change_meeting()(change)
    if was_kept:
        mailbox.inboxes.tell()
    house.container.notification.mute_meeting()(ben, quiet, None)
    (letter,) = digests()
    assert [each.heading for each in letter.sections] == ["Loud"]


def test_the_title_is_the_one_of_now(house: House, ana: Caller, ben: Caller, digests: Digests) -> None:
    meeting = meet(house, ana, ben, title="Budget")
    change = ChangeMeetingCommand(ana, meeting, None, {"title": "Budget 2027"})
    house.container.meetings.change_meeting()(change)
    (letter,) = digests()
    assert letter.sections[0].heading == "Budget 2027"
    assert "“Budget 2027”" in letter.sections[0].lines[0]


def test_who_was_taken_out_reads_no_title_any_more(
    house: House, ana: Caller, ben: Caller, digests: Digests
) -> None:
    meeting = meet(house, ana, ben, title="Secret")
    digests()
    move(house, ana, meeting, "2026-12-17 11:00")
    with house.container.transactions().begin() as work:
        (guest,) = work.meetings.get(meeting).guests
    house.container.meetings.remove_guest()(RemoveGuestCommand(ana, meeting, guest.id, None))
    (letter,) = digests()
    (section,) = letter.sections
    assert section.lines == (
        "You are no longer invited to a meeting, Thursday 17 December 2026, 11:00–11:45.",
    )
    assert "Secret" not in repr(letter)


def test_who_wants_no_digest_any_more_gets_what_waits_once(
    house: House, ana: Caller, ben: Caller, digests: Digests
) -> None:
    meet(house, ana, ben)
    assert digests(timedelta()) == []
    choose(house, ben)
    assert len(digests(timedelta())) == 1
    meet(house, ana, ben)
    assert digests(timedelta(days=9)) == []


def test_a_kind_that_is_not_wanted_any_more_is_left_out(
    house: House, ana: Caller, ben: Caller, digests: Digests
) -> None:
    meet(house, ana, ben)
    assert digests(timedelta()) == []
    choose(house, ben, channels={**ALL_BY_DIGEST, Kind.INVITED: frozenset({Channel.IN_APP})})
    assert digests() == []


def test_it_follows_its_reader_to_another_zone_and_to_another_day(
    house: House, ana: Caller, ben: Caller, digests: Digests
) -> None:
    change = house.container.membership.change_profile()
    change(ChangeProfileCommand(ben, None, time_zone="America/New_York"))
    meet(house, ana, ben)
    assert digests(timedelta(hours=4, minutes=59)) == []
    assert len(digests(timedelta(minutes=2))) == 1  # 08:01 in New York
    choose(house, ben, channels=ALL_BY_DIGEST, digest=DigestTime(time(18, 30), 4))
    meet(house, ana, ben)
    assert digests(timedelta(days=3, hours=10)) == []
    (letter,) = digests(timedelta(hours=1))
    assert f"{letter.written_at:%A %H:%M}" == "Saturday 00:01"  # 19:01 there
    assert "America/New_York" in letter.paragraphs[1]


def test_who_was_deactivated_gets_none_and_those_behind_them_do(
    house: House, ana: Caller, ben: Caller, digests: Digests
) -> None:
    cloe = house.person("Cloe")
    choose(house, cloe, channels=ALL_BY_DIGEST)
    meet(house, ana, ben, cloe)
    digests(timedelta())
    with house.container.transactions().begin() as work:
        person = work.people.get(ben.person_id)
        person.active = False
        work.people.save(person)
    assert [each.to for each in digests()] == ["cloe@example.org"]


def test_one_that_fails_holds_up_nobody_elses(
    house: House, ana: Caller, ben: Caller, digests: Digests, caplog: pytest.LogCaptureFixture
) -> None:
    cloe = house.person("Cloe")
    choose(house, cloe, channels=ALL_BY_DIGEST)
    meet(house, ana, ben, cloe)
    digests(timedelta())
    broken = Waiting(ben.person_id, None, Notice(Kind.ROLE_CHANGED, {}))
    with house.container.transactions().begin() as work:
        work.digests.add([broken])
    assert [each.to for each in digests()] == ["cloe@example.org"]
    assert "could not be written" in caplog.text
    with house.container.transactions().begin() as work:
        kept = [each for each in work.digests.take(ben.person_id) if each != broken]
        work.digests.add(kept)
    assert [each.to for each in digests(timedelta(hours=1))] == ["ben@example.org"]


def test_what_concerns_the_account_stands_last(
    house: House, ana: Caller, ben: Caller, digests: Digests
) -> None:
    with house.container.transactions().begin() as work:
        news = Notice(Kind.ROLE_CHANGED, {"role": "admin", "before": "member"})
        work.digests.add([Waiting(ben.person_id, None, news)])
    meet(house, ana, ben)
    (letter,) = digests()
    assert [each.heading for each in letter.sections] == ["Review", "Also"]
