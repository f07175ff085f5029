"""A hub in this very process, on memory, and clients on real pairs of sockets."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from uuid import UUID

import pytest
from dependency_injector import providers

from adapters.memory.clock import SettableClock
from application.identity.caller import Caller
from application.meeting.invitations import Invitee
from application.meeting.schedule_meeting import ScheduleMeetingCommand
from application.shared.ports import LoggedEvent
from domain.identity.role import Role
from domain.identity.session import Session
from domain.meeting.details import Details, Visibility
from entrypoints.container import Container
from entrypoints.live.connection import Connection
from entrypoints.live.handling import Handlers, Watcher
from entrypoints.live.hub import Hub
from entrypoints.live.wire import Wire
from entrypoints.settings import Settings
from tests.builders import a_person, timed
from tests.entrypoints.live.client import PATIENCE, Client
from tests.entrypoints.live.serving import Person


@dataclass
class House:
    """A Convene in memory with a live hub."""

    container: Container
    clock: SettableClock
    hub: Hub
    clients: list[Client] = field(default_factory=list)
    connections: list[Connection] = field(default_factory=list)
    threads: list[Thread] = field(default_factory=list)

    def person(self, name: str, role: Role = Role.MEMBER) -> Caller:
        """Somebody with a session."""
        person = a_person(name, role=role)
        now = self.clock.now()
        session = Session.start(person.id, name.encode(), device="", address="", now=now)
        with self.container.transactions().begin() as work:
            work.people.add(person)
            work.sessions.add(session)
        return Caller(person.id, role, session.id)

    def meeting(
        self,
        host: Caller,
        *guests: Caller,
        title: str = "Review",
        visibility: Visibility = Visibility.PRIVATE,
    ) -> UUID:
        invitees = tuple(Invitee(person_id=guest.person_id) for guest in guests)
        command = ScheduleMeetingCommand(host, Details(title, visibility=visibility), timed(), invitees)
        return self.container.meetings.schedule_meeting()(command).id

    def events(self) -> list[LoggedEvent]:
        return list(self.container.event_log().after(0, limit=100_000))

    def client(self, caller: Caller) -> Client:
        ours, theirs = socket.socketpair()
        connection = Connection(Wire(ours), caller, self.hub)
        thread = Thread(target=self._serve, args=(connection, ours))
        thread.start()
        self.threads.append(thread)
        self.connections.append(connection)
        self.clients.append(Client(theirs))
        return self.clients[-1]

    def _serve(self, connection: Connection, ours: socket.socket) -> None:
        try:
            self.hub.serve(connection)
        finally:
            ours.close()

    def handle(self, handlers: Handlers) -> None:
        self.hub.desk.handlers = handlers

    def watch(self, watcher: Watcher) -> None:
        self.hub.desk.watchers = [watcher]

    def until(self, happened: Callable[[], bool]) -> None:
        """Wait for what other threads do."""
        deadline = monotonic() + PATIENCE
        while not happened():
            assert monotonic() < deadline
            sleep(0.005)

    def leave(self) -> None:
        """Everybody goes, and every thread ends."""
        for client in self.clients:
            client.cut()
        for thread in self.threads:
            thread.join(30)
            assert not thread.is_alive()
        self.hub.stop()


@pytest.fixture(autouse=True)
def nobody_stays() -> Iterator[None]:
    """Whatever clients a test made, it leaves none behind."""
    yield
    for client in Client.made:
        client.raw.close()
    for person in Person.made:
        person.connection.close()
    Client.made.clear()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    container = Container(settings=Settings.from_environment({"CONVENE_DATA_DIR": str(tmp_path)}))
    clock = SettableClock()
    container.clock.override(providers.Object(clock))
    house = House(container, clock, container.live_stream.hub())
    yield house
    house.leave()


@pytest.fixture
def ana(house: House) -> Caller:
    return house.person("Ana")


@pytest.fixture
def ben(house: House) -> Caller:
    return house.person("Ben")
