"""Where all shapes of requests and answers come from, and the texts they are made of.

Their checks are built when they are first asked for: no process ever asks for all of them.
"""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, TypeVar
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from domain.identity.email_address import email_address
from domain.shared.refusal import InvalidValue
from domain.shared.time_slot import check_year
from domain.shared.time_zone import zone_named

Value = TypeVar("Value")


class Sent(BaseModel):
    """A request's body: exact types, and no member that we do not know."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


class Asked(BaseModel):
    """A request's query: text by nature, each member with its own grammar."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False, defer_build=True)


class Shown(BaseModel):
    """An answer's body. Members have no defaults, so that each is always there. More may come within v1."""

    model_config = ConfigDict(frozen=True, defer_build=True)


def allowed_by(check: Callable[[Value], object]) -> AfterValidator:
    """Lets the domain judge one member, so that its refusal names the member."""

    def judge(value: Value) -> Value:
        try:
            check(value)
        except InvalidValue as refusal:
            raise PydanticCustomError("refused", "{message}", _context(refusal)) from None
        return value

    return AfterValidator(judge)


def _context(refusal: InvalidValue) -> dict[str, Any]:
    return {"code": refusal.code, "message": refusal.message}


def matching(pattern: str, message: str) -> BeforeValidator:
    """Only text that matches in full goes on to be converted."""
    compiled = re.compile(pattern)

    def judge(value: object) -> object:
        if isinstance(value, str) and not compiled.fullmatch(value):
            raise PydanticCustomError("refused", "{message}", {"code": "malformed", "message": message})
        return value

    return BeforeValidator(judge)


comma_separated = BeforeValidator(lambda value: value.split(",") if isinstance(value, str) else value)

UUID_PATTERN = r"^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$"
LINE_PATTERN = r"^[^\x00-\x1f\x7f]*[^\s\x85\ufeff\x00-\x1f\x7f][^\x00-\x1f\x7f]*$"
PROSE_PATTERN = r"^[^\x00]*$"

Id = Annotated[
    UUID,
    matching(UUID_PATTERN, "must be a UUID such as 0193a000-0000-7000-8000-000000000001"),
    WithJsonSchema({"type": "string", "format": "uuid"}),
]
TimeZoneName = Annotated[
    str,
    Field(max_length=64),
    allowed_by(zone_named),
    WithJsonSchema(
        {
            "type": "string",
            "format": "iana-time-zone",
            "maxLength": 64,
            "description": "An IANA time zone name; renamed zones are answered under their present name.",
            "examples": ["Europe/Paris"],
        }
    ),
]
EmailAddress = Annotated[
    str,
    Field(max_length=320),
    allowed_by(email_address),
    WithJsonSchema({"type": "string", "format": "email", "maxLength": 320, "examples": ["ben@example.org"]}),
]
RecordedAt = Annotated[datetime, WithJsonSchema({"type": "string", "format": "date-time"})]


OriginalStart = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{8}(T[0-9]{6}Z)?$",
        description="Names a date of a meeting for life: the UTC instant, or day, at which it first stood.",
        examples=["20261201T083000Z"],
    ),
]


def absent() -> Any:
    """Stands for a member that was not sent: no default that a schema could tell of, nor a null."""
    return None


def line(longest: int) -> Any:
    """One line of text with something in it."""
    return Field(min_length=1, max_length=longest, pattern=LINE_PATTERN)


def prose(longest: int) -> Any:
    """Any text, several lines perhaps, or none."""
    return Field(max_length=longest, pattern=PROSE_PATTERN)


def _aware(value: object) -> object:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _in_our_years(value: datetime) -> None:
    check_year(value.date())


INSTANT_PATTERN = (
    r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt]"
    r"([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"
)
Instant = Annotated[
    datetime,
    allowed_by(_in_our_years),
    BeforeValidator(_aware),
    matching(INSTANT_PATTERN, "must be an RFC 3339 time with an offset, such as 2026-12-01T00:00:00Z"),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
Limit = Annotated[
    int,
    AfterValidator(lambda limit: min(limit, 200)),
    Field(ge=1),
    matching(r"^[0-9]{1,9}$", "must be a whole number"),
    WithJsonSchema(
        {
            "type": "integer",
            "minimum": 1,
            "maximum": 999_999_999,
            "default": 50,
            "description": "How many at the most; more than 200 mean 200.",
        }
    ),
]
Cursor = Annotated[
    str,
    Field(max_length=1_000),
    matching(r"^[A-Za-z0-9_-]+$", "is not one of our cursors; start again without one"),
    WithJsonSchema({"type": "string", "maxLength": 1_000, "pattern": "^[A-Za-z0-9_-]+$"}),
]
