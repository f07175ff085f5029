"""What can go wrong around the embedded database, in words for the person who started Convene."""

from pathlib import Path


class EmbeddedPostgresProblem(Exception):
    """The embedded database cannot do what was asked. The message says what to do about it."""


class DatabaseAlreadyOwned(EmbeddedPostgresProblem):
    """Another living process owns this data.

    `pid` is that process, or None if it could not be read; `briefly` tells that it will be done in a moment.
    """

    def __init__(self, data_dir: Path, pid: int | None, *, briefly: bool) -> None:
        self.pid = pid
        self.briefly = briefly
        owner = f"process {pid}" if pid is not None else "another process"
        super().__init__(
            f"The data in {data_dir} is already in use by {owner}. "
            "Stop that one first, or give this one its own CONVENE_DATA_DIR."
        )


class DatabaseCannotRunHere(EmbeddedPostgresProblem):
    """The machine, the account or the folder does not allow it."""


class DatabaseDidNotStart(EmbeddedPostgresProblem):
    """PostgreSQL ended, or was not ready in time. The message carries the end of its log."""
