"""What import-linter cannot say."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INNER = sorted([*ROOT.glob("domain/**/*.py"), *ROOT.glob("application/**/*.py")])


def imported_packages(source: str) -> set[str]:
    """Top-level names of everything imported, wherever in the file."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or ".").partition(".")[0])
    return names


@pytest.mark.parametrize("path", INNER, ids=lambda path: str(path.relative_to(ROOT)))
def test_domain_and_application_need_the_standard_library_only(path: Path) -> None:
    foreign = imported_packages(path.read_text()) - sys.stdlib_module_names - {"domain", "application"}
    assert not foreign


def test_the_check_sees_an_import_inside_a_function() -> None:
    assert imported_packages("def f():\n    from flask import g\n    import a.b") == {"flask", "a"}


def test_alembic_stays_a_plain_folder() -> None:
    """With an ``__init__.py`` it would hide the library of the same name."""
    assert not (ROOT / "alembic" / "__init__.py").exists()


def test_no_file_has_a_name_that_says_nothing() -> None:
    banned = {"utils", "helpers", "common", "base", "manager", "service", "impl", "dto"}
    folders = ["domain", "application", "adapters", "entrypoints"]
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    assert len(paths) > 50
    assert not [path for path in paths if banned & {path.stem, *path.parent.parts[-2:]}]
