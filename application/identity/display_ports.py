"""Where it is kept how people want to see Convene."""

from typing import Protocol
from uuid import UUID

from domain.identity.display import DisplayPreferences


class ManyDisplayPreferences(Protocol):
    """Everybody has some; who never said anything has what is usual, version 1."""

    def get(self, person_id: UUID) -> DisplayPreferences: ...

    def save(self, preferences: DisplayPreferences) -> None:
        """Raises StaleDisplay when another version was saved since these were read."""
        ...
