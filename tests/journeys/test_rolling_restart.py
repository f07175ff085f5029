"""Two `convene serve` behind nginx are restarted, one after the other: nobody is refused, or misses anything.

``CONVENE_SOCKETS=1000`` plays it with as many live connections.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event, Thread
from uuid import uuid4

import pytest

from entrypoints.cli.children import end_with_parent
from tests.entrypoints.cli.serving import LONG_ENOUGH, PASSWORD, environment_for, free_port
from tests.entrypoints.live.serving import Person
from tests.journeys.crowd import Crowd, Page, the_web_app_waits_like_this_crowd
from tests.journeys.nginx import nginx_before
from tests.journeys.test_cut_and_resume import NAMES, make_people

pytestmark = pytest.mark.against_the_clock

SOCKETS = int(os.environ.get("CONVENE_SOCKETS", "200"))
BACK_WITHIN = 10.0
"""Seconds, after which everybody is live again."""
AT_REST = 1.0
"""Seconds between the deeds of one of those who work meanwhile: all sockets hear of each."""


class Convene:
    """`convene serve` on a port that stays its own; what it says goes to a file."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.port = free_port()
        self._log = folder / f"serve-{self.port}.log"
        self._environment = environment_for(folder, CONVENE_PORT=str(self.port), **environment)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "entrypoints.cli.main", "serve"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self._environment,
                start_new_session=True,
                preexec_fn=end_with_parent(signal.SIGTERM),
            )
        until = time.monotonic() + LONG_ENOUGH
        while self._log.read_text().count("Convene is running at") <= self._starts:
            assert time.monotonic() < until, self._log.read_text()
            assert self._process.poll() is None, self._log.read_text()
            time.sleep(0.05)
        self._starts += 1

    _starts = 0

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            assert self._process.wait(LONG_ENOUGH) == 0, self._log.read_text()
            self._process = None


class Worker:
    """Somebody who reads, schedules and talks all the time, and counts the answers.

    Nothing is sent under a key, so nginx may not send it twice: whoever took it in has to answer.
    """

    def __init__(self, person: Person, meeting_id: str) -> None:
        self.person = person
        self.answers: Counter[tuple[str, int]] = Counter()
        self.failures: list[BaseException] = []
        self._said = f"/meetings/{meeting_id}/messages"
        self._stop = Event()
        self._thread = Thread(target=self._work)
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join(LONG_ENOUGH)

    def _work(self) -> None:
        try:
            while not self._stop.wait(AT_REST):
                for deed in (self._read, self._talk, self._schedule):
                    deed()
        except BaseException as error:
            self.failures.append(error)

    def _read(self) -> None:
        self._note("read", self.person.call("GET", "/me")[0])

    def _talk(self) -> None:
        message = {"client_id": str(uuid4()), "text": "Good morning"}
        self._note("talk", self.person.call("POST", self._said, message)[0])

    def _schedule(self) -> None:
        moments = {
            name: {"date_time": f"2030-05-06T{hour}:00:00", "time_zone": "Europe/Paris"}
            for name, hour in (("start", "09"), ("end", "10"))
        }
        meeting = {"title": "Review", "visibility": "organisation", **moments}
        self._note("schedule", self.person.call("POST", "/meetings", meeting)[0])

    def _note(self, deed: str, status: int) -> None:
        self.answers[deed, status] += 1


@contextmanager
def two_behind_nginx(folder: Path, **environment: str) -> Iterator[tuple[int, list[Convene]]]:
    environment |= {"CONVENE_PUBLIC_URL": "http://convene.example", "CONVENE_TRUSTED_PROXIES": "127.0.0.1"}
    with ExitStack() as ends:
        both = [Convene(folder, CONVENE_WORKERS="1", **environment) for _ in range(2)]
        for convene in both:
            ends.callback(convene.stop)
            convene.start()
        yield ends.enter_context(nginx_before([each.port for each in both], folder)), both


def wait_for(happened: Callable[[], bool], seconds: float = LONG_ENOUGH) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_everybody_comes_back_and_nobody_is_refused(database_url: str, tmp_path: Path) -> None:
    assert the_web_app_waits_like_this_crowd()
    make_people(database_url, tmp_path)
    seed = random.randrange(2**32)
    print(f"\nseed {seed}")
    with two_behind_nginx(tmp_path, CONVENE_DATABASE_URL=database_url) as (port, both):
        people = [Person(port, f"{name}@example.org", PASSWORD) for name in NAMES]
        _, now = people[0].call("GET", "/changes")
        start = now["next_cursor"]
        meeting_id = people[0].schedule("Review", *people[1:])["id"]
        with Crowd(port, [person.token for person in people], start, SOCKETS, seed) as crowd:
            wait_for(lambda: crowd.is_here)
            workers = [Worker(person.on_another_page(), meeting_id) for person in people[:3]]
            took = [restarted(convene, crowd) for convene in both]
            for worker in workers:
                worker.stop()
            for person in people:  # nginx has hung up on whoever was silent for long
                person.connection.close()
            last = people[0].schedule("The last", *people[1:])["id"]
            expected = {person.token: expected_of(person, start, last) for person in people}
            wait_for(lambda: all(has_heard(page, expected[page.token]) for page in crowd.pages))
        for person in Person.made:
            person.connection.close()
    for worker in workers:
        for failure in worker.failures:
            raise failure
    answers = sum((worker.answers for worker in workers), Counter[tuple[str, int]]())
    absences = sorted(each for page in crowd.pages for each in page.absences)
    print(
        f"{SOCKETS} sockets, restarts took {', '.join(f'{each:.1f} s' for each in took)}; away: "
        f"median {absences[len(absences) // 2]:.2f} s, longest {absences[-1]:.2f} s; {dict(answers)}; "
        f"{sum(len(page.heard) for page in crowd.pages)} events heard"
    )
    assert {status for _, status in answers} <= {200, 201}, answers
    assert len(absences) >= SOCKETS
    assert absences[-1] < BACK_WITHIN


def restarted(convene: Convene, crowd: Crowd) -> float:
    """Seconds until it runs again."""
    began = time.monotonic()
    convene.stop()
    convene.start()
    took = time.monotonic() - began
    wait_for(lambda: crowd.is_here)
    return took


def has_heard(page: Page, expected: list[str]) -> bool:
    """Exactly these, from the first on; what came later may follow, such as notifications."""
    return page.heard[: len(expected)] == expected


def expected_of(person: Person, start: str, last: str) -> list[str]:
    """The cursors of all that person may see, once the ``last`` meeting is among it."""
    while True:
        events = list(person.changes(start))
        if any(event["subject"]["id"] == last for event in events):
            return [event["cursor"] for event in events]
        time.sleep(0.1)
