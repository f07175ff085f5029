"""Readable makers of the things that tests are about."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from domain.identity.person import Person
from domain.identity.role import Role
from domain.meeting.details import Details, Visibility
from domain.meeting.guest import GuestRole, Invitation, ResponseStatus
from domain.meeting.meeting import Meeting
from domain.meeting.room import Room, RoomDetails
from domain.meeting.timing import AllDay, Timed, Timing
from domain.shared.ids import new_id
from domain.shared.time_slot import Moment
from domain.shared.time_zone import zone_named

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
HOST = UUID("0193a000-0000-7000-8000-000000000001")
ZONES = (
    "Europe/Paris",
    "America/New_York",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "UTC",
    "Pacific/Kiritimati",
)


def at(text: str, zone: str = "Europe/Paris") -> Moment:
    """``at("2026-12-01 09:30")``: that clock reading in Paris."""
    return Moment(datetime.fromisoformat(text), zone_named(zone))


def timed(
    start: str = "2026-12-01 09:30", end: str = "2026-12-01 10:15", zone: str = "Europe/Paris"
) -> Timed:
    return Timed(at(start, zone), at(end, zone))


def a_person(name: str = "Ana", *, role: Role = Role.MEMBER, password_hash: str | None = None) -> Person:
    return Person.join(
        email=f"{name.lower()}@example.org",
        name=name,
        time_zone="Europe/Paris",
        role=role,
        password_hash=password_hash,
        now=NOW,
    )


def an_invitation(name: str = "ben", *, person_id: UUID | None = None) -> Invitation:
    return Invitation(f"{name}@example.org", name.title(), person_id or new_id(NOW))


def a_meeting(
    title: str = "Design review",
    *,
    host_id: UUID = HOST,
    timing: Timing | None = None,
    guests: tuple[Invitation, ...] = (),
    visibility: Visibility = Visibility.PRIVATE,
    draft: bool = False,
) -> Meeting:
    return Meeting.schedule(
        host_id=host_id,
        details=Details(title, visibility=visibility),
        timing=timing or timed(),
        invitations=guests,
        draft=draft,
        now=NOW,
    )


def a_room(name: str = "Blue", *, capacity: int = 6, **about: Any) -> Room:
    details = RoomDetails(name, capacity, about.pop("zone", zone_named("Europe/Paris")), **about)
    return Room.add(details, by=HOST, now=NOW)


def texts(longest: int = 40) -> st.SearchStrategy[str]:
    """Any script, no control characters, no surrogates."""
    return st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=longest)


def one_liners(longest: int = 40) -> st.SearchStrategy[str]:
    return texts(longest).map(str.strip).filter(bool)


@st.composite
def timings(draw: st.DrawFn) -> Timing:
    if draw(st.booleans()):
        first = draw(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
        return AllDay(first, first + timedelta(days=draw(st.integers(1, 10))))
    naive = draw(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)))
    start = Moment(naive.replace(second=0, microsecond=0), zone_named(draw(st.sampled_from(ZONES))))
    length = timedelta(minutes=draw(st.integers(1, 3 * 24 * 60)))
    end = Moment.at(start.instant + length, zone_named(draw(st.sampled_from(ZONES))))
    # A clock reading in a repeated hour names its first pass, so an end drawn from the second jumps back.
    return Timed(start, end) if end.instant > start.instant else Timed(start, at("2028-01-01 00:00", "UTC"))


@st.composite
def meetings(draw: st.DrawFn, *, hosts: st.SearchStrategy[UUID] = st.just(HOST)) -> Meeting:
    """Any meeting that the verbs of the aggregate can bring about, its events cleared."""
    people = [f"guest{number}" for number in range(draw(st.integers(0, 4)))]
    guests = tuple(
        Invitation(
            email=f"{name}@example.org",
            name=draw(texts(20)),
            person_id=None,
            role=draw(st.sampled_from(GuestRole)),
        )
        for name in people
    )
    meeting = Meeting.schedule(
        host_id=draw(hosts),
        details=Details(
            draw(one_liners()),
            draw(texts(200)),
            draw(texts()),
            draw(st.sampled_from([None, "https://meet.example.org/room?x=1"])),
            draw(st.sampled_from(Visibility)),
        ),
        timing=draw(timings()),
        invitations=guests,
        draft=draw(st.booleans()),
        now=NOW,
    )
    if draw(st.booleans()):
        meeting.move_to(draw(timings()), by=meeting.host_id, now=NOW)
    for guest in meeting.guests:
        if draw(st.booleans()):
            guest.response = type(guest.response)(draw(st.sampled_from(ResponseStatus)), draw(texts(60)), NOW)
    if meeting.state == "scheduled" and draw(st.booleans()):
        meeting.cancel(draw(texts(60)), by=meeting.host_id, now=NOW)
    meeting.events.clear()
    return meeting
