"""Who is there just now, and what they are at: made of the leases of their connections.

Everything is told in ages, never in instants: whoever reads leases learns from their store how old they are,
and counts on from there. So no two clocks are ever compared.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from domain.shared.refusal import InvalidValue

LEASE_LASTS = timedelta(seconds=45)
"""Without being renewed: after it, a process that died is not there any more."""
GRACE = timedelta(seconds=10)
"""For which a connection that has ended still counts, so that a page that reloads is never gone."""
TYPING_LASTS = timedelta(seconds=6)
"""Unless it is said again."""
AWAY_AFTER = timedelta(minutes=10)
"""Without a sign from the person themself."""
LONGEST_DETAIL = 100

_DETAIL = re.compile(rf"[\w.:-]{{1,{LONGEST_DETAIL}}}", re.ASCII)


class InvalidDetail(InvalidValue):
    """What is edited has no such name."""

    code = "invalid_detail"


class Activity(StrEnum):
    """What somebody is at in one place, the most telling first."""

    TYPING = "typing"
    EDITING = "editing"
    VIEWING = "viewing"
    IDLE = "idle"


class Standing(StrEnum):
    ONLINE = "online"
    AWAY = "away"
    OFFLINE = "offline"


def own_place(person_id: UUID) -> str:
    """Where each connection of a person is, and nobody else's."""
    return f"person:{person_id}"


@dataclass(frozen=True, slots=True)
class Lease:
    """One connection in one place. ``detail`` names what it is about, such as the item that is edited.

    Raises InvalidDetail.
    """

    connection_id: UUID
    place: str
    person_id: UUID
    activity: Activity = Activity.VIEWING
    detail: str | None = None

    def __post_init__(self) -> None:
        if self.detail is not None and not _DETAIL.fullmatch(self.detail):
            raise InvalidDetail(
                f"a name such as agenda:1, of up to {LONGEST_DETAIL} letters, digits and . : _ -",
                field=("detail",),
            )

    @property
    def key(self) -> tuple[UUID, str]:
        return self.connection_id, self.place


@dataclass(frozen=True, slots=True)
class Sighting:
    """A lease as it was found, and how long before that its process had renewed it, its connection told of
    this activity and, if so, ended. An age below zero is that of a clock that was set back since.
    """

    lease: Lease
    renewed: timedelta
    told: timedelta
    ended: timedelta | None = None

    def activity(self, later: timedelta = timedelta()) -> Activity | None:
        """What it counts as, that long after it was found; None: it has run out."""
        if abs(self.renewed) + later > LEASE_LASTS:
            return None
        if self.ended is not None and abs(self.ended) + later > GRACE:
            return None
        told = abs(self.told) + later
        if self.lease.activity is Activity.TYPING and told > TYPING_LASTS:
            return Activity.VIEWING
        return Activity.IDLE if told > AWAY_AFTER else self.lease.activity

    @property
    def changes_in(self) -> timedelta | None:
        """How long after it was found it counts as something else, if nothing more is heard of it."""
        told = abs(self.told)
        ends = [LEASE_LASTS - abs(self.renewed), AWAY_AFTER - told]
        if self.ended is not None:
            ends.append(GRACE - abs(self.ended))
        if self.lease.activity is Activity.TYPING:
            ends.append(TYPING_LASTS - told)
        return min((end for end in ends if end >= timedelta()), default=None)


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who is in a place, and the most telling thing that they are at there."""

    person_id: UUID
    activity: Activity
    detail: str | None = None


def attendees(sightings: Iterable[Sighting]) -> Sequence[Attendee]:
    """Each person once, however many connections they have there, ordered by id."""
    found: dict[UUID, list[tuple[int, timedelta, Attendee]]] = defaultdict(list)
    ranks = {activity: rank for rank, activity in enumerate(Activity)}
    for sighting in sightings:
        activity = sighting.activity()
        if activity is not None:
            lease = sighting.lease
            detail = lease.detail if activity is lease.activity else None
            attendee = Attendee(lease.person_id, activity, detail)
            found[lease.person_id].append((ranks[activity], sighting.told, attendee))
    return [min(seen, key=lambda one: one[:2])[2] for _, seen in sorted(found.items())]


def standing(sightings: Iterable[Sighting]) -> Standing:
    """Of the one person whose own place they were found in."""
    activities = {sighting.activity() for sighting in sightings} - {None}
    if activities - {Activity.IDLE}:
        return Standing.ONLINE
    return Standing.AWAY if activities else Standing.OFFLINE
