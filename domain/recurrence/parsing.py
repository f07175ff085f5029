"""From the text of an RRULE value to a rule, by the grammar of RFC 5545 §3.3.10."""

import re
from datetime import UTC, date, datetime, time
from typing import Any

from domain.recurrence.rule import (
    NUMBER_PARTS,
    Frequency,
    InvalidRecurrence,
    NthWeekday,
    NumberPart,
    Rule,
    Weekday,
)

LONGEST = 10_000  # characters: every possible BY… list together is shorter
_UNTIL = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", re.ASCII)
_WEEKDAY = re.compile(r"(?:([+-]?)(\d{1,2}))?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_COUNTING = re.compile(r"\d{1,9}", re.ASCII)
_NUMBERS = {part.name: part for part in NUMBER_PARTS}


def parse_rule(text: str) -> Rule:
    """The rule of an RRULE value such as ``FREQ=WEEKLY;BYDAY=TU,TH``. Parts come in any order and any case.

    One trailing semicolon is forgiven, because big calendars write it. Raises InvalidRecurrence, with the
    name of the part, for everything else that is not in the grammar.
    """
    if len(text) > LONGEST:
        raise InvalidRecurrence("RRULE", f"is longer than {LONGEST} characters")
    given: dict[str, Any] = {}
    for part in text.upper().removesuffix(";").split(";"):
        name, equals, value = part.partition("=")
        if not equals or not name:
            raise InvalidRecurrence("RRULE", f"{part[:40]!r} is not of the form NAME=value")
        attribute, parsed = _parse_part(name, value)
        if attribute in given:
            raise InvalidRecurrence(name, "is given twice")
        given[attribute] = parsed
    if "frequency" not in given:
        raise InvalidRecurrence("FREQ", "is missing")
    return Rule(**given)


def _parse_part(name: str, value: str) -> tuple[str, Any]:
    """What the part is called in a rule, and what it says."""
    if name in _NUMBERS:
        part = _NUMBERS[name]
        return part.attribute, tuple(_number(part, number) for number in value.split(","))
    match name:
        case "FREQ" if value in Frequency.__members__:
            return "frequency", Frequency[value]
        case "WKST" if value in Weekday.__members__:
            return "week_start", Weekday[value]
        case "INTERVAL" | "COUNT" if _COUNTING.fullmatch(value):
            return name.lower(), int(value)
        case "BYDAY":
            return "weekdays", tuple(_weekday(weekday) for weekday in value.split(","))
        case "UNTIL":
            return "until", _until(value)
        case "FREQ" | "WKST" | "INTERVAL" | "COUNT":
            raise _not_understood(name, value)
    raise InvalidRecurrence(name[:20], "is not a part of a recurrence rule")


def _number(part: NumberPart, text: str) -> int:
    sign = "[+-]?" if part.signed else ""
    if not re.fullmatch(rf"{sign}\d{{1,{len(str(part.highest))}}}", text, re.ASCII):
        raise _not_understood(part.name, text)
    return int(text)


def _weekday(text: str) -> NthWeekday:
    found = _WEEKDAY.fullmatch(text)
    if found is None or (found[2] and int(found[2]) == 0):
        raise _not_understood("BYDAY", text)
    return NthWeekday(int(f"{found[1]}{found[2]}") if found[2] else 0, Weekday[found[3]])


def _until(text: str) -> date | datetime:
    found = _UNTIL.fullmatch(text)
    if found is None:
        raise _not_understood("UNTIL", text)
    try:
        day = date(*(int(digits) for digits in found.group(1, 2, 3)))
        if found[4] is None:
            return day
        hour, minute, second = (int(digits) for digits in found.group(4, 5, 6))
        if second == 60:  # a leap second counts as the second before it (§3.3.12)
            second = 59
        return datetime.combine(day, time(hour, minute, second), tzinfo=UTC if found[7] else None)
    except ValueError as impossible:
        raise _not_understood("UNTIL", text) from impossible


def _not_understood(name: str, value: str) -> InvalidRecurrence:
    return InvalidRecurrence(name, f"{value[:40]!r} is not understood")
