"""What people chose follows what happened to it."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from application.notification.digest_plans import follow_wishes
from application.notification.ports import NotificationWork
from application.notification.reminder_ports import ReminderWork
from domain.notification.happening import Happening


class FollowingWork(NotificationWork, ReminderWork, Protocol):
    """All that somebody may have chosen."""


FOLLOWED = frozenset({"person.changed"})
"""Kinds of events that nobody is told of, and that change when or what people are told."""


def follow(happening: Happening, work: FollowingWork, *, now: datetime) -> None:
    if "split_from" in happening.data:
        before = UUID(happening.data["split_from"])
        work.mutes.carry_on(before, happening.subject_id)
        work.reminders.carry_on(before, happening.subject_id)
    if happening.kind == "person.changed" and "time_zone" in happening.data["changed"]:
        wishes = work.notification_preferences.get(happening.subject_id).wishes
        follow_wishes(happening.subject_id, wishes, work, now=now)
