"""What the kernel says of a server's processes."""

from collections.abc import Iterator
from pathlib import Path


def web_workers_below(pid: int) -> list[int]:
    """The processes that answer: each a gunicorn below a gunicorn."""
    masters = [each for each in (pid, *below(pid)) if _is_gunicorn(each)]
    return [worker for master in masters for worker in below(master) if _is_gunicorn(worker)]


def web_worker_below(pid: int) -> int:
    [worker] = web_workers_below(pid)
    return worker


def below(pid: int) -> list[int]:
    """All processes that it has started, and they in turn."""
    children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return [each for child in children for each in (child, *below(child))]


def memory_of(pid: int) -> Iterator[tuple[str, float]]:
    """Bytes by the names RSS and PSS."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        name, _, amount = line.partition(":")
        if name in {"Rss", "Pss"}:
            yield name.upper(), int(amount.split()[0]) * 1024


def _is_gunicorn(pid: int) -> bool:
    return b"gunicorn" in Path(f"/proc/{pid}/cmdline").read_bytes()
