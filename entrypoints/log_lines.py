"""What a process has to say, a line of JSON each on its standard output."""

import json
import logging
import sys
from collections.abc import Callable
from datetime import UTC, datetime

ACCESS_LOG = "convene.access"
"""Its lines are JSON already, the others become it."""


def log_to_stdout(level: str, *, request_id: Callable[[], str | None] = lambda: None) -> None:
    """``request_id``: of the request under way, if there is one."""
    logger = logging.getLogger("convene")
    logger.setLevel(level.upper())
    logger.propagate = False
    if not logger.handlers:
        handler = logging.StreamHandler(sys.stdout)
        handler.setFormatter(_JsonLine(request_id))
        logger.addHandler(handler)


class _JsonLine(logging.Formatter):
    def __init__(self, request_id: Callable[[], str | None]) -> None:
        super().__init__()
        self._request_id = request_id

    def format(self, record: logging.LogRecord) -> str:
        if record.name == ACCESS_LOG:
            return record.getMessage()
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": self._request_id(),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line)
