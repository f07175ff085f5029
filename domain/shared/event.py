"""What happened, in the past tense."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainEvent:
    """One change that an aggregate made, as the outside may hear of it.

    ``version`` is the aggregate's version after the change. ``audience`` holds the people who may learn of
    it; with ``to_organisation`` every member may as well. ``data()`` is public: it goes over the live stream
    as JSON to exactly those people, so it holds nothing that one of them may not read.
    """

    kind: ClassVar[str]
    subject_type: ClassVar[str]

    subject_id: UUID
    version: int
    actor_id: UUID | None
    at: datetime
    audience: frozenset[UUID]
    to_organisation: bool = False

    def data(self) -> Mapping[str, object]:
        return {}
