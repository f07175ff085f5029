"""Values as the ``icalendar`` package reads them, typed. All raise ValueError for what is no such value."""

import re
from datetime import date, datetime, timedelta
from typing import Any, cast

from icalendar import Parameters, vDate, vDatetime, vDuration
from icalendar.parser import unescape_backslash

# The split is ours: the package walks every character of a value in Python, which costs seconds when a file
# is one long line. Possessive throughout, so it takes linear time (RFC 5545 §3.1).
_CONTENT_LINE = re.compile(r'([A-Za-z0-9-]++)((?:;[^":;]*+(?:"[^"]*+"[^":;]*+)*+)*+):(.*)', re.DOTALL)
LONGEST_PARAMETERS = 5_000
_BREAKS = re.compile(r" *[\t\n\x0b\x0c\r\x1c-\x1f\x85]\s*")

# The package ships types for some of its functions only.
_parameters = cast(Any, Parameters)
_date, _date_time, _duration = cast(Any, vDate), cast(Any, vDatetime), cast(Any, vDuration)


def parts_of(line: str) -> tuple[str, dict[str, str], str]:
    """Name and parameter names in capitals, parameter values as one text each, and the value as it stands."""
    found = _CONTENT_LINE.fullmatch(line)
    if found is None or len(found[2]) > LONGEST_PARAMETERS:
        raise ValueError("not a content line")
    parameters = _parameters.from_ical(found[2][1:]) if found[2] else {}
    flat = {str(k).upper(): v if isinstance(v, str) else ",".join(v) for k, v in parameters.items()}
    return found[1].upper(), flat, found[3]


def unescaped(value: str) -> str:
    """TEXT without its escapes (RFC 5545 §3.3.11)."""
    return str(unescape_backslash(value))


def on_one_line(value: str) -> str:
    """Without outer blanks, and with a blank for each line break or tab; other blanks mean something."""
    return _BREAKS.sub(" ", value).strip()


def read_date(value: str) -> date:
    return cast(date, _date.from_ical(value))


def read_clock(value: str) -> datetime:
    """A clock reading without zone or offset."""
    return cast(datetime, _date_time.from_ical(value))


def read_duration(value: str) -> timedelta:
    """Also raises OverflowError."""
    return cast(timedelta, _duration.from_ical(value))
