"""The inbox: what one is told, and what waits for one."""

from uuid import UUID

from application.identity.caller import Caller
from application.notification.finish_notification import FinishNotification
from application.notification.mark_read import MarkRead, MarkReadCommand
from application.notification.read_notifications import ReadNotifications
from application.notification.snoozing import SnoozeNotification
from application.shared.refusals import InvalidCursor
from domain.identity.role import Permission
from domain.notification.refusals import InvalidSnooze, NotificationNotFound
from entrypoints.http.answers import Answer, link_to_next
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.routes import PREFIX
from entrypoints.http.schemas.notification import (
    CountsShown,
    NotificationsQuery,
    NotificationsShown,
    ReadSent,
    SnoozeSent,
)


def notifications_blueprint(
    gate: Gate,
    *,
    read_notifications: ReadNotifications,
    mark_read: MarkRead,
    finish_notification: FinishNotification,
    snooze_notification: SnoozeNotification,
) -> ApiBlueprint:
    notifications = ApiBlueprint("notifications", gate)

    @notifications.operation(
        "GET",
        "/notifications",
        Permission.READ_NOTIFICATIONS,
        answers={200: NotificationsShown},
        refusals=(InvalidCursor,),
    )
    def list_notifications(caller: Caller, query: NotificationsQuery) -> Answer:
        """What you were told, the newest first, and how much of it is unread or waits for you.

        Several answers to one meeting, while you have read none of them, are one; so are several moves.
        """
        page = read_notifications(caller, query.wanted(), cursor=query.cursor, limit=query.limit)
        following = {**query.asked(), "limit": query.limit, "cursor": page.next_cursor}
        link = link_to_next(f"{PREFIX}/notifications", following) if page.next_cursor else {}
        return Answer(NotificationsShown.of(page), headers=link)

    @notifications.operation(
        "POST",
        "/notifications/read",
        Permission.WRITE_NOTIFICATIONS,
        answers={200: CountsShown},
        once=True,
    )
    def read_some_notifications(caller: Caller, body: ReadSent) -> Answer:
        """Mark notifications as read: some, all up to one, or all. Ids that are not yours change nothing."""
        sent = body.model_fields_set
        command = MarkReadCommand(
            caller,
            among=body.ids if "ids" in sent else None,
            up_to=body.up_to if "up_to" in sent else None,
        )
        return Answer(CountsShown.of(mark_read(command)))

    @notifications.operation(
        "POST",
        "/notifications/{notification_id}/done",
        Permission.WRITE_NOTIFICATIONS,
        answers={200: CountsShown},
        refusals=(NotificationNotFound,),
        once=True,
    )
    def finish_one_notification(caller: Caller, notification_id: UUID) -> Answer:
        """Nothing is left to do about it. Most become done by themselves, once you answer what they ask."""
        return Answer(CountsShown.of(finish_notification(caller, notification_id)))

    @notifications.operation(
        "POST",
        "/notifications/{notification_id}/snooze",
        Permission.WRITE_NOTIFICATIONS,
        answers={200: CountsShown},
        refusals=(NotificationNotFound, InvalidSnooze),
        once=True,
    )
    def snooze_one_notification(caller: Caller, notification_id: UUID, body: SnoozeSent) -> Answer:
        """Put it out of sight until then, 30 days at the most. It comes back unread, as if it were new.

        Unless that is too late to be of use: what is over by then stays where it is.
        """
        return Answer(CountsShown.of(snooze_notification(caller, notification_id, body.until)))

    return notifications
