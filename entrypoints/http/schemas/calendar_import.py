from typing import Annotated
from uuid import UUID

from pydantic import Field

from application.meeting.calendar_files import EventInFile
from application.meeting.import_calendar import ImportReport
from application.meeting.import_results import Outcome, Result
from entrypoints.http.schemas.shapes import Shown


class ImportedEventShown(Shown):
    """What became of one event of the file."""

    line: Annotated[int, Field(description="Where the event begins in the file; the first line is 1.")]
    uid: str | None
    title: str
    outcome: Outcome
    code: Annotated[str | None, Field(description="Why it was refused; null when it was not.")]
    detail: Annotated[str, Field(description="The same for people, or what had to stay out; may be empty.")]
    meeting_id: UUID | None

    @classmethod
    def of(cls, event: EventInFile, result: Result) -> "ImportedEventShown":
        return cls(
            line=event.line,
            uid=event.uid or None,
            title=event.title,
            outcome=result.outcome,
            code=result.code,
            detail=result.reason,
            meeting_id=result.meeting_id,
        )


class ImportReportShown(Shown):
    """One entry for each event of the file, in its order, and how many met which fate."""

    events: list[ImportedEventShown]
    imported: int
    updated: int
    unchanged: int
    refused: int
    passed_over: Annotated[
        dict[str, int],
        Field(description="Components that are no events, by kind.", examples=[{"VTODO": 2}]),
    ]

    @classmethod
    def of(cls, report: ImportReport) -> "ImportReportShown":
        return cls(
            events=[ImportedEventShown.of(event, result) for event, result in report.lines],
            imported=report.count(Outcome.IMPORTED),
            updated=report.count(Outcome.UPDATED),
            unchanged=report.count(Outcome.UNCHANGED),
            refused=report.count(Outcome.REFUSED),
            passed_over=dict(report.others),
        )
