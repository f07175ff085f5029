"""What of the events of a transaction is kept for good."""

from collections.abc import Iterable

from application.shared.ports import Mark
from domain.history.deed import Deed, deed_of
from domain.shared.act import Act
from domain.shared.event import DomainEvent


def to_history(recorded: Iterable[tuple[DomainEvent | Act, Mark]]) -> list[Deed]:
    """As they were recorded. Whoever stores events stores these with them, in the same transaction."""
    events = ((event, mark) for event, mark in recorded if not isinstance(event, Act))
    deeds = (deed_of(event, *mark.doers(event.actor_id)) for event, mark in events)
    return [each for each in deeds if each is not None]
