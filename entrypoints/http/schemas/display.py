"""How one sees Convene."""

from typing import Annotated, Self

from pydantic import Field

from domain.identity.display import (
    Density,
    Display,
    DisplayPreferences,
    FirstDay,
    HourCycle,
    Motion,
    Palette,
    TextSize,
    Theme,
)
from entrypoints.http.schemas.shapes import Sent, Shown

KEYS = "Which key does what, where it differs from the usual: one key, or two such as `g c`."
SINGLE_KEYS = "Whether keys without Ctrl, Alt or Meta do anything."


class DisplaySent(Sent):
    theme: Annotated[Theme, Field(strict=False)]
    density: Annotated[Density, Field(strict=False)]
    palette: Annotated[Palette, Field(strict=False)]
    motion: Annotated[Motion, Field(strict=False)]
    text_size: Annotated[TextSize, Field(strict=False)]
    hour_cycle: Annotated[HourCycle, Field(strict=False)]
    first_day: Annotated[FirstDay, Field(strict=False)]
    single_keys: bool = Field(description=SINGLE_KEYS)
    keys: dict[str, str] = Field(description=KEYS)

    def meant(self) -> Display:
        """Raises InvalidDisplay."""
        return Display(**{name: getattr(self, name) for name in DisplaySent.model_fields})


class DisplayShown(Shown):
    theme: Theme
    density: Density
    palette: Palette
    motion: Motion
    text_size: TextSize
    hour_cycle: HourCycle
    first_day: FirstDay
    single_keys: bool = Field(description=SINGLE_KEYS)
    keys: dict[str, str] = Field(description=KEYS)
    version: int

    @classmethod
    def of(cls, preferences: DisplayPreferences) -> Self:
        shown = {name: getattr(preferences.display, name) for name in DisplaySent.model_fields}
        return cls(**shown, version=preferences.version)
