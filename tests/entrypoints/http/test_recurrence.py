"""Previews of repeating meetings over HTTP."""

from typing import Any

import pytest

from domain.identity.role import Role
from tests.effort import effort
from tests.entrypoints.http.conftest import Caller, House, problem

NINE = {"date_time": "2026-12-01T09:00:00", "time_zone": "Europe/Paris"}  # a Tuesday
TEN = {"date_time": "2026-12-01T10:00:00", "time_zone": "Europe/Paris"}


ALL_DAY_LONG = f"BYHOUR={','.join(map(str, range(24)))};BYMINUTE={','.join(map(str, range(60)))}"
QUARTERS = f"BYHOUR={','.join(map(str, range(24)))};BYMINUTE=0,15,30,45"
EVERY_SECOND = f"{ALL_DAY_LONG};BYSECOND={','.join(map(str, range(60)))}"
PLACES = f"BYSETPOS={','.join(map(str, range(1, 367)))}"


def preview(caller: Caller, *lines: str, **members: Any) -> dict[str, Any]:
    body = {"start": NINE, "end": TEN, "recurrence": list(lines), **members}
    answer = caller.post("/recurrence/preview", body)
    assert answer.status_code == 200, answer.text
    return dict(answer.json)


def refused(caller: Caller, *lines: str, **members: Any) -> dict[str, Any]:
    body = {"start": NINE, "end": TEN, "recurrence": list(lines), **members}
    answer = caller.post("/recurrence/preview", body)
    return problem(answer, 422, answer.json["code"])


def test_a_rule_shows_its_dates_and_its_words(ana: Caller) -> None:
    shown = preview(ana, "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20261217T080000Z")
    assert [each["date_time"] for each in shown["occurrences"]] == [
        f"2026-12-{day:02}T09:00:00" for day in (1, 3, 15, 17)
    ]
    assert shown["occurrences"][0] == NINE | {"utc": "2026-12-01T08:00:00Z"}
    assert shown["ends"][-1] == {**TEN, "date_time": "2026-12-17T10:00:00", "utc": "2026-12-17T09:00:00Z"}
    assert shown["exhausted"] is True
    assert shown["sentence"] == "every second Tuesday and Thursday, until 17 December 2026"


@pytest.mark.parametrize(
    ("accepted", "language", "sentence"),
    [
        (None, "en", "every second Tuesday"),
        ("de-CH,en;q=0.5", "de", "jeden zweiten Dienstag"),
        ("pt,fr;q=0.5", "fr", "toutes les 2 semaines, le mardi"),
        ("pt", "en", "every second Tuesday"),
    ],
)
def test_its_words_are_in_the_language_that_is_asked_for(
    ana: Caller, accepted: str | None, language: str, sentence: str
) -> None:
    lines = ["RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"]
    headers = {"Accept_Language": accepted} if accepted else {}
    answer = ana.call(
        "POST", "/recurrence/preview", {"start": NINE, "end": TEN, "recurrence": lines}, **headers
    )
    assert (answer.json["sentence"], answer.headers["Content-Language"]) == (sentence, language)
    assert "Accept-Language" in answer.headers["Vary"]
    planned = ana.post("/meetings", {"title": "Sync", "start": NINE, "end": TEN, "recurrence": lines})
    shown = ana.get(f"/meetings/{planned.json['id']}", **headers)
    assert (shown.json["recurrence_sentence"], shown.headers["Content-Language"]) == (sentence, language)
    assert "Content-Language" not in ana.get("/me", **headers).headers


def test_it_goes_on_from_where_the_last_page_ended(ana: Caller) -> None:
    first = preview(ana, "RRULE:FREQ=DAILY;COUNT=5", limit=3)
    assert (len(first["occurrences"]), first["exhausted"]) == (3, False)
    rest = preview(ana, "RRULE:FREQ=DAILY;COUNT=5", limit=3, **{"from": first["occurrences"][-1]})
    assert [each["utc"][8:10] for each in rest["occurrences"]] == ["03", "04", "05"]
    assert rest["exhausted"] is True
    exactly = preview(ana, "RRULE:FREQ=DAILY;COUNT=5", limit=5)
    assert (len(exactly["occurrences"]), exactly["exhausted"]) == (5, True)


def test_from_may_be_of_another_zone_or_a_day(ana: Caller) -> None:
    rule = "RRULE:FREQ=DAILY"
    at_nine_in_paris = {"date_time": "2030-06-01T16:00:00", "time_zone": "Asia/Tokyo"}
    for begin, first in (
        (at_nine_in_paris, "2030-06-01T07:00:00Z"),
        ({"date": "2030-06-02"}, "2030-06-02T07:00:00Z"),
    ):
        shown = preview(ana, rule, limit=1, **{"from": begin})
        assert [each["utc"] for each in shown["occurrences"]] == [first]


def test_single_dates_are_added_and_taken_out(ana: Caller) -> None:
    lines = ("RRULE:FREQ=WEEKLY;COUNT=3", "RDATE:20261101T090000", "EXDATE:20261208T080000Z")
    shown = preview(ana, *lines)
    assert [each["date_time"][5:10] for each in shown["occurrences"]] == ["11-01", "12-01", "12-15"]
    assert shown["sentence"] == ("every Tuesday, 3 times, and on 1 November 2026, except on 8 December 2026")


def test_whole_days_are_dates(ana: Caller) -> None:
    shown = preview(
        ana, "RRULE:FREQ=YEARLY;COUNT=2", start={"date": "2026-12-24"}, end={"date": "2026-12-27"}
    )
    assert shown["occurrences"] == [{"date": "2026-12-24"}, {"date": "2027-12-24"}]
    assert shown["ends"] == [{"date": "2026-12-27"}, {"date": "2027-12-27"}]
    assert shown["sentence"] == "every year on 24 December, twice"


def test_nine_o_clock_stays_nine_o_clock_and_no_instant_comes_twice(ana: Caller) -> None:
    start, end = ({"date_time": f"2027-03-28T0{hour}:30:00", "time_zone": "Europe/Berlin"} for hour in (2, 4))
    shown = preview(ana, "RRULE:FREQ=DAILY;BYHOUR=2,3;COUNT=3", start=start, end=end)
    assert [each["utc"] for each in shown["occurrences"]] == ["2027-03-28T01:30:00Z", "2027-03-29T00:30:00Z"]


@pytest.mark.parametrize(
    ("lines", "pointer", "part"),
    [
        (["RRULE:FREQ=DAILY;BYMONTH=13"], "/recurrence/0", "BYMONTH"),
        (["EXDATE:20261208", "RRULE:FREQ=FORTNIGHTLY"], "/recurrence/1", "FREQ"),
        (["RRULE:FREQ=DAILY", "EXDATE:20260231T090000"], "/recurrence/1", "EXDATE"),
        (["RRULE:FREQ=HOURLY"], "/recurrence/0", "FREQ"),
        (["RRULE:FREQ=MINUTELY;COUNT=1"], "/recurrence/0", "FREQ"),
        (["RRULE:FREQ=SECONDLY"], "/recurrence/0", "FREQ"),
        ([f"RRULE:FREQ=DAILY;{ALL_DAY_LONG}"], "/recurrence/0", "BYMINUTE"),
        (["DTSTART:20261201"], "/recurrence/0", "DTSTART"),
        (["EXDATE:20261208T090000"], "/recurrence", "RRULE"),
        (["RRULE:FREQ=DAILY"] * 11, "/recurrence", "RRULE"),
    ],
    ids=lambda value: value[-1][:30] if isinstance(value, list) else str(value),
)
def test_a_bad_line_is_named(ana: Caller, lines: list[str], pointer: str, part: str) -> None:
    told = refused(ana, *lines)
    assert told["code"] == "invalid_recurrence"
    assert [error["pointer"] for error in told["errors"]] == [pointer]
    assert part in told["errors"][0]["message"]


@pytest.mark.parametrize(
    ("members", "pointer"),
    [
        ({"recurrence": []}, "/recurrence"),
        ({"limit": 1_001}, "/limit"),
        ({"limit": 0}, "/limit"),
        ({"from": {"date": "2300-01-01"}}, "/from/date"),
        ({"from": "tomorrow"}, "/from"),
        ({"start": {"date_time": "2026-12-01T09:00:00", "time_zone": "Mars/Base"}}, "/start/time_zone"),
        ({"end": NINE}, "/end"),
        ({"end": {"date": "2026-12-02"}}, "/end"),
        ({"until": NINE}, "/until"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_every_other_member_is_checked(ana: Caller, members: dict[str, Any], pointer: str) -> None:
    told = refused(ana, "RRULE:FREQ=DAILY", **members)
    assert told["errors"][0]["pointer"] == pointer


HOSTILE = [
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;INTERVAL=999999999",
    "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
    "FREQ=YEARLY;BYYEARDAY=-366;INTERVAL=100",
    f"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;{QUARTERS};{PLACES};COUNT=999999999",
    f"FREQ=DAILY;{QUARTERS};COUNT=999999999",
    f"FREQ=MONTHLY;{QUARTERS};BYMONTHDAY=31;BYMONTH=2,4;BYSETPOS=-366,366",
    "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2;COUNT=999999999",
    f"FREQ=DAILY;{EVERY_SECOND};COUNT=999999999",
    f"FREQ=DAILY;INTERVAL=999999999;{EVERY_SECOND}",
    f"FREQ=YEARLY;BYYEARDAY=-366;{EVERY_SECOND};{PLACES}",
]


@pytest.mark.parametrize("copies", [1, 10])
@pytest.mark.parametrize("rule", HOSTILE, ids=lambda rule: rule[:50])
def test_a_hostile_rule_is_answered_at_once(ana: Caller, rule: str, copies: int) -> None:
    body = {"start": NINE, "end": TEN, "recurrence": [f"RRULE:{rule}"] * copies, "limit": 1_000}
    with effort() as spent:
        answer = ana.post("/recurrence/preview", body)
    # The engine's own tests count its steps; here it is enough that nobody waits.
    assert spent.seconds < 2
    assert answer.status_code in (200, 422)


def test_everybody_who_is_signed_in_may_and_nobody_else(house: House) -> None:
    guest = house.person("Gus", Role.GUEST)
    assert len(preview(guest, "RRULE:FREQ=DAILY;COUNT=2")["occurrences"]) == 2
    body = {"start": NINE, "end": TEN, "recurrence": ["RRULE:FREQ=DAILY"]}
    stranger = house.app.test_client().post("/api/v1/recurrence/preview", json=body)
    assert stranger.status_code == 401
