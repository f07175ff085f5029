"""How a meeting repeats: the recurrence engine's rules, tied to the start of a meeting."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from math import prod
from zoneinfo import ZoneInfo

from domain.meeting.timing import Start
from domain.recurrence.clock import DAY, END_OF_DAY
from domain.recurrence.parsing import parse_rule
from domain.recurrence.recurrence import RecurrenceSet
from domain.recurrence.rule import Frequency, InvalidRecurrence, Rule
from domain.recurrence.writing import write_moment, write_rule
from domain.shared.refusal import InvalidValue
from domain.shared.time_slot import Moment, check_year, readings_of
from domain.shared.time_zone import UnknownTimeZone, zone_named

MOST_RULES = 10
MOST_SINGLE_DATES = 1_000
MOST_TIMES_A_DAY = 96
_LINE = re.compile(r"(RRULE|RDATE|EXDATE)((?:;[^:]*)?):(.*)", re.IGNORECASE | re.DOTALL)
_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", re.ASCII)


class NoDateFits(InvalidRecurrence):
    """Its rules are well formed, and hit no date at all."""

    def __init__(self) -> None:
        super().__init__("RRULE", "no date fits this rule; change it or the start")
        self.field = ("recurrence",)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Rules, added dates (RDATE) and missing ones (EXDATE), RFC 5545 §3.8.5, as readings of the start's zone.

    A clock reading, not an instant, is what a repeating meeting keeps when the clocks change; so UNTIL and
    the single dates are kept as naive readings too, or as days where the meeting is of whole days.
    Raises InvalidRecurrence.
    """

    rules: tuple[Rule, ...] = ()
    added: tuple[date, ...] = ()
    removed: tuple[date, ...] = ()

    def __post_init__(self) -> None:
        if not self.rules and not self.added:
            raise InvalidRecurrence("RRULE", "a repeating meeting needs a rule or added dates")
        if len(self.rules) > MOST_RULES:
            raise InvalidRecurrence("RRULE", f"a meeting has {MOST_RULES} rules at the most")
        for name, single in (("RDATE", self.added), ("EXDATE", self.removed)):
            if len(single) > MOST_SINGLE_DATES:
                raise _too_many(name)
        for rule in self.rules:
            _check(rule)
        object.__setattr__(self, "added", tuple(sorted(set(self.added))))
        object.__setattr__(self, "removed", tuple(sorted(set(self.removed))))

    def dates_from(self, start: Start) -> RecurrenceSet:
        """All dates of a series that begins at ``start``."""
        if isinstance(start, Moment):
            return RecurrenceSet(start.local, start.zone, self.rules, self.added, self.removed)
        return RecurrenceSet(start, None, self.rules, self.added, self.removed)

    def written(self, start: Start) -> list[str]:
        """The lines again, as RFC 5545 wants them: UNTIL in UTC beside clock times (§3.3.10)."""
        lines = [f"RRULE:{write_rule(_until_in_utc(rule, start))}" for rule in self.rules]
        for name, single in (("RDATE", self.added), ("EXDATE", self.removed)):
            if single and isinstance(start, Moment):
                lines.append(f"{name};TZID={start.zone.key}:{','.join(map(write_moment, single))}")
            elif single:
                lines.append(f"{name};VALUE=DATE:{','.join(map(write_moment, single))}")
        return lines


def parse_recurrence(lines: Sequence[str], start: Start) -> Recurrence | None:
    """What RRULE, RDATE and EXDATE lines say of a meeting that starts at ``start``; None without lines.

    Times without a zone are the start's. Raises InvalidRecurrence; its ``field`` is the position of the line
    at fault, and empty where they are wrong only together.
    """
    if len(lines) > MOST_RULES + 2 * MOST_SINGLE_DATES:
        raise InvalidRecurrence("RRULE", "too many lines")
    rules: list[Rule] = []
    single: dict[str, list[date]] = {"RDATE": [], "EXDATE": []}
    for place, line in enumerate(lines):
        try:
            found = _LINE.fullmatch(line)
            if found is None:
                raise InvalidRecurrence(line[:20] or "RRULE", "expected RRULE:…, RDATE:… or EXDATE:…")
            name, parameters, value = found[1].upper(), found[2], found[3]
            if name == "RRULE":
                rules.append(_localised(parse_rule(value), start))
                _check(rules[-1])
            elif len(single[name]) + value.count(",") >= MOST_SINGLE_DATES:
                raise _too_many(name)
            else:
                single[name] += [
                    day for text in value.split(",") for day in _single(name, parameters, text, start)
                ]
        except InvalidValue as refusal:
            refusal.field = (place,)
            raise
    if not lines:
        return None
    try:
        return Recurrence(tuple(rules), tuple(single["RDATE"]), tuple(single["EXDATE"]))
    except InvalidRecurrence as refusal:
        refusal.field = ()  # no line is at fault by itself
        raise


def _check(rule: Rule) -> None:
    """What the engine computes for calendars at large, and no meeting needs."""
    if rule.frequency < Frequency.DAILY:
        raise InvalidRecurrence("FREQ", "meetings repeat daily, weekly, monthly or yearly")
    if prod(len(part) or 1 for part in (rule.hours, rule.minutes, rule.seconds)) > MOST_TIMES_A_DAY:
        raise InvalidRecurrence("BYMINUTE", f"a meeting begins {MOST_TIMES_A_DAY} times a day at the most")


def _too_many(name: str) -> InvalidRecurrence:
    return InvalidRecurrence(name, f"a meeting has {MOST_SINGLE_DATES:,} such dates at the most")


def _single(name: str, parameters: str, text: str, start: Start) -> Sequence[date]:
    """One RDATE or EXDATE as a reading of the start's zone. A mere day among times means that day's date.

    More than one where an instant that is taken out has more names.
    """
    zone = start.zone if isinstance(start, Moment) else None
    for parameter in filter(None, parameters.upper().split(";")):
        if parameter.startswith("TZID="):
            zone = _zone_of(name, parameters[parameters.upper().index("TZID=") + 5 :].split(";")[0])
        elif parameter not in {"VALUE=DATE", "VALUE=DATE-TIME"}:
            raise InvalidRecurrence(name, f"{parameter[:40]} is not supported")
    found = _DATE.fullmatch(text)
    if found is None:
        raise InvalidRecurrence(name, f"{text[:40]!r} is not a date such as 20261201T093000")
    try:
        day = date(*(int(digits) for digits in found.group(1, 2, 3)))
        check_year(day)
        if not isinstance(start, Moment):
            return [day]
        if found[4] is None:
            return [datetime.combine(day, start.local.time())]
        hour, minute, second = (int(digits) for digits in found.group(4, 5, 6))
        local = datetime.combine(day, time(hour, minute, second))
    except (InvalidValue, ValueError) as impossible:
        raise InvalidRecurrence(name, f"{text[:40]!r} is not a date we know") from impossible
    zone = ZoneInfo("UTC") if found[7] else zone or start.zone
    if zone.key == start.zone.key:
        return [local]
    readings = readings_of(Moment(local, zone).instant, start.zone)
    return readings if name == "EXDATE" else readings[:1]


def _zone_of(name: str, key: str) -> ZoneInfo:
    try:
        return zone_named(key)
    except UnknownTimeZone as unknown:
        raise InvalidRecurrence(name, unknown.message) from unknown


def _localised(rule: Rule, start: Start) -> Rule:
    until = rule.until
    if until is None:
        return rule
    if not isinstance(start, Moment):
        until = date.fromordinal(until.toordinal())
    elif not isinstance(until, datetime):
        until = datetime.combine(until, END_OF_DAY)
    elif until.tzinfo is not None:
        until = _last_reading_by(until, start.zone)
    return replace(rule, until=until)


def _last_reading_by(instant: datetime, zone: ZoneInfo) -> datetime:
    """The last clock reading that means ``instant`` or an earlier one.

    In the second pass of a repeated hour that is the hour's end: all its readings mean the first (§3.3.5).
    """
    shown = instant.astimezone(zone)
    first_pass = shown.replace(tzinfo=None, fold=0)
    if not shown.fold:
        return first_pass

    def meant(seconds: int) -> datetime:
        return (first_pass + timedelta(seconds=seconds)).replace(tzinfo=zone).astimezone(UTC)

    return first_pass + timedelta(seconds=bisect_right(range(DAY), instant, key=meant) - 1)


def _until_in_utc(rule: Rule, start: Start) -> Rule:
    if isinstance(rule.until, datetime) and isinstance(start, Moment):
        return replace(rule, until=Moment(rule.until, start.zone).instant)
    return rule
