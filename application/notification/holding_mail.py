"""What is to go by mail is held in bundles first (``domain.notification.bundle``)."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from application.notification.ports import NotificationWork
from domain.notification.bundle import Bundle, Notice
from domain.notification.kind import BY_MAIL
from domain.notification.telling import Told


def hold_mail(
    told: Iterable[Told],
    meeting_id: UUID | None,
    original_start: str | None,
    work: NotificationWork,
    *,
    now: datetime,
) -> None:
    wanted = [each for each in told if each.kind in BY_MAIL]
    if not wanted:
        return
    bundles = {each.to.key: each for each in work.mail_bundles.of(meeting_id, [each.to for each in wanted])}
    for each in wanted:
        bundle = bundles.setdefault(each.to.key, Bundle.open(each.to, meeting_id, now=now))
        bundle.add(Notice(each.kind, each.facts, original_start), now=now)
    work.mail_bundles.save(list(bundles.values()))
