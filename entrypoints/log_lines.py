"""Logs: one JSON object a line, whatever it is about. docs/operating/logs.md tells about the streams."""

import json
import logging
import re
import sys
from datetime import UTC, datetime
from typing import Literal, TextIO

from application.shared.origin import present_origin

STREAMS = {"convene.access": "access", "convene.audit": "audit", "convene.slow": "slow"}
"""By logger. Whatever else is an error or worse goes to ``error``, the rest to ``application``."""

MASK = "***"
# A net below everything that keeps secrets out of messages in the first place: a library may word an error.
_SECRETS = (
    re.compile(r"()\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*"),
    re.compile(r"(?i)(\b(?:bearer|basic)\s+)[\w.~+/=-]{8,}"),
    re.compile(r"(://[^\s:/@]*:)[^\s@/]+(?=@)"),
    re.compile(
        r"(?i)(\b\w*(?:password|secret|token|ticket|cookie|authorization)\w*[\"']?\s*[=:]\s*[\"']?)[^\s\"'&,;)]+"
    ),
)
# In a path, whatever is too long and too irregular to be a word and is no id: an invitation, a feed.
_SECRET_SEGMENT = re.compile(r"(?<=/)(?![0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?:/|$|\.))[\w~-]{20,}")


def masked(text: str) -> str:
    for secret in _SECRETS:
        text = secret.sub(rf"\g<1>{MASK}", text)
    return text


def masked_path(path: str) -> str:
    """A path as it may be written down, without what may be a secret in it."""
    return path if path.startswith("/_next/") else _SECRET_SEGMENT.sub(MASK, path)


class JsonLine(logging.Formatter):
    """``extra={"members": {…}}`` adds members of the line's own. Whatever is not ASCII is escaped.

    So nothing that somebody typed can end a line, begin another, or move the cursor of a terminal.
    """

    def format(self, record: logging.LogRecord) -> str:
        stream = STREAMS.get(record.name, "error" if record.levelno >= logging.ERROR else "application")
        members: dict[str, object] = getattr(record, "members", {})
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "stream": stream,
            "level": record.levelname.lower(),
            "logger": record.name,
            "request_id": present_origin().request_id or None,
            "message": masked(record.getMessage()),
            **members,
        }
        if record.exc_info:
            line["exception"] = masked(self.formatException(record.exc_info))
        return json.dumps(line, default=str)


class _Lines(logging.StreamHandler[TextIO]):
    """Asks for the stream each time, for whoever replaced ``sys.stdout`` meant it."""

    def __init__(self, name: Literal["stdout", "stderr"]) -> None:
        logging.Handler.__init__(self)
        self.setFormatter(JsonLine())
        self._name = name

    @property
    def stream(self) -> TextIO:  # type: ignore[override]
        return getattr(sys, self._name)  # type: ignore[no-any-return]


def log_to(stream: Literal["stdout", "stderr"], level: str) -> None:
    """From now on everything logged in this process goes there; libraries only when it is a warning."""
    root = logging.getLogger()
    for handler in [each for each in root.handlers if isinstance(each, _Lines)]:
        root.removeHandler(handler)
    root.addHandler(_Lines(stream))
    root.setLevel(logging.WARNING)
    for ours in ("convene", "adapters", "entrypoints"):
        logging.getLogger(ours).setLevel(level.upper())
