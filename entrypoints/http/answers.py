"""What a route answers, before it becomes bytes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

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


NO_CONTENT = Answer(status=204)
