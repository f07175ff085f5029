"""A sequencer in a process of its own, to be killed: ``python -m tests.adapters.postgres.sequencing URL``."""

import signal
import sys
from threading import Event

from adapters.postgres.sequencer import PostgresSequencer
from adapters.postgres.wakeups import PostgresWakeups


def main(url: str) -> None:
    stop = Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    wakeups = PostgresWakeups(url)
    PostgresSequencer(url, wakeups).run(stop)
    wakeups.close()


if __name__ == "__main__":
    main(sys.argv[1])
