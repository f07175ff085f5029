"""What people say about their meetings."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

import pytest

from domain.conversation.message import MOST_KINDS
from tests.entrypoints.http.conftest import Caller, House, etag, problem, scheduled

THUMB = quote("👍")


@pytest.fixture
def meeting(ana: Caller, ben: Caller) -> dict[str, Any]:
    return scheduled(ana, ben)


def path(meeting: dict[str, Any]) -> str:
    return f"/meetings/{meeting['id']}/messages"


def say(caller: Caller, meeting: dict[str, Any], text: str = "Hello", **members: Any) -> dict[str, Any]:
    answer = caller.post(path(meeting), {"client_id": str(uuid4()), "text": text, **members})
    assert answer.status_code == 201, answer.text
    return dict(answer.json)


def texts(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [each["text"] for each in answer.json["data"]]


def told(house: House) -> list[Any]:
    events = house.container.event_log().after(0, limit=10_000)
    return [event for event in events if event.subject_type == "conversation"]


def test_a_message_is_said_read_and_told(
    house: House, ana: Caller, ben: Caller, meeting: dict[str, Any]
) -> None:
    body = {"client_id": str(uuid4()), "text": "See https://example.org, <b>all</b>"}
    answer = ben.post(path(meeting), body)
    message = answer.json
    assert answer.status_code == 201
    assert (answer.headers["Location"], answer.headers["ETag"]) == (
        f"/api/v1/messages/{message['id']}",
        '"1"',
    )
    assert message["author"] == {"id": str(ben.person_id), "name": "Ben"}
    assert message["parts"] == [
        {"type": "text", "text": "See "},
        {"type": "link", "text": "https://example.org", "url": "https://example.org"},
        {"type": "text", "text": ", <b>all</b>"},
    ]
    shown = ana.get(path(meeting)).json
    assert shown == {"data": [message], "next_cursor": None, "read_up_to": 0, "unread": 1, "mentions": 0}
    assert ana.get(f"/messages/{message['id']}").json == message
    (event,) = told(house)
    assert (event.kind, event.subject_id, event.version) == ("message.posted", UUID(meeting["id"]), 1)
    assert (event.audience, event.to_organisation) == ({ana.person_id, ben.person_id}, False)
    # Enough to draw it without asking, and the same as whoever asks is answered.
    assert event.data == {"meeting_id": meeting["id"], "message": message, "mentioned": []}


def test_sent_again_it_is_the_same_message(ana: Caller, meeting: dict[str, Any]) -> None:
    body = {"client_id": str(uuid4()), "text": "Hello"}
    first, second = (ana.post(path(meeting), body) for _ in range(2))
    assert (first.status_code, second.status_code, second.json) == (201, 200, first.json)
    problem(ana.post(path(meeting), body | {"text": "Bye"}), 422, "client_id_reused", "/client_id")
    other = scheduled(ana)
    problem(ana.post(path(other), body), 422, "client_id_reused", "/client_id")
    assert texts(ana.get(path(meeting))) == ["Hello"]


@pytest.mark.parametrize(
    ("body", "code", "pointer"),
    [
        ({}, "invalid_body", "/client_id"),
        ({"client_id": "mine"}, "invalid_body", "/client_id"),
        ({"text": ""}, "invalid_body", "/text"),
        ({"text": "x" * 4001}, "invalid_body", "/text"),
        ({"text": " \n "}, "invalid_text", "/text"),
        ({"text": "\u0007"}, "invalid_text", "/text"),
        ({"text": None}, "invalid_body", "/text"),
        ({"html": "<b>"}, "invalid_body", "/html"),
        ({"reply_to": "x"}, "invalid_body", "/reply_to"),
        ({"reply_to": str(uuid4())}, "invalid_reply", "/reply_to"),
        ({"original_start": "tomorrow"}, "invalid_body", "/original_start"),
    ],
)
def test_what_cannot_be_sent(
    ana: Caller, meeting: dict[str, Any], body: dict[str, Any], code: str, pointer: str
) -> None:
    whole = {"client_id": str(uuid4()), "text": "Hello"} | body if body else {"text": "Hello"}
    problem(ana.post(path(meeting), whole), 422, code, pointer)


def test_any_script_comes_back_as_it_was(ana: Caller, meeting: dict[str, Any]) -> None:
    for text in (
        "שלום, עולם \u202bxyz\u202c",
        "e\u0301\u0327",
        "👩🏽‍💻👨‍👩‍👧‍👦🇫🇷",
        "漢字\n\tかな",
        "x" * 4000,
    ):
        message = say(ana, meeting, text)
        assert message["text"] == text == "".join(part["text"] for part in message["parts"])


def test_an_answer_stands_with_its_meeting(ana: Caller, meeting: dict[str, Any]) -> None:
    first = say(ana, meeting)
    assert say(ana, meeting, reply_to=first["id"])["reply_to"] == first["id"]
    elsewhere = {"client_id": str(uuid4()), "text": "Yes", "reply_to": first["id"]}
    problem(ana.post(path(scheduled(ana)), elsewhere), 422, "invalid_reply", "/reply_to")


def test_its_author_edits_it_for_a_quarter_of_an_hour(
    house: House, ana: Caller, ben: Caller, meeting: dict[str, Any]
) -> None:
    message = say(ben, meeting, "Helo")
    own = f"/messages/{message['id']}"
    problem(ben.call("PATCH", own, {"text": "Hello"}), 428, "precondition_required")
    edited = ben.call("PATCH", own, {"text": "Hello"}, If_Match=etag(message))
    assert (edited.json["text"], edited.json["version"], edited.headers["ETag"]) == ("Hello", 2, '"2"')
    assert edited.json["edited_at"]
    stale = ben.call("PATCH", own, {"text": "Hey"}, If_Match=etag(message))
    assert problem(stale, 412, "stale")["current"] == edited.json
    problem(ana.call("PATCH", own, {"text": "Mine"}, If_Match="*"), 403, "only_the_author")
    assert ben.call("PATCH", own, {"text": "Hello"}, If_Match="*").json == edited.json
    assert [event.kind for event in told(house)] == ["message.posted", "message.edited"]
    aged(house, message, timedelta(minutes=15))
    assert ben.call("PATCH", own, {"text": "In time"}, If_Match="*").status_code == 200
    aged(house, message, timedelta(seconds=1))
    problem(ben.call("PATCH", own, {"text": "Too late"}, If_Match="*"), 409, "too_late_to_edit")


def aged(house: House, message: dict[str, Any], by: timedelta) -> None:
    with house.container.transactions().begin() as work:
        kept = work.messages.find(UUID(message["id"]))
        kept.created_at -= by
        work.messages.save(kept)


def test_what_is_deleted_leaves_its_place_and_nothing_else(
    house: House, ana: Caller, ben: Caller, meeting: dict[str, Any]
) -> None:
    eve = house.person("Eve")
    ana.post(f"/meetings/{meeting['id']}/guests", [{"person_id": str(eve.person_id)}])
    by_author, by_host = (
        say(ben, meeting, f"Secret @[Ana](person:{ana.person_id})"),
        say(ben, meeting, "Rude"),
    )
    ana.call("PUT", f"/messages/{by_author['id']}/reactions/{THUMB}")
    problem(eve.call("DELETE", f"/messages/{by_host['id']}", If_Match="*"), 403, "only_the_author")
    problem(ben.call("DELETE", f"/messages/{by_author['id']}"), 428, "precondition_required")
    problem(ben.call("DELETE", f"/messages/{by_author['id']}", If_Match='"9"'), 412, "stale")
    assert ben.call("DELETE", f"/messages/{by_author['id']}", If_Match='"1"').status_code == 204
    assert ana.call("DELETE", f"/messages/{by_host['id']}", If_Match="*").status_code == 204
    shown = ana.get(path(meeting)).json
    assert [(each["text"], each["parts"], each["reactions"]) for each in shown["data"]] == [("", [], [])] * 2
    assert [bool(each["deleted_at"]) for each in shown["data"]] == [True, True]
    assert (shown["unread"], shown["mentions"]) == (0, 0)
    assert (told(house)[-2].kind, "Secret" in str(told(house)[-2].data)) == ("message.deleted", False)
    gone = f"/messages/{by_host['id']}"
    problem(ben.call("PATCH", gone, {"text": "Again"}, If_Match="*"), 409, "message_deleted")
    problem(ana.call("PUT", f"{gone}/reactions/{THUMB}"), 409, "message_deleted")
    assert ben.call("DELETE", gone, If_Match="*").status_code == 204
    assert len(told(house)) == 5


def test_reactions_come_and_go_once(house: House, ana: Caller, ben: Caller, meeting: dict[str, Any]) -> None:
    own = f"/messages/{say(ana, meeting)['id']}"
    for heart in ("❤️", "❤"):
        answer = ben.call("PUT", f"{own}/reactions/{quote(heart)}")
    assert answer.json["reactions"] == [{"emoji": "❤️", "people": [str(ben.person_id)]}]
    both = ana.call("PUT", f"{own}/reactions/{quote('❤')}").json
    assert both["reactions"] == [{"emoji": "❤️", "people": [str(ben.person_id), str(ana.person_id)]}]
    assert both["version"] == 1
    for _ in range(2):
        assert ben.call("DELETE", f"{own}/reactions/{quote('❤')}").status_code == 204
    assert ana.get(own).json["reactions"] == [{"emoji": "❤️", "people": [str(ana.person_id)]}]
    kinds = [(event.kind, event.data["count"]) for event in told(house)[1:]]
    assert kinds == [("reaction.added", 1), ("reaction.added", 2), ("reaction.removed", 1)]
    for wrong in ("ok", "<script>", "👍👍", "%00"):
        problem(ana.call("PUT", f"{own}/reactions/{quote(wrong, safe='%')}"), 422, "not_an_emoji", "/emoji")


def test_a_message_takes_so_many_kinds_of_reactions(
    ana: Caller, ben: Caller, meeting: dict[str, Any]
) -> None:
    own = f"/messages/{say(ana, meeting)['id']}"
    kinds = [chr(0x1F600 + number) for number in range(MOST_KINDS + 1)]
    for kind in kinds[:-1]:
        assert ana.call("PUT", f"{own}/reactions/{quote(kind)}").status_code == 200
    problem(ana.call("PUT", f"{own}/reactions/{quote(kinds[-1])}"), 409, "too_many_reactions")
    assert ben.call("PUT", f"{own}/reactions/{quote(kinds[0])}").status_code == 200


def test_a_read_mark_goes_forward_only(
    house: House, ana: Caller, ben: Caller, meeting: dict[str, Any]
) -> None:
    first, second, third = (say(ana, meeting, f"{n} @[Ben](person:{ben.person_id})") for n in range(3))
    mark = f"/meetings/{meeting['id']}/read-mark"
    assert ben.get(path(meeting)).json["unread"] == 3
    answer = ben.call("PUT", mark, {"message_id": second["id"]})
    assert answer.json == {"read_up_to": 2, "unread": 1, "mentions": 1}
    assert ben.call("PUT", mark, {"message_id": first["id"]}).json == answer.json
    event = told(house)[-1]
    assert (event.kind, event.audience, event.to_organisation) == (
        "conversation.read",
        {ben.person_id},
        False,
    )
    assert event.data == {"meeting_id": meeting["id"], "position": 2, "unread": 1, "mentions": 1}
    assert len(told(house)) == 4
    house.clock.advance(timedelta(seconds=1))
    elsewhere = say(ana, scheduled(ana, ben))
    problem(ben.call("PUT", mark, {"message_id": elsewhere["id"]}), 404, "message_not_found", "/message_id")
    listed = ben.get("/conversations").json["data"]
    assert [(each["title"], each["unread"], each["mentions"]) for each in listed] == [
        ("Design review", 1, 0),
        ("Design review", 1, 1),
    ]
    assert listed[1]["latest"] == third
    assert listed[0]["meeting_id"] == elsewhere["meeting_id"]


def test_lists_have_pages_both_ways(ana: Caller, meeting: dict[str, Any]) -> None:
    sent = [say(ana, meeting, f"{number}") for number in range(5)]
    first = ana.get(f"{path(meeting)}?limit=2")
    assert texts(first) == ["4", "3"]
    link = first.headers["Link"].partition(">")[0].removeprefix("</api/v1")
    assert texts(ana.get(link)) == ["2", "1"]
    last = ana.get(f"{path(meeting)}?limit=2&cursor={ana.get(link).json['next_cursor']}")
    assert (texts(last), last.json["next_cursor"]) == (["0"], None)
    around = f"{path(meeting)}?beyond={sent[2]['id']}"
    assert texts(ana.get(around)) == ["1", "0"]
    assert texts(ana.get(f"{around}&order=oldest")) == ["3", "4"]
    assert texts(ana.get(f"{path(meeting)}?q=3")) == ["3"]
    problem(ana.get(f"{path(meeting)}?beyond={uuid4()}"), 404, "message_not_found", "/beyond")
    problem(ana.get(f"{path(meeting)}?cursor=AAAA"), 400, "invalid_cursor")
    problem(ana.get(f"{path(meeting)}?order=best"), 400, "invalid_query", "/order")
    problem(ana.get("/conversations?cursor=AAAA"), 400, "invalid_cursor")


def test_conversations_have_pages(ana: Caller, ben: Caller) -> None:
    sent = [say(ana, scheduled(ana, ben)) for _ in range(3)]
    first = ben.get("/conversations?limit=2")
    link = first.headers["Link"].partition(">")[0].removeprefix("</api/v1")
    found = [*first.json["data"], *ben.get(link).json["data"]]
    assert sorted(each["latest"]["id"] for each in found) == sorted(each["id"] for each in sent)


def test_no_event_of_a_conversation_says_what_the_meeting_is_called(
    house: House, ana: Caller, ben: Caller
) -> None:
    """Nextcloud #45041: whoever hears of it knows the title, or may not."""
    meeting = scheduled(ana, ben, title="Merger", recurrence=["RRULE:FREQ=DAILY;COUNT=3"])
    name = "20261203T083000Z"
    changed = ana.call(
        "PATCH", f"/meetings/{meeting['id']}/occurrences/{name}", {"title": "Merger, signing"}, If_Match="*"
    )
    assert changed.status_code == 200, changed.text
    message = say(ben, meeting, original_start=name)
    ana.call("PUT", f"/messages/{message['id']}/reactions/{THUMB}")
    ana.call("PUT", f"/meetings/{meeting['id']}/read-mark", {"message_id": message["id"]})
    assert [event.kind for event in told(house)] == ["message.posted", "reaction.added", "conversation.read"]
    assert not [event for event in told(house) if "Merger" in str(event.data)]


def test_a_date_has_messages_of_its_own(ana: Caller) -> None:
    meeting = scheduled(ana, recurrence=["RRULE:FREQ=DAILY;COUNT=3"])
    say(ana, meeting, "All")
    say(ana, meeting, "One", original_start="20261203T083000Z")
    assert texts(ana.get(f"{path(meeting)}?original_start=20261203T083000Z")) == ["One"]
    assert texts(ana.get(path(meeting))) == ["One", "All"]
    nowhere = {"client_id": str(uuid4()), "text": "x", "original_start": "20261213T083000Z"}
    problem(ana.post(path(meeting), nowhere), 404, "occurrence_not_found", "/original_start")
    single = scheduled(ana)
    assert say(ana, single, original_start=single_name(single))["original_start"] is None


def test_a_preview_says_what_is_kept_of_what_was_said(ana: Caller) -> None:
    """And the real call then does it: those whose dates stay go with them, the others can still be read."""
    meeting = scheduled(ana, recurrence=["RRULE:FREQ=DAILY;COUNT=6"])
    for day in (2, 4, 4, 5, 7):
        say(ana, meeting, f"{day}", original_start=f"202612{day:02}T083000Z")
    gone = say(ana, meeting, "Deleted", original_start="20261206T083000Z")
    ana.call("DELETE", f"/messages/{gone['id']}", If_Match="*")
    edit = {"recurrence": ["RRULE:FREQ=DAILY;INTERVAL=2;COUNT=2"], "title": "From here on"}
    dates = f"/meetings/{meeting['id']}/occurrences/20261204T083000Z?scope=following"
    rehearsed = ana.call("PATCH", f"{dates}&dry_run=true", edit, If_Match="*")
    lost = [{"original_start": f"2026120{day}T083000Z", "count": 1} for day in (5, 7)]
    assert rehearsed.status_code == 200, rehearsed.text
    assert rehearsed.json["messages"] == {"kept": 3, "lost": lost}
    assert len(texts(ana.get(path(meeting)))) == 6
    changed = ana.call("PATCH", dates, edit, If_Match="*").json
    assert changed["messages"] == rehearsed.json["messages"]
    assert texts(ana.get(path(meeting))) == ["2"]
    assert texts(ana.get(f"{path(changed['meeting'])}?original_start=20261204T083000Z")) == ["4", "4"]
    assert texts(ana.get(path(changed["meeting"]))) == ["", "7", "5", "4", "4"]


def single_name(meeting: dict[str, Any]) -> str:
    return str(meeting["start"]["utc"]).replace("-", "").replace(":", "")
