"""A preview shows the dates that a meeting then has."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from application.meeting.preview_recurrence import PreviewRecurrence, PreviewRecurrenceCommand
from domain.meeting.details import Details
from domain.meeting.occurrence import Dates
from domain.meeting.recurrence import Recurrence
from domain.meeting.timing import Timed
from domain.recurrence.rule import Frequency, Rule
from domain.shared.time_slot import Moment
from tests.domain.recurrence.rules import date_rules

BERLIN = ZoneInfo("Europe/Berlin")
FREQUENCIES = st.sampled_from((Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY, Frequency.YEARLY))
START = Moment(datetime(2026, 3, 27, 2, 30), BERLIN)
TIMING = Timed(START, Moment.at(START.instant + timedelta(hours=1), BERLIN))


@settings(deadline=None, max_examples=60)
@given(FREQUENCIES.flatmap(date_rules), st.integers(0, 900), st.integers(1, 20))
def test_a_preview_shows_the_dates_of_the_meeting(rule: Rule, days: int, limit: int) -> None:
    recurrence = Recurrence((rule,), added=(datetime(2026, 4, 1, 12),), removed=(START.local,))
    begin = Moment.at(START.instant + timedelta(days=days), BERLIN)
    preview = PreviewRecurrence()(PreviewRecurrenceCommand(TIMING, recurrence, begin, limit))
    starts = [timing.slot.start for timing in preview.dates]
    assert all(earlier < later for earlier, later in pairwise(starts))
    dates = Dates(TIMING, Details("Review"), START, recurrence, {})
    end = datetime(2199, 12, 1, tzinfo=UTC) if preview.exhausted else starts[-1] + timedelta(seconds=1)
    met = {each.timing.slot.start for each in dates.between(begin.instant, end)}
    assert starts == sorted(start for start in met if begin.instant <= start < end)


def test_a_date_that_the_clocks_skip_is_shown_from_its_instant_on() -> None:
    recurrence = Recurrence((Rule(Frequency.DAILY),))
    skipped = Moment(datetime(2026, 3, 29, 2, 30), BERLIN)
    shown = Moment.at(skipped.instant, BERLIN)
    assert shown.local.hour == 3
    preview = PreviewRecurrence()(PreviewRecurrenceCommand(TIMING, recurrence, shown, 2))
    assert [timing.slot.start for timing in preview.dates] == [
        skipped.instant,
        Moment(datetime(2026, 3, 30, 2, 30), BERLIN).instant,
    ]


def test_added_dates_before_the_start_are_shown() -> None:
    earlier = datetime(2025, 1, 1, 12)
    recurrence = Recurrence((Rule(Frequency.DAILY, count=2),), added=(earlier,))
    preview = PreviewRecurrence()(PreviewRecurrenceCommand(TIMING, recurrence, None, 9))
    assert preview.dates[0].start == Moment(earlier, BERLIN)
    assert (len(preview.dates), preview.exhausted) == (3, True)
