"""Sends what use cases wrote, as soon as it is committed."""

import logging
import threading

from application.shared.ports import LETTERS_WRITTEN, Wakeups
from application.shared.send_letters import SendLetters

LOOK_EVERY = 1.0
"""Seconds; for letters whose pause is over, and for rings that were lost."""

log = logging.getLogger("convene.worker")


def send_letters_until(stop: threading.Event, send_letters: SendLetters, wakeups: Wakeups) -> None:
    """Nothing that goes wrong here may end the worker: events must be numbered whatever becomes of mail."""
    while not stop.is_set():
        try:
            with wakeups.listen([LETTERS_WRITTEN]) as bell:
                while not stop.is_set():
                    while send_letters() and not stop.is_set():
                        pass
                    bell.wait(LOOK_EVERY)
        except Exception:
            log.exception("letters cannot be sent just now")
            stop.wait(LOOK_EVERY)
