"""libical's recurrence vectors, read where they lie beside the checkout."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from domain.recurrence.parsing import parse_rule
from domain.recurrence.recurrence import RecurrenceSet
from domain.recurrence.rule import InvalidRecurrence

FILE = Path(__file__).resolve().parents[4] / "shared/data/recurrence/icalrecur_test.txt"
UTC = ZoneInfo("UTC")

# YEARLY with BYMONTHDAY and without BYMONTH expands over all months by the RFC's table; some engines keep the
# start's month. See docs/decisions/0010-recurrence.md.
AS_THE_TABLE_SAYS = {
    "FREQ=YEARLY;BYMONTHDAY=29;COUNT=3": "20240229,20240329,20240429",
    "FREQ=YEARLY;BYMONTHDAY=-29,-1;COUNT=4": "20240201,20240229,20240303,20240331",
}


class Vector(NamedTuple):
    title: str
    rule: str
    start: str
    start_at: str
    instances: str


def vectors() -> list[Vector]:
    found = []
    for block in re.split(r"\n\s*\n", FILE.read_text()):
        lines = dict(line.partition(":")[::2] for line in block.splitlines() if not line.startswith("#"))
        title = next((line[2:] for line in block.splitlines() if line.startswith("#")), "")
        if "RRULE" in lines:
            instances = lines["INSTANCES"].strip()
            start_at = lines.get("START-AT", "").strip()
            found.append(Vector(title, lines["RRULE"].strip(), lines["DTSTART"].strip(), start_at, instances))
    return found


VECTORS = vectors() if FILE.exists() else []


def moment(text: str) -> date:
    if "T" not in text:
        return date.fromisoformat(text)
    return datetime.fromisoformat(text.removesuffix("Z"))


def series(vector: Vector) -> RecurrenceSet:
    zone = UTC if vector.start.endswith("Z") else None
    return RecurrenceSet(moment(vector.start), zone, (parse_rule(vector.rule),))


def expected(vector: Vector) -> list[date]:
    listed = AS_THE_TABLE_SAYS.get(vector.rule, vector.instances)
    return [moment(text) for text in listed.split(",")]


def test_the_vectors_are_there() -> None:
    if not FILE.exists():
        pytest.skip(f"THE PUBLIC RECURRENCE VECTORS ARE MISSING: no {FILE.name} beside the checkout")
    assert len(VECTORS) >= 140
    assert {vector.rule for vector in VECTORS} >= AS_THE_TABLE_SAYS.keys()


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.title[:50])
def test_a_vector(vector: Vector) -> None:
    if "***" in vector.instances:
        with pytest.raises(InvalidRecurrence):
            series(vector)
        return
    assert list(series(vector)) == expected(vector)


@pytest.mark.parametrize(
    "vector",
    [vector for vector in VECTORS if "***" not in vector.instances],
    ids=lambda vector: vector.title[:50],
)
def test_a_window_into_a_vector(vector: Vector) -> None:
    """From START-AT on where the file gives one, else from the middle."""
    instances = expected(vector)
    begin = moment(vector.start_at) if vector.start_at else instances[len(instances) // 2]
    wanted = [instance for instance in instances if instance >= begin]
    assert series(vector).between(begin, instances[-1] + timedelta(days=1)) == wanted
    assert list(series(vector).following(begin)) == wanted
