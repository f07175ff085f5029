"""On what terms guests take part."""

from dataclasses import dataclass, fields

from domain.meeting.refusals import InvalidCapacity

MOST_PLACES = 500


@dataclass(frozen=True, slots=True)
class Terms:
    """Set by the host alone. Raises InvalidCapacity.

    ``capacity``: how many guests can accept, None: all of them; who comes later waits. The host takes no
    place. Guests who may modify change what it is about and when, not who may see it, nor these terms. Where
    guests are not to see guests, each sees the host and themself.
    """

    capacity: int | None = None
    guests_invite: bool = False
    guests_modify: bool = False
    guests_see_guests: bool = True

    def __post_init__(self) -> None:
        if self.capacity is not None and not 1 <= self.capacity <= MOST_PLACES:
            raise InvalidCapacity(
                f"a meeting has 1 to {MOST_PLACES} places; null means no limit", field=("capacity",)
            )

    def differences(self, other: "Terms") -> tuple[str, ...]:
        """What differs, by public names, each once."""
        own = (f.name for f in fields(self) if getattr(self, f.name) != getattr(other, f.name))
        return tuple(dict.fromkeys("guests_can" if name.startswith("guests") else name for name in own))
