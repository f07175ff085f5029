"""Finds the embedded server that another process runs, so that every command works beside it."""

import socket
from pathlib import Path
from urllib.parse import quote

from adapters.embedded_postgres.places import Places
from adapters.embedded_postgres.socket_directory import PORT

USER = "convene"
SERVING_USER = "convene_serving"
"""Who has fewer rights: the processes that answer requests need not be able to change tables."""
DATABASE = "convene"

_SOCKET_DIRECTORY_LINE = 4
_STATUS_LINE = 7


def url_for(socket_directory: Path) -> str:
    """The SQLAlchemy URL of the database behind that socket, for its owner."""
    return f"postgresql+psycopg://{USER}@/{DATABASE}?host={quote(str(socket_directory), safe='/')}"


def serving_url_of(url: str) -> str:
    """The same database as at the owner's ``url``, for those who serve."""
    return url.replace(f"//{USER}@", f"//{SERVING_USER}@", 1)


def url_of_running(data_dir: Path) -> str | None:
    """The URL of the server that runs on this data right now and accepts connections, or None.

    A stale file is not believed: something must answer on the socket.
    """
    lines = pid_file_lines(Places.below(data_dir))
    if len(lines) <= _STATUS_LINE or lines[_STATUS_LINE].strip() != "ready":
        return None
    directory = Path(lines[_SOCKET_DIRECTORY_LINE].strip())
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(5)
        try:
            probe.connect(str(directory / f".s.PGSQL.{PORT}"))
        except OSError:
            return None
    return url_for(directory)


def pid_file_lines(places: Places) -> list[str]:
    """The lines of postmaster.pid; none if there is no such file."""
    try:
        return places.pid_file.read_text().splitlines()
    except FileNotFoundError:
        return []


def is_ready(places: Places, pid: int) -> bool:
    """Whether the server with exactly this process id serves the data; somebody else's does not count."""
    lines = pid_file_lines(places)
    return (
        len(lines) > _STATUS_LINE and lines[0].strip() == str(pid) and lines[_STATUS_LINE].strip() == "ready"
    )
