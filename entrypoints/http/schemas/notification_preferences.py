"""How one wants to be told."""

from datetime import time
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, WithJsonSchema

from domain.notification.digest import DigestTime
from domain.notification.kind import Channel, Kind
from domain.notification.preferences import USUAL, Preferences, QuietHours, Wishes
from entrypoints.http.schemas.shapes import Sent, Shown, matching

CLOCK_PATTERN = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
TimeOfDay = Annotated[
    str,
    matching(CLOCK_PATTERN, "must be a time of day such as 22:00"),
    WithJsonSchema({"type": "string", "pattern": CLOCK_PATTERN, "examples": ["22:00"]}),
]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)


class ChannelsSent(Sent):
    in_app: bool
    email: bool = Field(description="A letter of its own, as it happens.")
    digest: bool = Field(False, description="In the digest instead of a letter of its own.")
    push: bool | None = Field(None, description="On your devices that asked for it; left out: as usual.")

    def meant(self, kind: Kind) -> frozenset[Channel]:
        push = Channel.PUSH in USUAL[kind] if self.push is None else self.push
        chosen = {
            Channel.IN_APP: self.in_app,
            Channel.EMAIL: self.email,
            Channel.DIGEST: self.digest,
            Channel.PUSH: push,
        }
        return frozenset(channel for channel, wanted in chosen.items() if wanted)


class DigestSent(Sent):
    """By the clocks of your own zone."""

    at: TimeOfDay
    weekday: Weekday | None = Field(description="Once a week, on that day; null: every day.")

    def meant(self) -> DigestTime:
        return DigestTime(time.fromisoformat(self.at), WEEKDAYS.index(self.weekday) if self.weekday else None)


class QuietHoursSent(Sent):
    """By the clocks of your own zone; past midnight when they end earlier than they start."""

    start: TimeOfDay
    end: TimeOfDay


class NotificationPreferencesSent(Sent):
    kinds: Annotated[dict[Kind, ChannelsSent], Field(description="What is left out is as usual.")]
    quiet_hours: QuietHoursSent | None = Field(
        description="While they last letters and devices wait, the digest does not; null: they never do."
    )
    digest: DigestSent | None = Field(
        None, description="When the digest comes; left out or null: every day at 08:00."
    )

    def meant(self) -> Wishes:
        """Raises InvalidPreferences."""
        quiet = self.quiet_hours
        hours = QuietHours(*map(time.fromisoformat, (quiet.start, quiet.end))) if quiet else None
        digest = self.digest.meant() if self.digest else DigestTime()
        return Wishes({kind: ways.meant(kind) for kind, ways in self.kinds.items()}, hours, digest)


class ChannelsShown(Shown):
    in_app: bool
    email: bool
    digest: bool
    push: bool


class DigestShown(Shown):
    at: str
    weekday: Weekday | None


class QuietHoursShown(Shown):
    start: str
    end: str


class NotificationPreferencesShown(Shown):
    kinds: dict[Kind, ChannelsShown]
    quiet_hours: QuietHoursShown | None
    digest: DigestShown
    version: int

    @classmethod
    def of(cls, preferences: Preferences) -> Self:
        wishes, quiet = preferences.wishes, preferences.wishes.quiet_hours
        kinds = {
            kind: ChannelsShown(**{way.value: wishes.wants(kind, way) for way in Channel}) for kind in Kind
        }
        hours = quiet and QuietHoursShown(start=f"{quiet.start:%H:%M}", end=f"{quiet.end:%H:%M}")
        weekday = wishes.digest.weekday
        digest = DigestShown(
            at=f"{wishes.digest.at:%H:%M}", weekday=None if weekday is None else WEEKDAYS[weekday]
        )
        return cls(kinds=kinds, quiet_hours=hours, digest=digest, version=preferences.version)
