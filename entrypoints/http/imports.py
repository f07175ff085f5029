"""Calendar files coming in."""

from application.identity.caller import Caller
from application.meeting.calendar_files import MOST_OCTETS
from application.meeting.import_calendar import ImportCalendar
from domain.identity.role import Permission
from domain.meeting.refusals import UnreadableCalendar
from entrypoints.http.answers import Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.schemas.calendar_import import ImportReportShown


def imports_blueprint(gate: Gate, *, import_calendar: ImportCalendar) -> ApiBlueprint:
    imports = ApiBlueprint("imports", gate)

    @imports.operation(
        "POST",
        "/imports",
        Permission.WRITE_MEETINGS,
        answers={200: ImportReportShown},
        refusals=(UnreadableCalendar,),
        once=True,
        body_type="text/calendar",
        largest_body=MOST_OCTETS,
    )
    def import_file(caller: Caller, body: bytes) -> Answer:
        """Import the events of an iCalendar file.

        The caller becomes the host of each. Every event is taken in whole or refused with a reason; series
        come with their changed and cancelled dates. The same file again changes nothing.
        """
        return Answer(ImportReportShown.of(import_calendar(caller, body)))

    return imports
