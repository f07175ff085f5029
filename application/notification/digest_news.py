"""What of all that waited for a digest is still worth telling when it is written."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from application.identity.ports import KnownPerson
from application.notification.ports import NotificationWork
from domain.meeting.meeting import Meeting
from domain.notification.bundle import Notice, what_is_left
from domain.notification.digest import News, Waiting, still_news
from domain.notification.happening import Scene
from domain.notification.kind import MAY_NOT_BE_SEEN, Channel, Kind
from domain.notification.mute import SILENCED

ALSO_AFTERWARDS = frozenset({Kind.MENTIONED, Kind.MESSAGE, Kind.ASSIGNED, Kind.DONE_FOR_YOU})
"""What is of use when the date that it is about is over."""


def news_of(
    reader: KnownPerson, waiting: Sequence[Waiting], work: NotificationWork, *, now: datetime
) -> Sequence[News]:
    """By meeting, in the order in which each first had news; what concerns the account last.

    Left out is what its reader has read or done, muted, or does not want any more; what was taken back; what
    is over; and what the reader may not see by now.
    """
    wishes = work.notification_preferences.get(reader.id).wishes
    wanted = [
        each
        for each in waiting
        if wishes.wants(each.notice.kind, Channel.DIGEST) or wishes.wants(each.notice.kind, Channel.EMAIL)
    ]
    if not wanted:
        return ()
    events = {each.notice.event_id for each in wanted if each.notice.event_id}
    ids = list(dict.fromkeys(each.meeting_id for each in wanted))
    about = {each for each in ids if each}
    unread = work.notifications.unread_about(reader.id, events, about, now=now)
    meetings = {each.id: each for each in work.meetings.among(about)}
    fresh = still_news(wanted, unread)
    news = list[News]()
    for meeting_id in sorted(ids, key=lambda each: each is None):
        notices = [each.notice for each in fresh if each.meeting_id == meeting_id]
        if meeting_id is None:
            news.append(News(None, "", tuple(what_is_left(notices))))
        elif meeting := meetings.get(meeting_id):
            news.append(_about(meeting, notices, reader, work, now))
    return [each for each in news if each.notices]


def _about(
    meeting: Meeting, notices: Iterable[Notice], reader: KnownPerson, work: NotificationWork, now: datetime
) -> News:
    left = [each for each in what_is_left(notices) if not _is_over(each, meeting, now)]
    heard = [each for each in left if not _is_muted(each, meeting.id, reader.id, work)]
    if meeting.is_visible_to(reader.id, in_organisation=reader.role.in_organisation):
        title = meeting.details.title
        return News(meeting.id, title, tuple(_called(title, each) for each in heard))
    allowed = [each for each in heard if each.kind in MAY_NOT_BE_SEEN]
    return News(None, "", tuple(_called("", each) for each in allowed))


def _called(title: str, notice: Notice) -> Notice:
    return replace(notice, facts={**notice.facts, "title": title})


def _is_over(notice: Notice, meeting: Meeting, now: datetime) -> bool:
    return notice.kind not in ALSO_AFTERWARDS and Scene(meeting).is_over(notice.original_start, now)


def _is_muted(notice: Notice, meeting_id: UUID, person_id: UUID, work: NotificationWork) -> bool:
    return notice.kind in SILENCED and bool(
        work.mutes.covering(meeting_id, notice.original_start, {person_id})
    )
