"""Where the embedded database keeps what, below Convene's data folder."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Places:
    """The paths below one data folder. `data_dir` must be absolute and free of symbolic links."""

    data_dir: Path

    @classmethod
    def below(cls, data_dir: Path) -> "Places":
        return cls(data_dir.expanduser().resolve())

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own data directory."""
        return self.data_dir / "postgres"

    @property
    def unfinished_cluster(self) -> Path:
        """A cluster under construction. It is renamed when complete, so half of one is never started."""
        return self.data_dir / "postgres.unfinished"

    @property
    def pid_file(self) -> Path:
        return self.cluster / "postmaster.pid"

    @property
    def log(self) -> Path:
        return self.data_dir / "postgres.log"

    @property
    def owner_lock(self) -> Path:
        """Locked by the process whose child PostgreSQL is; holds its process id."""
        return self.data_dir / "postgres.lock"

    @property
    def visitors_lock(self) -> Path:
        """Shared by those who use a database that somebody else's command owns for a moment."""
        return self.data_dir / "postgres.visitors"
