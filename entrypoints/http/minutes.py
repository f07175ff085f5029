"""What was said, decided and promised in a meeting."""

from uuid import UUID

from application.identity.caller import Caller
from application.proceedings.add_entry import AddEntry
from application.proceedings.change_entry import ChangeEntry
from application.proceedings.order_lines import OrderLines
from application.proceedings.read_own_actions import ReadOwnActions
from application.proceedings.read_proceedings import ReadProceedings
from application.shared.refusals import InvalidCursor
from domain.identity.role import Permission
from domain.meeting.refusals import MeetingNotFound, OccurrenceMovedOn, OccurrenceNotFound
from domain.proceedings.entry import Entry
from domain.proceedings.refusals import (
    DateMissing,
    LineNotFound,
    NotAParticipant,
    NotOnThisDate,
    OnlyForActions,
    OwnerNotInMeeting,
    StaleLine,
    TooManyLines,
)
from domain.shared.text import InvalidText
from entrypoints.http.answers import NO_CONTENT, Answer, link_to_next
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.preconditions import Precondition, etag_of
from entrypoints.http.routes import PREFIX, IfMatch
from entrypoints.http.schemas.proceedings import (
    ActionItemSent,
    ActionItemsShown,
    DecisionSent,
    EntryChangeSent,
    EntrySent,
    EntryShown,
    LinesQuery,
    MinutesShown,
    OwnActionsQuery,
    OwnActionsShown,
    PlaceSent,
    RevisionsShown,
)

REFUSED_ENTRIES = (
    MeetingNotFound,
    OccurrenceMovedOn,
    OccurrenceNotFound,
    NotAParticipant,
    DateMissing,
    NotOnThisDate,
    TooManyLines,
    InvalidText,
)


def minutes_blueprint(
    gate: Gate,
    *,
    read_proceedings: ReadProceedings,
    read_own_actions: ReadOwnActions,
    add_entry: AddEntry,
    change_entry: ChangeEntry,
    order_minutes: OrderLines[Entry],
) -> ApiBlueprint:
    minutes = ApiBlueprint("minutes", gate)

    def shown(entry: Entry, status: int = 200) -> Answer:
        headers = {"ETag": etag_of(entry.version)}
        if status == 201:
            headers["Location"] = f"{PREFIX}/minutes/{entry.id}"
        return Answer(EntryShown.of(entry), status, headers)

    def current(caller: Caller, entry_id: UUID) -> EntryShown:
        return EntryShown.of(read_proceedings.one_entry(caller, entry_id))

    def expected(precondition: Precondition, caller: Caller, entry_id: UUID) -> int | None:
        return precondition.expected(lambda: current(caller, entry_id).version)

    @minutes.operation(
        "GET",
        "/meetings/{meeting_id}/minutes",
        Permission.READ_MEETINGS,
        answers={200: MinutesShown},
        refusals=(MeetingNotFound, OccurrenceMovedOn, DateMissing),
    )
    def minutes_of_a_meeting(caller: Caller, meeting_id: UUID, query: LinesQuery) -> Answer:
        """Notes, decisions and actions of a meeting in their order; of a series, those of one date."""
        return Answer(MinutesShown.of(read_proceedings.minutes(caller, meeting_id, query.original_start)))

    @minutes.operation(
        "POST",
        "/meetings/{meeting_id}/minutes",
        Permission.WRITE_MINUTES,
        answers={201: EntryShown},
        refusals=(*REFUSED_ENTRIES, OwnerNotInMeeting, OnlyForActions),
        once=True,
    )
    def add_an_entry(caller: Caller, meeting_id: UUID, body: EntrySent) -> Answer:
        """Write something into the minutes: the host may, and every guest."""
        return shown(add_entry(body.command(caller, meeting_id)), 201)

    @minutes.operation(
        "GET",
        "/meetings/{meeting_id}/decisions",
        Permission.READ_MEETINGS,
        answers={200: MinutesShown},
        refusals=(MeetingNotFound, OccurrenceMovedOn),
    )
    def decisions(caller: Caller, meeting_id: UUID, query: LinesQuery) -> Answer:
        """What was decided, on one date or on all."""
        return Answer(MinutesShown.of(read_proceedings.decisions(caller, meeting_id, query.original_start)))

    @minutes.operation(
        "POST",
        "/meetings/{meeting_id}/decisions",
        Permission.WRITE_MINUTES,
        answers={201: EntryShown},
        refusals=REFUSED_ENTRIES,
        once=True,
    )
    def add_a_decision(caller: Caller, meeting_id: UUID, body: DecisionSent) -> Answer:
        """Write a decision into the minutes."""
        return shown(add_entry(body.command(caller, meeting_id)), 201)

    @minutes.operation(
        "GET",
        "/meetings/{meeting_id}/action-items",
        Permission.READ_MEETINGS,
        answers={200: ActionItemsShown},
        refusals=(MeetingNotFound, OccurrenceMovedOn),
    )
    def action_items(caller: Caller, meeting_id: UUID, query: LinesQuery) -> Answer:
        """What somebody is to do: agreed on one date, with what earlier ones left open; or on all."""
        return Answer(ActionItemsShown.of(read_proceedings.actions(caller, meeting_id, query.original_start)))

    @minutes.operation(
        "POST",
        "/meetings/{meeting_id}/action-items",
        Permission.WRITE_MINUTES,
        answers={201: EntryShown},
        refusals=(*REFUSED_ENTRIES, OwnerNotInMeeting),
        once=True,
    )
    def add_an_action(caller: Caller, meeting_id: UUID, body: ActionItemSent) -> Answer:
        """Write into the minutes what somebody is to do. Its owner is told."""
        return shown(add_entry(body.command(caller, meeting_id)), 201)

    @minutes.operation(
        "GET",
        "/action-items",
        Permission.READ_MEETINGS,
        answers={200: OwnActionsShown},
        refusals=(InvalidCursor,),
    )
    def own_actions(caller: Caller, query: OwnActionsQuery) -> Answer:
        """What the caller is still to do, over all meetings they may see; what is due first comes first."""
        body = OwnActionsShown.of(read_own_actions(caller, cursor=query.cursor, limit=query.limit))
        following = {"limit": query.limit, "cursor": body.next_cursor}
        more = body.next_cursor is not None
        return Answer(body, headers=link_to_next(f"{PREFIX}/action-items", following) if more else {})

    @minutes.operation(
        "GET",
        "/minutes/{entry_id}",
        Permission.READ_MEETINGS,
        answers={200: EntryShown},
        refusals=(LineNotFound,),
    )
    def entry(caller: Caller, entry_id: UUID) -> Answer:
        """One entry, also one that was removed."""
        return shown(read_proceedings.one_entry(caller, entry_id))

    @minutes.operation(
        "GET",
        "/minutes/{entry_id}/revisions",
        Permission.READ_MEETINGS,
        answers={200: RevisionsShown},
        refusals=(LineNotFound,),
    )
    def revisions(caller: Caller, entry_id: UUID) -> Answer:
        """What an entry said before, and who wrote that."""
        return Answer(RevisionsShown.of(*read_proceedings.revisions(caller, entry_id)))

    @minutes.operation(
        "PATCH",
        "/minutes/{entry_id}",
        Permission.WRITE_MINUTES,
        answers={200: EntryShown},
        refusals=(
            LineNotFound,
            StaleLine,
            NotAParticipant,
            OwnerNotInMeeting,
            NotOnThisDate,
            OnlyForActions,
            InvalidText,
        ),
        once=True,
        if_match=IfMatch.REQUIRED,
        current=current,
    )
    def change_an_entry(
        caller: Caller, entry_id: UUID, body: EntryChangeSent, precondition: Precondition
    ) -> Answer:
        """Write it in other words, make it something else, give it to somebody, or tick it off."""
        version = expected(precondition, caller, entry_id)
        return shown(change_entry(body.command(caller, entry_id, version)))

    @minutes.operation(
        "POST",
        "/minutes/{entry_id}/place",
        Permission.WRITE_MINUTES,
        answers={200: EntryShown},
        refusals=(LineNotFound, NotAParticipant, NotOnThisDate),
        once=True,
    )
    def place_an_entry(caller: Caller, entry_id: UUID, body: PlaceSent) -> Answer:
        """Move an entry to another place in the same minutes."""
        return shown(order_minutes.move(caller, entry_id, body.before))

    @minutes.operation(
        "DELETE",
        "/minutes/{entry_id}",
        Permission.WRITE_MINUTES,
        answers={204: None},
        refusals=(LineNotFound, StaleLine, NotAParticipant),
        once=True,
        if_match=IfMatch.REQUIRED,
        current=current,
    )
    def remove_an_entry(caller: Caller, entry_id: UUID, precondition: Precondition) -> Answer:
        """Take an entry out of the minutes. It can be restored."""
        order_minutes.remove(caller, entry_id, expected(precondition, caller, entry_id))
        return NO_CONTENT

    @minutes.operation(
        "POST",
        "/minutes/{entry_id}/restoration",
        Permission.WRITE_MINUTES,
        answers={200: EntryShown},
        refusals=(LineNotFound, NotAParticipant),
        once=True,
    )
    def restore_an_entry(caller: Caller, entry_id: UUID) -> Answer:
        """Put an entry that was removed back where it was."""
        return shown(order_minutes.restore(caller, entry_id))

    return minutes
