"""What goes out by mail or to devices is held in bundles first (``domain.notification.bundle``)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from application.notification.ports import NotificationWork
from domain.notification.bundle import Bundle, Notice
from domain.notification.happening import Happening
from domain.notification.kind import BY_MAIL, Channel
from domain.notification.preferences import Wishes
from domain.notification.telling import Told


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody with an account: by whose clocks nights are quiet, and what they want."""

    person_id: UUID
    in_organisation: bool
    zone: ZoneInfo
    wishes: Wishes


def hold(
    told: Iterable[Told],
    readers: Mapping[UUID, Reader],
    meeting_id: UUID | None,
    happening: Happening,
    work: NotificationWork,
    *,
    now: datetime,
) -> None:
    """For those of the readers who want it, and for whoever has no account."""
    by_mail, by_push = list[Told](), list[Told]()
    for each in told:
        reader = readers.get(each.to.person_id) if each.to.person_id else None
        if _wants_mail(each, reader):
            by_mail.append(each)
        if reader and reader.wishes.wants(each.kind, Channel.PUSH):
            by_push.append(each)
    wanted = [(each, Channel.EMAIL) for each in by_mail]
    if by_push:
        ids = {each.to.person_id for each in by_push if each.to.person_id}
        reachable = work.push_subscriptions.owners(ids, now=now)
        wanted += [(each, Channel.PUSH) for each in by_push if each.to.person_id in reachable]
    if not wanted:
        return
    open_ = work.bundles.of(meeting_id, [each.to for each, _ in wanted])
    bundles = {(each.to.key, each.channel): each for each in open_}
    for each, channel in wanted:
        fresh = Bundle.open(each.to, meeting_id, channel, now=now)
        bundle = bundles.setdefault((each.to.key, channel), fresh)
        reader = readers.get(each.to.person_id) if each.to.person_id else None
        not_before = reader.wishes.awake_from(now, reader.zone) if reader else now
        bundle.add(notice_of(each, happening, reader), now=now, not_before=not_before)
    work.bundles.save(list(bundles.values()))


def notice_of(told: Told, happening: Happening, reader: Reader | None) -> Notice:
    """``reader``: who is told, unless they have no account."""
    is_in_inbox = reader is not None and reader.wishes.wants(told.kind, Channel.IN_APP)
    event_id = happening.event_id if is_in_inbox else None
    return Notice(told.kind, told.facts, happening.original_start, event_id, told.about)


def _wants_mail(told: Told, reader: Reader | None) -> bool:
    if not told.by_mail:
        return False
    if told.to.person_id is None:
        return told.kind in BY_MAIL
    return reader is not None and reader.wishes.wants(told.kind, Channel.EMAIL)
