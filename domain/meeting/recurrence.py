"""How a meeting repeats: the recurrence engine's rules, tied to the start of a meeting."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from math import prod

from domain.meeting.timing import Start
from domain.recurrence.parsing import parse_rule
from domain.recurrence.recurrence import RecurrenceSet
from domain.recurrence.rule import Frequency, InvalidRecurrence, Rule
from domain.recurrence.writing import write_moment, write_rule
from domain.shared.refusal import InvalidValue
from domain.shared.time_slot import Moment, check_year
from domain.shared.time_zone import zone_named

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
                single[name] += [_single(name, parameters, text, start) for text in value.split(",")]
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


def _single(name: str, parameters: str, text: str, start: Start) -> date:
    """One RDATE or EXDATE as a reading of the start's zone. A mere day among times means that day's date."""
    zone = start.zone if isinstance(start, Moment) else None
    for parameter in filter(None, parameters.upper().split(";")):
        if parameter.startswith("TZID="):
            zone = zone_named(parameters[parameters.upper().index("TZID=") + 5 :].split(";")[0])
        elif parameter not in {"VALUE=DATE", "VALUE=DATE-TIME"}:
            raise InvalidRecurrence(name, f"{parameter[:40]} is not supported")
    found = _DATE.fullmatch(text)
    if found is None:
        raise InvalidRecurrence(name, f"{text[:40]!r} is not a date such as 20261201T093000")
    try:
        day = date(*(int(digits) for digits in found.group(1, 2, 3)))
        check_year(day)
        if found[4] is None or not isinstance(start, Moment):
            reading: date = day
            if isinstance(start, Moment):
                reading = datetime.combine(day, start.local.time())
            return reading
        local = datetime(day.year, day.month, day.day, int(found[4]), int(found[5]), int(found[6]))  # noqa: DTZ001
    except (InvalidValue, ValueError) as impossible:
        raise InvalidRecurrence(name, f"{text[:40]!r} is not a date we know") from impossible
    if found[7]:
        return local.replace(tzinfo=UTC).astimezone(start.zone).replace(tzinfo=None)
    if zone is not None and zone.key != start.zone.key:
        return Moment.at(Moment(local, zone).instant, start.zone).local
    return local


def _localised(rule: Rule, start: Start) -> Rule:
    until = rule.until
    if isinstance(until, datetime):
        if not isinstance(start, Moment):
            until = until.date()
        elif until.tzinfo is not None:
            until = until.astimezone(start.zone).replace(tzinfo=None)
    return replace(rule, until=until)


def _until_in_utc(rule: Rule, start: Start) -> Rule:
    if isinstance(rule.until, datetime) and isinstance(start, Moment):
        return replace(rule, until=Moment(rule.until, start.zone).instant)
    return rule
