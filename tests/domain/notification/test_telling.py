"""Who is told what: one line for each case."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from domain.meeting.booking import answer_for_room, book
from domain.meeting.claim import Claim, Resource, ResourceKind
from domain.meeting.coming_into_reach import do_without
from domain.meeting.details import Details
from domain.meeting.events import MeetingEvent
from domain.meeting.guest import Invitation, Response, ResponseStatus
from domain.meeting.kept import KeptProperties
from domain.meeting.meeting import Meeting
from domain.meeting.one_date import call_off
from domain.meeting.proposal import Proposal
from domain.meeting.recognition import recognise
from domain.meeting.room_booking import BookingStatus, RoomBooking
from domain.meeting.terms import Terms
from domain.notification.happening import Happening, Scene
from domain.notification.kind import Kind
from domain.notification.telling import Settled, Told, what_to_tell
from tests.builders import HOST, NOW, a_meeting, a_person, timed

BEN, CLOE = UUID(int=2), UUID(int=3)
GUESTS = (
    Invitation("ben@example.org", "Ben", BEN),
    Invitation("cloe@example.org", "Cloé", CLOE),
    Invitation("dan@example.org", "Dan"),
)
NAMES = {HOST: "host", BEN: "ben", CLOE: "cloe"}
LATER = timed("2026-12-01 11:00", "2026-12-01 12:00")


def review(**options: Any) -> Meeting:
    meeting = a_meeting(guests=GUESTS, **options)
    meeting.events.clear()
    return meeting


def happening(event: MeetingEvent, *, actor: UUID | None = None, principal: UUID | None = None) -> Happening:
    return Happening(
        event_id=uuid4(),
        kind=event.kind,
        subject_id=event.subject_id,
        actor_id=actor or event.actor_id,
        actor_name="Ana",
        principal_id=principal,
        at=event.at,
        audience=event.audience,
        data=event.data(),
    )


def told(meeting: Meeting, *, after: timedelta = timedelta(), **doers: UUID) -> dict[str, Kind]:
    """Who is told what of the meeting's last event."""
    outcome = outcome_of(meeting, after=after, **doers)
    return {
        NAMES.get(each.to.person_id, each.to.email) if each.to.person_id else each.to.email: each.kind
        for each in outcome
        if isinstance(each, Told)
    }


def outcome_of(meeting: Meeting, *, after: timedelta = timedelta(), **doers: UUID) -> list[Told | Settled]:
    return what_to_tell(happening(meeting.events[-1], **doers), Scene(meeting), now=NOW + after)


def answered(meeting: Meeting, status: ResponseStatus, *, on: str | None = None, by: UUID = BEN) -> None:
    meeting.respond(by, status, comment="", seen_version=None, now=NOW, original_start=on)


DEEDS: dict[str, tuple[Callable[[Meeting], object], dict[str, str]]] = {
    "it moves": (
        lambda meeting: meeting.move_to(LATER, by=HOST, now=NOW),
        {"ben": "moved", "cloe": "moved", "dan@example.org": "moved"},
    ),
    "it is cancelled": (
        lambda meeting: meeting.cancel("Ill", by=HOST, now=NOW),
        {"ben": "cancelled", "cloe": "cancelled", "dan@example.org": "cancelled"},
    ),
    "a guest who may moves it": (
        lambda meeting: meeting.move_to(LATER, by=BEN, now=NOW),
        {"host": "moved", "cloe": "moved", "dan@example.org": "moved"},
    ),
    "its place changes": (
        lambda meeting: meeting.describe(replaced(meeting, location="Room 2"), by=HOST, now=NOW),
        {"ben": "changed", "cloe": "changed", "dan@example.org": "changed"},
    ),
    "its description changes": (
        lambda meeting: meeting.describe(replaced(meeting, description="Longer"), by=HOST, now=NOW),
        {},
    ),
    "somebody else is invited": (
        lambda meeting: meeting.invite(Invitation("eve@example.org"), by=HOST, now=NOW),
        {"eve@example.org": "invited"},
    ),
    "a guest is taken out": (
        lambda meeting: meeting.remove_guest(meeting.guests[0].id, by=HOST, now=NOW),
        {"ben": "uninvited"},
    ),
    "an address is taken out": (
        lambda meeting: meeting.remove_guest(meeting.guests[2].id, by=HOST, now=NOW),
        {"dan@example.org": "uninvited"},
    ),
    "a guest answers": (
        lambda meeting: answered(meeting, ResponseStatus.ACCEPTED),
        {"host": "answered"},
    ),
}


def replaced(meeting: Meeting, **members: Any) -> Details:
    return replace(meeting.details, **members)


@pytest.mark.parametrize("what", DEEDS)
def test_only_those_are_told_whom_it_concerns(what: str) -> None:
    meeting = review()
    deed, expected = DEEDS[what]
    deed(meeting)
    assert told(meeting) == expected


def test_everybody_but_the_host_is_invited_by_a_new_meeting() -> None:
    meeting = a_meeting(guests=GUESTS)
    assert told(meeting) == {"ben": "invited", "cloe": "invited", "dan@example.org": "invited"}
    needs = {each.to.name: each.needs_you for each in outcome_of(meeting) if isinstance(each, Told)}
    assert needs == {"Ben": True, "Cloé": True, "Dan": True}


def test_who_joined_finds_what_they_have_not_answered_and_gets_no_second_letter() -> None:
    dan = a_person("Dan")
    meeting = review()
    recognise(meeting, dan, now=NOW)
    (news,) = outcome_of(meeting)
    assert isinstance(news, Told)
    assert (news.to.person_id, news.kind, news.needs_you, news.by_mail) == (dan.id, Kind.INVITED, True, False)
    assert outcome_of(meeting, after=timedelta(days=30)) == []


@pytest.mark.parametrize("why", ["answered", "merged", "removed since", "cancelled since"])
def test_and_hears_nothing_where_there_is_nothing_to_do(why: str) -> None:
    dan = a_person("Dan")
    meeting = review()
    if why == "answered":
        meeting.guests[2].response = Response(ResponseStatus.ACCEPTED)
    if why == "merged":
        meeting.guests[0].person_id = dan.id
    recognise(meeting, dan, now=NOW)
    if why == "removed since":
        meeting.remove_guest(meeting.guests[2].id, by=HOST, now=NOW)
    if why == "cancelled since":
        meeting.cancel("", by=HOST, now=NOW)
    (event,) = [each for each in meeting.events if each.kind == "guest.joined"]
    assert what_to_tell(happening(event), Scene(meeting), now=NOW) == []


def test_one_who_declines_one_date_is_told_of_to_the_host_alone_and_the_date_is_named() -> None:
    """nextcloud/server #60452, #60451: everybody was invited anew, and nobody knew to what."""
    meeting = review(repeats=["RRULE:FREQ=WEEKLY"])
    answered(meeting, ResponseStatus.DECLINED, on="20261208T083000Z")
    (settled, to_host) = outcome_of(meeting)
    assert isinstance(settled, Settled)
    assert settled.person_id == BEN
    assert isinstance(to_host, Told)
    assert to_host.to.person_id == HOST
    assert to_host.facts["original_start"] == "20261208T083000Z"
    assert to_host.facts["start"]["utc"] == "2026-12-08T08:30:00Z"
    assert to_host.facts["answers"] == [{"guest": "Ben", "status": "declined"}]


def test_of_one_date_only_those_are_told_who_are_invited_then() -> None:
    meeting = review(repeats=["RRULE:FREQ=WEEKLY"])
    meeting.guests[1].not_on = frozenset({"20261208T083000Z"})
    call_off(meeting, "20261208T083000Z", "", by=HOST, now=NOW)
    assert told(meeting) == {"ben": "cancelled", "dan@example.org": "cancelled"}


def test_what_is_over_is_silent() -> None:
    meeting = review()
    meeting.move_to(LATER, by=HOST, now=NOW)
    assert told(meeting, after=timedelta(days=30)) == {}
    meeting.cancel("", by=HOST, now=NOW)
    assert told(meeting, after=timedelta(days=30)) == {}


def test_catching_up_tells_nobody_of_a_time_that_was_cancelled_since() -> None:
    meeting = review()
    meeting.move_to(LATER, by=HOST, now=NOW)
    moved = meeting.events[-1]
    meeting.cancel("", by=HOST, now=NOW)
    assert what_to_tell(happening(moved), Scene(meeting), now=NOW) == []


def test_an_imported_meeting_invites_nobody() -> None:
    meeting = Meeting.schedule(
        host_id=HOST,
        details=review().details,
        timing=timed(),
        invitations=GUESTS,
        imported=KeptProperties(),
        now=NOW,
    )
    assert told(meeting) == {}


def test_a_delegate_hears_nothing_of_their_own_deed_and_their_principal_does() -> None:
    meeting, delegate = review(), uuid4()
    meeting.move_to(LATER, by=HOST, now=NOW)
    assert told(meeting, actor=delegate, principal=HOST)["host"] == "moved"
    answered(meeting, ResponseStatus.ACCEPTED)
    assert told(meeting, actor=delegate, principal=BEN) == {"host": "answered", "ben": "done_for_you"}
    meeting.events[-1] = a_meeting(guests=GUESTS).events[-1]
    assert told(meeting, actor=CLOE, principal=HOST) == {
        "ben": "invited",
        "dan@example.org": "invited",
        "host": "done_for_you",
    }


def test_a_proposal_waits_for_the_host_until_it_is_decided() -> None:
    meeting = review()
    proposal = Proposal.make(meeting, BEN, LATER, original_start=None, comment="", now=NOW)
    (made,) = outcome_of(meeting)
    assert isinstance(made, Told)
    assert (made.to.person_id, made.kind, made.needs_you) == (HOST, Kind.PROPOSAL_MADE, True)
    declined = deepcopy(proposal)
    declined.decline(meeting, by=HOST, now=NOW)
    settled, heard = outcome_of(meeting)
    assert settled == Settled(frozenset({Kind.PROPOSAL_MADE}), about=made.about)
    assert isinstance(heard, Told)
    assert heard.to.person_id == BEN
    proposal.withdraw(meeting, now=NOW)
    assert outcome_of(meeting) == [settled]


def test_rooms_that_need_a_yes_wait_for_each_who_may_give_it() -> None:
    meeting, room = a_meeting(), uuid4()
    scene = Scene(meeting, frozenset({BEN, CLOE, HOST}), {room: "Blue"})
    asked = what_to_tell(happening(meeting.events[-1]), scene, now=NOW)
    assert {each.facts["room_id"] for each in asked if isinstance(each, Told)} == {str(room)}
    assert [(each.to.person_id, each.about) for each in asked if isinstance(each, Told)] == [
        (BEN, str(room)),
        (CLOE, str(room)),
    ]


@pytest.mark.parametrize(("approved", "status"), [(True, "confirmed"), (False, "declined")])
def test_the_host_hears_the_answer_for_a_room_and_nobody_need_give_it_any_more(
    approved: bool, status: str
) -> None:
    meeting, room = review(), uuid4()
    book(meeting, [RoomBooking(room, BookingStatus.PENDING)], by=HOST, now=NOW)
    answer_for_room(meeting, room, approved=approved, reason="so", by=BEN, now=NOW)
    scene = Scene(meeting, room_name="Blue")
    settled, heard = what_to_tell(happening(meeting.events[-1]), scene, now=NOW)
    assert settled == Settled(frozenset({Kind.ROOM_ASKED}), about=str(room))
    assert isinstance(heard, Told)
    assert (heard.to.person_id, heard.kind) == (HOST, Kind.ROOM_ANSWERED)
    assert [heard.facts[each] for each in ("room", "status", "reason")] == ["Blue", status, "so"]


def test_of_a_room_that_was_somebody_elses_the_host_hears_and_of_two_meetings_at_once_both_do() -> None:
    meeting, room = review(), uuid4()
    date = meeting.dates.only
    for resource, heard in (
        (Resource(ResourceKind.ROOM, room), {"host": Kind.ROOM_LOST}),
        (Resource(ResourceKind.PERSON, CLOE), {"host": Kind.CLASHED, "cloe": Kind.CLASHED}),
    ):
        do_without(meeting, [Claim(resource, date.timing.slot, date.original_start)], now=NOW)
        assert told(meeting) == heard


def test_who_gets_a_place_hears_of_it() -> None:
    meeting = review()
    meeting.terms = Terms(capacity=1)
    answered(meeting, ResponseStatus.ACCEPTED)
    answered(meeting, ResponseStatus.ACCEPTED, by=CLOE)
    meeting.remove_guest(meeting.guests[0].id, by=HOST, now=NOW)
    assert told(meeting) == {"cloe": "promoted"}


def test_of_a_message_the_mentioned_hear_apart_and_nobody_hears_a_week_later() -> None:
    """Also who is no guest, of a meeting that is open to the organisation."""
    meeting, colleague = review(), uuid4()
    posted = Happening(
        event_id=uuid4(),
        kind="message.posted",
        subject_id=meeting.id,
        actor_id=HOST,
        actor_name="Ana",
        principal_id=None,
        at=NOW,
        audience=meeting.audience,
        data={"meeting_id": str(meeting.id), "message": {}, "mentioned": [str(CLOE), str(colleague)]},
    )
    outcome = what_to_tell(posted, Scene(meeting), now=NOW)
    heard = {each.to.person_id: each.kind for each in outcome if isinstance(each, Told)}
    assert heard == {BEN: Kind.MESSAGE, CLOE: Kind.MENTIONED, colleague: Kind.MENTIONED}
    assert what_to_tell(posted, Scene(meeting), now=NOW + timedelta(days=7)) == []


def of_minutes(meeting: Meeting, event: str, changed: tuple[str, ...] = (), **line: Any) -> Happening:
    shape = {"id": "the action", "kind": "action", "text": "Write it up", "owner_id": str(BEN), "due": None}
    shape |= {"done_at": None, "removed_at": None, **line}
    return Happening(
        event_id=uuid4(),
        kind=event,
        subject_id=meeting.id,
        actor_id=HOST,
        actor_name="Ana",
        principal_id=None,
        at=NOW,
        audience=meeting.audience,
        data={"meeting_id": str(meeting.id), "line": shape, "changed": list(changed)},
    )


SETTLED = Settled(frozenset({Kind.ASSIGNED}), about="the action")


@pytest.mark.parametrize(
    ("event", "changed", "line", "settled", "owner"),
    [
        ("minutes.added", (), {}, True, BEN),
        ("minutes.added", (), {"owner_id": None}, True, None),
        ("minutes.added", (), {"kind": "note", "owner_id": None}, True, None),
        ("minutes.added", (), {"owner_id": str(HOST)}, True, None),
        ("minutes.changed", ("text",), {}, False, None),
        ("minutes.changed", ("owner_id",), {"owner_id": str(CLOE)}, True, CLOE),
        ("minutes.changed", ("done",), {"done_at": "2026-12-01T09:00:00+00:00"}, True, None),
        ("minutes.changed", ("done",), {}, True, BEN),
        ("minutes.removed", (), {"removed_at": "2026-12-01T09:00:00+00:00"}, True, None),
        ("minutes.restored", (), {}, True, BEN),
    ],
)
def test_whoever_is_to_do_something_hears_of_it_until_it_is_done(
    event: str, changed: tuple[str, ...], line: dict[str, Any], settled: bool, owner: UUID | None
) -> None:
    meeting = review()
    outcome = what_to_tell(of_minutes(meeting, event, changed, **line), Scene(meeting), now=NOW)
    assert [each for each in outcome if isinstance(each, Settled)] == ([SETTLED] if settled else [])
    told = [each for each in outcome if isinstance(each, Told)]
    assert [(each.to.person_id, each.kind, each.needs_you) for each in told] == (
        [(owner, Kind.ASSIGNED, True)] if owner else []
    )
    assert all(each.facts["action"] == "Write it up" for each in told)
    assert all(each.facts["action_id"] == each.about == "the action" for each in told)


def test_what_somebody_is_to_do_outlives_the_meeting() -> None:
    meeting = review()
    meeting.cancel("", by=HOST, now=NOW)
    (settled,) = [each for each in outcome_of(meeting) if isinstance(each, Settled)]
    assert settled.kinds == frozenset(Kind) - {Kind.ASSIGNED}
