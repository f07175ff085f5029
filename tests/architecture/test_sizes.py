"""What is in a file is one thing."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OURS = ("domain", "application", "adapters", "entrypoints", "alembic", "tests", "benchmarks")
LONGEST = 400


def test_no_file_is_longer_than_one_can_take_in() -> None:
    too_long = {
        str(path.relative_to(ROOT)): length
        for place in OURS
        for path in (ROOT / place).rglob("*.py")
        if (length := path.read_text(encoding="utf-8").count("\n")) > LONGEST
    }
    assert too_long == {}
