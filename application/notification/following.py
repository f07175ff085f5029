"""What people chose follows what happened to it."""

from datetime import datetime
from uuid import UUID

from application.notification.digest_plans import follow_wishes
from application.notification.ports import NotificationWork
from domain.notification.happening import Happening

FOLLOWED = frozenset({"person.changed"})
"""Kinds of events that nobody is told of, and that change when or what people are told."""


def follow(happening: Happening, work: NotificationWork, *, now: datetime) -> None:
    if "split_from" in happening.data:
        work.mutes.carry_on(UUID(happening.data["split_from"]), happening.subject_id)
    if happening.kind == "person.changed" and "time_zone" in happening.data["changed"]:
        wishes = work.notification_preferences.get(happening.subject_id).wishes
        follow_wishes(happening.subject_id, wishes, work, now=now)
