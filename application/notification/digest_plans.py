"""When the next digest is due follows what its reader wants, and where they are."""

from datetime import datetime
from uuid import UUID

from application.notification.ports import NotificationWork
from domain.notification.digest import DigestPlan
from domain.notification.preferences import Wishes


def follow_wishes(person_id: UUID, wishes: Wishes, work: NotificationWork, *, now: datetime) -> None:
    """After another wish, or in another zone. Who wants none any more gets what waits, as soon as may be."""
    people = work.people.among({person_id}, ())
    plan = work.digests.plan(person_id)
    if plan is None:
        if wishes.have_a_digest:
            plans = [DigestPlan.first(each.id, wishes.digest, each.zone, now=now) for each in people]
            work.digests.begin(plans)
        return
    if wishes.have_a_digest:
        plan.follow(wishes.digest, people[0].zone, now=now)
    else:
        plan.come_to_an_end(now)
    work.digests.save(plan)
