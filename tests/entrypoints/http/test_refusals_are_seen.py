"""Each way of being refused around accounts and administration is met by some test, with its status."""

import re
from pathlib import Path

import pytest

from domain.shared.refusal import Refusal
from entrypoints.http.problems import status_of
from tests.entrypoints.http.test_problems import REFUSALS

TESTS = Path(__file__).resolve().parents[2]
SOURCES = "\n".join(path.read_text() for path in sorted(TESTS.rglob("test_*.py")))
OURS = [each for each in REFUSALS if each.__module__.startswith(("domain.identity", "domain.administration"))]


def is_met(refusal: type[Refusal], sources: str) -> bool:
    """As the problem of an answer, as what leads a browser back, or as what a use case raises."""
    status, code, name = status_of(refusal), refusal.code, refusal.__name__
    ways = [
        rf'\b{status}, "{code}"',
        rf'sent_back\(.*"{code}"',
        rf"raises\({name}\b",
        rf"raises\(\(.*{name}\b",
    ]
    return any(re.search(way, sources) for way in ways)


@pytest.mark.parametrize("refusal", OURS, ids=lambda refusal: refusal.__name__)
def test_every_refusal_is_met_by_a_test(refusal: type[Refusal]) -> None:
    assert is_met(refusal, SOURCES), f"no test is refused with {refusal.code}"


def test_one_that_nobody_meets_is_noticed() -> None:
    assert len(OURS) > 50
    assert not any(is_met(refusal, "") for refusal in OURS)
