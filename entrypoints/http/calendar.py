"""Calendars, and what has changed in them."""

from application.identity.caller import Caller
from application.identity.issue_live_ticket import LIFETIME, IssueLiveTicket
from application.meeting.read_calendar import InvalidWindow, ReadCalendar
from application.shared.read_changes import ReadChanges
from application.shared.refusals import InvalidCursor, ResyncRequired
from domain.identity.refusals import OnlyInPerson
from domain.identity.role import Permission
from entrypoints.http.answers import Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.schemas.calendar import CalendarQuery, CalendarShown
from entrypoints.http.schemas.change import ChangesQuery, ChangesShown
from entrypoints.http.schemas.session import LiveTicketShown


def calendar_blueprint(
    gate: Gate,
    *,
    read_calendar: ReadCalendar,
    read_changes: ReadChanges,
    issue_live_ticket: IssueLiveTicket,
) -> ApiBlueprint:
    calendar = ApiBlueprint("calendar", gate)

    @calendar.operation(
        "GET",
        "/calendar",
        Permission.READ_MEETINGS,
        answers={200: CalendarShown},
        refusals=(InvalidWindow,),
    )
    def read_window(caller: Caller, query: CalendarQuery) -> Answer:
        """Occurrences in a window, ordered by start.

        Of meetings that the caller may not see, only when somebody is busy or a room is taken.
        """
        entries = read_calendar(caller, query.start, query.end, query.people, query.rooms)
        return Answer(f'{{"data": {entries}, "next_cursor": null}}')

    @calendar.operation(
        "GET",
        "/changes",
        Permission.READ_EVENTS,
        answers={200: ChangesShown},
        refusals=(InvalidCursor, ResyncRequired),
    )
    def changes(caller: Caller, query: ChangesQuery) -> Answer:
        """What happened since a cursor, in order, as far as the caller may know of it."""
        return Answer(ChangesShown.of(read_changes(caller.listener(), query.since, query.limit)))

    @calendar.operation(
        "POST",
        "/live/tickets",
        Permission.READ_EVENTS,
        answers={200: LiveTicketShown},
        refusals=(OnlyInPerson,),
    )
    def live_ticket(caller: Caller) -> Answer:
        """A ticket that opens one live connection, once."""
        ticket = issue_live_ticket(caller)
        return Answer(LiveTicketShown(ticket=ticket, expires_in=int(LIFETIME.total_seconds())))

    return calendar
