"""What an auditor has to know of, whether or not it changed anything."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Somebody signed in, was refused, or took data out.

    ``kind`` is dotted and in the past tense, as that of an event. ``actor_id`` None: Convene itself, or
    somebody we do not know. ``details`` holds texts, whole numbers, truth values, and lists and mappings of
    these, and never a secret: no entry of the audit trail is ever taken back.
    """

    kind: str
    at: datetime
    actor_id: UUID | None = None
    subject_type: str | None = None
    subject_id: UUID | None = None
    details: Mapping[str, object] = field(default_factory=dict)
