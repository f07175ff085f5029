"""What a recurrence comes to, asked before a meeting is planned by it."""

from application.identity.caller import Caller
from application.meeting.preview_recurrence import PreviewRecurrence
from domain.meeting.refusals import InvalidTiming
from domain.recurrence.rule import InvalidRecurrence
from domain.shared.time_slot import InvalidTimeSlot
from entrypoints.http.answers import Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.routes import Access
from entrypoints.http.schemas.recurrence import RecurrencePreviewSent, RecurrencePreviewShown


def recurrence_blueprint(gate: Gate, *, preview_recurrence: PreviewRecurrence) -> ApiBlueprint:
    recurrence = ApiBlueprint("recurrence", gate)

    @recurrence.operation(
        "POST",
        "/recurrence/preview",
        Access.SIGNED_IN,
        answers={200: RecurrencePreviewShown},
        refusals=(InvalidTiming, InvalidTimeSlot, InvalidRecurrence),
    )
    def preview(caller: Caller, body: RecurrencePreviewSent) -> Answer:
        """The dates of a rule, and the rule in words.

        Nothing is planned or kept. The dates and their order are those that a meeting would have.
        """
        return Answer(RecurrencePreviewShown.of(preview_recurrence(body.command())))

    return recurrence
