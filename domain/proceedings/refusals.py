"""How an agenda or minutes say no."""

from domain.shared.refusal import InvalidValue, Refusal, Stale


class LineNotFound(Refusal):
    """No such agenda item or piece of minutes, or none that the caller may know of."""

    code = "line_not_found"


class StaleLine(Stale):
    code = "stale_line"


class NotAParticipant(Refusal):
    """Whoever may see a meeting reads its agenda and minutes; its host and guests write them."""

    code = "not_a_participant"


class DateMissing(InvalidValue):
    """In a series each date has an agenda and minutes of its own."""

    code = "date_missing"


class OwnerNotInMeeting(InvalidValue):
    code = "owner_not_in_meeting"


class NotOnThisDate(InvalidValue):
    """What is named stands with another date, or is no longer there."""

    code = "not_on_this_date"


class TooManyLines(Refusal):
    code = "too_many_lines"


class ItemCarriedOver(Refusal):
    """It is dealt with on a later date."""

    code = "item_carried_over"


class NoLaterDate(Refusal):
    """There is nowhere to carry anything over to."""

    code = "no_later_date"


class OnlyForActions(InvalidValue):
    """Notes and decisions have no owner, no due day, and are never done."""

    code = "only_for_actions"
