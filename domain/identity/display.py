"""How somebody wants to see Convene, on every device of theirs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from domain.identity.refusals import InvalidDisplay, StaleDisplay

MOST_KEYS = 100
_DEED = re.compile(r"[a-z][a-z0-9_.]{0,39}")
_KEY = re.compile(r"[!-~](?: [!-~])?")


class Theme(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Density(StrEnum):
    COMFORTABLE = "comfortable"
    COMPACT = "compact"


class Palette(StrEnum):
    """``SAFE``: six colours that colour-blind people tell apart, instead of twelve."""

    FULL = "full"
    SAFE = "safe"


class Motion(StrEnum):
    SYSTEM = "system"
    REDUCED = "reduced"


class TextSize(StrEnum):
    NORMAL = "normal"
    LARGE = "large"
    LARGER = "larger"


class HourCycle(StrEnum):
    """``AUTOMATIC``: as the language of the browser has it."""

    AUTOMATIC = "automatic"
    TWELVE = "12"
    TWENTY_FOUR = "24"


class FirstDay(StrEnum):
    """Of the week; ``AUTOMATIC``: as the language of the browser has it."""

    AUTOMATIC = "automatic"
    MONDAY = "monday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


@dataclass(frozen=True, slots=True)
class Display:
    """``keys``: which key does what, where it differs from the usual: one key, or two after each other.

    ``single_keys``: whether keys without a modifier do anything at all (WCAG 2.1.4). Raises InvalidDisplay.
    """

    theme: Theme = Theme.SYSTEM
    density: Density = Density.COMFORTABLE
    palette: Palette = Palette.FULL
    motion: Motion = Motion.SYSTEM
    text_size: TextSize = TextSize.NORMAL
    hour_cycle: HourCycle = HourCycle.AUTOMATIC
    first_day: FirstDay = FirstDay.AUTOMATIC
    single_keys: bool = True
    keys: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(self.keys) > MOST_KEYS:
            raise InvalidDisplay(f"at most {MOST_KEYS} keys can be of your own", field=("keys",))
        for deed, key in self.keys.items():
            if not _DEED.fullmatch(deed):
                raise InvalidDisplay("this is not the name of anything a key can do", field=("keys", deed))
            if not _KEY.fullmatch(key):
                raise InvalidDisplay(
                    'a key is one printable character, or two with a blank between, such as "g c"',
                    field=("keys", deed),
                )


@dataclass(slots=True)
class DisplayPreferences:
    """Everybody has some from the start: what is usual, version 1."""

    person_id: UUID
    display: Display = field(default_factory=Display)
    version: int = 1

    def expect_version(self, version: int | None) -> None:
        """Raises StaleDisplay unless ``version`` is the present one; None stands for any."""
        if version is not None and version != self.version:
            raise StaleDisplay("these preferences changed since you read them; look again and retry")
