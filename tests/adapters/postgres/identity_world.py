"""One Convene to sign in to over HTTP, in memory or in PostgreSQL, and what people were given there."""

from pathlib import Path
from typing import Any

from dependency_injector import providers
from werkzeug.test import TestResponse

from adapters.mail.memory_mailer import MemoryMailer
from adapters.memory.clock import SettableClock
from domain.identity.role import Role
from entrypoints.container import Container
from entrypoints.http.app import create_app
from entrypoints.settings import Settings
from tests.application.conftest import QuickHasher
from tests.builders import a_person
from tests.entrypoints.http.conftest import Caller, House

NAMES = ("Ada", "Ana", "Ben")
PASSWORDS = ("correct horse battery", "another long password")


class World:
    """One Convene, and everything secret that people have been given there, in the order of giving."""

    def __init__(self, folder: Path, **environment: str) -> None:
        given = {"CONVENE_DATA_DIR": str(folder), "CONVENE_REGISTRATION": "open", **environment}
        given |= {"CONVENE_RATE_LIMIT_SIGNED_IN": "0", "CONVENE_RATE_LIMIT_ANONYMOUS": "0"}
        container, clock = Container(settings=Settings.from_environment(given)), SettableClock()
        container.storage.override(
            providers.Object("postgres" if "CONVENE_DATABASE_URL" in environment else "memory")
        )
        container.clock.override(providers.Object(clock))
        container.mailer.override(providers.Object(MemoryMailer()))
        container.password_hasher.override(providers.Singleton(QuickHasher))
        self.house = House(create_app(container), container, clock)
        self.sessions: list[tuple[Caller, list[str]]] = []
        self.tokens: list[tuple[str, str]] = []
        self.mailed: list[tuple[str, str]] = []
        self.apps: dict[str, str] = {}
        self.codes: dict[str, list[str]] = {}
        self.people: dict[str, Any] = {}
        with container.transactions().begin() as work:
            for name in NAMES:
                person = a_person(name, role=Role.ADMIN if name == "Ada" else Role.MEMBER)
                person.password_hash = f"quick:{PASSWORDS[0]}"
                work.people.add(person)
                self.people[name] = person.id

    def close(self) -> None:
        if self.house.container.storage() == "postgres":
            self.house.container.postgres_wakeups().close()
            self.house.container.engine().dispose()

    def session(self, number: int) -> tuple[Caller, list[str]]:
        return self.sessions[number % len(self.sessions)]

    def entered(self, name: str, answer: TestResponse) -> TestResponse:
        """Keeps what somebody was given who signed in."""
        if answer.status_code == 200:
            caller = Caller(self.house.app.test_client(), self.people[name], name)
            caller.token = answer.json["access_token"]
            self.sessions.append((caller, [answer.json["refresh_token"]]))
        return answer

    def read_mail(self) -> None:
        while self.house.container.send_letters()():
            pass
        sent = self.house.container.mailer().sent
        for letter in sent:
            path, _, token = letter.link.url.rpartition("#token=") if letter.link else ("", "", "")
            if token:
                self.mailed.append((path.rpartition("/")[2], token))
        sent.clear()

    def password_of(self, name: str) -> str:
        """As the hasher keeps it, so that signing in can be right more often than not."""
        with self.house.container.transactions().begin() as work:
            return str(work.people.get(self.people[name]).password_hash).removeprefix("quick:")

    def seen(self) -> list[Any]:
        container, now = self.house.container, self.house.clock.now()
        names = {identity: name for name, identity in self.people.items()}
        people = container.people().search("", active=True, after=None, limit=100)
        gone = container.people().search("", active=False, after=None, limit=100)
        shown = sorted((each.email, each.name, each.role, each.active, each.version) for each in people)
        left = sorted((each.email, each.name, each.role, each.active, each.version) for each in gone)
        open_sessions = {
            name: len(container.people().open_sessions(identity, now=now))
            for name, identity in self.people.items()
        }
        trail = [
            (entry.kind, names.get(entry.actor_id), entry.details.get("code"), entry.details.get("because"))
            for entry in container.audit_entries().after(0, limit=100_000)
        ]
        return [shown, left, open_sessions, trail]
