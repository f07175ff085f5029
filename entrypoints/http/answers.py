"""What a route answers, before it becomes bytes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import SEEK_END, BytesIO
from typing import IO
from urllib.parse import urlencode

from pydantic import BaseModel

from application.shared.ports import KeptAnswer


@dataclass(frozen=True, slots=True)
class Answer:
    """``body`` None is an answer without content; text is JSON already. ``cookies``: Set-Cookie headers."""

    body: BaseModel | str | None = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: Sequence[str] = ()

    def in_bytes(self) -> KeptAnswer:
        if self.body is None:
            return KeptAnswer(self.status, dict(self.headers), b"", self.cookies)
        written = self.body if isinstance(self.body, str) else self.body.model_dump_json(exclude_unset=True)
        headers = {"Content-Type": "application/json", **self.headers}
        return KeptAnswer(self.status, headers, written.encode(), self.cookies)


CALENDAR_TYPE = "text/calendar"


@dataclass(frozen=True, slots=True)
class CalendarAnswer(Answer):
    """A calendar file (RFC 5545)."""

    octets: bytes = b""

    def in_bytes(self) -> KeptAnswer:
        headers = {"Content-Type": f"{CALENDAR_TYPE}; charset=utf-8", **self.headers}
        return KeptAnswer(self.status, headers, self.octets)


CSV_TYPE = "text/csv"


@dataclass(frozen=True, slots=True)
class CsvAnswer(Answer):
    """A table with a header row (RFC 4180)."""

    octets: bytes = b""

    def in_bytes(self) -> KeptAnswer:
        headers = {"Content-Type": f"{CSV_TYPE}; charset=utf-8; header=present", **self.headers}
        return KeptAnswer(self.status, headers, self.octets)


ZIP_TYPE = "application/zip"


@dataclass(frozen=True, slots=True)
class SentFromFile(KeptAnswer):
    """``file`` is sent from its beginning, a piece at a time, and closed at its end."""

    file: IO[bytes] = field(default_factory=BytesIO)


@dataclass(frozen=True, slots=True)
class FileAnswer(Answer):
    """More than should be in memory at once. Never under an Idempotency-Key, for those answers are kept."""

    file: IO[bytes] = field(default_factory=BytesIO)

    def in_bytes(self) -> KeptAnswer:
        length = self.file.seek(0, SEEK_END)
        self.file.seek(0)
        headers = {**self.headers, "Content-Length": str(length)}
        return SentFromFile(self.status, headers, b"", file=self.file)


def link_to_next(path: str, query: Mapping[str, object]) -> Mapping[str, str]:
    """The header that leads to the next page of a list (RFC 8288)."""
    return {"Link": f'<{path}?{urlencode(query)}>; rel="next"'}


NO_CONTENT = Answer(status=204)
