"""Teams: people who are asked together."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from domain.identity.person import Person
from domain.identity.refusals import StaleTeam, TooManyMembers
from domain.shared.event import DomainEvent
from domain.shared.ids import new_id
from domain.shared.text import one_line, prose

MOST_MEMBERS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamEvent(DomainEvent):
    subject_type: ClassVar[str] = "team"
    name: str

    def data(self) -> dict[str, object]:
        return {"name": self.name}


class TeamCreated(TeamEvent):
    kind = "team.created"


class TeamChanged(TeamEvent):
    kind = "team.changed"


class TeamDeleted(TeamEvent):
    kind = "team.deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamMemberEvent(TeamEvent):
    person_id: UUID
    person_name: str

    def data(self) -> dict[str, object]:
        person = {"id": str(self.person_id), "name": self.person_name}
        return super(TeamMemberEvent, self).data() | {"person": person}


class TeamMemberAdded(TeamMemberEvent):
    kind = "team.member_added"


class TeamMemberRemoved(TeamMemberEvent):
    kind = "team.member_removed"


@dataclass(slots=True)
class Team:
    """``member_ids`` in the order in which they came; somebody deactivated stays in, and is passed over."""

    id: UUID
    name: str
    description: str
    created_at: datetime
    member_ids: tuple[UUID, ...] = ()
    version: int = 0
    events: list[DomainEvent] = field(default_factory=list, repr=False, compare=False)

    @classmethod
    def create(cls, name: str, description: str, *, by: UUID, now: datetime) -> "Team":
        """Raises InvalidText."""
        team = cls(new_id(now), _name(name), _description(description), now)
        team._record(TeamCreated, by, now)
        return team

    @property
    def key(self) -> str:
        """What no two teams share, and what they are ordered by: the name, whatever its case."""
        return self.name.casefold()

    def expect_version(self, version: int | None) -> None:
        """Raises StaleTeam unless ``version`` is the present one; None stands for any."""
        if version is not None and version != self.version:
            raise StaleTeam("somebody changed this team since you read it; look again and retry")

    def change(self, name: str | None, description: str | None, *, by: UUID, now: datetime) -> None:
        """None leaves a member as it is; the same again is no change. Raises InvalidText."""
        before = self.name, self.description
        self.name = self.name if name is None else _name(name)
        self.description = self.description if description is None else _description(description)
        if (self.name, self.description) != before:
            self._record(TeamChanged, by, now)

    def add(self, person: Person, *, by: UUID, now: datetime) -> None:
        """Who is in already stays in. Raises TooManyMembers."""
        if person.id in self.member_ids:
            return
        if len(self.member_ids) >= MOST_MEMBERS:
            raise TooManyMembers(f"a team has {MOST_MEMBERS} members at the most")
        self.member_ids += (person.id,)
        self._record_member(TeamMemberAdded, person, by, now)

    def remove(self, person: Person, *, by: UUID, now: datetime) -> None:
        """Whoever is not in stays out."""
        if person.id in self.member_ids:
            self.member_ids = tuple(each for each in self.member_ids if each != person.id)
            self._record_member(TeamMemberRemoved, person, by, now)

    def delete(self, *, by: UUID, now: datetime) -> None:
        self._record(TeamDeleted, by, now)

    def _record(self, happening: type[TeamEvent], by: UUID, now: datetime) -> None:
        self.events.append(
            happening(
                subject_id=self.id,
                version=self.version + 1,
                actor_id=by,
                at=now,
                audience=frozenset({by}),
                to_organisation=True,
                name=self.name,
            )
        )

    def _record_member(
        self, happening: type[TeamMemberEvent], person: Person, by: UUID, now: datetime
    ) -> None:
        self.events.append(
            happening(
                subject_id=self.id,
                version=self.version + 1,
                actor_id=by,
                at=now,
                audience=frozenset({by, person.id}),
                to_organisation=True,
                name=self.name,
                person_id=person.id,
                person_name=person.name,
            )
        )


def _name(text: str) -> str:
    return one_line(text, name="name", longest=100)


def _description(text: str) -> str:
    return prose(text, name="description", longest=1_000)
