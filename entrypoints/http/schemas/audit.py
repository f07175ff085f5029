"""The audit trail, as admins read it and take it away."""

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from application.administration.audit_page import AuditPage
from application.administration.ports import AuditFilter
from application.identity.ports import KnownPerson
from domain.administration.audit_entry import AuditEntry, written
from entrypoints.http.schemas.shapes import (
    Asked,
    Cursor,
    Id,
    Instant,
    Limit,
    Shown,
    comma_separated,
    line,
)

_FORMULA = re.compile("(^|[;\t\r\n])(?=[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20])")
"""Where a cell may begin with what begins a formula, in the wide forms of East Asia too."""

Kind = Annotated[str, Field(max_length=60, pattern=r"^[a-z_]+(\.[a-z_]+)*$")]
Address = Annotated[str, line(100)]


class AuditQuery(Asked):
    actor: Annotated[
        Id | None, Field(description="Who did it; also for whom, when somebody else did it for them.")
    ] = None
    kind: Annotated[
        list[Kind],
        comma_separated,
        Field(json_schema_extra={"minItems": 1, "maxItems": 20}, max_length=20),
        Field(description="One of these, comma-separated, such as `session.started,sign_in.refused`."),
    ] = Field(default_factory=list)
    subject: Annotated[Id | None, Field(description="What it was about.")] = None
    address: Annotated[Address | None, Field(description="Where it came from.")] = None
    start: Annotated[Instant | None, Field(alias="from")] = None
    end: Annotated[Instant | None, Field(alias="to", description="Not included.")] = None
    format: Literal["json", "csv"] = "json"
    cursor: Cursor | None = None
    limit: Limit | None = None

    def wanted(self) -> AuditFilter:
        return AuditFilter(
            actor_id=self.actor,
            kinds=frozenset(self.kind) or None,
            subject_id=self.subject,
            address=self.address,
            from_=self.start,
            to=self.end,
        )

    def asked(self) -> Mapping[str, str]:
        """The filter as it was asked for."""
        words = self.model_dump(
            mode="json", by_alias=True, exclude_defaults=True, exclude={"cursor", "limit", "format"}
        )
        return {name: ",".join(each) if isinstance(each, list) else str(each) for name, each in words.items()}


class AuditEventShown(Shown):
    """An entry. Without ``hash`` and ``actor_name``, and in the form of RFC 8785, it hashes to ``hash``."""

    position: int
    id: UUID
    at: Annotated[str, Field(json_schema_extra={"format": "date-time"})]
    kind: str
    actor_id: UUID | None
    actor_name: str | None = Field(description="What they are called today.")
    on_behalf_of: UUID | None
    subject_type: str | None
    subject_id: UUID | None
    address: str
    request_id: str
    details: dict[str, Any]
    previous_hash: Annotated[str, Field(description="SHA-256, in hexadecimal; of the first entry, zeros.")]
    hash: str

    @classmethod
    def of(cls, entry: AuditEntry, people: Mapping[UUID, KnownPerson]) -> "AuditEventShown":
        actor = people.get(entry.actor_id) if entry.actor_id else None
        return cls(
            position=entry.position,
            id=entry.id,
            at=written(entry.at),
            kind=entry.kind,
            actor_id=entry.actor_id,
            actor_name=actor.name if actor else None,
            on_behalf_of=entry.on_behalf_of,
            subject_type=entry.subject_type,
            subject_id=entry.subject_id,
            address=entry.address,
            request_id=entry.request_id,
            details=dict(entry.details),
            previous_hash=entry.previous_hash.hex(),
            hash=entry.hash.hex(),
        )


class AuditEventsPage(Shown):
    data: list[AuditEventShown]
    next_cursor: str | None

    @classmethod
    def of(cls, page: AuditPage) -> "AuditEventsPage":
        shown = [AuditEventShown.of(entry, page.people) for entry in page.entries]
        return cls(data=shown, next_cursor=page.next_cursor)


def as_csv(shown: Sequence[AuditEventShown]) -> bytes:
    """RFC 4180, and no cell that a spreadsheet would take for a formula."""
    text = io.StringIO()
    rows = csv.writer(text, quoting=csv.QUOTE_ALL)
    rows.writerow(AuditEventShown.model_fields)
    for each in shown:
        members = each.model_dump(mode="json")
        members["details"] = json.dumps(members["details"], sort_keys=True)
        rows.writerow([_cell(value) for value in members.values()])
    return text.getvalue().encode()


def _cell(value: object) -> str:
    """Also for readers that take semicolons or tabs for what separates cells, as many in Europe do."""
    return "" if value is None else _FORMULA.sub(r"\1'", str(value))
