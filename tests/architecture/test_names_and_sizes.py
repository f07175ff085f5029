"""A file's name says what is in it, and what is in it is one thing."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OURS = ("domain", "application", "adapters", "entrypoints", "alembic", "tests", "benchmarks")
BANNED = {"utils", "util", "helpers", "helper", "common", "base", "manager", "service", "impl", "dto"}
LONGEST = 400


def python_files() -> list[Path]:
    return sorted(path.relative_to(ROOT) for place in OURS for path in (ROOT / place).rglob("*.py"))


def test_no_file_or_folder_has_a_name_that_fits_everything() -> None:
    named_badly = [
        str(path)
        for path in python_files()
        if BANNED & {word for part in path.with_suffix("").parts for word in part.lower().split("_")}
    ]
    assert named_badly == []


def test_no_file_is_longer_than_one_can_take_in() -> None:
    too_long = {
        str(path): length
        for path in python_files()
        if (length := (ROOT / path).read_text(encoding="utf-8").count("\n")) > LONGEST
    }
    assert too_long == {}


def test_alembic_is_a_folder_and_not_a_package_that_would_hide_the_library() -> None:
    assert not (ROOT / "alembic" / "__init__.py").exists()
    assert not (ROOT / "alembic" / "versions" / "__init__.py").exists()
