"""What a route answers, before it becomes bytes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from pydantic import BaseModel

from application.shared.ports import KeptAnswer


@dataclass(frozen=True, slots=True)
class Answer:
    """``body`` None is an answer without content."""

    body: BaseModel | None = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    def in_bytes(self) -> KeptAnswer:
        if self.body is None:
            return KeptAnswer(self.status, dict(self.headers), b"")
        raw = self.body.model_dump_json(exclude_unset=True).encode()
        return KeptAnswer(self.status, {"Content-Type": "application/json", **self.headers}, raw)


def link_to_next(path: str, query: Mapping[str, object]) -> Mapping[str, str]:
    """The header that leads to the next page of a list (RFC 8288)."""
    return {"Link": f'<{path}?{urlencode(query)}>; rel="next"'}


NO_CONTENT = Answer(status=204)
