"""Loading a hold on its owner's behalf."""

from uuid import UUID

from application.identity.caller import Caller
from application.meeting.ports import MeetingWork
from domain.meeting.hold import Hold
from domain.meeting.refusals import HoldNotFound


def own_hold(caller: Caller, hold_id: UUID, work: MeetingWork) -> Hold:
    """Raises HoldNotFound, also when it is somebody else's."""
    hold = work.holds.find(hold_id)
    if hold is None or hold.owner_id != caller.person_id:
        raise HoldNotFound("there is no such hold; it may have run out", field=("hold_id",))
    return hold
