"""How one wants to be told."""

from datetime import time
from typing import Annotated, Self

from pydantic import Field, WithJsonSchema

from domain.notification.kind import Channel, Kind
from domain.notification.preferences import Preferences, QuietHours, Wishes
from entrypoints.http.schemas.shapes import Sent, Shown, matching

CLOCK_PATTERN = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
TimeOfDay = Annotated[
    str,
    matching(CLOCK_PATTERN, "must be a time of day such as 22:00"),
    WithJsonSchema({"type": "string", "pattern": CLOCK_PATTERN, "examples": ["22:00"]}),
]


class ChannelsSent(Sent):
    in_app: bool
    email: bool

    def meant(self) -> frozenset[Channel]:
        chosen = {Channel.IN_APP: self.in_app, Channel.EMAIL: self.email}
        return frozenset(channel for channel, wanted in chosen.items() if wanted)


class QuietHoursSent(Sent):
    """By the clocks of your own zone; past midnight when they end earlier than they start."""

    start: TimeOfDay
    end: TimeOfDay


class NotificationPreferencesSent(Sent):
    kinds: Annotated[dict[Kind, ChannelsSent], Field(description="What is left out is as usual.")]
    quiet_hours: QuietHoursSent | None = Field(description="While they last mail waits; null: it never does.")

    def meant(self) -> Wishes:
        """Raises InvalidPreferences."""
        quiet = self.quiet_hours
        hours = QuietHours(*map(time.fromisoformat, (quiet.start, quiet.end))) if quiet else None
        return Wishes({kind: ways.meant() for kind, ways in self.kinds.items()}, hours)


class ChannelsShown(Shown):
    in_app: bool
    email: bool


class QuietHoursShown(Shown):
    start: str
    end: str


class NotificationPreferencesShown(Shown):
    kinds: dict[Kind, ChannelsShown]
    quiet_hours: QuietHoursShown | None
    version: int

    @classmethod
    def of(cls, preferences: Preferences) -> Self:
        wishes, quiet = preferences.wishes, preferences.wishes.quiet_hours
        kinds = {
            kind: ChannelsShown(
                in_app=wishes.wants(kind, Channel.IN_APP), email=wishes.wants(kind, Channel.EMAIL)
            )
            for kind in Kind
        }
        hours = quiet and QuietHoursShown(start=f"{quiet.start:%H:%M}", end=f"{quiet.end:%H:%M}")
        return cls(kinds=kinds, quiet_hours=hours, version=preferences.version)
