"""The inbox."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator

from application.notification.ports import Counts, InboxFilter
from application.notification.read_notifications import InboxPage
from domain.notification.kind import Kind
from domain.notification.notification import Notification
from domain.notification.wording import Wording
from domain.notification.words import sentence
from entrypoints.http.schemas.shapes import Asked, Cursor, Id, Instant, Limit, RecordedAt, Sent, Shown, absent
from entrypoints.http.spoken import asked_wording

Switch = Literal["true", "false"]


class NotificationsQuery(Asked):
    unread: Switch | None = Field(None, description="`true` or `false`; without it both.")
    needs_you: Switch | None = Field(None, description="`true`: what waits for you; `false`: updates.")
    snoozed: Switch | None = Field(None, description="`true`: what is out of sight; otherwise the rest.")
    cursor: Cursor | None = None
    limit: Limit = 50

    def wanted(self) -> InboxFilter:
        unread, waiting = (None if each is None else each == "true" for each in (self.unread, self.needs_you))
        return InboxFilter(unread, waiting, self.snoozed == "true")

    def asked(self) -> dict[str, object]:
        given = {"unread": self.unread, "needs_you": self.needs_you, "snoozed": self.snoozed}
        return {name: value for name, value in given.items() if value is not None}


class NotifiedMeetingShown(Shown):
    """What notifications are grouped by."""

    id: UUID
    title: str


class NotificationShown(Shown):
    id: UUID
    kind: Kind
    needs_you: bool = Field(description="Whether it still waits for you to do something.")
    sentence: str = Field(
        description="In the language that Accept-Language likes best of en, de and fr, else in your own;"
        " with times in your own zone."
    )
    meeting: NotifiedMeetingShown | None
    original_start: str | None = Field(description="The one date of a series that it is about.")
    count: int = Field(description="How many it stands for, such as answers to one meeting.")
    facts: dict[str, object] = Field(description="What the sentence was made of; moments as in meetings.")
    at: RecordedAt
    read_at: RecordedAt | None
    done_at: RecordedAt | None
    snoozed_until: RecordedAt | None

    @classmethod
    def of(cls, notification: Notification, page: InboxPage, wording: Wording) -> "NotificationShown":
        facts, meeting_id = notification.facts, notification.meeting_id
        return cls(
            id=notification.id,
            kind=notification.kind,
            needs_you=page.waiting[notification.id],
            sentence=sentence(notification.kind, facts, page.zone, wording, count=notification.count),
            meeting=NotifiedMeetingShown(id=meeting_id, title=facts.get("title", "")) if meeting_id else None,
            original_start=notification.original_start,
            count=notification.count,
            facts=dict(facts),
            at=notification.at,
            read_at=notification.read_at,
            done_at=notification.done_at,
            snoozed_until=notification.snoozed_until,
        )


class NotificationsShown(Shown):
    data: list[NotificationShown]
    next_cursor: str | None
    unread: int = Field(description="How many of the whole inbox are unread.")
    needs_you: int = Field(description="How many of the whole inbox wait for you.")

    @classmethod
    def of(cls, page: InboxPage) -> "NotificationsShown":
        wording = asked_wording(page.language)
        data = [NotificationShown.of(each, page, wording) for each in page.notifications]
        counts = page.counts
        return cls(data=data, next_cursor=page.next_cursor, unread=counts.unread, needs_you=counts.needs_you)


class ReadSent(Sent):
    """Exactly one of the three."""

    ids: Annotated[list[Id], Field(min_length=1, max_length=200)] = Field(default_factory=absent)
    up_to: Id = Field(default_factory=absent, description="This one, and all that are older.")
    all: Literal[True] = Field(default_factory=absent)

    @model_validator(mode="after")
    def one_of_them(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise ValueError("send exactly one of ids, up_to and all")
        return self


class SnoozeSent(Sent):
    until: Instant


class CountsShown(Shown):
    unread: int
    needs_you: int

    @classmethod
    def of(cls, counts: Counts) -> "CountsShown":
        return cls(unread=counts.unread, needs_you=counts.needs_you)
