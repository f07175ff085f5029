"""What a rule hits, found the slow way: look at every moment there is and ask the RFC's table (§3.3.10).

Shares nothing with the engine but the value ``Rule``: it walks real datetimes and never computes ahead.
"""

from calendar import isleap, monthrange
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby

from domain.recurrence.rule import Frequency, Rule

F = Frequency


def hits(rule: Rule, start: datetime, end: datetime, step: timedelta) -> list[datetime]:
    """The hits in [start, end), looking at every ``step``: it must divide all times the rule can mean."""
    found = []
    for _, members in groupby(_candidates(rule, start, end, step), key=lambda moment: _period(rule, moment)):
        chosen = list(members)
        if rule.positions:
            places = {place - 1 if place > 0 else len(chosen) + place for place in rule.positions}
            chosen = [moment for place, moment in enumerate(chosen) if place in places]
        found += [moment for moment in chosen if start <= moment < end]
    found = [moment for moment in found if _before_the_end(rule, moment)]
    return found[: rule.count]


def _before_the_end(rule: Rule, moment: datetime) -> bool:
    if rule.until is None:
        return True
    if isinstance(rule.until, datetime):
        return moment <= rule.until.replace(tzinfo=None)
    return moment.date() <= rule.until


def _candidates(rule: Rule, start: datetime, end: datetime, step: timedelta) -> Iterator[datetime]:
    # From before the start, because BYSETPOS numbers whole periods.
    back = {F.YEARLY: 370, F.MONTHLY: 31, F.WEEKLY: 7, F.DAILY: 1}.get(rule.frequency, 0)
    day = datetime.combine(start.date(), start.time().min) - timedelta(days=back)
    stop = end + timedelta(days=back)
    while day < stop:
        if _day_matches(rule, start, day.date()):
            moment = day if back else max(day, start.replace(minute=0, second=0))
            while moment < min(day + timedelta(days=1), stop + timedelta(hours=1)):
                if _time_matches(rule, start, moment) and _in_interval(rule, start, moment):
                    yield moment
                moment += step
        day += timedelta(days=1)


def _week_start(rule: Rule, day: date) -> date:
    return day - timedelta(days=(day.weekday() - rule.week_start) % 7)


def _week_year(rule: Rule, day: date) -> int:
    """The year in which the fourth day of the week lies: that is where most of the week is."""
    return (_week_start(rule, day) + timedelta(days=3)).year


def _week_number(rule: Rule, day: date) -> int:
    fourth = _week_start(rule, day) + timedelta(days=3)
    return (fourth.timetuple().tm_yday - 1) // 7 + 1


def _period(rule: Rule, moment: datetime) -> int:
    """Which of the rule's periods it lies in, counted through."""
    seconds = (moment - datetime(1, 1, 1)) // timedelta(seconds=1)
    match rule.frequency:
        case F.SECONDLY:
            return seconds
        case F.MINUTELY:
            return seconds // 60
        case F.HOURLY:
            return seconds // 3600
        case F.DAILY:
            return moment.toordinal()
        case F.WEEKLY:
            return _week_start(rule, moment.date()).toordinal() // 7
        case F.MONTHLY:
            return moment.year * 12 + moment.month
        case _:
            return _week_year(rule, moment.date()) if rule.week_numbers else moment.year


def _in_interval(rule: Rule, start: datetime, moment: datetime) -> bool:
    return (_period(rule, moment) - _period(rule, start)) % rule.interval == 0


def _day_matches(rule: Rule, start: datetime, day: date) -> bool:
    frequency = rule.frequency
    month_length = monthrange(day.year, day.month)[1]
    year_length = 366 if isleap(day.year) else 365
    in_year = day.timetuple().tm_yday
    if rule.months and day.month not in rule.months:
        return False
    if rule.week_numbers:
        number = _week_number(rule, day)
        last_fourth = date(_week_year(rule, day), 12, 31)
        while _week_year(rule, last_fourth) != _week_year(rule, day):
            last_fourth -= timedelta(days=1)
        weeks = _week_number(rule, last_fourth)
        if number not in rule.week_numbers and number - weeks - 1 not in rule.week_numbers:
            return False
    if rule.year_days and not {in_year, in_year - year_length - 1} & set(rule.year_days):
        return False
    if rule.month_days and not {day.day, day.day - month_length - 1} & set(rule.month_days):
        return False
    if rule.weekdays:
        # Special expand of the notes: in months for MONTHLY, and for YEARLY when BYMONTH is there.
        within_month = frequency == F.MONTHLY or bool(rule.months)
        place, length = (day.day, month_length) if within_month else (in_year, year_length)
        return any(
            day.weekday() == weekday and nth in (0, (place + 6) // 7, -((length - place) // 7 + 1))
            for nth, weekday in rule.weekdays
        )
    if rule.year_days or rule.month_days or frequency < F.WEEKLY:
        return True
    if frequency == F.WEEKLY or rule.week_numbers:
        return day.weekday() == start.weekday()
    if frequency == F.YEARLY and not rule.months and day.month != start.month:
        return False
    return day.day == start.day


def _time_matches(rule: Rule, start: datetime, moment: datetime) -> bool:
    frequency = rule.frequency
    return (
        _member(moment.hour, rule.hours, start.hour, given=frequency <= F.HOURLY)
        and _member(moment.minute, rule.minutes, start.minute, given=frequency <= F.MINUTELY)
        and _member(moment.second, rule.seconds, start.second, given=frequency <= F.SECONDLY)
    )


def _member(value: int, listed: tuple[int, ...], of_the_start: int, *, given: bool) -> bool:
    """Without a list, a part smaller than the period comes from the start, a larger one is free."""
    return value in listed if listed else given or value == of_the_start
