"""What a letter shows of its meeting beside its words."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.timing import plain
from domain.notification.bundle import Notice
from domain.notification.kind import Kind
from domain.notification.wording import Wording
from domain.notification.words import times
from domain.shared.letter import Section

WITHOUT = frozenset({Kind.CANCELLED, Kind.UNINVITED, Kind.ROOM_ASKED})
"""Of what does not take place, or is not for its reader, nothing is shown."""


def meeting_card(
    meeting: Meeting, notices: Sequence[Notice], zone: ZoneInfo, wording: Wording
) -> tuple[Section, ...]:
    """When and where, as it is by now: of the one date that all notices are about, or of the meeting."""
    if meeting.state is not MeetingState.SCHEDULED or any(each.kind in WITHOUT for each in notices):
        return ()
    named = {each.original_start for each in notices}
    on = named.pop() if len(named) == 1 else None
    date = meeting.dates.named(on) if on else None
    timing, details = (date.timing, date.details) if date else (meeting.timing, meeting.details)
    place = " ".join(details.location.split())
    lines = (times(plain(timing), zone, wording), place, details.conference_url or "")
    return (Section(details.title, tuple(filter(None, lines))),)
