import subprocess
from pathlib import Path

import pytest

from tests.entrypoints.cli.serving import convene


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with a database and its tables, to be copied: to make one takes ten times as long."""
    place = tmp_path_factory.mktemp("installed") / "data"
    made = convene(place, "migrate")
    assert made.returncode == 0, made.stderr
    return place


@pytest.fixture
def data_dir(installed: Path, tmp_path: Path) -> Path:
    """Of an installation that nobody has used yet."""
    return copied(installed, tmp_path / "data")


def copied(installed: Path, place: Path) -> Path:
    """With its owners: started by root, the database belongs to somebody else."""
    subprocess.run(["cp", "--archive", installed, place], check=True)
    return place
