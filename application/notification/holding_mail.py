"""What is to go by mail is held in bundles first (``domain.notification.bundle``)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from application.notification.ports import NotificationWork
from domain.notification.bundle import Bundle, Notice
from domain.notification.kind import BY_MAIL, Channel
from domain.notification.preferences import Wishes
from domain.notification.telling import Told


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody with an account: by whose clocks nights are quiet, and what they want."""

    person_id: UUID
    zone: ZoneInfo
    wishes: Wishes


def hold_mail(
    told: Iterable[Told],
    readers: Mapping[UUID, Reader],
    meeting_id: UUID | None,
    original_start: str | None,
    work: NotificationWork,
    *,
    now: datetime,
) -> None:
    """For those of the readers who want it, and for whoever has no account."""
    wanted = [each for each in told if _wants_mail(each, readers)]
    if not wanted:
        return
    bundles = {each.to.key: each for each in work.mail_bundles.of(meeting_id, [each.to for each in wanted])}
    for each in wanted:
        bundle = bundles.setdefault(each.to.key, Bundle.open(each.to, meeting_id, now=now))
        reader = readers.get(each.to.person_id) if each.to.person_id else None
        not_before = reader.wishes.mail_from(now, reader.zone) if reader else now
        bundle.add(Notice(each.kind, each.facts, original_start), now=now, not_before=not_before)
    work.mail_bundles.save(list(bundles.values()))


def _wants_mail(told: Told, readers: Mapping[UUID, Reader]) -> bool:
    if not told.by_mail:
        return False
    if told.to.person_id is None:
        return told.kind in BY_MAIL
    reader = readers.get(told.to.person_id)
    return reader is not None and reader.wishes.wants(told.kind, Channel.EMAIL)
