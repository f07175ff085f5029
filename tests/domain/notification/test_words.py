"""What people read, with times as their own clocks show them."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from domain.meeting.timing import AllDay, Timing, plain
from domain.notification.kind import Kind
from domain.notification.words import sentence, times
from tests.builders import timed

PARIS, NEW_YORK = ZoneInfo("Europe/Paris"), ZoneInfo("America/New_York")
FACTS = {"title": "Design review", "by": "Ana", **plain(timed())}
LATER = plain(timed("2026-12-02 16:00", "2026-12-02 17:00"))


def test_a_move_is_told_in_the_readers_own_zone() -> None:
    facts = {**FACTS, "before": plain(timed()), **LATER}
    assert sentence(Kind.MOVED, facts, PARIS) == (
        "Ana moved “Design review” from Tuesday 1 December 2026, 09:30–10:15 "
        "to Wednesday 2 December 2026, 16:00–17:00"
    )
    assert sentence(Kind.MOVED, {**facts, "by": ""}, NEW_YORK) == (
        "“Design review” was moved from Tuesday 1 December 2026, 03:30–04:15 "
        "to Wednesday 2 December 2026, 10:00–11:00"
    )


@pytest.mark.parametrize(
    ("timing", "expected"),
    [
        (AllDay(date(2026, 11, 23), date(2026, 11, 24)), "Monday 23 November 2026"),
        (
            AllDay(date(2026, 11, 23), date(2026, 11, 26)),
            "Monday 23 November 2026 to Wednesday 25 November 2026",
        ),
        (
            timed("2026-12-01 23:00", "2026-12-02 01:00"),
            "Tuesday 1 December 2026, 23:00–Wednesday 2 December 2026, 01:00",
        ),
    ],
)
def test_whole_days_and_nights(timing: Timing, expected: str) -> None:
    assert times(plain(timing), PARIS) == expected


def test_several_answers_are_one_line() -> None:
    answers = [{"guest": "Ben", "status": "accepted"}, {"guest": "Cloé", "status": "declined"}]
    one = sentence(Kind.ANSWERED, {**FACTS, "answers": answers[:1], "scope": "this"}, PARIS)
    assert one == "Ben accepted “Design review” on Tuesday 1 December 2026, 09:30–10:15"
    two = sentence(Kind.ANSWERED, {**FACTS, "answers": answers}, PARIS)
    assert two == "2 answers to “Design review”: Ben (accepted) and Cloé (declined)"


@pytest.mark.parametrize("kind", Kind)
def test_there_are_words_for_each_kind(kind: Kind) -> None:
    facts = {
        **FACTS,
        "before": LATER,
        "changed": ["title", "location"],
        "answers": [{"guest": "Ben", "status": "tentative"}],
        "proposal": {"id": "1", **LATER},
        "guest": "Ben",
        "room": "Blue",
        "status": "declined",
        "role": "admin",
        "deed": "guest.responded",
        "action": "Write it up",
        "due": "2026-12-24",
    }
    assert sentence(kind, facts, PARIS)
