from domain.shared.refusal import InvalidValue, Refusal, Stale


class MessageNotFound(Refusal):
    """It does not exist, or not for this caller: the two answers are one."""

    code = "message_not_found"


class StaleMessage(Stale):
    """The message changed since the caller read it."""


class ClientIdReused(InvalidValue):
    """The author gave that name to another message."""

    code = "client_id_reused"


class OnlyTheAuthorMay(Refusal):
    code = "only_the_author"


class TooLateToEdit(Refusal):
    code = "too_late_to_edit"


class MessageIsDeleted(Refusal):
    """Nothing is left of it that could be changed, or answered with a reaction."""

    code = "message_deleted"


class InvalidReply(InvalidValue):
    """What it answers to is no message of the same meeting."""

    code = "invalid_reply"


class NotAnEmoji(InvalidValue):
    code = "not_an_emoji"


class TooManyReactions(Refusal):
    code = "too_many_reactions"
