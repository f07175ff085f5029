"""What became of a meeting."""

from uuid import UUID

from application.history.read_history import ReadHistory
from application.identity.caller import Caller
from application.shared.refusals import InvalidCursor
from domain.identity.role import Permission
from domain.meeting.refusals import MeetingNotFound, OccurrenceMovedOn
from entrypoints.http.answers import Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.schemas.history import HistoryQuery, HistoryShown


def history_blueprint(gate: Gate, *, read_history: ReadHistory) -> ApiBlueprint:
    history = ApiBlueprint("history", gate)

    @history.operation(
        "GET",
        "/meetings/{meeting_id}/history",
        Permission.READ_MEETINGS,
        answers={200: HistoryShown},
        refusals=(MeetingNotFound, OccurrenceMovedOn, InvalidCursor),
    )
    def history_of_a_meeting(caller: Caller, meeting_id: UUID, query: HistoryQuery) -> Answer:
        """What was done to a meeting, the latest first, from its beginning on.

        Events are dropped after a while; this is not. Who may not know the guests is not told of them, and of
        proposals only the host and whoever made them. What was done to a series before it was split off from
        another one is told too, as far as the caller may see that.
        """
        return Answer(HistoryShown.of(read_history(query.command(caller, meeting_id))))

    return history
