"""The worker's thread that sends letters lives on, whatever happens."""

import threading
from pathlib import Path

from adapters.mail.memory_mailer import MemoryMailer
from application.shared.ports import LETTERS_WRITTEN
from entrypoints.container import Container
from entrypoints.settings import Settings
from entrypoints.worker import sending
from tests.builders import a_letter
from tests.storage import LONG_ENOUGH


class TroubledMailer(MemoryMailer):
    """Breaks once in a way that nobody foresaw."""

    def __init__(self, arrived: threading.Event) -> None:
        super().__init__(trouble=RuntimeError("a mistake of ours"))
        self.arrived = arrived

    def send(self, letter: object) -> None:
        trouble, self.trouble = self.trouble, None
        if trouble is not None:
            raise trouble
        self.arrived.set()


def test_letters_leave_as_they_are_written_and_a_mistake_does_not_end_it(
    tmp_path: Path,
) -> None:
    container = Container(settings=Settings.from_environment({"CONVENE_DATA_DIR": str(tmp_path)}))
    stop, arrived = threading.Event(), threading.Event()
    container.mailer.override(TroubledMailer(arrived))
    thread = threading.Thread(
        target=sending.send_letters_until, args=(stop, container.send_letters(), container.wakeups())
    )
    thread.start()
    try:
        for _ in range(2):
            with container.transactions().begin() as work:
                work.letters.add(a_letter())
            container.wakeups().ring(LETTERS_WRITTEN)
        assert arrived.wait(LONG_ENOUGH)
    finally:
        stop.set()
        thread.join(LONG_ENOUGH)
    assert not thread.is_alive()
