"""Fills a Convene that nobody uses yet with the demonstration."""

import secrets
from dataclasses import dataclass
from datetime import date

from application.identity.ports import PeopleDirectory
from application.shared.ports import Clock
from domain.administration.refusals import AlreadyInUse
from entrypoints.container import Container
from entrypoints.demo.plan import planned_meetings
from entrypoints.demo.team import TEAM
from entrypoints.demo.telling import Storyteller


@dataclass(frozen=True, slots=True)
class Filled:
    """How many came, and the password of them all."""

    people: int
    meetings: int
    password: str


@dataclass(frozen=True, slots=True)
class Demonstration:
    people: PeopleDirectory
    storyteller: Storyteller
    clock: Clock

    def __call__(self, *, today: date | None = None, seed: int = 1) -> Filled:
        """A believable team with a month of meetings around a day; another seed, other answers.

        Raises AlreadyInUse when anybody besides the admin of a fresh set-up has an account.
        """
        if len(self.people.search("", after=None, limit=2)) > 1:
            raise AlreadyInUse(
                "there are people here already, and a demonstration would mix with their meetings"
            )
        meetings = planned_meetings(today or self.clock.now().date(), seed)
        password = "-".join(secrets.token_hex(2) for _ in range(4))
        self.storyteller.tell(TEAM, meetings, password)
        return Filled(len(TEAM), len(meetings), password)


def demonstration(container: Container) -> Demonstration:
    storyteller = Storyteller(
        container.accounts.create_person(),
        container.meetings.schedule_meeting(),
        container.meetings.respond(),
        container.meetings.cancel_meeting(),
    )
    return Demonstration(container.people(), storyteller, container.clock())
