"""How one wants to be told: in the inbox, by mail, and not at night."""

from application.identity.caller import Caller
from application.notification.read_preferences import ReadPreferences
from application.notification.set_preferences import SetPreferences, SetPreferencesCommand
from domain.identity.role import Permission
from domain.notification.refusals import InvalidPreferences, StalePreferences
from entrypoints.http.answers import Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.preconditions import Precondition, etag_of
from entrypoints.http.routes import IfMatch
from entrypoints.http.schemas.notification_preferences import (
    NotificationPreferencesSent,
    NotificationPreferencesShown,
)

PATH = "/notification-preferences"


def notification_preferences_blueprint(
    gate: Gate, *, read_preferences: ReadPreferences, set_preferences: SetPreferences
) -> ApiBlueprint:
    preferences = ApiBlueprint("notification_preferences", gate)

    def current(caller: Caller) -> NotificationPreferencesShown:
        return NotificationPreferencesShown.of(read_preferences(caller))

    def shown(caller: Caller) -> Answer:
        body = current(caller)
        return Answer(body, headers={"ETag": etag_of(body.version)})

    @preferences.operation(
        "GET", PATH, Permission.READ_NOTIFICATIONS, answers={200: NotificationPreferencesShown}
    )
    def notification_preferences(caller: Caller) -> Answer:
        """By which ways each kind of notification comes, and when mail waits."""
        return shown(caller)

    @preferences.operation(
        "PUT",
        PATH,
        Permission.WRITE_NOTIFICATIONS,
        answers={200: NotificationPreferencesShown},
        refusals=(InvalidPreferences, StalePreferences),
        once=True,
        if_match=IfMatch.REQUIRED,
        current=current,
    )
    def put_notification_preferences(
        caller: Caller, body: NotificationPreferencesSent, precondition: Precondition
    ) -> Answer:
        """Choose them, all at once. What is left out of `kinds` is as it usually is."""
        version = precondition.expected(lambda: current(caller).version)
        set_preferences(SetPreferencesCommand(caller, body.meant(), version))
        return shown(caller)

    return preferences
