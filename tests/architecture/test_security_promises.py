"""The table of security promises names tests that exist, and leaves no promise out."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TABLE = (ROOT / "docs" / "security-promises.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`((?:tests|\.github)/[\w/.]+)(?:::(\w+))?`")


def test_every_promise_has_a_row() -> None:
    assert re.findall(r"^\| (S\d+) \|", TABLE, re.MULTILINE) == [f"S{number}" for number in range(1, 44)]


def test_each_test_that_is_named_exists() -> None:
    named = set(NAMED.findall(TABLE)) - {("tests/architecture/test_security_promises.py", "")}
    assert len(named) > 50
    for path, name in named:
        source = (ROOT / path).read_text(encoding="utf-8")
        if name:
            tests = {each.name for each in ast.parse(source).body if isinstance(each, ast.FunctionDef)}
            assert name in tests, f"{path} has no {name}"


def test_a_row_without_a_test_says_why() -> None:
    rows = [row for row in TABLE.splitlines() if re.match(r"\| S\d", row)]
    assert [row for row in rows if not NAMED.search(row) and "not built" not in row] == []
