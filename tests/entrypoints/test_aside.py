"""Slow computations do not keep the quick ones waiting: in a process that is patched as web workers are."""

import subprocess
import sys
import threading
from pathlib import Path

from entrypoints.aside import NICENESS, Aside

ROOT = Path(__file__).resolve().parents[2]

UNDER_GEVENT = """
from gevent import monkey
monkey.patch_all()
import gevent, os
from entrypoints.aside import Aside, native_id

aside, at_work, most, ticks = Aside(), [], [], []
sleep_for_real = monkey.get_original("time", "sleep")

def work():
    at_work.append(native_id())
    most.append(len(at_work))
    sleep_for_real(0.05)
    niceness = os.getpriority(os.PRIO_PROCESS, native_id())
    at_work.remove(native_id())
    return niceness

def tick():
    while True:
        ticks.append(1)
        gevent.sleep(0.005)

gevent.spawn(tick)
jobs = [gevent.spawn(aside, work) for _ in range(3 * os.cpu_count())]
gevent.joinall(jobs)
own = os.getpriority(os.PRIO_PROCESS, 0)
print(max(most) <= os.cpu_count(), len(ticks) > 5, {job.value - own for job in jobs})
"""


def test_under_gevent_the_loop_goes_on_and_computations_stand_back() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", UNDER_GEVENT],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.stdout == f"True True {{{NICENESS}}}\n", ended.stderr


def test_without_gevent_it_is_done_on_the_spot() -> None:
    assert Aside()(threading.get_ident) == threading.get_ident()
