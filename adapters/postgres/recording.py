"""Writes what happened into the transaction that made it happen."""

from adapters.postgres import history
from adapters.postgres.database import OpenTransaction
from adapters.postgres.inserting import as_json
from application.history.keeping import to_history
from application.shared.ports import Mark
from domain.conversation.events import MessageDeleted
from domain.shared.act import Act
from domain.shared.event import DomainEvent
from domain.shared.ids import new_id

_WRITE = """
    INSERT INTO unnumbered_event (
        drawn, id, kind, subject_type, subject_id, version, actor_id, actor_name, at, mutation_id, audience,
        to_organisation, data, on_behalf_of, on_behalf_of_name
    )
    SELECT nextval('event_drawn'), id, kind, subject_type, subject_id, version, actor_id,
        (SELECT name FROM person WHERE person.id = actor_id), at, mutation_id, audience,
        to_organisation, data, on_behalf_of,
        (SELECT name FROM person WHERE person.id = on_behalf_of)
    FROM (
        SELECT * FROM ROWS FROM (jsonb_to_recordset(%s::jsonb) AS (
            id uuid, kind text, subject_type text, subject_id uuid, version integer, actor_id uuid,
            at timestamptz, mutation_id text, audience uuid[], to_organisation boolean, data jsonb,
            on_behalf_of uuid
        )) WITH ORDINALITY
        ORDER BY ordinality
    ) AS happening
"""

_WRITE_WITH_DEEDS = f"WITH kept AS ({history.KEEP}) {_WRITE}"

# An event that moves into the log meanwhile is found there: that statement begins after this one has waited.
_TAKE_OUT = """
    UPDATE {table} SET data = data || jsonb_build_object('message', %s::jsonb, 'mentioned', '[]'::jsonb)
    WHERE kind IN ('message.posted', 'message.edited') AND data -> 'message' ->> 'id' = %s
"""
_TAKE_OUT_OF = tuple(_TAKE_OUT.format(table=table) for table in ("unnumbered_event", "event"))


def write_events(opened: OpenTransaction) -> None:
    """The events among what was recorded, and what lasts of them, in one statement.

    Their order among others of the same subject is final from here on. What a message said that is deleted
    now is taken out of the events before.
    """
    happenings = [_plain(event, mark) for event, mark in opened.recorded if not isinstance(event, Act)]
    deeds = history.written(to_history(opened.recorded))
    if deeds:
        opened.write(_WRITE_WITH_DEEDS, as_json(deeds), as_json(happenings))
    elif happenings:
        opened.write(_WRITE, as_json(happenings))
    for event, _ in opened.recorded:
        if isinstance(event, MessageDeleted):
            for take_out in _TAKE_OUT_OF:
                opened.write(take_out, as_json(event.message), event.message["id"])


def _plain(event: DomainEvent, mark: Mark) -> dict[str, object]:
    actor_id, on_behalf_of = mark.doers(event.actor_id)
    return {
        "id": new_id(event.at),
        "kind": event.kind,
        "subject_type": event.subject_type,
        "subject_id": event.subject_id,
        "version": event.version,
        "actor_id": actor_id,
        "on_behalf_of": on_behalf_of,
        "at": event.at,
        "mutation_id": mark.mutation_id,
        "audience": sorted(event.audience),
        "to_organisation": event.to_organisation,
        "data": dict(event.data()),
    }
