"""The recurrence of a series that moves, ends, or goes on as another one: the same dates wherever it can."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice

from domain.meeting.recurrence import Recurrence
from domain.meeting.timing import Start, reading_of
from domain.recurrence.clock import END_OF_DAY
from domain.recurrence.recurrence import RecurrenceSet
from domain.recurrence.rule import Frequency, InvalidRecurrence, NthWeekday, Rule, Weekday
from domain.shared.time_slot import Moment, check_year

ENOUGH_DATES = 300
"""So many are compared before two series count as the same; where they differ they do so early."""

_SECOND, _DAY = timedelta(seconds=1), timedelta(days=1)


def moved(recurrence: Recurrence, before: Start, after: Start) -> Recurrence:
    """The same pattern from another start: weekdays of weekly rules, single dates and ends go along.

    Raises InvalidRecurrence where a rule names days or hours that do not fit the new start.
    """
    if before == after:
        return recurrence
    by = reading_of(after) - reading_of(before)
    return Recurrence(
        tuple(_moved(rule, before, after) for rule in recurrence.rules),
        tuple(_shifted(day, by, after) for day in recurrence.added),
        tuple(_shifted(day, by, after) for day in recurrence.removed),
    )


def ended(recurrence: Recurrence, start: Start, cut: datetime) -> Recurrence | None:
    """What begins before the clock reading ``cut``; None when that is the start alone.

    Rules get an UNTIL, or a smaller COUNT where they count.
    """
    rules = [rule for each in recurrence.rules if (rule := _ended(each, start, cut)) is not None]
    return _with_its_dates(recurrence, start, rules, lambda reading: reading < cut)


def continued(recurrence: Recurrence, start: Start, cut: datetime, onward: Start) -> Recurrence | None:
    """What begins at the clock reading ``cut`` or later, told from the start ``onward``; None: that alone.

    Raises InvalidRecurrence when rules from there do not hit the same dates.
    """
    rules = [rule for each in recurrence.rules if (rule := _continued(each, start, cut)) is not None]
    first = _like(start, cut)
    dates = list(islice(recurrence.dates_from(start).following(first), ENOUGH_DATES))
    for told in (rules, [_explicit(rule, start) for rule in rules]):
        rest = _with_its_dates(recurrence, onward, told, lambda reading: reading >= cut)
        found = rest.dates_from(onward).following(first) if rest else iter([_day(onward)])
        if list(islice(found, ENOUGH_DATES)) == dates:
            return rest
    raise _unfit("RRULE", "cannot go on from there")


def starts_to_continue_from(recurrence: Recurrence, start: Start, cut: datetime) -> Sequence[Start]:
    """Where a series that goes on at ``cut`` may begin: there, or where one of its rules hits next."""
    starts = [_as_start(cut, start)]
    for rule in recurrence.rules:
        hit = next(_alone(rule, start).following(_like(start, cut)), None)
        if hit is not None:
            starts.append(_as_start(_reading(hit), start))
    return list(dict.fromkeys(starts))


def _moved(rule: Rule, before: Start, after: Start) -> Rule:
    days = reading_of(after).toordinal() - reading_of(before).toordinal()
    another_time = reading_of(after).time() != reading_of(before).time() or type(after) is not type(before)
    if (rule.hours or rule.minutes or rule.seconds) and another_time:
        raise _unfit("BYHOUR", "does not fit the new start")
    rule = replace(rule, until=_moved_until(rule.until, before, after))
    others = (rule.months, rule.week_numbers, rule.year_days, rule.month_days)
    if not days or not (rule.weekdays or any(others)):
        return rule
    if rule.frequency is Frequency.WEEKLY and not any(others):
        # The whole week turns, its first day included where that counts.
        turned = tuple(NthWeekday(0, Weekday((each.weekday + days) % 7)) for each in rule.weekdays)
        first = rule.interval > 1 or rule.positions
        week_start = Weekday((rule.week_start + days) % 7) if first else rule.week_start
        return replace(rule, weekdays=turned, week_start=week_start)
    if rule.frequency is Frequency.DAILY and not any(others) and days % 7 == 0:
        return rule
    raise _unfit("RRULE", "does not fit the new start")


def _unfit(part: str, why: str) -> InvalidRecurrence:
    refusal = InvalidRecurrence(part, f"{why}; send the new recurrence along")
    refusal.field = ("recurrence",)
    return refusal


def _moved_until(until: date | None, before: Start, after: Start) -> date | None:
    if until is None:
        return None
    by = reading_of(after) - reading_of(before)
    if isinstance(until, datetime):
        return _like(after, until + by)
    day = (datetime.combine(until, reading_of(before).time()) + by).date()
    return datetime.combine(day, END_OF_DAY) if isinstance(after, Moment) else day


def _shifted(day: date, by: timedelta, after: Start) -> date:
    """Raises InvalidTimeSlot outside the years we know."""
    reading = _reading(day) + by
    check_year(reading.date())
    return _like(after, reading)


def _ended(rule: Rule, start: Start, cut: datetime) -> Rule | None:
    """The rule up to before ``cut``; None when it hits nothing there."""
    if rule.count is not None:
        hits = _hits_before(rule, start, cut)
        return replace(rule, count=hits) if hits else None
    once_a_day = not (rule.hours or rule.minutes or rule.seconds)
    # At the end of the day before, where that is the same: people read it.
    last = (datetime.combine(cut, time()) if once_a_day else cut) - _SECOND
    if rule.until is None or _last_reading(rule.until) > last:
        rule = replace(rule, until=_like(start, last))
    return rule if next(iter(_alone(rule, start)), None) is not None else None


def _continued(rule: Rule, start: Start, cut: datetime) -> Rule | None:
    """The rule from ``cut`` on; None when it hits nothing there."""
    if rule.count is not None:
        left = rule.count - _hits_before(rule, start, cut)
        return replace(rule, count=left) if left > 0 else None
    return rule if next(_alone(rule, start).following(_like(start, cut)), None) is not None else None


def _explicit(rule: Rule, start: Start) -> Rule:
    """The same, with the day that a weekly or monthly rule takes from its start said aloud."""
    day = reading_of(start)
    if rule.frequency is Frequency.WEEKLY and not rule.weekdays:
        return replace(rule, weekdays=(NthWeekday(0, Weekday(day.weekday())),))
    if rule.frequency is Frequency.MONTHLY and not rule.weekdays and not rule.month_days:
        return replace(rule, month_days=(day.day,))
    return rule


def _with_its_dates(
    whole: Recurrence, start: Start, rules: Sequence[Rule], belongs: Callable[[datetime], bool]
) -> Recurrence | None:
    """Those rules, and the single dates that belong to them."""
    added = {day for day in whole.added if belongs(_reading(day))}
    removed = {day for day in whole.removed if belongs(_reading(day))}
    if not rules and _day(start) in added:
        added.remove(_day(start))  # Without rules the start itself is a date.
    elif not rules and whole.rules:
        removed.add(_day(start))  # Which it must not become.
    return Recurrence(tuple(rules), tuple(added), tuple(removed)) if rules or added else None


def _hits_before(rule: Rule, start: Start, cut: datetime) -> int:
    """Raises TooManyOccurrences for more than anybody wants to count."""
    return len(_alone(rule, start).between(_day(start), _like(start, cut)))


def _alone(rule: Rule, start: Start) -> RecurrenceSet:
    return Recurrence((rule,)).dates_from(start)


def _last_reading(until: date) -> datetime:
    return until if isinstance(until, datetime) else datetime.combine(until + _DAY, time()) - _SECOND


def _reading(day: date) -> datetime:
    return day if isinstance(day, datetime) else datetime.combine(day, time())


def _like(start: Start, reading: datetime) -> date:
    return reading if isinstance(start, Moment) else reading.date()


def _as_start(reading: datetime, like: Start) -> Start:
    return Moment(reading, like.zone) if isinstance(like, Moment) else reading.date()


def _day(start: Start) -> date:
    return start.local if isinstance(start, Moment) else start
