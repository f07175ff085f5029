from threading import Event

from application.shared.ports import Sequencer


class MemorySequencer(Sequencer):
    """Nothing to do: the memory database numbers events with the commit itself."""

    def run(self, stop: Event) -> None:
        stop.wait()
