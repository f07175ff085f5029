"""Readable makers of the things that tests are about."""

from collections.abc import Sequence
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from domain.identity.person import Person
from domain.identity.role import Role
from domain.meeting.details import Commitment, Details, Visibility
from domain.meeting.guest import GuestRole, Invitation, Response, ResponseStatus
from domain.meeting.kept import EARLIEST_REMINDER, KeptProperties
from domain.meeting.meeting import Meeting
from domain.meeting.occurrence import Override
from domain.meeting.recurrence import Recurrence, parse_recurrence
from domain.meeting.room import Room, RoomDetails
from domain.meeting.room_booking import BookingStatus, RoomBooking
from domain.meeting.timing import AllDay, Start, Timed, Timing
from domain.shared.act import Act
from domain.shared.ids import new_id
from domain.shared.letter import Letter, Link
from domain.shared.time_slot import Moment
from domain.shared.time_zone import zone_named

# Exclusive meetings take time, so random ones would be refused: the suites about claims have them.
COMMITMENTS = st.sampled_from([Commitment.FREE, Commitment.BUSY])
ROOMS_WAITED_FOR = st.builds(
    RoomBooking,
    st.uuids(version=4),
    st.sampled_from([BookingStatus.PENDING, BookingStatus.DECLINED]),
    st.booleans(),
    st.text("abc é", max_size=9),
)
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


def a_letter(to: str = "ben@example.org", *, link: Link | None = None, now: datetime = NOW) -> Letter:
    return Letter.write(
        to, "Welcome", "Hello,", "good that you are here.", kind="welcome", link=link, now=now
    )


def an_invitation(name: str = "ben", *, person_id: UUID | None = None) -> Invitation:
    return Invitation(f"{name}@example.org", name.title(), person_id or new_id(NOW))


def an_act(kind: str = "session.started", **members: Any) -> Act:
    return Act(**{"kind": kind, "at": NOW, "actor_id": HOST, **members})


def a_meeting(
    title: str = "Design review",
    *,
    host_id: UUID = HOST,
    timing: Timing | None = None,
    guests: tuple[Invitation, ...] = (),
    visibility: Visibility = Visibility.PRIVATE,
    draft: bool = False,
    repeats: Sequence[str] = (),
    commitment: Commitment = Commitment.BUSY,
) -> Meeting:
    """``repeats``: RRULE, RDATE and EXDATE lines."""
    timing = timing or timed()
    return Meeting.schedule(
        host_id=host_id,
        details=Details(title, visibility=visibility, commitment=commitment),
        timing=timing,
        recurrence=parse_recurrence(repeats, timing.start),
        invitations=guests,
        draft=draft,
        now=NOW,
    )


def stored_copy(meeting: Meeting, version: int = 1) -> Meeting:
    """The meeting as it would be read again."""
    kept = deepcopy(meeting)
    kept.version = version
    kept.events.clear()
    return kept


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


RULES = (
    "FREQ=DAILY;COUNT=20",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH",
    "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20280101",
    "FREQ=DAILY;BYHOUR=2,14;COUNT=40",
    "FREQ=YEARLY",
)


@st.composite
def recurrences(draw: st.DrawFn, start: Start) -> Recurrence | None:
    """None, or rules that hit dates in the years where tests look, with some dates added and taken out."""
    if draw(st.booleans()):
        return None
    lines = [f"RRULE:{rule}" for rule in draw(st.sets(st.sampled_from(RULES), min_size=1, max_size=2))]
    for name in ("RDATE", "EXDATE"):
        days = draw(st.lists(st.dates(date(2026, 6, 1), date(2028, 6, 1)), max_size=3))
        lines += [f"{name};VALUE=DATE:{day:%Y%m%d}" for day in days]
    return parse_recurrence(lines, start)


KEPT = st.builds(
    KeptProperties,
    st.lists(st.integers(0, EARLIEST_REMINDER), max_size=3).map(tuple),
    st.lists(texts(30).map(lambda text: f"X-NOTE;X-LANG=en:{text}"), max_size=3).map(tuple),
)


@st.composite
def overrides(draw: st.DrawFn, meeting: Meeting) -> dict[str, Override]:
    """Changes to single dates of a series."""
    if meeting.recurrence is None:
        return {}
    names = [each.original_start for each in meeting.dates.until(datetime(2028, 1, 1, tzinfo=UTC))[:10]]
    chosen = draw(st.sets(st.sampled_from(names), max_size=3)) if names else set()
    details = st.fixed_dictionaries(
        {}, optional={"title": one_liners(), "location": texts(), "commitment": COMMITMENTS}
    )
    own = st.builds(Override, st.none() | timings(), details, st.booleans(), texts(20), kept=st.none() | KEPT)
    return {name: draw(own) for name in sorted(chosen)}


@st.composite
def meetings(draw: st.DrawFn, *, hosts: st.SearchStrategy[UUID] = st.just(HOST)) -> Meeting:
    """Any meeting that the verbs of the aggregate can bring about, its events cleared."""
    people = [f"guest{number}" for number in range(draw(st.integers(0, 4)))]
    guests = tuple(
        Invitation(
            email=f"{name}@example.org",
            name=draw(st.just("") | one_liners(20)),
            person_id=None,
            role=draw(st.sampled_from(GuestRole)),
        )
        for name in people
    )
    timing = draw(timings())
    meeting = Meeting.schedule(
        host_id=draw(hosts),
        details=Details(
            draw(one_liners()),
            draw(texts(200)),
            draw(texts()),
            draw(st.sampled_from([None, "https://meet.example.org/room?x=1"])),
            draw(st.sampled_from(Visibility)),
            draw(COMMITMENTS),
        ),
        timing=timing,
        recurrence=draw(recurrences(timing.start)),
        invitations=guests,
        rooms=draw(st.lists(ROOMS_WAITED_FOR, max_size=2)),
        draft=draw(st.booleans()),
        now=NOW,
    )
    if meeting.recurrence is None and draw(st.booleans()):
        meeting.move_to(draw(timings()), by=meeting.host_id, now=NOW)
    meeting.overrides = draw(overrides(meeting))
    meeting.kept = draw(st.just(KeptProperties()) | KEPT)
    meeting.guests_reminded_at = draw(st.none() | st.just(NOW))
    names = [each.original_start for each in meeting.dates.until(datetime(2028, 1, 1, tzinfo=UTC))[:5]]
    for guest in meeting.guests:
        if draw(st.booleans()):
            guest.response = Response(draw(st.sampled_from(ResponseStatus)), draw(texts(60)), NOW)
        if meeting.recurrence and names:
            some = st.frozensets(st.sampled_from(names))
            guest.only_on, guest.not_on = draw(st.none() | some), draw(some)
            guest.responses = {name: Response(ResponseStatus.DECLINED, "", NOW) for name in draw(some)}
    if meeting.state == "scheduled" and draw(st.booleans()):
        meeting.cancel(draw(texts(60)), by=meeting.host_id, now=NOW)
    meeting.events.clear()
    return meeting
