"""What comes in the digest waits for it (``domain.notification.digest``)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from application.notification.holding import Reader, notice_of
from application.notification.ports import NotificationWork
from domain.notification.digest import DigestPlan, Waiting
from domain.notification.happening import Happening
from domain.notification.kind import Channel
from domain.notification.telling import Told


def keep_for_digests(
    told: Iterable[Told],
    readers: Mapping[UUID, Reader],
    meeting_id: UUID | None,
    happening: Happening,
    work: NotificationWork,
    *,
    now: datetime,
) -> None:
    """For those of the readers who want it so."""
    waiting, plans = list[Waiting](), dict[UUID, DigestPlan]()
    for each in told:
        reader = readers.get(each.to.person_id) if each.to.person_id else None
        if reader is None or not each.by_mail or not reader.wishes.wants(each.kind, Channel.DIGEST):
            continue
        person_id = reader.person_id
        waiting.append(Waiting(person_id, meeting_id, notice_of(each, happening, reader)))
        plans[person_id] = DigestPlan.first(person_id, reader.wishes.digest, reader.zone, now=now)
    if waiting:
        work.digests.begin(list(plans.values()))
        work.digests.add(waiting)
