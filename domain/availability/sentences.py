"""Changes in words. English now; each sentence stands whole, so that it can be translated."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from domain.availability.explanation import Change, ChangeKind
from domain.availability.search import Search


def sentence(change: Change, search: Search, names: Mapping[UUID, str]) -> str:
    """``names`` of people; dates are told by the clocks of the search."""
    needs, about = change.needs, change.about
    match change.kind:
        case ChangeKind.MAKE_OPTIONAL:
            assert isinstance(about, UUID)
            return f"Make {names[about]} optional."
        case ChangeKind.LOWER_QUORUM:
            number = next(quorum.at_least for quorum in needs.quorums if quorum.name == about)
            return f"Meet with {number} of “{about}”." if number else f"Meet without anybody of “{about}”."
        case ChangeKind.SHORTER:
            return f"Shorten it to {_length(needs.duration)}."
        case ChangeKind.WIDER_WINDOW if needs.window.end > search.needs.window.end:
            return f"Look until {_moment(needs.window.end, search)}."
        case ChangeKind.WIDER_WINDOW:
            return f"Look from {_moment(needs.window.start, search)} on."
        case ChangeKind.OUTSIDE_HOURS:
            return "Allow times outside working hours."
        case ChangeKind.SMALLER_ROOM if needs.room:
            return f"Take a room for {needs.room.capacity}."
        case ChangeKind.WITHOUT_EQUIPMENT:
            return f"Take a room without this: {about}."
        case ChangeKind.OTHER_ROOM:
            return "Take any other room."
        case _:
            return "Meet without a room."


def _length(duration: timedelta) -> str:
    hours, minutes = divmod(duration // timedelta(minutes=1), 60)
    parts = ((hours, "hour"), (minutes, "minute"))
    return " and ".join(f"{number} {unit}{'s' * (number > 1)}" for number, unit in parts if number)


def _moment(instant: datetime, search: Search) -> str:
    there = instant.astimezone(search.zone)
    return f"{there:%A}, {there.day} {there:%B %Y, %H:%M}"
