"""Devices that ring, on the wire."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from application.notification.push_subscriptions import Devices
from domain.notification.push import LONGEST_ENDPOINT, PushKeys, PushSubscription
from entrypoints.http.schemas.shapes import RecordedAt, Sent, Shown

Base64Url = Annotated[str, Field(max_length=100, pattern=r"^[A-Za-z0-9_-]+=*$")]


class PushKeysSent(Sent):
    p256dh: Base64Url
    auth: Base64Url


class PushSubscriptionSent(Sent):
    """`endpoint` and `keys` of what `PushManager.subscribe()` gave."""

    endpoint: Annotated[str, Field(max_length=LONGEST_ENDPOINT, pattern=r"^https://[!-~]+$")]
    keys: PushKeysSent

    def meant(self) -> PushKeys:
        """Raises InvalidPushSubscription."""
        return PushKeys.read(self.keys.p256dh, self.keys.auth)


class PushSubscriptionShown(Shown):
    id: UUID
    device: str = Field(description="The browser as it introduced itself at sign-in; empty when it did not.")
    service: str = Field(description="Whose push service it is.")
    current: bool = Field(description="Made by the session that asks.")
    created_at: RecordedAt

    @classmethod
    def of(cls, found: PushSubscription, *, device: str, session_id: UUID | None) -> Self:
        return cls(
            id=found.id,
            device=device,
            service=found.service,
            current=found.session_id == session_id,
            created_at=found.created_at,
        )


class PushSubscriptionsShown(Shown):
    data: list[PushSubscriptionShown]
    next_cursor: str | None
    application_server_key: str = Field(description="For `PushManager.subscribe()`, in base64url.")

    @classmethod
    def of(cls, devices: Devices, *, session_id: UUID | None) -> Self:
        data = [
            PushSubscriptionShown.of(
                each, device=devices.names.get(each.session_id, ""), session_id=session_id
            )
            for each in devices.subscriptions
        ]
        return cls(data=data, next_cursor=None, application_server_key=devices.application_server_key)
