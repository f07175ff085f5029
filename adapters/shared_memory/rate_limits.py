import fcntl
import logging
import mmap
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from hashlib import blake2b
from pathlib import Path
from struct import Struct
from threading import Lock
from time import time

from application.shared.rate_limits import Allowance, RateLimit, RateLimits

WINDOW = Struct("<16sdQ")
"""Whose window it is, when it ends in seconds of Unix time, and how many requests it has seen."""
WAYS = 8
BUCKETS = 8192
SIZE = BUCKETS * WAYS * WINDOW.size
"""Two MiB, for 65,536 windows at a time."""

log = logging.getLogger("convene.limits")


class SharedMemoryRateLimits(RateLimits):
    """One small table that all processes of a machine have in their memory: some microseconds a request.

    A subject's window stands in one of the eight places of its bucket, which is locked while it is counted.
    When all eight are taken, the one that would end first makes room: then somebody gets more than their
    share, once. The table says nothing about anybody: subjects are digests.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._here = Lock()  # the operating system's locks are between processes, not within one
        self._file = -1
        self._table: mmap.mmap | None = None

    def take(self, subject: str, limit: RateLimit) -> Allowance:
        try:
            return self._count(subject, limit)
        except OSError:
            log.exception("requests cannot be counted; letting them through")
            return Allowance(limit, limit.most - 1, limit.within)

    def _count(self, subject: str, limit: RateLimit) -> Allowance:
        whose = blake2b(f"{limit.name}:{subject}".encode(), digest_size=16).digest()
        bucket, within = int.from_bytes(whose[:4]) % BUCKETS, limit.within.total_seconds()
        with self._held(bucket) as table:
            now = time()  # whoever read the clock before they waited would find the window in their future
            first = bucket * WAYS * WINDOW.size
            windows = list(WINDOW.iter_unpack(table[first : first + WAYS * WINDOW.size]))
            place = next((p for p, window in enumerate(windows) if window[0] == whose), None)
            if place is None:
                place = min(range(WAYS), key=lambda p: windows[p][1])
            owner, ends, count = windows[place]
            # An end too far ahead is left over from before the clock was set back.
            if owner != whose or not now < ends <= now + within:
                ends, count = now + within, 0
            WINDOW.pack_into(table, first + place * WINDOW.size, whose, ends, count + 1)
        return Allowance(limit, limit.most - count - 1, timedelta(seconds=ends - now))

    @contextmanager
    def _held(self, bucket: int) -> Iterator[mmap.mmap]:
        with self._here:
            table = self._table or self._opened()
            fcntl.lockf(self._file, fcntl.LOCK_EX, 1, bucket)
            try:
                yield table
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN, 1, bucket)

    def _opened(self) -> mmap.mmap:
        """Opened by the first request of a process, after it was forked from the one that started it."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        os.ftruncate(self._file, SIZE)
        self._table = mmap.mmap(self._file, SIZE)
        return self._table
