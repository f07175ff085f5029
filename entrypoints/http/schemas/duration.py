"""Lengths of time on the wire: ISO 8601 durations such as PT45M."""

import re
from datetime import timedelta
from typing import Annotated

from pydantic import Field, WithJsonSchema

from domain.shared.refusal import InvalidValue
from entrypoints.http.schemas.shapes import allowed_by

PATTERN = r"^P(?=[0-9]|T[0-9])([0-9]{1,4}D)?(T(?=[0-9])([0-9]{1,5}H)?([0-9]{1,6}M)?([0-9]{1,8}S)?)?$"
_SHAPE = re.compile(PATTERN)


class InvalidDuration(InvalidValue):
    code = "invalid_duration"


def duration_of(text: str) -> timedelta:
    """Raises InvalidDuration for anything but days, hours, minutes and seconds in whole numbers."""
    found = _SHAPE.fullmatch(text)
    if found is None:
        raise InvalidDuration("must be an ISO 8601 duration such as PT45M or PT1H30M")
    days, hours, minutes, seconds = (int(part[:-1]) if part else 0 for part in found.group(1, 3, 4, 5))
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def written(length: timedelta) -> str:
    """``length`` in whole seconds, in hours, minutes and seconds: a day is not always 24 hours."""
    minutes, seconds = divmod(int(length.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "H"), (minutes, "M"), (seconds, "S"))
    return "PT" + ("".join(f"{count}{unit}" for count, unit in parts if count) or "0M")


Duration = Annotated[
    str,
    Field(max_length=32),
    allowed_by(duration_of),
    WithJsonSchema({"type": "string", "format": "duration", "pattern": PATTERN, "examples": ["PT45M"]}),
]
DurationShown = Annotated[str, WithJsonSchema({"type": "string", "format": "duration"})]
