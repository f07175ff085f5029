"""W5: one change to 100, 1,000 and 5,000 sockets, from just before its commit to the last frame received.

The limit is a bare gevent loop, the peer the package `ws` on Node where it is installed: both get the text of
the event with a request, so their time begins with it. All are heard by the same loop in this process.

And what idle sockets cost: memory, and how long others wait for REST. And what clients that stopped reading
cost those who go on.
"""

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from itertools import count, repeat
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from application.identity.caller import Caller
from application.meeting.schedule_meeting import ScheduleMeetingCommand
from benchmarks.audience import Audience
from benchmarks.load import answer_of, closed_loop, request
from benchmarks.measuring import Figure, Times, amount, measure_in_turns, times_as_long
from benchmarks.processes import memory_of, web_worker_below
from benchmarks.stage import Stage, free_port, serving
from benchmarks.world import MEASURED_WEEK
from domain.meeting.details import Details, Visibility
from domain.meeting.timing import Timed
from domain.shared.time_slot import Moment
from domain.shared.time_zone import zone_named
from entrypoints.container import Container
from entrypoints.settings import CHECKOUT

SIZES = (100, 1_000, 5_000)
STOPPED = 100
ROUNDS = 9
ASKED = 400
AT_ONCE = 100
PEOPLE = 50
WS = CHECKOUT / "frontend" / "node_modules" / "ws"
BARE, PEER = "benchmarks.bare_fan_out", Path(__file__).with_name("fan_out_peer.mjs")


def run(stage: Stage) -> list[Figure]:
    with ExitStack() as ends:
        port, pid = ends.enter_context(stage.convene_process())
        container = stage.container(port)
        ends.callback(container.engine().dispose)
        ours = Ours(stage, container, port)
        contenders = {"ours": ours.fan_out}
        audiences = {"ours": ours.admit}
        for name, command in _others():
            other = Other(ends.enter_context(_listening(stage, command)))
            contenders[name], audiences[name] = other.fan_out, other.admit
        return [*_fan_out(contenders, audiences, ours, web_worker_below(pid)), _stopped_readers(ours)]


def _fan_out(
    contenders: Mapping[str, Callable[[], float]],
    audiences: Mapping[str, Callable[[int], None]],
    ours: "Ours",
    worker: int,
) -> Iterator[Figure]:
    empty = dict(memory_of(worker))["RSS"]
    alone = ours.p99_of_rest()
    for size in SIZES:
        for admit in audiences.values():
            admit(size)
        times = measure_in_turns(contenders, ROUNDS)
        yield times_as_long(f"{size:,} sockets / a bare gevent loop", times["ours"], times["bare"], 1.5)
        if "ws" in times:
            yield times_as_long(f"{size:,} sockets / ws on Node", times["ours"], times["ws"], 1.0)
    full = dict(memory_of(worker))["RSS"]
    yield amount("memory of an idle socket", Times(((full - empty) / max(SIZES),)), 20, "KiB")
    yield times_as_long(f"p99 of REST with {max(SIZES):,} sockets / without", ours.p99_of_rest(), alone, None)


def _stopped_readers(ours: "Ours") -> Figure:
    """Among a thousand and some sockets, some read nothing any more. Nobody waits for these."""
    ours.audience.hang_up(ours.audience.listeners[1_000 + STOPPED :])
    without = Times(tuple(ours.fan_out() for _ in range(ROUNDS)))
    ours.audience.stop_reading(ours.audience.listeners[1_000:])
    beside = Times(tuple(ours.fan_out() for _ in range(ROUNDS)))
    return times_as_long(f"1,000 sockets beside {STOPPED} stopped / none stopped", beside, without, 1.2)


class Ours:
    """Convene, its sockets those of ``PEOPLE`` members."""

    def __init__(self, stage: Stage, container: Container, port: int) -> None:
        people = stage.world.people[-PEOPLE:]
        self.audience = Audience(port)
        self._container = container
        self._callers: list[Caller] = [stage.caller(each, container) for each in people]
        self._token = stage.signed_in(people[0], port)
        self._numbers = count()

    def admit(self, size: int) -> None:
        issue = self._container.accounts.issue_live_ticket()
        while (missing := size - len(self.audience)) > 0:
            callers = [self._callers[each % PEOPLE] for each in range(min(missing, AT_ONCE))]
            paths = [f"/api/v1/live?ticket={issue(caller)}" for caller in callers]
            self.audience.admit(paths, hello=b'{"type": "hello"}', welcome=b'"welcome"')

    def fan_out(self) -> float:
        """Seconds from the commit of a meeting that everybody may see to the last of their frames."""
        title = f"Everybody, number {next(self._numbers)}, comes"
        start = MEASURED_WEEK + timedelta(hours=12)
        zone = zone_named("UTC")
        timing = Timed(Moment(start, zone), Moment(start + timedelta(hours=1), zone))
        details = Details(title, visibility=Visibility.ORGANISATION)
        with self._container.transactions().begin():
            self._container.meetings.schedule_meeting()(
                ScheduleMeetingCommand(self._callers[0], details, timing)
            )
            began = perf_counter()
        return self.audience.await_everywhere(title.encode()) - began

    def p99_of_rest(self) -> Times:
        wanted = request("GET", "/api/v1/me", token=self._token)
        runs = [
            closed_loop(self.audience.port, repeat(wanted, ASKED), clients=1, expect=200) for _ in range(3)
        ]
        self.audience.listen_for(0.1)
        return Times(tuple(quantiles(each.took, n=100)[98] for each in runs))


class Other:
    """A server that knows nothing but its sockets."""

    def __init__(self, port: int) -> None:
        self.audience = Audience(port)
        self._numbers = count()

    def admit(self, size: int) -> None:
        while (missing := size - len(self.audience)) > 0:
            self.audience.admit(["/"] * min(missing, AT_ONCE))

    def fan_out(self) -> float:
        text = _TEXT.replace("#", f"{next(self._numbers)}")
        wanted = request("POST", "/", body=text.encode())
        began = perf_counter()
        answer_of(self.audience.port, wanted, expect=200)
        return self.audience.await_everywhere(text[:80].encode()) - began


# As long as the frame of ours.
_TEXT = '{"type":"event","number":"#","data":"' + "x" * 620 + '"}'


def _others() -> Iterator[tuple[str, list[str]]]:
    yield "bare", [sys.executable, "-m", BARE]
    node = shutil.which("node")
    if node and WS.exists():
        yield "ws", [node, str(PEER), "{port}", str(WS)]


@contextmanager
def _listening(stage: Stage, command: list[str]) -> Iterator[int]:
    port = free_port()
    words = [word.format(port=port) for word in command]
    with serving(words if "{port}" in command else [*words, str(port)], stage.folder, port, {}, ready="/"):
        yield port
