"""How notifications say no."""

from domain.shared.refusal import Refusal


class NotificationNotFound(Refusal):
    code = "notification_not_found"
