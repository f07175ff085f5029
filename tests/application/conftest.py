"""Every use case, on adapters that live in memory, wired by the real container."""

from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pytest
from dependency_injector import providers

from adapters.memory.clock import SettableClock
from application.identity.caller import Caller
from application.identity.ports import PasswordHasher
from application.meeting.invitations import Invitee
from application.meeting.schedule_meeting import ScheduleMeetingCommand
from application.shared.ports import LoggedEvent
from domain.identity.role import Role
from domain.meeting.details import Details, Visibility
from entrypoints.container import Container
from entrypoints.settings import Settings
from tests.builders import a_person, timed


class QuickHasher(PasswordHasher):
    """A real hasher in all but cost: argon2 itself is tested with its adapter."""

    def hash(self, password: str) -> str:
        return f"quick:{password}"

    def verify(self, password_hash: str | None, password: str) -> bool:
        return password_hash in {f"quick:{password}", f"old:{password}"}

    def is_outdated(self, password_hash: str) -> bool:
        return password_hash.startswith("old:")


@dataclass
class House:
    """A Convene in memory, with people who can be named."""

    container: Container
    clock: SettableClock
    callers: dict[str, Caller] = field(default_factory=dict)

    def person(self, name: str, role: Role = Role.MEMBER, password_hash: str | None = None) -> Caller:
        person = a_person(name, role=role, password_hash=password_hash)
        with self.container.transactions().begin() as work:
            work.people.add(person)
        self.callers[name] = Caller(person.id, role)
        return self.callers[name]

    def meeting(self, host: Caller, *guests: Caller, title: str = "Review", **options: object) -> UUID:
        visibility = options.pop("visibility", Visibility.PRIVATE)
        command = ScheduleMeetingCommand(
            host,
            Details(title, visibility=visibility),  # type: ignore[arg-type]
            timed(),
            tuple(Invitee(person_id=guest.person_id) for guest in guests),
            **options,  # type: ignore[arg-type]
        )
        return self.container.meetings.schedule_meeting()(command).id  # type: ignore[no-any-return]

    def events(self) -> list[LoggedEvent]:
        return list(self.container.event_log().after(0, limit=10_000))

    def kinds(self) -> list[str]:
        return [event.kind for event in self.events() if event.subject_type != "person"]


@pytest.fixture
def house(tmp_path: Path) -> House:
    settings = Settings.from_environment({"CONVENE_DATA_DIR": str(tmp_path)})
    clock = SettableClock()
    container = Container(settings=settings)
    container.clock.override(providers.Object(clock))
    container.password_hasher.override(providers.Singleton(QuickHasher))
    return House(container, clock)
