"""A check that cannot fail is none: each import contract is broken once, in a copy, and must say so."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ["domain", "application", "adapters", "entrypoints"]
VIOLATIONS = [
    ("Imports point inwards", "domain/meeting/meeting.py", "import application.shared.cursor"),
    ("Imports point inwards", "application/shared/cursor.py", "import entrypoints.settings"),
    ("Contexts import downwards only", "domain/identity/person.py", "import domain.meeting.guest"),
    ("Contexts import downwards only", "application/shared/cursor.py", "import application.identity.caller"),
    ("Contexts import downwards only", "domain/availability/search.py", "import domain.meeting.guest"),
    ("Contexts import downwards only", "domain/meeting/guest.py", "import domain.administration.refusals"),
    ("Contexts import downwards only", "domain/leftovers/__init__.py", ""),
    ("Adapters do not know each other", "adapters/jwt/access_tokens.py", "import adapters.memory.clock"),
    ("Only the container imports adapters", "entrypoints/settings.py", "import adapters.system.clock"),
]


def lint(folder: Path) -> str:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    environment = os.environ | {"PYTHONPATH": str(folder), "NO_COLOR": "1"}
    ended = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    return ended.stdout + ended.stderr


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_hold_as_things_stand(checkout: Path) -> None:
    assert "0 broken" in lint(checkout)


@pytest.mark.parametrize(("contract", "file", "line"), VIOLATIONS)
def test_a_violation_is_named(checkout: Path, contract: str, file: str, line: str) -> None:
    path = checkout / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{line}\n{path.read_text() if path.exists() else ''}")
    assert f"{contract} BROKEN" in lint(checkout)
