from datetime import timedelta
from uuid import UUID

from domain.shared.refusal import InvalidValue, Refusal, Stale


class MeetingNotFound(Refusal):
    """It does not exist, or not for this caller: the two answers are one."""

    code = "meeting_not_found"


class OccurrenceNotFound(Refusal):
    """The meeting has no date of that name."""

    code = "occurrence_not_found"


class OccurrenceMovedOn(OccurrenceNotFound):
    """The series was split, and the date of that name went along: it belongs to ``meeting_id`` now."""

    code = "occurrence_moved_on"

    def __init__(self, meeting_id: UUID, original_start: str) -> None:
        super().__init__(f"the series was split, and this date is the meeting {meeting_id}'s now; ask there")
        self.meeting_id = meeting_id
        self.original_start = original_start


class TooManyDates(InvalidValue):
    """The series is larger than calendars can hold."""

    code = "too_many_dates"


class NotForOneDate(InvalidValue):
    """What is asked for one date can only be so for the whole series."""

    code = "not_for_one_date"


class StaleMeeting(Stale):
    """The meeting changed since the caller read it."""


class OnlyTheHostMay(Refusal):
    code = "only_the_host"


class EverybodyAnswered(Refusal):
    """There is nobody whose answer the meeting waits for."""

    code = "everybody_answered"


class GuestsRemindedLately(Refusal):
    """``wait`` is how long it takes until they may be reminded again."""

    code = "guests_reminded_lately"
    retryable = True

    def __init__(self, message: str, *, wait: timedelta) -> None:
        super().__init__(message)
        self.wait = wait


class MeetingIsCancelled(Refusal):
    code = "meeting_cancelled"


class MeetingIsNotCancelled(Refusal):
    code = "meeting_not_cancelled"


class MeetingIsNotADraft(Refusal):
    code = "meeting_not_a_draft"


class MeetingAlreadyOver(Refusal):
    code = "meeting_over"


class AlreadyInvited(Refusal):
    code = "already_invited"


class TooManyGuests(InvalidValue):
    code = "too_many_guests"


class ProposalNotFound(Refusal):
    """It does not exist, or not for this caller."""

    code = "proposal_not_found"


class ProposalClosed(Refusal):
    """It was decided upon or withdrawn, or the time it was about is no longer the meeting's."""

    code = "proposal_closed"


class InvalidCapacity(InvalidValue):
    code = "invalid_capacity"


class GuestNotFound(Refusal):
    code = "guest_not_found"


class NotInvited(Refusal):
    code = "not_invited"


class InvalidTiming(InvalidValue):
    code = "invalid_timing"


class InvalidConferenceUrl(InvalidValue):
    code = "invalid_conference_url"


class UnknownTeam(InvalidValue):
    code = "unknown_team"


class UnknownGuest(InvalidValue):
    """An invitation names a person who does not exist."""

    code = "unknown_person"


class NoSuchDate(InvalidValue):
    """A calendar file changes a date that its series cannot have."""

    code = "no_such_date"


class TooManyExceptions(InvalidValue):
    """More single dates of a series were changed than a meeting keeps."""

    code = "too_many_exceptions"


class UidAlreadyTaken(Refusal):
    """The host has a meeting with this iCalendar UID already."""

    code = "uid_taken"


class UnreadableCalendar(InvalidValue):
    """The text is not iCalendar (RFC 5545), or larger than an import may be."""

    code = "unreadable_calendar"


class RoomNotFound(Refusal):
    code = "room_not_found"


class StaleRoom(Stale):
    """The room changed since the caller read it."""


class RoomNameTaken(Refusal):
    """Another room has that name; people could not tell the two apart."""

    code = "room_name_taken"


class RoomClosed(Refusal):
    """The room's hours do not cover the whole time."""

    code = "room_closed"


class RoomInactive(Refusal):
    """The room takes no new bookings."""

    code = "room_inactive"


class ExclusiveNeedsClockTimes(InvalidValue):
    """Whole days lie in no zone, so nobody can be kept free for them."""

    code = "exclusive_all_day"


class RoomNotBooked(Refusal):
    """The meeting does not ask for that room."""

    code = "room_not_booked"


class TooManyRooms(InvalidValue):
    code = "too_many_rooms"


class UnknownDate(InvalidValue):
    """An exception names a date that the series does not have."""

    code = "unknown_date"


class DateMovedOn(UnknownDate):
    """As OccurrenceMovedOn, of a date that is named within a request."""

    code = "date_moved_on"

    def __init__(self, meeting_id: UUID, original_start: str, *, field: tuple[str | int, ...]) -> None:
        super().__init__(
            f"the series was split, and this date is the meeting {meeting_id}'s now; leave it out",
            field=field,
        )
        self.meeting_id = meeting_id
        self.original_start = original_start


class NoSuchRoom(InvalidValue):
    """No room is large enough and equipped as asked for, free or not."""

    code = "no_such_room"


class RoomNeedsApproval(Refusal):
    """Only a meeting can ask for this room: somebody has to look at it and say yes."""

    code = "room_needs_approval"


class InvalidHold(InvalidValue):
    code = "invalid_hold"


class HoldNotFound(Refusal):
    """It does not exist, has been released, or is somebody else's."""

    code = "hold_not_found"


class StaleHold(Stale):
    """A hold has one version only, and another was named."""


class HoldExpired(Refusal):
    code = "hold_expired"


class UnknownRoom(InvalidValue):
    """A meeting names a room that does not exist."""

    code = "unknown_room"
