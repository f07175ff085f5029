import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from application.administration.ports import NotedHeads
from domain.administration.audit_entry import Head, written


@dataclass(frozen=True, slots=True)
class FileOfHeads(NotedHeads):
    """One line each, appended: position, hash, when. Whoever runs the machine may copy it elsewhere."""

    path: Path

    def all(self) -> Mapping[int, bytes]:
        """Raises ValueError for a file that holds anything else."""
        try:
            lines = self.path.read_text("ascii").splitlines()
        except FileNotFoundError:
            return {}
        return {int(words[0]): bytes.fromhex(words[1]) for words in map(str.split, lines)}

    def note(self, head: Head, *, at: datetime) -> None:
        line = f"{head.position} {head.hash.hex()} {written(at)}\n"
        descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "a", encoding="ascii") as file:
            file.write(line)
            file.flush()
            os.fsync(descriptor)
