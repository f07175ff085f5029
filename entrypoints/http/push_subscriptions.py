"""One's own devices that ring. Only whoever is signed in on one can make it do so."""

from uuid import UUID

from application.identity.caller import Caller
from application.notification.push_subscriptions import (
    AddPushSubscription,
    ReadPushSubscriptions,
    RemovePushSubscription,
)
from domain.notification.refusals import InvalidPushSubscription, PushSubscriptionNotFound
from entrypoints.http.answers import NO_CONTENT, Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.routes import Access
from entrypoints.http.schemas.push_subscription import (
    PushSubscriptionSent,
    PushSubscriptionShown,
    PushSubscriptionsShown,
)


def push_subscriptions_blueprint(
    gate: Gate,
    *,
    read_push_subscriptions: ReadPushSubscriptions,
    add_push_subscription: AddPushSubscription,
    remove_push_subscription: RemovePushSubscription,
) -> ApiBlueprint:
    devices = ApiBlueprint("push_subscriptions", gate)

    @devices.operation("GET", "/push-subscriptions", Access.IN_PERSON, answers={200: PushSubscriptionsShown})
    def list_push_subscriptions(caller: Caller) -> Answer:
        """One's devices that ring, the oldest first, and the key with which another one subscribes."""
        found = read_push_subscriptions(caller)
        return Answer(PushSubscriptionsShown.of(found, session_id=caller.session_id))

    @devices.operation(
        "POST",
        "/push-subscriptions",
        Access.IN_PERSON,
        answers={201: PushSubscriptionShown},
        refusals=(InvalidPushSubscription,),
        once=True,
    )
    def add_one(caller: Caller, body: PushSubscriptionSent) -> Answer:
        """Let this device ring, until the session ends. The same `endpoint` again takes its own place.

        What rings there says what kind of thing happened, and nothing of what it is about.
        """
        made = add_push_subscription(caller, body.endpoint, body.meant())
        shown = PushSubscriptionShown.of(made, device="", session_id=caller.session_id)
        return Answer(shown, status=201)

    @devices.operation(
        "DELETE",
        "/push-subscriptions/{subscription_id}",
        Access.IN_PERSON,
        answers={204: None},
        refusals=(PushSubscriptionNotFound,),
        once=True,
    )
    def remove_one(caller: Caller, subscription_id: UUID) -> Answer:
        """It rings no more."""
        remove_push_subscription(caller, subscription_id)
        return NO_CONTENT

    return devices
