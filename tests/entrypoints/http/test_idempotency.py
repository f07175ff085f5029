"""Idempotency-Key: the same request again is the same answer again."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from application.shared.refusals import StorageUnavailable
from tests.entrypoints.http.conftest import Caller, House, new_meeting, problem, scheduled

KEY = "0193a5f0-7c1e-7cc3-9d0a-2f1b5b1d3c4e"


def test_a_repeat_gets_the_first_answer_to_the_letter(ana: Caller, house: House) -> None:
    first = ana.post("/meetings", new_meeting(), Idempotency_Key=KEY)
    again = ana.post("/meetings", new_meeting(), Idempotency_Key=KEY)
    assert (again.status_code, again.data) == (first.status_code, first.data)
    for name in ("ETag", "Location", "Content-Type"):
        assert again.headers[name] == first.headers[name]
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.headers["X-Request-Id"] != first.headers["X-Request-Id"]
    assert house.kinds() == ["meeting.scheduled"]


def test_a_key_for_another_request_is_refused(ana: Caller) -> None:
    meeting = ana.post("/meetings", new_meeting(), Idempotency_Key=KEY).json
    other = ana.post("/meetings", new_meeting(title="Other"), Idempotency_Key=KEY)
    problem(other, 422, "idempotency_key_reused")
    elsewhere = ana.post(f"/meetings/{meeting['id']}/cancellation", Idempotency_Key=KEY)
    problem(elsewhere, 422, "idempotency_key_reused")


def test_keys_of_two_people_are_two_keys(ana: Caller, ben: Caller) -> None:
    mine = ana.post("/meetings", new_meeting(), Idempotency_Key=KEY).json
    theirs = ben.post("/meetings", new_meeting(), Idempotency_Key=KEY).json
    assert mine["id"] != theirs["id"]


def test_a_refusal_is_kept_as_well_and_leaves_nothing_behind(ana: Caller, house: House) -> None:
    meeting = scheduled(ana)
    path = f"/meetings/{meeting['id']}/guests"
    body = [{"email": "zoe@example.org"}, {"person_id": str(uuid4())}]
    first = ana.post(path, body, Idempotency_Key=KEY)
    again = ana.post(path, body, Idempotency_Key=KEY)
    problem(first, 422, "unknown_person", "/1/person_id")
    problem(again, 422, "unknown_person")
    assert again.data == first.data
    assert again.headers["Idempotency-Replayed"] == "true"
    assert house.kinds() == ["meeting.scheduled"]


def test_a_stale_change_is_kept_with_what_was_current_then(ana: Caller) -> None:
    meeting = scheduled(ana)
    path = f"/meetings/{meeting['id']}"
    first = ana.call("PATCH", path, {"title": "x"}, If_Match='"7"', Idempotency_Key=KEY)
    ana.call("PATCH", path, {"title": "y"}, If_Match='"1"')
    again = ana.call("PATCH", path, {"title": "x"}, If_Match='"7"', Idempotency_Key=KEY)
    assert problem(again, 412, "stale")["current"]["version"] == 1
    assert again.data == first.data


def test_what_is_worth_a_retry_is_never_kept(
    ana: Caller, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from application.meeting.schedule_meeting import ScheduleMeeting

    whole = ScheduleMeeting.__call__

    def broken(self: ScheduleMeeting, command: object) -> object:
        whole(self, command)  # type: ignore[arg-type]
        raise StorageUnavailable("the database is away")

    monkeypatch.setattr(ScheduleMeeting, "__call__", broken)
    refused = ana.post("/meetings", new_meeting(), Idempotency_Key=KEY)
    assert problem(refused, 503, "storage_unavailable")["retryable"] is True
    assert refused.headers["Retry-After"]
    assert house.kinds() == []
    monkeypatch.setattr(ScheduleMeeting, "__call__", whole)
    answer = ana.post("/meetings", new_meeting(), Idempotency_Key=KEY)
    assert (answer.status_code, answer.headers.get("Idempotency-Replayed")) == (201, None)
    assert house.kinds() == ["meeting.scheduled"]


def test_a_crash_keeps_nothing_and_tells_nothing(
    ana: Caller, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from application.meeting.read_meeting import ReadMeeting

    def broken(self: ReadMeeting, caller: object, meeting_id: object) -> object:
        raise RuntimeError("SELECT secret FROM insides")

    with monkeypatch.context() as patched:
        patched.setattr(ReadMeeting, "__call__", broken)
        answer = ana.post("/meetings", new_meeting(), Idempotency_Key=KEY)
    assert "secret" not in answer.text
    problem(answer, 500, "unexpected")
    assert house.kinds() == []
    assert ana.post("/meetings", new_meeting(), Idempotency_Key=KEY).status_code == 201


def test_a_hundred_clients_with_one_key_make_one_meeting(ana: Caller, house: House) -> None:
    def send(_: int) -> tuple[int, bytes]:
        browser = Caller(house.app.test_client(), ana.person_id, ana.email, ana.token)
        answer = browser.post("/meetings", new_meeting(), Idempotency_Key=KEY)
        return answer.status_code, answer.data

    with ThreadPoolExecutor(16) as pool:
        answers = set(pool.map(send, range(100)))
    assert len(answers) == 1
    assert next(iter(answers))[0] == 201
    assert house.kinds() == ["meeting.scheduled"]


def test_the_key_names_the_change_on_its_events(ana: Caller) -> None:
    since = ana.get("/changes").json["next_cursor"]
    ana.post("/meetings", new_meeting(), Idempotency_Key=KEY)
    ana.post("/meetings", new_meeting(), Idempotency_Key="not-a-uuid")
    events = ana.get(f"/changes?since={since}").json["events"]
    assert [event.get("mutation_id") for event in events] == [KEY, None]


@pytest.mark.parametrize("key", ["", "a b", "é", "x" * 256, "a\tb"])
def test_malformed_keys_are_refused(ana: Caller, key: str, house: House) -> None:
    problem(ana.post("/meetings", new_meeting(), Idempotency_Key=key), 400, "malformed_idempotency_key")
    assert house.kinds() == []


def test_the_longest_key_will_do(ana: Caller) -> None:
    assert ana.post("/meetings", new_meeting(), Idempotency_Key="~" * 255).status_code == 201
