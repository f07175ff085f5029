"""Devices ring although the processes that make them ring are killed again and again."""

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import Engine, text

from domain.identity.session import Session
from domain.notification.bundle import Notice
from domain.notification.english import ENGLISH
from domain.notification.kind import Kind
from domain.notification.push import LIVES, Push, PushSubscription, Urgency
from domain.notification.push_words import body_of, topic_of
from domain.shared.ids import new_id
from tests.adapters.mail.server import certificate
from tests.adapters.push.service import Device, Service, push_service
from tests.builders import a_person
from tests.entrypoints.cli.serving import environment_for
from tests.storage import LONG_ENOUGH, Storage, postgres_storage

DEVICES, MEETINGS = 12, 10
PROCESSES = 2
KILLED_AFTER = (20, 50, 80)
"""Messages that the push service has got by then."""
ANSWERS_AFTER = 0.03
"""Seconds, so that who is killed has most often sent what nobody has noted as sent."""


@contextmanager
def ringing(data_dir: Path, database_url: str) -> Iterator[None]:
    """Processes that send during the block, and are killed at its end."""
    with ExitStack() as ends, (data_dir / "pushing.log").open("ab") as log:
        for _ in range(PROCESSES):
            process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "tests.entrypoints.worker.pushing_process",
                    data_dir / "certificate.pem",
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=environment_for(data_dir, CONVENE_DATABASE_URL=database_url),
            )
            ends.callback(process.wait, LONG_ENOUGH)
            ends.callback(process.kill)
        yield


def let_them_wait(storage: Storage, devices: list[Device], origin: str) -> set[tuple[str, str]]:
    """Somebody's devices, each of which is to ring for each of many meetings: by path and topic."""
    ben, now = a_person("Ben"), datetime.now(UTC)
    session = Session.start(ben.id, uuid4().bytes, device="", address="", now=now)
    meetings = [uuid4() for _ in range(MEETINGS)]
    with storage.transactions.begin() as work:
        work.people.add(ben)
        work.sessions.add(session)
        for number, device in enumerate(devices):
            endpoint = f"{origin}/{number}"
            made = PushSubscription(new_id(now), ben.id, session.id, endpoint, device.keys, now)
            work.push_subscriptions.add(made)
            work.pushes.add([invitation(made, each, now) for each in meetings])
    return {(f"/{number}", topic_of(each)) for number in range(DEVICES) for each in meetings}


def invitation(device: PushSubscription, meeting_id: UUID, now: datetime) -> Push:
    topic = topic_of(meeting_id)
    body = body_of([Notice(Kind.INVITED, {})], meeting_id, topic, ENGLISH)
    return Push(new_id(now), device.id, topic, body, Urgency.NORMAL, now, now + LIVES)


def wait_for(service: Service, engine: Engine, received: int, *, waiting: int | None = None) -> None:
    """Until so many messages came in, and no more than so many wait."""
    until = time.monotonic() + 2 * LONG_ENOUGH
    while len(service.received) < received or (waiting is not None and left(engine) > waiting):
        assert time.monotonic() < until, f"{len(service.received)} came in, {left(engine)} wait"
        time.sleep(0.005)


def left(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM push")).scalar_one())


def let_leases_run_out(engine: Engine) -> None:
    """Instead of two minutes' wait for who was killed."""
    with engine.begin() as connection:
        connection.execute(text("UPDATE push SET due_at = now() WHERE due_at > now()"))


def test_each_rings_once_but_for_what_was_on_its_way_when_its_sender_died(
    engine: Engine, database_url: str, tmp_path: Path
) -> None:
    service, devices = Service(answers_after=ANSWERS_AFTER), [Device() for _ in range(DEVICES)]
    storage = postgres_storage(engine, database_url)
    server, _ = certificate(tmp_path)
    with storage.running, push_service(service, server) as origin:
        wanted = let_them_wait(storage, devices, origin)
        for enough in KILLED_AFTER:
            with ringing(tmp_path, database_url):
                wait_for(service, engine, enough)
            assert left(engine) > 0
            let_leases_run_out(engine)
        with ringing(tmp_path, database_url):
            wait_for(service, engine, len(wanted), waiting=0)
    came = Counter((each.path, each.headers["topic"]) for each in service.received)
    assert set(came) == wanted
    again = [each for each, times in came.items() if times > 1]
    print(f"{len(service.received)} messages came in for {len(wanted)}: {len(again)} twice, same topic")
    assert len(service.received) - len(wanted) <= PROCESSES * len(KILLED_AFTER)
    for path, topic in again:
        same = [each.body for each in service.received if (each.path, each.headers["topic"]) == (path, topic)]
        told = [devices[int(path[1:])].read(body) for body in same]
        assert all(each == told[0] for each in told)
        assert told[0]["tag"] == topic  # so the screen shows one
