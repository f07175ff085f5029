"""Lists of meetings, on every storage."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters.memory.clock import SettableClock
from application.identity.caller import Caller
from application.meeting.list_meetings import ListMeetings, ListMeetingsCommand
from application.meeting.read_calendar import InvalidWindow
from application.shared.cursor import cursor_after
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
from tests.builders import NOW, a_meeting, a_person, a_room, timed
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
        listing = ListMeetings(store.transactions, store.calendars, store.directory, SettableClock(NOW))
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
