"""What something costs the processor."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import process_time


@dataclass
class Effort:
    seconds: float = 0.0


@contextmanager
def effort() -> Iterator[Effort]:
    """Processor time of this process for what is done meanwhile, known afterwards.

    Garbage waits: to collect it takes up to a second, the longer the more was tested before in this process.
    """
    spent = Effort()
    gc.disable()
    begun = process_time()
    try:
        yield spent
    finally:
        spent.seconds = process_time() - begun
        gc.enable()
