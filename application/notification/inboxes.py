"""Puts into inboxes what people are told, and takes out what has become pointless."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from application.notification.holding import Reader, hold
from application.notification.keeping_for_digests import keep_for_digests
from application.notification.ports import NotificationWork
from domain.notification.happening import Happening, Scene
from domain.notification.kind import Channel, Kind
from domain.notification.mute import SILENCED
from domain.notification.notification import Notification, NotificationsRead
from domain.notification.telling import Settled, Told
from domain.shared.ids import new_id


def deliver(
    outcome: Sequence[Told | Settled],
    happening: Happening,
    scene: Scene,
    work: NotificationWork,
    *,
    now: datetime,
) -> None:
    meeting_id = scene.meeting.id if scene.meeting else None
    heard = _heard([each for each in outcome if isinstance(each, Told)], meeting_id, happening, work)
    readers = _readers({each.to.person_id for each in heard if each.to.person_id}, work)
    told = [each for each in heard if _may_hear(each, readers, scene)]
    hold(told, readers, meeting_id, happening, work, now=now)
    keep_for_digests(told, readers, meeting_id, happening, work, now=now)
    new = [
        _notification(each, person_id, happening, scene, now)
        for each in told
        if (person_id := each.to.person_id) is not None and _wants_to_see(each.kind, readers.get(person_id))
    ]
    earlier = work.notifications.open_about(meeting_id, readers.keys()) if meeting_id and new else ()
    _add(new, earlier, work, now=now)
    # Not before: what is taken back has to be found as it stood.
    for each in outcome:
        if isinstance(each, Settled):
            settle(each, meeting_id, happening, work, now=now)


def _heard(
    told: Sequence[Told], meeting_id: UUID | None, happening: Happening, work: NotificationWork
) -> list[Told]:
    """Without what was muted."""
    silenced = {each.to.person_id for each in told if each.to.person_id and each.kind in SILENCED}
    if not silenced or meeting_id is None:
        return list(told)
    muted = work.mutes.covering(meeting_id, happening.said_about, silenced)
    return [each for each in told if not (each.kind in SILENCED and each.to.person_id in muted)]


def _may_hear(told: Told, readers: Mapping[UUID, Reader], scene: Scene) -> bool:
    reader = readers.get(told.to.person_id) if told.to.person_id else None
    return reader is None or scene.may_tell(
        told.kind, reader.person_id, in_organisation=reader.in_organisation
    )


def _wants_to_see(kind: Kind, reader: Reader | None) -> bool:
    return reader is not None and reader.wishes.wants(kind, Channel.IN_APP)


def _readers(person_ids: Collection[UUID], work: NotificationWork) -> Mapping[UUID, Reader]:
    """Those of them who have an active account."""
    wishes = work.notification_preferences.among(person_ids)
    people = work.people.among(person_ids, ())
    return {
        each.id: Reader(each.id, each.role.in_organisation, each.zone, wishes[each.id])
        for each in people
        if each.active
    }


def settle(
    settled: Settled, meeting_id: UUID | None, by: Happening, work: NotificationWork, *, now: datetime
) -> None:
    """What waited for somebody before that happened is done."""
    person_id = settled.person_id
    if meeting_id is not None:
        found = work.notifications.open_about(meeting_id, None if person_id is None else {person_id})
    else:
        found = work.notifications.waiting_for(person_id) if person_id else ()
    done = [
        each
        for each in found
        if each.kind in settled.kinds
        and settled.about in (None, each.about)
        and each.event_id != by.event_id
        and each.waits(now)
    ]
    for each in done:
        each.finish(now)
    work.notifications.save(done)
    tell_what_is_left({each.person_id for each in done}, work, now=now)


def tell_what_is_left(people: Iterable[UUID], work: NotificationWork, *, now: datetime) -> None:
    """To their own pages, so that every open one counts alike."""
    for person_id in sorted(people):
        counts = work.notifications.counts(person_id, now=now)
        work.notifications.announce(
            NotificationsRead(
                subject_id=person_id,
                version=1,
                actor_id=None,
                at=now,
                audience=frozenset({person_id}),
                unread=counts.unread,
                needs_you=counts.needs_you,
            )
        )


def _notification(
    told: Told, person_id: UUID, happening: Happening, scene: Scene, now: datetime
) -> Notification:
    on = happening.original_start
    return Notification(
        id=new_id(now),
        person_id=person_id,
        kind=told.kind,
        event_id=happening.event_id,
        at=happening.at,
        facts=told.facts,
        meeting_id=scene.meeting.id if scene.meeting else None,
        original_start=on,
        about=told.about,
        needs_you=told.needs_you,
        ends_at=scene.ends_at(on),
    )


def _add(
    new: Sequence[Notification], earlier: Sequence[Notification], work: NotificationWork, *, now: datetime
) -> None:
    """Those that take others in stand in their place; those that take others back, for nothing, unless they
    ask for something.
    """
    of: Mapping[UUID, list[Notification]] = defaultdict(list)
    for each in earlier:
        of[each.person_id].append(each)
    added, gone, fewer = list[Notification](), set[UUID](), set[UUID]()
    for each in new:
        before = [other for other in of[each.person_id] if other.id not in gone]
        undone = [other for other in before if each.takes_back(other)]
        taken = [other for other in before if each.takes_in(other)]
        for other in reversed(taken):
            each.take_in(other)
        gone |= {other.id for other in (*undone, *taken)}
        is_undone = bool(undone) or each.comes_to_nothing
        if is_undone and not each.needs_you:
            fewer.add(each.person_id)
        else:
            left = each.asking_again() if is_undone else each
            added.append(left)
            work.notifications.announce(left.created(tuple(other.id for other in taken)))
    work.notifications.remove(gone)
    work.notifications.add(added)
    tell_what_is_left(fewer, work, now=now)
