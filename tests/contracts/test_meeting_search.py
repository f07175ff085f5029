"""Meetings by words, on every storage."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.memory.clock import SettableClock
from application.identity.caller import Caller
from application.meeting.find_meetings import FindMeetings
from application.shared.cursor import cursor_after
from application.shared.ports import Viewer
from application.shared.refusals import InvalidCursor
from domain.identity.person import Person
from domain.identity.role import Role
from domain.meeting import series
from domain.meeting.details import Visibility
from domain.meeting.edit import Edit, Scope
from domain.meeting.guest import Invitation
from domain.meeting.meeting import Meeting
from domain.shared.words import sought_words
from tests.builders import NOW, a_meeting, a_person, meetings, timed
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

    def plan(self, title: str, day: str = "2026-12-01", *guests: Person, **options: Any) -> Meeting:
        meeting = a_meeting(
            title,
            host_id=self.ana.id,
            timing=timed(f"{day} 09:00", f"{day} 10:00"),
            guests=tuple(Invitation(each.email, each.name, each.id) for each in guests),
            **options,
        )
        with self.storage.transactions.begin() as work:
            work.meetings.add(meeting)
        return meeting

    def page(self, person: Person, text: str, **asked: Any) -> tuple[list[str], str | None]:
        store = self.storage
        find = FindMeetings(store.transactions, store.meeting_search, store.directory, SettableClock(NOW))
        found, cursor = find(Caller(person.id, person.role), text, **{"limit": 50, **asked})
        return [each.date.details.title for each in found], cursor

    def titles(self, person: Person, text: str) -> list[str]:
        return self.page(person, text)[0]


@pytest.fixture
def cast(storage: Storage) -> Cast:
    return Cast(storage)


def test_what_one_may_not_see_is_not_found_by_any_word(cast: Cast) -> None:
    cast.plan("Secret plan", "2026-12-01", cast.ben)
    cast.plan("Open plan", "2026-12-02", visibility=Visibility.ORGANISATION)
    cast.plan("Draft plan", "2026-12-03", draft=True, visibility=Visibility.ORGANISATION)
    assert cast.titles(cast.ana, "plan") == ["Secret plan", "Open plan", "Draft plan"]
    assert cast.titles(cast.ben, "plan") == ["Secret plan", "Open plan"]
    assert cast.titles(cast.eve, "plan") == ["Open plan"]
    assert cast.titles(cast.gus, "plan") == []
    assert cast.titles(cast.eve, "secret") == cast.titles(cast.eve, "draft") == []


def test_each_word_begins_one_whatever_its_case_and_accents(cast: Cast) -> None:
    titles = ("Café Größe", "Ωμέγα", "Ежедневная встреча", "会議室の予約", "Q3-review (v2)", "اجتماع الفريق")
    for title in titles:
        cast.plan(title, visibility=Visibility.ORGANISATION)
    asked = ("groSSe cafe", "ωμεγ", "ВСТР еже", "会議", "review q3", "الفر")
    for person in (cast.ana, cast.eve):
        for title, text in zip(titles, asked, strict=True):
            assert cast.titles(person, text) == [title], (person.name, text)
        for text in ("afe", "rosse", "3", "cafe tea", "", " \u2013 "):
            assert cast.titles(person, text) == [], (person.name, text)


def test_in_ones_own_meetings_words_without_blanks_may_stand_anywhere(cast: Cast) -> None:
    cast.plan("明日の会議室の予約", "2026-12-01", cast.ben)
    assert cast.titles(cast.ben, "予約") == ["明日の会議室の予約"]


def test_descriptions_and_places_are_looked_in_too(cast: Cast) -> None:
    meeting = cast.plan("Lunch", visibility=Visibility.ORGANISATION)
    with cast.storage.transactions.begin() as work:
        again = work.meetings.get(meeting.id)
        again.details = replace(again.details, description="with <b>Zoë</b>", location="Chez Paul")
        work.meetings.save(again)
    assert cast.titles(cast.eve, "paul zoe") == cast.titles(cast.ana, "paul zoe") == ["Lunch"]


def test_what_is_to_come_is_before_what_is_over_the_nearest_first(cast: Cast) -> None:
    today = NOW.date()
    for title, days in (("Long ago", -900), ("Far away", 900), ("Yesterday", -1), ("Soon", 2)):
        cast.plan(title, (today + timedelta(days=days)).isoformat())
        cast.plan(f"{title} x", (today + timedelta(days=days)).isoformat())
    expected = ["Soon x", "Far away x", "Yesterday x", "Long ago x"]
    assert cast.titles(cast.ana, "x") == expected
    pages, cursor = list[str](), None
    for _ in range(4):
        page, cursor = cast.page(cast.ana, "x", limit=1, cursor=cursor)
        pages += page
    assert (pages, cursor) == (expected, None)


def test_series_are_found_once_by_the_nearest_date_that_says_so(cast: Cast) -> None:
    meeting = cast.plan(
        "Weekly", "2026-12-01", repeats=["RRULE:FREQ=WEEKLY"], visibility=Visibility.ORGANISATION
    )
    edit = Edit({"title": "Retrospective"})
    with cast.storage.transactions.begin() as work:
        again = work.meetings.get(meeting.id)
        series.change(again, edit, Scope.THIS, "20261208T080000Z", by=cast.ana.id, now=NOW)
        work.meetings.save(again)
    for person in (cast.ana, cast.eve):
        assert cast.titles(person, "weekly") == ["Weekly"]
        assert cast.titles(person, "retro") == ["Retrospective"]
        assert cast.titles(person, "weekly retro") == []


@pytest.mark.parametrize(
    "forged", ["nonsense", "2026-12-01 0 1 x", "a b c d", f"{NOW.isoformat()} 0 {'9' * 30} x"]
)
def test_a_forged_cursor_is_refused(cast: Cast, forged: str) -> None:
    with pytest.raises(InvalidCursor):
        cast.page(cast.ana, "plan", cursor=cursor_after(forged))


@pytest.mark.parametrize(
    "hostile", ["' OR 1=1 --", "a' | !b & c:*", "\\", "%_", "<script>", "🎉", "a" * 200, "\u0301"]
)
def test_hostile_words_find_only_what_says_them(cast: Cast, hostile: str) -> None:
    cast.plan("Nothing of that", visibility=Visibility.ORGANISATION)
    for person in (cast.ana, cast.eve):
        assert cast.titles(person, hostile) == []


TEXTS = st.lists(
    st.sampled_from(["plan", "Plans", "Café", "cafe", "ß", "ss", "встреча", "É", "q3", "x-ray", "會", "11"]),
    min_size=1,
    max_size=3,
).map(" ".join)


@pytest.mark.thorough
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    plans=st.lists(st.tuples(meetings(), TEXTS, TEXTS, st.permutations(range(3))), max_size=5),
    text=TEXTS,
    in_organisation=st.booleans(),
)
def test_what_is_found_is_what_may_be_seen_and_says_so(
    cast: Cast, plans: list[tuple[Meeting, str, str, list[int]]], text: str, in_organisation: bool
) -> None:
    people = [cast.ana, cast.ben, cast.eve]
    for meeting, title, own, (host, *others) in plans:
        meeting.host_id = people[host].id
        meeting.details = replace(meeting.details, title=title, description="", location="")
        meeting.overrides = {
            name: replace(each, details={"description": own}) for name, each in meeting.overrides.items()
        }
        for guest, other in zip(meeting.guests, others, strict=False):
            guest.person_id = people[other].id
    planned = {meeting.id: meeting for meeting, *_ in plans}
    with cast.storage.transactions.begin() as work:
        for meeting in planned.values():
            work.meetings.add(meeting)
    try:
        for viewer in (Viewer(each.id, in_organisation) for each in people):
            words = sought_words(text)
            found = cast.storage.meeting_search.nearest_dates(words, viewer=viewer, now=NOW, limit=9)
            for each in found:
                meeting = planned[each.meeting_id]
                date = meeting.dates.named(each.original_start)
                assert meeting.is_visible_to(viewer.person_id, in_organisation=in_organisation)
                assert date is not None
                assert _says(date.details.sought, words)
            missed = planned.keys() - {each.meeting_id for each in found}
            for meeting in (planned[each] for each in missed):
                seen = meeting.is_visible_to(viewer.person_id, in_organisation=in_organisation)
                dates = meeting.dates_until(NOW + timedelta(days=390))
                assert not (seen and any(_says(each.details.sought, words) for each in dates))
            keys = [each.key(NOW) for each in found]
            assert keys == sorted(keys)
    finally:
        with cast.storage.transactions.begin() as work:
            for meeting in planned.values():
                work.meetings.remove(meeting)


def _says(sought: str, words: Sequence[str]) -> bool:
    parts = "".join(each if each.isalnum() else " " for each in sought).split()
    return all(any(part.startswith(word) for part in parts) for word in words)
