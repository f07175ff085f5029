"""What is to be talked about in a meeting."""

from uuid import UUID

from application.identity.caller import Caller
from application.proceedings.add_agenda_item import AddAgendaItem
from application.proceedings.carry_over import CarryOver
from application.proceedings.change_agenda_item import ChangeAgendaItem
from application.proceedings.order_lines import OrderLines
from application.proceedings.read_proceedings import ReadProceedings
from domain.identity.role import Permission
from domain.meeting.refusals import MeetingNotFound, OccurrenceMovedOn, OccurrenceNotFound
from domain.proceedings.agenda_item import AgendaItem
from domain.proceedings.refusals import (
    DateMissing,
    ItemCarriedOver,
    LineNotFound,
    NoLaterDate,
    NotAParticipant,
    NotOnThisDate,
    OwnerNotInMeeting,
    StaleLine,
    TooManyLines,
)
from domain.shared.refusal import InvalidValue
from domain.shared.text import InvalidText
from entrypoints.http.answers import NO_CONTENT, Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.preconditions import Precondition, etag_of
from entrypoints.http.routes import PREFIX, IfMatch
from entrypoints.http.schemas.proceedings import (
    AgendaItemChangeSent,
    AgendaItemSent,
    AgendaItemShown,
    AgendaShown,
    CarriedOverShown,
    CarryOverSent,
    LinesQuery,
    PlaceSent,
)


def agendas_blueprint(
    gate: Gate,
    *,
    read_proceedings: ReadProceedings,
    add_agenda_item: AddAgendaItem,
    change_agenda_item: ChangeAgendaItem,
    order_agenda: OrderLines[AgendaItem],
    carry_over: CarryOver,
) -> ApiBlueprint:
    agendas = ApiBlueprint("agendas", gate)

    def shown(item: AgendaItem, status: int = 200) -> Answer:
        headers = {"ETag": etag_of(item.version)}
        if status == 201:
            headers["Location"] = f"{PREFIX}/agenda-items/{item.id}"
        return Answer(AgendaItemShown.of(item), status, headers)

    def current(caller: Caller, item_id: UUID) -> AgendaItemShown:
        return AgendaItemShown.of(read_proceedings.one_item(caller, item_id))

    def expected(precondition: Precondition, caller: Caller, item_id: UUID) -> int | None:
        return precondition.expected(lambda: current(caller, item_id).version)

    @agendas.operation(
        "GET",
        "/meetings/{meeting_id}/agenda-items",
        Permission.READ_MEETINGS,
        answers={200: AgendaShown},
        refusals=(MeetingNotFound, OccurrenceMovedOn, DateMissing),
    )
    def agenda(caller: Caller, meeting_id: UUID, query: LinesQuery) -> Answer:
        """The agenda of a meeting; of a series, that of one date."""
        return Answer(AgendaShown.of(read_proceedings.agenda(caller, meeting_id, query.original_start)))

    @agendas.operation(
        "POST",
        "/meetings/{meeting_id}/agenda-items",
        Permission.WRITE_MINUTES,
        answers={201: AgendaItemShown},
        refusals=(
            MeetingNotFound,
            OccurrenceMovedOn,
            OccurrenceNotFound,
            NotAParticipant,
            DateMissing,
            OwnerNotInMeeting,
            NotOnThisDate,
            TooManyLines,
            InvalidText,
        ),
        once=True,
    )
    def add_an_item(caller: Caller, meeting_id: UUID, body: AgendaItemSent) -> Answer:
        """Put something on the agenda: the host may, and every guest."""
        return shown(add_agenda_item(body.command(caller, meeting_id)), 201)

    @agendas.operation(
        "POST",
        "/meetings/{meeting_id}/agenda-items/carry-over",
        Permission.WRITE_MINUTES,
        answers={200: CarriedOverShown},
        refusals=(
            MeetingNotFound,
            OccurrenceMovedOn,
            OccurrenceNotFound,
            NotAParticipant,
            DateMissing,
            NoLaterDate,
            TooManyLines,
        ),
        once=True,
    )
    def carry_items_over(caller: Caller, meeting_id: UUID, body: CarryOverSent) -> Answer:
        """Take what was not dealt with on one date to the next that takes place, behind what stands there.

        What is carried over stays where it was, and says so; done twice it carries nothing again.
        """
        return Answer(CarriedOverShown.of(carry_over(caller, meeting_id, body.original_start)))

    @agendas.operation(
        "GET",
        "/agenda-items/{item_id}",
        Permission.READ_MEETINGS,
        answers={200: AgendaItemShown},
        refusals=(LineNotFound,),
    )
    def agenda_item(caller: Caller, item_id: UUID) -> Answer:
        """One item, also one that was removed."""
        return shown(read_proceedings.one_item(caller, item_id))

    @agendas.operation(
        "PATCH",
        "/agenda-items/{item_id}",
        Permission.WRITE_MINUTES,
        answers={200: AgendaItemShown},
        refusals=(
            LineNotFound,
            StaleLine,
            NotAParticipant,
            OwnerNotInMeeting,
            ItemCarriedOver,
            InvalidText,
            InvalidValue,
        ),
        once=True,
        if_match=IfMatch.REQUIRED,
        current=current,
    )
    def change_an_item(
        caller: Caller, item_id: UUID, body: AgendaItemChangeSent, precondition: Precondition
    ) -> Answer:
        """Change an item, start its clock, or say that it is done."""
        version = expected(precondition, caller, item_id)
        return shown(change_agenda_item(body.command(caller, item_id, version)))

    @agendas.operation(
        "POST",
        "/agenda-items/{item_id}/place",
        Permission.WRITE_MINUTES,
        answers={200: AgendaItemShown},
        refusals=(LineNotFound, NotAParticipant, NotOnThisDate),
        once=True,
    )
    def place_an_item(caller: Caller, item_id: UUID, body: PlaceSent) -> Answer:
        """Move an item to another place on the same agenda."""
        return shown(order_agenda.move(caller, item_id, body.before))

    @agendas.operation(
        "DELETE",
        "/agenda-items/{item_id}",
        Permission.WRITE_MINUTES,
        answers={204: None},
        refusals=(LineNotFound, StaleLine, NotAParticipant),
        once=True,
        if_match=IfMatch.REQUIRED,
        current=current,
    )
    def remove_an_item(caller: Caller, item_id: UUID, precondition: Precondition) -> Answer:
        """Take an item off the agenda. It can be restored."""
        order_agenda.remove(caller, item_id, expected(precondition, caller, item_id))
        return NO_CONTENT

    @agendas.operation(
        "POST",
        "/agenda-items/{item_id}/restoration",
        Permission.WRITE_MINUTES,
        answers={200: AgendaItemShown},
        refusals=(LineNotFound, NotAParticipant),
        once=True,
    )
    def restore_an_item(caller: Caller, item_id: UUID) -> Answer:
        """Put an item that was removed back where it was."""
        return shown(order_agenda.restore(caller, item_id))

    return agendas
