"""What becomes an entry of the audit trail, and in which order."""

from collections.abc import Iterable, Sequence

from application.shared.origin import present_origin
from application.shared.ports import Mark
from domain.administration.audit_entry import AuditEntry, Head
from domain.shared.act import Act
from domain.shared.event import DomainEvent

AUDITED = frozenset(
    {
        "delegate.added",
        "delegate.removed",
        "feature_flag.changed",
        "invitation.revoked",
        "ip_block.added",
        "ip_block.removed",
        "meeting.room_answered",
        "password.changed",
        "password.reset",
        "password.reset_requested",
        "person.changed",
        "person.deactivated",
        "person.identity_linked",
        "person.identity_unlinked",
        "person.invited",
        "person.joined",
        "person.reactivated",
        "person.role_changed",
        "room.added",
        "room.changed",
        "room.removed",
        "second_factor.added",
        "second_factor.recovery_code_used",
        "second_factor.removed",
        "session.ended",
        "settings.changed",
        "team.changed",
        "team.created",
        "team.deleted",
        "team.member_added",
        "team.member_removed",
        "token.created",
        "token.revoked",
    }
)
"""Kinds of events that are entries: who may get in, who may do what, and what admins decide.

What people do with their meetings is told by the meetings' own history.
"""

Recorded = tuple[DomainEvent | Act, Mark]


def to_audit(recorded: Iterable[Recorded]) -> list[tuple[Act, Mark]]:
    """Acts, and events of the audited kinds, as they were recorded."""
    return [
        (happening if isinstance(happening, Act) else _act_of(happening), mark)
        for happening, mark in recorded
        if isinstance(happening, Act) or happening.kind in AUDITED
    ]


def entries(acts: Sequence[tuple[Act, Mark]], *, after: Head) -> list[AuditEntry]:
    """The acts as the entries that follow ``after``, coming from the present origin."""
    origin, chained = present_origin(), list[AuditEntry]()
    for act, mark in acts:
        entry = AuditEntry.of(
            act,
            doers=mark.doers(act.actor_id),
            address=origin.address,
            request_id=origin.request_id,
            after=chained[-1].head if chained else after,
        )
        chained.append(entry)
    return chained


def _act_of(event: DomainEvent) -> Act:
    return Act(
        kind=event.kind,
        at=event.at,
        actor_id=event.actor_id,
        subject_type=event.subject_type,
        subject_id=event.subject_id,
        details=event.data(),
    )
