import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from application.identity.caller import Caller
from application.meeting.cancel_meeting import CancelMeetingCommand
from application.meeting.change_meeting import ChangeMeetingCommand
from application.meeting.delete_draft import DeleteDraftCommand
from application.meeting.invitations import Invitee
from application.meeting.invite_guests import InviteGuestsCommand
from application.meeting.read_calendar import InvalidWindow
from application.meeting.remove_guest import RemoveGuestCommand
from application.meeting.respond import RespondCommand
from application.meeting.restore_meeting import RestoreMeetingCommand
from domain.identity.refusals import InvalidEmailAddress, PermissionMissing
from domain.identity.role import Role
from domain.meeting.details import Visibility
from domain.meeting.guest import ResponseStatus
from domain.meeting.refusals import (
    AlreadyInvited,
    MeetingNotFound,
    OnlyTheHostMay,
    StaleMeeting,
    TooManyGuests,
    UnknownGuest,
)
from domain.shared.ids import new_id
from domain.shared.refusal import Refusal
from tests.application.conftest import House
from tests.builders import NOW, at

DAY = datetime(2026, 12, 1, tzinfo=UTC)


def test_a_meeting_travels_the_whole_way(house: House) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    meeting = house.meeting(ana, ben)
    house.container.meetings.respond()(RespondCommand(ben, meeting, ResponseStatus.ACCEPTED, "Gladly", 1))
    moved = ChangeMeetingCommand(ana, meeting, 2, {"title": "Moved"}, start=at("2026-12-01 10:00"))
    house.container.meetings.change_meeting()(moved)
    house.container.meetings.cancel_meeting()(CancelMeetingCommand(ana, meeting, "Illness"))
    house.container.meetings.restore_meeting()(RestoreMeetingCommand(ana, meeting))
    view = house.container.meetings.read_meeting()(ben, meeting)
    assert view.meeting.details.title == "Moved"
    assert view.meeting.version == 5
    assert view.people[ben.person_id].name == "Ben"
    assert house.kinds() == [
        "meeting.scheduled",
        "guest.responded",
        "meeting.changed",
        "meeting.moved",
        "meeting.cancelled",
        "meeting.restored",
    ]
    assert [e.version for e in house.events() if e.subject_id == meeting] == [1, 2, 3, 3, 4, 5]


def test_strangers_cannot_tell_it_exists(house: House) -> None:
    ana, eve = house.person("Ana"), house.person("Eve")
    meeting = house.meeting(ana)
    guest = Invitee(email="x@example.org")
    deeds = [
        lambda: house.container.meetings.read_meeting()(eve, meeting),
        lambda: house.container.meetings.change_meeting()(ChangeMeetingCommand(eve, meeting, 1)),
        lambda: house.container.meetings.cancel_meeting()(CancelMeetingCommand(eve, meeting)),
        lambda: house.container.meetings.restore_meeting()(RestoreMeetingCommand(eve, meeting)),
        lambda: house.container.meetings.delete_draft()(DeleteDraftCommand(eve, meeting, 1)),
        lambda: house.container.meetings.invite_guests()(InviteGuestsCommand(eve, meeting, (guest,))),
        lambda: house.container.meetings.remove_guest()(RemoveGuestCommand(eve, meeting, meeting, 1)),
        lambda: house.container.meetings.remind_guests()(eve, meeting),
        lambda: house.container.meetings.respond()(RespondCommand(eve, meeting, ResponseStatus.ACCEPTED)),
    ]
    unknown = new_id(NOW)
    with pytest.raises(MeetingNotFound) as absent:
        house.container.meetings.read_meeting()(eve, unknown)
    for deed in deeds:
        with pytest.raises(MeetingNotFound) as hidden:
            deed()
        assert hidden.value.message == absent.value.message


def test_guests_see_it_and_only_the_host_changes_it(house: House) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    meeting = house.meeting(ana, ben)
    guest_id = house.container.meetings.read_meeting()(ben, meeting).meeting.guests[0].id
    deeds = [
        lambda: house.container.meetings.change_meeting()(ChangeMeetingCommand(ben, meeting, 1)),
        lambda: house.container.meetings.cancel_meeting()(CancelMeetingCommand(ben, meeting)),
        lambda: house.container.meetings.restore_meeting()(RestoreMeetingCommand(ben, meeting)),
        lambda: house.container.meetings.delete_draft()(DeleteDraftCommand(ben, meeting, 1)),
        lambda: house.container.meetings.invite_guests()(InviteGuestsCommand(ben, meeting, ())),
        lambda: house.container.meetings.remove_guest()(RemoveGuestCommand(ben, meeting, guest_id, 1)),
        lambda: house.container.meetings.remind_guests()(ben, meeting),
    ]
    for deed in deeds:
        with pytest.raises(OnlyTheHostMay):
            deed()


def test_guest_accounts_answer_but_do_not_schedule(house: House) -> None:
    ana, guest = house.person("Ana"), house.person("Gil", Role.GUEST)
    meeting = house.meeting(ana, guest)
    house.container.meetings.respond()(RespondCommand(guest, meeting, ResponseStatus.TENTATIVE))
    with pytest.raises(PermissionMissing):
        house.meeting(guest)


def test_the_second_of_two_editors_is_told(house: House) -> None:
    ana = house.person("Ana")
    meeting = house.meeting(ana)
    house.container.meetings.change_meeting()(ChangeMeetingCommand(ana, meeting, 1, {"title": "First"}))
    with pytest.raises(StaleMeeting):
        house.container.meetings.change_meeting()(ChangeMeetingCommand(ana, meeting, 1, {"title": "Second"}))
    assert house.container.meetings.read_meeting()(ana, meeting).meeting.details.title == "First"


def test_a_refused_change_leaves_nothing_behind(house: House) -> None:
    ana = house.person("Ana")
    meeting = house.meeting(ana)
    before = house.events()
    bad_end = ChangeMeetingCommand(ana, meeting, 1, {"title": "New"}, end=at("2026-12-01 08:00"))
    with pytest.raises(Refusal):
        house.container.meetings.change_meeting()(bad_end)
    assert house.container.meetings.read_meeting()(ana, meeting).meeting.details.title == "Review"
    assert house.events() == before


def test_addresses_of_people_with_accounts_mean_those_people(house: House) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    meeting = house.meeting(ana)
    guests = (Invitee(email=" BEN@example.org "), Invitee(email="zoe@elsewhere.org"))
    house.container.meetings.invite_guests()(InviteGuestsCommand(ana, meeting, guests))
    invited = house.container.meetings.read_meeting()(ben, meeting).meeting.guests
    assert [(g.person_id, g.email) for g in invited] == [
        (ben.person_id, "ben@example.org"),
        (None, "zoe@elsewhere.org"),
    ]


@pytest.mark.parametrize(
    ("guests", "refusal", "field"),
    [
        ((Invitee(person_id=UUID(int=7)),), UnknownGuest, (0, "person_id")),
        ((Invitee(email="ben@example.org"), Invitee(email="nonsense")), InvalidEmailAddress, (1, "email")),
        ((Invitee(email="ben@example.org"), Invitee(email="Ben@example.org")), AlreadyInvited, (1,)),
        ((Invitee(email="ana@example.org"),), AlreadyInvited, (0,)),
        (tuple(Invitee(email=f"g{n}@example.org") for n in range(10_000)), TooManyGuests, ()),
    ],
)
def test_bad_invitations_are_refused_by_place(
    house: House, guests: tuple[Invitee, ...], refusal: type[Refusal], field: tuple[object, ...]
) -> None:
    ana, _ = house.person("Ana"), house.person("Ben")
    meeting = house.meeting(ana)
    with pytest.raises(refusal) as refused:
        house.container.meetings.invite_guests()(InviteGuestsCommand(ana, meeting, guests))
    assert refused.value.field == field
    assert house.container.meetings.read_meeting()(ana, meeting).meeting.guests == []


def test_a_removed_guest_sees_it_no_longer(house: House) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    meeting = house.meeting(ana, ben)
    guest_id = house.container.meetings.read_meeting()(ana, meeting).meeting.guests[0].id
    house.container.meetings.remove_guest()(RemoveGuestCommand(ana, meeting, guest_id, 1))
    with pytest.raises(MeetingNotFound):
        house.container.meetings.read_meeting()(ben, meeting)
    assert house.events()[-1].is_for(ben.viewer)


def test_a_draft_is_published_or_deleted(house: House) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    draft = house.meeting(ana, ben, draft=True)
    house.container.meetings.change_meeting()(ChangeMeetingCommand(ana, draft, 1, publish=True))
    house.container.meetings.read_meeting()(ben, draft)
    other = house.meeting(ana, ben, draft=True)
    house.container.meetings.delete_draft()(DeleteDraftCommand(ana, other, 1))
    with pytest.raises(MeetingNotFound):
        house.container.meetings.read_meeting()(ana, other)
    assert house.kinds()[-2:] == ["meeting.drafted", "meeting.deleted"]


def test_the_change_carries_the_name_its_author_gave_it(house: House) -> None:
    ana = house.person("Ana")
    named = Caller(ana.person_id, ana.role, mutation_id="m-1")
    meeting = house.meeting(ana)
    house.container.meetings.cancel_meeting()(CancelMeetingCommand(named, meeting))
    assert [event.mutation_id for event in house.events()[-2:]] == [None, "m-1"]


def test_other_peoples_private_meetings_show_only_as_busy(house: House) -> None:
    ana, ben, eve = house.person("Ana"), house.person("Ben"), house.person("Eve")
    house.meeting(ana, ben, title="Secret")
    house.meeting(ana, title="Open", visibility=Visibility.ORGANISATION)
    calendar = house.container.meetings.read_calendar()
    seen = json.loads(calendar(eve, DAY, DAY + timedelta(days=1), [ana.person_id]))
    assert sorted("busy" if entry["busy_only"] else entry["title"] for entry in seen) == ["Open", "busy"]
    (own,) = json.loads(calendar(ben, DAY, DAY + timedelta(days=1)))
    assert (own["title"], own["response"]) == ("Secret", "needs_action")


def test_a_declined_private_meeting_is_not_even_busy(house: House) -> None:
    ana, ben, eve = house.person("Ana"), house.person("Ben"), house.person("Eve")
    meeting = house.meeting(ana, ben)
    house.container.meetings.respond()(RespondCommand(ben, meeting, ResponseStatus.DECLINED))
    calendar = house.container.meetings.read_calendar()
    assert json.loads(calendar(eve, DAY, DAY + timedelta(days=1), [ben.person_id])) == []
    assert len(json.loads(calendar(ben, DAY, DAY + timedelta(days=1)))) == 1


@pytest.mark.parametrize(("start", "days"), [(DAY, 0), (DAY, -1), (DAY, 401)])
def test_windows_have_a_length(house: House, start: datetime, days: int) -> None:
    with pytest.raises(InvalidWindow):
        house.container.meetings.read_calendar()(house.person("Ana"), start, start + timedelta(days=days))
