"""When mail may go, and what comes by which way."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from domain.notification.kind import Channel, Kind
from domain.notification.preferences import QuietHours, Wishes
from domain.notification.refusals import InvalidPreferences

PARIS = ZoneInfo("Europe/Paris")
NIGHT = QuietHours(time(22), time(7))
NOON = QuietHours(time(12), time(13, 30))


@pytest.mark.parametrize(
    ("quiet", "now", "expected"),
    [
        (NIGHT, "2026-12-01 20:59", "2026-12-01 20:59"),
        (NIGHT, "2026-12-01 21:00", "2026-12-02 06:00"),
        (NIGHT, "2026-12-02 05:59", "2026-12-02 06:00"),
        (NIGHT, "2026-12-02 06:00", "2026-12-02 06:00"),
        (NOON, "2026-12-01 11:30", "2026-12-01 12:30"),
        (NOON, "2026-12-01 10:59", "2026-12-01 10:59"),
        # The night on which the clocks go forward ends an hour sooner.
        (NIGHT, "2026-03-28 22:00", "2026-03-29 05:00"),
        (QuietHours(time(22), time(2, 30)), "2026-03-28 22:00", "2026-03-29 01:30"),
    ],
)
def test_quiet_hours_end_by_the_persons_own_clocks(quiet: QuietHours, now: str, expected: str) -> None:
    moment, over = (datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (now, expected))
    assert quiet.over_at(moment, PARIS) == over
    assert Wishes(quiet_hours=quiet).awake_from(moment, PARIS) == over
    assert Wishes().awake_from(moment, PARIS) == moment


def test_quiet_hours_of_a_whole_day_are_refused() -> None:
    with pytest.raises(InvalidPreferences):
        QuietHours(time(9), time(9))


def test_what_nobody_chose_is_as_usual_and_answers_do_not_come_by_mail() -> None:
    wishes = Wishes({Kind.INVITED: frozenset(), Kind.ANSWERED: frozenset({Channel.IN_APP})})
    assert set(wishes.channels) == {Kind.INVITED}
    assert not wishes.wants(Kind.INVITED, Channel.IN_APP)
    assert wishes.wants(Kind.MOVED, Channel.EMAIL)
    assert not wishes.wants(Kind.ANSWERED, Channel.EMAIL)
