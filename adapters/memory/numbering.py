from collections.abc import Mapping
from uuid import UUID

from application.shared.ports import LoggedEvent, Mark
from domain.identity.person import Person
from domain.shared.event import DomainEvent
from domain.shared.ids import new_id


def numbered(event: DomainEvent, mark: Mark, position: int, people: Mapping[UUID, Person]) -> LoggedEvent:
    """The event as the log keeps it, with the names that its doers have at that moment."""
    actor_id, on_behalf_of = mark.doers(event.actor_id)
    actor, principal = (people.get(each) if each else None for each in (actor_id, on_behalf_of))
    return LoggedEvent(
        position=position,
        id=new_id(event.at),
        kind=event.kind,
        subject_type=event.subject_type,
        subject_id=event.subject_id,
        version=event.version,
        actor_id=actor_id,
        actor_name=actor.name if actor else None,
        at=event.at,
        mutation_id=mark.mutation_id,
        audience=event.audience,
        to_organisation=event.to_organisation,
        data=event.data(),
        on_behalf_of=on_behalf_of,
        on_behalf_of_name=principal.name if principal else None,
    )
