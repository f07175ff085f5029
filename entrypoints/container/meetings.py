"""A part of the container: meetings and on the calendars that show them."""

from typing import Any

from dependency_injector import containers, providers

from application.meeting.cancel_meeting import CancelMeeting
from application.meeting.change_meeting import ChangeMeeting
from application.meeting.delete_draft import DeleteDraft
from application.meeting.export_meeting import ExportMeeting
from application.meeting.find_meetings import FindMeetings
from application.meeting.find_passages import FindPassages
from application.meeting.follow_zone_rules import FollowZoneRules
from application.meeting.import_calendar import ImportCalendar
from application.meeting.invite_guests import InviteGuests
from application.meeting.list_meetings import ListMeetings
from application.meeting.preview_recurrence import PreviewRecurrence
from application.meeting.read_calendar import ReadCalendar
from application.meeting.read_meeting import ReadMeeting
from application.meeting.read_own_meetings import ReadOwnMeetings
from application.meeting.recognise_guests import RecogniseGuests
from application.meeting.remind_guests import RemindGuests
from application.meeting.remove_guest import RemoveGuest
from application.meeting.respond import Respond
from application.meeting.restore_meeting import RestoreMeeting
from application.meeting.schedule_meeting import ScheduleMeeting


class Meetings(containers.DeclarativeContainer):
    transactions: providers.Dependency[Any] = providers.Dependency()
    clock: providers.Dependency[Any] = providers.Dependency()
    people: providers.Dependency[Any] = providers.Dependency()
    calendars: providers.Dependency[Any] = providers.Dependency()
    meeting_lists: providers.Dependency[Any] = providers.Dependency()
    meeting_search: providers.Dependency[Any] = providers.Dependency()
    passage_search: providers.Dependency[Any] = providers.Dependency()
    calendar_files: providers.Dependency[Any] = providers.Dependency()
    flags: providers.Dependency[Any] = providers.Dependency()

    cancel_meeting = providers.Factory(CancelMeeting, transactions, clock)
    change_meeting = providers.Factory(ChangeMeeting, transactions, clock)
    delete_draft = providers.Factory(DeleteDraft, transactions, clock)
    find_meetings = providers.Factory(FindMeetings, transactions, meeting_search, people, clock)
    find_passages = providers.Factory(FindPassages, transactions, passage_search)
    follow_zone_rules = providers.Factory(FollowZoneRules, transactions, clock)
    export_meeting = providers.Factory(ExportMeeting, transactions, people, calendar_files)
    import_calendar = providers.Factory(ImportCalendar, transactions, clock, people, calendar_files)
    invite_guests = providers.Factory(InviteGuests, transactions, clock)
    read_own_meetings = providers.Factory(
        ReadOwnMeetings, transactions, meeting_lists, people, calendar_files
    )
    list_meetings = providers.Factory(ListMeetings, transactions, meeting_lists, people, clock)
    read_calendar = providers.Factory(ReadCalendar, calendars)
    read_meeting = providers.Factory(ReadMeeting, transactions, people)
    recognise_guests = providers.Factory(RecogniseGuests, transactions, clock)
    remove_guest = providers.Factory(RemoveGuest, transactions, clock)
    remind_guests = providers.Factory(RemindGuests, transactions, clock)
    respond = providers.Factory(Respond, transactions, clock, flags)
    restore_meeting = providers.Factory(RestoreMeeting, transactions, clock)
    schedule_meeting = providers.Factory(ScheduleMeeting, transactions, clock)
    preview_recurrence = providers.Factory(PreviewRecurrence)
