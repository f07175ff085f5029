"""What a meeting keeps for calendar files, and what it does not."""

import pytest

from domain.meeting.details import Details
from domain.meeting.kept import EARLIEST_REMINDER, MOST_OCTETS_KEPT, CannotBeKept, KeptProperties
from domain.meeting.meeting import Meeting
from tests.builders import HOST, NOW, timed


def test_reminders_stand_in_order_each_once() -> None:
    assert KeptProperties((30, 5, 30, 0)).reminders == (0, 5, 30)


@pytest.mark.parametrize("reminders", [(-1,), (EARLIEST_REMINDER + 1,), tuple(range(11))])
def test_a_reminder_is_no_later_than_the_start_and_there_are_not_many(reminders: tuple[int, ...]) -> None:
    with pytest.raises(CannotBeKept):
        KeptProperties(reminders)


@pytest.mark.parametrize("line", ["X-A:1\r\nSUMMARY:2", "X-A:1\n", "X-A:\x00", "X-A:\x7f"])
def test_a_line_cannot_become_two(line: str) -> None:
    with pytest.raises(CannotBeKept):
        KeptProperties(lines=(line,))


def test_octets_count_not_characters() -> None:
    KeptProperties(lines=("x" * MOST_OCTETS_KEPT,))
    with pytest.raises(CannotBeKept):
        KeptProperties(lines=("é" * (MOST_OCTETS_KEPT // 2 + 1),))


def test_what_comes_from_a_file_says_so() -> None:
    def announced(imported: KeptProperties | None) -> dict[str, object]:
        meeting = Meeting.schedule(
            host_id=HOST, details=Details("Review"), timing=timed(), imported=imported, now=NOW
        )
        (event,) = meeting.events
        assert event.kind == "meeting.scheduled"
        return event.data()

    assert announced(KeptProperties((5,)))["imported"] is True
    assert "imported" not in announced(None)
