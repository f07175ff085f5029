"""What a VTIMEZONE says of itself (RFC 5545 §3.6.5): when its clocks change, and to which offset."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from adapters.icalendar.properties import NotImportable, Properties, properties
from adapters.icalendar.values import read_clock
from domain.recurrence.parsing import parse_rule
from domain.recurrence.recurrence import RecurrenceSet
from domain.recurrence.rule import Frequency, Rule
from domain.shared.refusal import InvalidValue
from domain.shared.time_slot import EARLIEST

MOST_OBSERVANCES = 200
MOST_SINGLE_ONSETS = 1_000
MOST_CHANGES = 2_000
_OFFSET = re.compile(r"([+-])(\d\d)(\d\d)(\d\d)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Change:
    """From ``at`` on the clocks are ``offset`` ahead of UTC; before, they were ``before``."""

    at: datetime
    before: timedelta
    offset: timedelta


def changes(observances: Sequence[Sequence[bytes]], until: datetime) -> list[Change]:
    """All that begin before ``until``, in order; none where the definition cannot be read.

    Rules that change the clocks more often than yearly are no time zone's.
    """
    if len(observances) > MOST_OBSERVANCES:
        return []
    found: list[Change] = []
    try:
        for lines in observances:
            found += _onsets(properties(lines), until)
            if len(found) > MOST_CHANGES:
                return []
    except (NotImportable, InvalidValue, ValueError, OverflowError):
        return []
    return sorted(found, key=lambda change: change.at)


def _onsets(observance: Properties, until: datetime) -> Iterable[Change]:
    before, offset = _offset(observance, "TZOFFSETFROM"), _offset(observance, "TZOFFSETTO")
    start = _in_our_years(read_clock(_value(observance, "DTSTART").removesuffix("Z")))
    rules = [_rule(each.value, before) for each in observance.every("RRULE")]
    single = [text for each in observance.every("RDATE") for text in each.value.split(",")]
    if len(single) > MOST_SINGLE_ONSETS or len(rules) > 10:
        return
    added = [_in_our_years(read_clock(text.strip().removesuffix("Z"))) for text in single]
    dates = RecurrenceSet(start, None, tuple(rules), (start, *added))
    for local in dates.between(start, until.replace(tzinfo=None) + before):
        assert isinstance(local, datetime)
        yield Change((local - before).replace(tzinfo=UTC), before, offset)


def _rule(text: str, before: timedelta) -> Rule:
    rule = parse_rule(text)
    if rule.frequency is not Frequency.YEARLY:
        raise ValueError("no time zone does that")
    if isinstance(rule.until, datetime) and rule.until.tzinfo is not None:
        rule = replace(rule, until=(rule.until + before).replace(tzinfo=None))
    return rule


def _value(observance: Properties, name: str) -> str:
    written = observance.only(name)
    if written is None:
        raise ValueError(f"without {name}")
    return written.value.strip()


def _offset(observance: Properties, name: str) -> timedelta:
    found = _OFFSET.fullmatch(_value(observance, name))
    if found is None:
        raise ValueError(name)
    size = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    if size >= timedelta(days=1):
        raise ValueError(name)
    return -size if found[1] == "-" else size


def _in_our_years(local: datetime) -> datetime:
    """Some programs let their zones begin in the year 1 or 1601; a yearly rule does the same from 1900 on."""
    if local.date() > EARLIEST:
        return local
    leap_day = (local.month, local.day) == (2, 29)
    return local.replace(year=EARLIEST.year, day=28 if leap_day else local.day)


def offset_at(all_changes: Sequence[Change], instant: datetime) -> timedelta | None:
    """None without any change to tell it by."""
    past = bisect_right(all_changes, instant, key=lambda change: change.at)
    if past:
        return all_changes[past - 1].offset
    return all_changes[0].before if all_changes else None


def new_year(year: int) -> datetime:
    return datetime.combine(date(year, 1, 1), datetime.min.time(), UTC)
