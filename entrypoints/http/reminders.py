"""When one wants to be reminded: of meetings as a rule, and of one meeting."""

from uuid import UUID

from application.identity.caller import Caller
from application.notification.reminder_choices import (
    ChooseReminders,
    ChooseRemindersCommand,
    ForgetReminders,
    ReadReminderChoice,
)
from domain.identity.role import Permission
from domain.meeting.refusals import MeetingNotFound
from domain.notification.reminder import InvalidReminder, StaleReminders
from entrypoints.http.answers import NO_CONTENT, Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.preconditions import Precondition, etag_of
from entrypoints.http.routes import IfMatch
from entrypoints.http.schemas.reminder import RemindersSent, RemindersShown


def reminders_blueprint(
    gate: Gate,
    *,
    read_reminder_choice: ReadReminderChoice,
    choose_reminders: ChooseReminders,
    forget_reminders: ForgetReminders,
) -> ApiBlueprint:
    reminders = ApiBlueprint("reminders", gate)

    def current(caller: Caller, meeting_id: UUID | None = None) -> RemindersShown:
        choice = read_reminder_choice(caller, meeting_id)
        return RemindersShown.of(choice, own=meeting_id is None or choice.meeting_id is not None)

    def shown(caller: Caller, meeting_id: UUID | None = None) -> Answer:
        body = current(caller, meeting_id)
        return Answer(body, headers={"ETag": etag_of(body.version)})

    @reminders.operation(
        "GET", "/reminder-preferences", Permission.READ_MEETINGS, answers={200: RemindersShown}
    )
    def reminder_preferences(caller: Caller) -> Answer:
        """When one is reminded of meetings.

        Who never said so is reminded 10 minutes before, and of whole days the day before at 17:00.
        """
        return shown(caller)

    @reminders.operation(
        "PUT",
        "/reminder-preferences",
        Permission.RESPOND_TO_MEETINGS,
        answers={200: RemindersShown},
        refusals=(InvalidReminder, StaleReminders),
        once=True,
        if_match=IfMatch.REQUIRED,
        current=lambda caller: current(caller),
    )
    def put_reminder_preferences(caller: Caller, body: RemindersSent, precondition: Precondition) -> Answer:
        """Say when one wants to be reminded, all at once."""
        choose(caller, None, body, precondition)
        return shown(caller)

    @reminders.operation(
        "GET",
        "/meetings/{meeting_id}/reminders",
        Permission.READ_MEETINGS,
        answers={200: RemindersShown},
        refusals=(MeetingNotFound,),
    )
    def meeting_reminders(caller: Caller, meeting_id: UUID) -> Answer:
        """When one is reminded of this meeting, on each of its dates."""
        return shown(caller, meeting_id)

    @reminders.operation(
        "PUT",
        "/meetings/{meeting_id}/reminders",
        Permission.RESPOND_TO_MEETINGS,
        answers={200: RemindersShown},
        refusals=(MeetingNotFound, InvalidReminder, StaleReminders),
        once=True,
        if_match=IfMatch.REQUIRED,
        current=current,
    )
    def put_meeting_reminders(
        caller: Caller, meeting_id: UUID, body: RemindersSent, precondition: Precondition
    ) -> Answer:
        """Say when one wants to be reminded of this meeting; nobody else sees it."""
        choose(caller, meeting_id, body, precondition)
        return shown(caller, meeting_id)

    @reminders.operation(
        "DELETE",
        "/meetings/{meeting_id}/reminders",
        Permission.RESPOND_TO_MEETINGS,
        answers={204: None},
        refusals=(MeetingNotFound, StaleReminders),
        once=True,
        if_match=IfMatch.REQUIRED,
        current=current,
    )
    def delete_meeting_reminders(caller: Caller, meeting_id: UUID, precondition: Precondition) -> Answer:
        """From now on this meeting is as all others."""
        version = precondition.expected(lambda: own_version(caller, meeting_id))
        forget_reminders(caller, meeting_id, version)
        return NO_CONTENT

    def own_version(caller: Caller, meeting_id: UUID | None) -> int:
        return current(caller, meeting_id).version

    def choose(
        caller: Caller, meeting_id: UUID | None, body: RemindersSent, precondition: Precondition
    ) -> None:
        version = precondition.expected(lambda: own_version(caller, meeting_id))
        whole_days = [each.lead for each in body.whole_days]
        choose_reminders(ChooseRemindersCommand(caller, meeting_id, version, body.minutes, whole_days))

    return reminders
