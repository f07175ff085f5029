"""What is read travels small, for whoever can read it so."""

import gzip

import pytest

from entrypoints.http.shrinking import WORTH_IT
from tests.entrypoints.http.conftest import Caller, new_meeting, scheduled

YEAR = "/calendar?from=2026-06-01T00:00:00Z&to=2027-05-31T00:00:00Z"
DAILY = ["RRULE:FREQ=DAILY;COUNT=60"]


def test_a_long_answer_is_the_same_in_a_fraction_of_its_bytes(ana: Caller) -> None:
    scheduled(ana, recurrence=DAILY)
    plain, small = ana.get(YEAR), ana.get(YEAR, Accept_Encoding="br, gzip;q=0.8")
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.data) == plain.data
    assert len(plain.json["data"]) == 60
    assert small.content_length == len(small.data) < len(plain.data) / 10
    for answer in (plain, small):
        assert "Accept-Encoding" in answer.headers["Vary"]


@pytest.mark.parametrize("accepted", [{}, {"Accept_Encoding": "br"}, {"Accept_Encoding": "gzip;q=0, br"}])
def test_whoever_does_not_take_it_gets_it_plain(ana: Caller, accepted: dict[str, str]) -> None:
    scheduled(ana, recurrence=DAILY)
    answer = ana.get(YEAR, **accepted)
    assert "Content-Encoding" not in answer.headers
    assert len(answer.json["data"]) == 60


def test_short_answers_writes_and_what_is_named_by_its_bytes_stay_as_they_are(ana: Caller) -> None:
    long = new_meeting(description="all of it " * 500)
    written = ana.post("/meetings", long, Accept_Encoding="gzip")
    read = ana.get(f"/meetings/{written.json['id']}", Accept_Encoding="gzip")
    asked = {name: long[name] for name in ("start", "end")} | {"recurrence": DAILY}
    previewed = ana.post("/recurrence/preview", asked, Accept_Encoding="gzip")
    short = ana.get("/calendar?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z", Accept_Encoding="gzip")
    for answer in (written, read, previewed, short):
        assert answer.status_code < 300
        assert "Content-Encoding" not in answer.headers
    assert min(len(each.data) for each in (written, read, previewed)) > WORTH_IT
    assert "ETag" not in {*previewed.headers.keys(), *short.headers.keys()}
    assert "ETag" in read.headers
