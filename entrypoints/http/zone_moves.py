"""What moved because time zone rules changed, for those who look after the installation."""

from application.identity.caller import Caller
from application.meeting.read_zone_moves import ReadZoneMoves
from application.shared.refusals import InvalidCursor
from domain.identity.role import Permission
from entrypoints.http.answers import Answer, link_to_next
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.routes import PREFIX
from entrypoints.http.schemas.zone_move import ZoneMovesQuery, ZoneMovesShown

PATH = "/admin/time-zone-changes"


def zone_moves_blueprint(gate: Gate, *, read_zone_moves: ReadZoneMoves) -> ApiBlueprint:
    zone_moves = ApiBlueprint("zone_moves", gate)

    @zone_moves.operation(
        "GET", PATH, Permission.READ_AUDIT, answers={200: ZoneMovesShown}, refusals=(InvalidCursor,)
    )
    def list_time_zone_changes(caller: Caller, query: ZoneMovesQuery) -> Answer:
        """Meetings that moved because time zone rules changed, the latest first, and what collides since."""
        page = read_zone_moves(caller, cursor=query.cursor, limit=query.limit)
        body = ZoneMovesShown.of(page)
        following = {"limit": query.limit, "cursor": page.next_cursor}
        link = link_to_next(PREFIX + PATH, following) if page.next_cursor else {}
        return Answer(body, headers=link)

    return zone_moves
