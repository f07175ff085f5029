"""What became of mail, as admins read it."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from application.notification.mail_log import LoggedMail, MailFilter, MailState
from application.notification.read_mail_log import MailPage
from domain.identity.email_address import email_address
from domain.notification.mail_answers import in_plain_words
from domain.notification.wording import Wording
from entrypoints.http.schemas.shapes import (
    Asked,
    Cursor,
    EmailAddress,
    Id,
    Instant,
    Limit,
    RecordedAt,
    Shown,
    comma_separated,
)
from entrypoints.http.spoken import asked_wording

Kind = Annotated[str, Field(max_length=40, pattern=r"^[a-z_]+$")]


class MailQuery(Asked):
    person: Annotated[
        Id | None, Field(description="Written to them, or to the address that is theirs now.")
    ] = None
    address: EmailAddress | None = None
    kind: Annotated[
        list[Kind],
        comma_separated,
        Field(json_schema_extra={"minItems": 1, "maxItems": 20}, max_length=20),
        Field(description="One of these, comma-separated, such as `invited,password_reset`."),
    ] = Field(default_factory=list)
    state: Annotated[
        list[MailState],
        comma_separated,
        Field(json_schema_extra={"minItems": 1, "maxItems": 6}, max_length=6),
        Field(description="One of these, comma-separated, such as `failing,given_up`."),
    ] = Field(default_factory=list)
    start: Annotated[Instant | None, Field(alias="from", description="When it was written.")] = None
    end: Annotated[Instant | None, Field(alias="to", description="Not included.")] = None
    cursor: Cursor | None = None
    limit: Limit = 50

    def wanted(self) -> MailFilter:
        return MailFilter(
            person_id=self.person,
            address=email_address(self.address) if self.address else None,
            kinds=frozenset(self.kind) or None,
            states=frozenset(self.state) or None,
            from_=self.start,
            to=self.end,
        )

    def asked(self) -> dict[str, object]:
        """The filter as it was asked for."""
        words = self.model_dump(
            mode="json", by_alias=True, exclude_defaults=True, exclude={"cursor", "limit"}
        )
        return {name: ",".join(each) if isinstance(each, list) else each for name, each in words.items()}


class MailToShown(Shown):
    id: UUID
    name: str


class MailDeliveryShown(Shown):
    id: UUID
    message_id: str
    state: MailState = Field(
        description="`held` for a moment so that an undo un-sends it, `waiting` to be sent, `failing`: tried "
        "in vain and tried again, `sent`, `given_up`, or `unsent`: undone in time."
    )
    kind: str = Field(description="As in notifications, or `password_reset`, `account_invitation` and so on.")
    address: str
    person: MailToShown | None
    meeting_id: UUID | None
    attempts: int = Field(description="Since it was written, or last sent again.")
    resends: int = Field(description="How often admins had it sent again.")
    answer: str = Field(description="What the mail server said when it last refused; empty when it did not.")
    explanation: str = Field(
        description="The same in plain words, in the language that Accept-Language likes best of en, de and"
        " fr, else in your own."
    )
    resendable: bool = Field(description="`false` for what may open an account, and what was never written.")
    written_at: RecordedAt
    tried_at: RecordedAt | None
    due_at: RecordedAt | None = Field(description="When it is tried next.")
    settled_at: RecordedAt | None = Field(description="When it was sent, given up or un-sent.")

    @classmethod
    def of(cls, mail: LoggedMail, page: MailPage, wording: Wording) -> "MailDeliveryShown":
        person = page.people.get(mail.person_id) if mail.person_id else None
        return cls(
            id=mail.id,
            message_id=f"<{mail.id}@{page.domain}>",
            state=mail.state,
            kind=mail.kind,
            address=mail.address,
            person=MailToShown(id=person.id, name=person.name) if person else None,
            meeting_id=mail.meeting_id,
            attempts=mail.attempts,
            resends=mail.resends,
            answer=mail.answer,
            explanation=in_plain_words(mail.answer, wording),
            resendable=mail.resendable,
            written_at=mail.written_at,
            tried_at=mail.tried_at,
            due_at=mail.due_at,
            settled_at=mail.settled_at,
        )


class MailDeliveriesShown(Shown):
    data: list[MailDeliveryShown]
    next_cursor: str | None

    @classmethod
    def of(cls, page: MailPage) -> "MailDeliveriesShown":
        wording = asked_wording(page.language)
        data = [MailDeliveryShown.of(each, page, wording) for each in page.mails]
        return cls(data=data, next_cursor=page.next_cursor)
