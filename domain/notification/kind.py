"""What people can be told, and by which way it can reach them."""

from enum import StrEnum


class Kind(StrEnum):
    INVITED = "invited"
    UNINVITED = "uninvited"
    MOVED = "moved"
    CANCELLED = "cancelled"
    RESTORED = "restored"
    CHANGED = "changed"
    ANSWER_WANTED = "answer_wanted"
    ANSWERED = "answered"
    PROMOTED = "promoted"
    MENTIONED = "mentioned"
    MESSAGE = "message"
    ASSIGNED = "assigned"
    PROPOSAL_MADE = "proposal_made"
    PROPOSAL_ACCEPTED = "proposal_accepted"
    PROPOSAL_DECLINED = "proposal_declined"
    ROOM_ASKED = "room_asked"
    ROOM_ANSWERED = "room_answered"
    ROOM_LOST = "room_lost"
    CLASHED = "clashed"
    ROLE_CHANGED = "role_changed"
    SECOND_FACTOR_NEEDED = "second_factor_needed"
    REMINDER = "reminder"
    DONE_FOR_YOU = "done_for_you"


class Channel(StrEnum):
    """``DIGEST``: by mail, too, but together with other news, when its reader wants it."""

    IN_APP = "in_app"
    EMAIL = "email"
    PUSH = "push"
    DIGEST = "digest"


BY_MAIL = frozenset(Kind) - {Kind.ANSWERED, Kind.MESSAGE, Kind.REMINDER, Kind.DONE_FOR_YOU}
"""What comes by mail unless somebody chose otherwise."""

BY_PUSH = frozenset(
    {
        *(Kind.INVITED, Kind.MOVED, Kind.CANCELLED, Kind.RESTORED, Kind.PROMOTED, Kind.MENTIONED),
        *(Kind.ASSIGNED, Kind.PROPOSAL_MADE, Kind.PROPOSAL_ACCEPTED, Kind.ROOM_LOST, Kind.CLASHED),
        *(Kind.ANSWER_WANTED, Kind.REMINDER),
    }
)
"""What makes a device ring unless somebody chose otherwise; of theirs, and only where they asked for it."""

BUNDLED = frozenset({Kind.ANSWERED, Kind.MESSAGE, Kind.MOVED, Kind.CHANGED})
"""Several of the same meeting, while nobody has read them, are one."""

OPPOSITES = {
    Kind.CANCELLED: Kind.RESTORED,
    Kind.RESTORED: Kind.CANCELLED,
    Kind.INVITED: Kind.UNINVITED,
    Kind.UNINVITED: Kind.INVITED,
}
"""Within the hold the later takes the earlier back, and neither is told."""

MAY_NOT_BE_SEEN = frozenset({Kind.UNINVITED, Kind.ROOM_ASKED})
"""What is told of a meeting to somebody who need not be in it."""

EVEN_WHEN_LOST = MAY_NOT_BE_SEEN | {Kind.DONE_FOR_YOU}
"""What is told also to somebody who may not see the meeting any more: they know of it anyway."""
