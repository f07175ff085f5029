"""How somebody wants to be told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.notification.digest import DigestTime
from domain.notification.kind import BY_MAIL, BY_PUSH, Channel, Kind
from domain.notification.refusals import InvalidPreferences, StalePreferences
from domain.shared.time_slot import Moment

USUAL: Mapping[Kind, frozenset[Channel]] = {
    kind: frozenset(
        {
            Channel.IN_APP,
            *([Channel.EMAIL] if kind in BY_MAIL else []),
            *([Channel.PUSH] if kind in BY_PUSH else []),
        }
    )
    for kind in Kind
}
"""Of whoever never said anything."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From ``start`` to ``end`` by the clocks of the person's zone, past midnight when it ends earlier.

    Mail waits until they end; the inbox wakes nobody. Raises InvalidPreferences where both are the same.
    """

    start: time
    end: time

    def __post_init__(self) -> None:
        if self.start == self.end:
            raise InvalidPreferences("quiet hours need an end of their own", field=("quiet_hours", "end"))

    def over_at(self, now: datetime, zone: ZoneInfo) -> datetime:
        """When mail may go: now, or at their end."""
        local = now.astimezone(zone).replace(tzinfo=None)
        overnight = self.end < self.start
        late, early = local.time() >= self.start, local.time() < self.end
        if not (late or early if overnight else late and early):
            return now
        day = local.date() + timedelta(days=1) if overnight and late else local.date()
        return max(now, Moment(datetime.combine(day, self.end), zone).instant)


@dataclass(frozen=True, slots=True)
class Wishes:
    """``channels``: what differs from what is usual. ``digest``: when the one letter for much comes.

    Raises InvalidPreferences for what is to come by mail in two ways.
    """

    channels: Mapping[Kind, frozenset[Channel]] = field(default_factory=dict)
    quiet_hours: QuietHours | None = None
    digest: DigestTime = field(default_factory=DigestTime)

    def __post_init__(self) -> None:
        for kind, ways in self.channels.items():
            if {Channel.EMAIL, Channel.DIGEST} <= ways:
                raise InvalidPreferences(
                    "a letter of its own or the digest: choose one of them",
                    field=("kinds", kind.value, "digest"),
                )
        own = {kind: ways for kind, ways in self.channels.items() if ways != USUAL[kind]}
        object.__setattr__(self, "channels", own)

    def wants(self, kind: Kind, channel: Channel) -> bool:
        return channel in self.channels.get(kind, USUAL[kind])

    @property
    def have_a_digest(self) -> bool:
        return any(Channel.DIGEST in ways for ways in self.channels.values())

    def awake_from(self, now: datetime, zone: ZoneInfo) -> datetime:
        """The moment before which neither mail nor a device should wake them."""
        return self.quiet_hours.over_at(now, zone) if self.quiet_hours else now


@dataclass(slots=True)
class Preferences:
    """Everybody has some from the start: what is usual, version 1."""

    person_id: UUID
    wishes: Wishes = field(default_factory=Wishes)
    version: int = 1

    def expect_version(self, version: int | None) -> None:
        """Raises StalePreferences unless ``version`` is the present one; None stands for any."""
        if version is not None and version != self.version:
            raise StalePreferences("these preferences changed since you read them; look again and retry")
