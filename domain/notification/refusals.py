"""How notifications say no."""

from domain.shared.refusal import InvalidValue, Refusal, Stale


class NotificationNotFound(Refusal):
    code = "notification_not_found"


class MailNotFound(Refusal):
    code = "mail_not_found"


class InvalidSnooze(InvalidValue):
    code = "invalid_snooze"


class InvalidPreferences(InvalidValue):
    code = "invalid_preferences"


class PushSubscriptionNotFound(Refusal):
    code = "push_subscription_not_found"


class InvalidPushSubscription(InvalidValue):
    code = "invalid_push_subscription"


class StalePreferences(Stale):
    """They were changed on another page since they were read."""
