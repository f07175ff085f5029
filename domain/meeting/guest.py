"""Whom a meeting is with, and what they answered."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class GuestRole(StrEnum):
    """RFC 5545 §3.2.16, without those who only receive a copy."""

    CHAIR = "chair"
    REQUIRED = "required"
    OPTIONAL = "optional"


class ResponseStatus(StrEnum):
    """RFC 5545 §3.2.12 PARTSTAT, as far as an event uses it; and waiting for a place."""

    NEEDS_ACTION = "needs_action"
    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    DECLINED = "declined"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Response:
    """``of_series``: it stands at one date, yet came from the answer to the series (``waiting_list``)."""

    status: ResponseStatus = ResponseStatus.NEEDS_ACTION
    comment: str = ""
    at: datetime | None = None
    of_series: bool = False


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who is to be invited: a person with an account, or an address without one."""

    email: str
    name: str = ""
    person_id: UUID | None = None
    role: GuestRole = GuestRole.REQUIRED


@dataclass(slots=True)
class Guest:
    """Somebody invited. ``email`` is unique within a meeting; with an account, ``person_id`` is set.

    Then ``email`` and ``name`` are those of the account by now, whatever they were when it was invited.

    In a series ``response`` answers for every date but those in ``responses``, by original start. A guest
    takes part on the dates in ``only_on`` (None: on each), without those in ``not_on``.
    """

    id: UUID
    email: str
    name: str
    role: GuestRole
    person_id: UUID | None = None
    response: Response = field(default_factory=Response)
    responses: dict[str, Response] = field(default_factory=dict)
    only_on: frozenset[str] | None = None
    not_on: frozenset[str] = frozenset()

    def is_invited_on(self, original_start: str) -> bool:
        return original_start not in self.not_on and (self.only_on is None or original_start in self.only_on)

    @property
    def has_to_answer(self) -> bool:
        """Whether they never said anything; of those who are invited to single dates, about one of these."""
        dates = None if self.only_on is None else self.only_on - self.not_on
        answers = [self.response] if dates is None else map(self.response_on, dates)
        return any(each.status is ResponseStatus.NEEDS_ACTION for each in answers)

    def response_on(self, original_start: str) -> Response:
        return self.responses.get(original_start, self.response)
