"""Lists of meetings, on every storage."""

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.memory.clock import SettableClock
from application.identity.caller import Caller
from application.meeting.list_meetings import ListMeetings, ListMeetingsCommand
from application.meeting.queries import FoundDate, Wanted
from application.meeting.read_calendar import InvalidWindow, window_of
from application.shared.cursor import cursor_after
from application.shared.ports import Viewer
from application.shared.refusals import InvalidCursor
from domain.identity.person import Person
from domain.identity.role import Role
from domain.identity.team import Team
from domain.meeting import series
from domain.meeting.details import Visibility
from domain.meeting.edit import Edit, Scope
from domain.meeting.guest import Invitation
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.room import Room
from domain.meeting.room_booking import RoomBooking
from domain.shared.ids import new_id
from tests.builders import NOW, a_meeting, a_person, a_room, meetings, timed
from tests.entries import entries
from tests.storage import Storage


class Cast:
    """Ana hosts, Ben is invited, Eve sees what is open to all, and Gus is an outsider."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage
        self.ana, self.ben, self.eve = (a_person(name) for name in ("Ana", "Ben", "Eve"))
        self.gus = a_person("Gus", role=Role.GUEST)
        with storage.transactions.begin() as work:
            for person in (self.ana, self.ben, self.eve, self.gus):
                work.people.add(person)

    def plan(
        self,
        title: str,
        day: int = 1,
        *guests: Person,
        room: Room | None = None,
        hidden: bool = False,
        **options: Any,
    ) -> Meeting:
        meeting = a_meeting(
            title,
            host_id=self.ana.id,
            timing=timed(f"2026-12-{day:02} 09:{day:02}", f"2026-12-{day:02} 10:00"),
            guests=tuple(Invitation(each.email, each.name, each.id) for each in guests),
            **options,
        )
        meeting.rooms = [RoomBooking(room.id)] if room else []
        meeting.terms = replace(meeting.terms, guests_see_guests=not hidden)
        with self.storage.transactions.begin() as work:
            work.meetings.add(meeting)
        return meeting

    def page(self, person: Person, **asked: Any) -> tuple[list[str], str | None]:
        store = self.storage
        listing = ListMeetings(store.transactions, store.meeting_lists, store.directory, SettableClock(NOW))
        page, cursor = listing(ListMeetingsCommand(Caller(person.id, person.role), **asked))
        return [each.date.details.title for each in page], cursor

    def titles(self, person: Person, **asked: Any) -> list[str]:
        return self.page(person, **asked)[0]


@pytest.fixture
def cast(storage: Storage) -> Cast:
    return Cast(storage)


def test_each_meeting_comes_once_ordered_by_its_first_date(cast: Cast) -> None:
    cast.plan("Daily", 2, repeats=["RRULE:FREQ=DAILY;COUNT=9"])
    cast.plan("Later", 3)
    cast.plan("First", 1)
    assert cast.titles(cast.ana) == ["First", "Daily", "Later"]
    pages, cursor = list[str](), None
    for _ in range(3):
        page, cursor = cast.page(cast.ana, limit=1, cursor=cursor)
        pages += page
    assert (pages, cursor) == (["First", "Daily", "Later"], None)


def test_what_one_may_not_see_is_absent_whatever_is_asked(cast: Cast) -> None:
    blue = a_room("Blue")
    team = Team(new_id(NOW), "Design", "", NOW, (cast.ben.id,))
    with cast.storage.transactions.begin() as work:
        work.rooms.add(blue)
        work.teams.add(team)
    cast.plan("Secret", 1, cast.ben, room=blue)
    cast.plan("Open", 2, cast.ben, room=blue, visibility=Visibility.ORGANISATION)
    cast.plan("Draft", 3, draft=True, visibility=Visibility.ORGANISATION)
    questions: list[dict[str, Any]] = [
        {"person_id": cast.ben.id},
        {"team_id": team.id},
        {"room_id": blue.id},
        {"room_id": blue.id, "person_id": cast.ben.id},
        {"team_id": team.id, "person_id": cast.ben.id},
    ]
    for asked in questions:
        assert cast.titles(cast.eve, **asked) == ["Open"], asked
        assert cast.titles(cast.eve, words="Secret", **asked) == [], asked
        assert cast.titles(cast.ben, **asked) == ["Secret", "Open"], asked
    assert cast.titles(cast.eve) == cast.titles(cast.gus) == []
    assert cast.titles(cast.ana) == ["Secret", "Open", "Draft"]
    assert cast.titles(cast.ana, person_id=cast.eve.id) == cast.titles(cast.ana, team_id=new_id(NOW)) == []


def test_hidden_guests_are_not_found_out(cast: Cast) -> None:
    cast.plan("Hidden", 1, cast.ben, cast.eve, hidden=True, visibility=Visibility.ORGANISATION)
    assert cast.titles(cast.eve, person_id=cast.ben.id) == []
    assert cast.titles(cast.eve, person_id=cast.ana.id) == ["Hidden"]


def test_words_ignore_case_and_accents_in_any_script(cast: Cast) -> None:
    titles = ("Café Größe", "Ωμέγα", "Ежедневная встреча", "会議室の予約")
    for title in titles:
        cast.plan(title)
    for title, words in zip(titles, ("cafe GROSSE", "ωμεγα", "ВСТРЕЧА", "予約"), strict=True):
        assert cast.titles(cast.ana, words=words) == [title]


def test_single_dates_are_found_by_what_they_are_themselves(cast: Cast) -> None:
    planned = cast.plan("Weekly", 1, repeats=["RRULE:FREQ=WEEKLY;COUNT=3"])
    by, edit = cast.ana.id, Edit({"title": "Retrospective"})
    with cast.storage.transactions.begin() as work:
        meeting = work.meetings.get(planned.id)
        series.change(meeting, edit, Scope.THIS, "20261208T080100Z", by=by, now=NOW)
        series.cancel(meeting, "", Scope.THIS, "20261215T080100Z", by=by, now=NOW)
        work.meetings.save(meeting)
    assert cast.titles(cast.ana, words="retro") == ["Retrospective"]
    assert cast.titles(cast.ana, state=MeetingState.CANCELLED) == ["Weekly"]
    assert cast.titles(cast.ana, state=MeetingState.DRAFT) == []


def test_windows_and_cursors_have_bounds(cast: Cast) -> None:
    day = datetime(2026, 12, 1, tzinfo=UTC)
    for end in (day, day + timedelta(days=401)):
        with pytest.raises(InvalidWindow):
            cast.page(cast.ana, start=day, end=end)
    for forged in ("nonsense", "2026-12-01 2026-12-02 x y", "a b c d"):
        with pytest.raises(InvalidCursor):
            cast.page(cast.ana, cursor=cursor_after(forged))


def test_words_rooms_people_and_states_go_together(cast: Cast) -> None:
    blue, other = a_room("Blue"), a_room("Other")
    with cast.storage.transactions.begin() as work:
        work.rooms.add(blue)
        work.rooms.add(other)
    first = cast.plan("Café", 1, cast.ben, room=blue, repeats=["RRULE:FREQ=WEEKLY;COUNT=3"])
    cast.plan("Café outside", 2, cast.ben)
    cast.plan("Tea", 3, cast.ben, room=blue)
    with cast.storage.transactions.begin() as work:
        meeting = work.meetings.get(first.id)
        edit = Edit({"title": "Lunch"}, rooms=(RoomBooking(other.id),))
        series.change(meeting, edit, Scope.THIS, "20261208T080100Z", by=cast.ana.id, now=NOW)
        series.cancel(meeting, "", Scope.THIS, "20261215T080100Z", by=cast.ana.id, now=NOW)
        work.meetings.save(meeting)
    for asked in ({}, {"person_id": cast.ben.id}):
        assert cast.titles(cast.ben, room_id=blue.id, words="CAFE", **asked) == ["Café"]
        assert cast.titles(cast.ben, room_id=blue.id, **asked) == ["Café", "Tea"]
        assert cast.titles(cast.ben, room_id=other.id, words="lunch", **asked) == ["Lunch"]
        assert cast.titles(cast.ben, room_id=other.id, words="cafe", **asked) == []
        assert cast.titles(cast.ben, room_id=blue.id, state=MeetingState.CANCELLED, **asked) == []
    assert cast.titles(cast.ben, words="cafe", state=MeetingState.CANCELLED) == ["Café"]


def test_series_are_found_beyond_the_horizon_too(cast: Cast) -> None:
    cast.plan("Endless", 1, cast.ben, repeats=["RRULE:FREQ=WEEKLY"])
    cast.plan("Short", 2, cast.ben, repeats=["RRULE:FREQ=WEEKLY;COUNT=3"])
    far = {"start": NOW + timedelta(days=700), "end": NOW + timedelta(days=1_000)}
    assert cast.titles(cast.ben, **far) == ["Endless"]
    assert cast.titles(cast.ben, words="less", limit=1, **far) == ["Endless"]
    assert cast.titles(cast.ben, words="short", **far) == []
    _, cursor = cast.page(cast.ben, limit=1)
    assert cast.titles(cast.ben, cursor=cursor) == ["Short"]


WORDS = st.sampled_from(["a", "É", "ß", "ss", "Ⅷ", "ﬁ", "é", "%", "_", "\\", "'", "İ", "한", "a é"])


@pytest.mark.thorough
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    plans=st.lists(st.tuples(meetings(), WORDS, WORDS, st.permutations(range(3))), max_size=5),
    first_day=st.integers(0, 1_400),
    length=st.integers(1, 400),
    words=st.just("") | WORDS,
    state=st.none() | st.sampled_from(MeetingState),
    in_organisation=st.booleans(),
)
def test_lists_are_what_calendars_show_of_dates_that_say_so(
    cast: Cast,
    plans: list[tuple[Meeting, str, str, list[int]]],
    first_day: int,
    length: int,
    words: str,
    state: MeetingState | None,
    in_organisation: bool,
) -> None:
    storage, people = cast.storage, [cast.ana, cast.ben, cast.eve]
    for meeting, title, own, (host, *others) in plans:
        meeting.host_id = people[host].id
        meeting.details = replace(meeting.details, title=title, location=own)
        meeting.overrides = {
            name: replace(each, details={**each.details, "description": own})
            for name, each in meeting.overrides.items()
        }
        for guest, other in zip(meeting.guests, others, strict=False):
            guest.person_id = people[other].id
    planned = {meeting.id: meeting for meeting, *_ in plans}
    start = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=first_day)
    window = window_of(start, start + timedelta(days=length))
    with storage.transactions.begin() as work:
        for meeting in planned.values():
            work.meetings.add(meeting)
    try:
        for viewer in (Viewer(each.id, in_organisation) for each in people):
            everybody = {each.id for each in people}
            shown = entries(storage.calendars, window, people=everybody, viewer=viewer)
            dates = {
                (entry.timing.slot.start, entry.summary.meeting_id, entry.original_start)
                for entry in shown
                if entry.summary is not None
                and state in (None, entry.summary.state)
                and _says(planned[entry.summary.meeting_id], entry.original_start, words)
            }
            firsts = {
                meeting_id: min(each for each in dates if each[1] == meeting_id) for _, meeting_id, _ in dates
            }
            expected = [FoundDate(*each) for each in sorted(firsts.values())]
            wanted = Wanted(people=everybody, words=words, state=state)
            found = storage.meeting_lists.first_dates(window, wanted, viewer=viewer, limit=9)
            assert list(found) == expected
            behind = [
                storage.meeting_lists.first_dates(
                    window, wanted, viewer=viewer, after=(each.starts_at, each.meeting_id), limit=1
                )
                for each in found
            ]
            assert [list(each) for each in behind] == [[each] for each in expected[1:]] + [[]] * bool(
                expected
            )
    finally:
        with storage.transactions.begin() as work:
            for meeting in planned.values():
                work.meetings.remove(meeting)


def _says(meeting: Meeting, original_start: str, words: str) -> bool:
    """Letter by letter: without marks, and small."""
    date = meeting.dates.named(original_start)
    assert date is not None
    texts = (date.details.title, date.details.description, date.details.location)
    return any(_bare(words) in _bare(text) for text in texts)


def _bare(text: str) -> str:
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(each for each in apart if not unicodedata.category(each).startswith("M"))


def test_all_that_somebody_hosts_or_is_a_guest_of_once_and_by_id(cast: Cast) -> None:
    hosted = [
        cast.plan("Daily", 2, cast.ben, repeats=["RRULE:FREQ=DAILY;COUNT=9"]),
        cast.plan("Draft", 3, draft=True),
    ]
    cast.plan("Open", 4, visibility=Visibility.ORGANISATION)
    of = cast.storage.meeting_lists.of_person
    ids = of(cast.ana.id, limit=10)
    assert len(ids) == 3
    assert list(ids) == sorted(ids)
    assert {each.id for each in hosted} < set(ids)
    assert [*of(cast.ana.id, limit=2), *of(cast.ana.id, after=ids[1], limit=2)] == ids
    assert of(cast.ben.id, limit=10) == [hosted[0].id]
    assert of(cast.eve.id, limit=10) == []
