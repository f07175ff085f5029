"""Everything that is kept about somebody, for themselves to take away."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, TypeVar
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from pydantic import BaseModel

from application.administration.read_own_trail import ReadOwnTrail
from application.availability.read_working_hours import ReadWorkingHours
from application.conversation.read_own_messages import ReadOwnMessages
from application.identity.caller import Caller
from application.identity.display_preferences import ReadDisplay
from application.identity.read_api_tokens import ReadApiTokens
from application.identity.read_me import ReadMe
from application.identity.read_sessions import ReadSessions
from application.identity.take_out_own_data import TakeOutOwnData
from application.meeting.read_own_meetings import ReadOwnMeetings
from application.notification.ports import InboxFilter
from application.notification.read_notifications import ReadNotifications
from application.notification.read_preferences import ReadPreferences
from application.notification.reminder_choices import ReadReminderChoice
from application.proceedings.read_own_entries import ReadOwnEntries
from application.shared.rate_limits import TooManyRequests
from domain.identity.refusals import OnlyInPerson, ProofNeeded, SecondFactorNeeded, SessionEnded
from entrypoints.http.answers import ZIP_TYPE, Answer, FileAnswer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.routes import Access
from entrypoints.http.schemas.api_token import ApiTokenShown
from entrypoints.http.schemas.audit import AuditEventsPage
from entrypoints.http.schemas.display import DisplayShown
from entrypoints.http.schemas.meeting import MeetingShown
from entrypoints.http.schemas.message import MessageShown
from entrypoints.http.schemas.notification import NotificationsShown
from entrypoints.http.schemas.notification_preferences import NotificationPreferencesShown
from entrypoints.http.schemas.person import Me
from entrypoints.http.schemas.proceedings import AgendaItemShown, EntryShown
from entrypoints.http.schemas.reminder import RemindersShown
from entrypoints.http.schemas.session import OpenSessionShown
from entrypoints.http.schemas.working_hours import WorkingHoursShown

Item = TypeVar("Item")

IN_MEMORY = 2**20
"""Octets; a larger archive is put together on the disk."""
AT_ONCE = 100
"""As many are in memory at a time, however many there are."""


@dataclass(frozen=True, slots=True)
class OwnData:
    """Puts it together, part by part, each as the API shows it elsewhere."""

    read_me: ReadMe
    read_display: ReadDisplay
    read_preferences: ReadPreferences
    read_reminder_choice: ReadReminderChoice
    read_working_hours: ReadWorkingHours
    read_sessions: ReadSessions
    read_api_tokens: ReadApiTokens
    read_own_meetings: ReadOwnMeetings
    read_own_messages: ReadOwnMessages
    read_own_entries: ReadOwnEntries
    read_notifications: ReadNotifications
    read_own_trail: ReadOwnTrail

    def write(self, caller: Caller, file: IO[bytes]) -> None:
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            for name, shown in self._alone(caller):
                archive.writestr(f"{name}.json", shown.model_dump_json(indent=2))
            for name, items in self._lists(caller):
                _write_list(archive, f"{name}.json", items)
            # One calendar after the other is an iCalendar stream (RFC 5545 §3.4).
            with archive.open("meetings.ics", "w", force_zip64=True) as calendar:
                for own in _all(lambda after: self.read_own_meetings(caller, after=after, limit=AT_ONCE)):
                    calendar.write(own.octets)

    def _alone(self, caller: Caller) -> Iterator[tuple[str, BaseModel]]:
        yield "profile", Me.of(self.read_me(caller))
        yield "display-preferences", DisplayShown.of(self.read_display(caller))
        yield "notification-preferences", NotificationPreferencesShown.of(self.read_preferences(caller))
        yield "reminder-preferences", RemindersShown.of(self.read_reminder_choice(caller), own=True)
        yield "working-hours", WorkingHoursShown.of(self.read_working_hours(caller, caller.person_id))

    def _lists(self, caller: Caller) -> Iterator[tuple[str, Iterable[BaseModel]]]:
        sessions = self.read_sessions(caller, caller.person_id)
        yield "sessions", (OpenSessionShown.of(each, current_id=caller.session_id) for each in sessions)
        yield "tokens", (ApiTokenShown.of(each) for each in self.read_api_tokens(caller))
        meetings = _all(lambda after: self.read_own_meetings(caller, after=after, limit=AT_ONCE))
        yield "meetings", (MeetingShown.of(each.view) for each in meetings)
        messages = _all(lambda after: self.read_own_messages(caller, after=after, limit=AT_ONCE))
        yield "messages", (MessageShown.of(each) for each in messages)
        entries = _all(lambda after: self.read_own_entries.minutes(caller, after=after, limit=AT_ONCE))
        yield "minutes", (EntryShown.of(each) for each in entries)
        items = _all(lambda after: self.read_own_entries.agenda_items(caller, after=after, limit=AT_ONCE))
        yield "agenda-items", (AgendaItemShown.of(each) for each in items)
        yield "notifications", self._notifications(caller)
        yield "audit-events", self._trail(caller)

    def _notifications(self, caller: Caller) -> Iterator[BaseModel]:
        cursor, more = None, True
        while more:
            page = self.read_notifications(caller, InboxFilter(), cursor=cursor, limit=AT_ONCE)
            yield from NotificationsShown.of(page).data
            cursor, more = page.next_cursor, page.next_cursor is not None

    def _trail(self, caller: Caller) -> Iterator[BaseModel]:
        cursor, more = None, True
        while more:
            page = self.read_own_trail(caller, cursor=cursor, limit=AT_ONCE)
            yield from AuditEventsPage.of(page).data
            cursor, more = page.next_cursor, page.next_cursor is not None


def own_data_blueprint(gate: Gate, *, take_out_own_data: TakeOutOwnData, own_data: OwnData) -> ApiBlueprint:
    own = ApiBlueprint("own_data", gate)

    @own.operation(
        "GET",
        "/me/export",
        Access.IN_PERSON,
        answers={200: None},
        answer_types=(ZIP_TYPE,),
        refusals=(OnlyInPerson, ProofNeeded, SecondFactorNeeded, SessionEnded, TooManyRequests),
    )
    def export_own_data(caller: Caller) -> Answer:
        """All that is kept about oneself, as a ZIP archive of JSON files and one iCalendar file.

        Profile, preferences, working hours, sessions and tokens without their secrets, meetings that one
        hosts or is a guest of, messages, agenda items and minutes that one wrote, notifications, and what
        the audit trail says of one's deeds. It takes a fresh proof (`POST /auth/proof`), is an entry of the
        audit trail, and can be had six times an hour.
        """
        take_out_own_data(caller)
        # It is closed when all of it has been sent.
        file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
        try:
            own_data.write(caller, file)
        except BaseException:
            file.close()
            raise
        name = {"Content-Disposition": 'attachment; filename="convene-data.zip"', "Cache-Control": "no-store"}
        return FileAnswer(headers={"Content-Type": ZIP_TYPE, **name}, file=file)

    return own


def _all(read: Callable[[UUID | None], tuple[Sequence[Item], UUID | None]]) -> Iterator[Item]:
    after, more = None, True
    while more:
        found, after = read(after)
        yield from found
        more = after is not None


def _write_list(archive: ZipFile, name: str, items: Iterable[BaseModel]) -> None:
    """A JSON array, one item a line."""
    with archive.open(name, "w", force_zip64=True) as part:
        between = b"[\n"
        for item in items:
            part.write(between + item.model_dump_json().encode())
            between = b",\n"
        part.write(b"[]\n" if between == b"[\n" else b"\n]\n")
