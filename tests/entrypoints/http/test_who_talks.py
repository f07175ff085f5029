"""Who may take part in a conversation, and who is meant by a mention."""

from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest

from domain.identity.role import Role
from tests.entrypoints.http.conftest import Caller, House, problem, scheduled
from tests.entrypoints.http.test_messages import path, say, texts, told
from tests.entrypoints.http.test_teams import team_of

THUMB = quote("👍")


@pytest.fixture
def meeting(ana: Caller, ben: Caller) -> dict[str, Any]:
    return scheduled(ana, ben)


def test_only_those_who_may_see_the_meeting_are_mentioned(
    house: House, ana: Caller, ben: Caller, meeting: dict[str, Any]
) -> None:
    """Eve is in the team, and in the house, but not in the meeting: she is a word, and never told."""
    eve, admin = house.person("Eve"), house.person("Ada", Role.ADMIN)
    team = team_of(admin, "Design", eve, ben, ana)
    text = (
        f"@[Benny](person:{ben.person_id}) @[Eve](person:{eve.person_id}) @[x](person:{uuid4()}) "
        f"@[them](team:{team['id']}) @[y](team:{uuid4()})"
    )
    message = say(ana, meeting, text)
    assert message["text"] == text
    assert message["parts"] == [
        {"type": "person_mention", "text": "@Ben", "person_id": str(ben.person_id)},
        {"type": "text", "text": " @Eve @x "},
        {"type": "team_mention", "text": "@Design", "team_id": team["id"]},
        {"type": "text", "text": " @y"},
    ]
    assert told(house)[-1].data["mentioned"] == [str(ben.person_id)]
    say(ana, meeting, f"@[them](team:{team['id']})")
    assert told(house)[-1].data["mentioned"] == [str(ben.person_id)]
    edited = ana.call("PATCH", f"/messages/{message['id']}", {"text": "Nobody"}, If_Match="*").json
    assert (edited["parts"], told(house)[-1].data["mentioned"]) == ([{"type": "text", "text": "Nobody"}], [])


def test_who_was_deactivated_is_a_word(
    house: House, ana: Caller, ben: Caller, meeting: dict[str, Any]
) -> None:
    with house.container.transactions().begin() as work:
        person = work.people.get(ben.person_id)
        person.active = False
        work.people.save(person)
    message = say(ana, meeting, f"@[Ben](person:{ben.person_id})")
    assert message["parts"] == [{"type": "text", "text": "@Ben"}]
    assert told(house)[-1].data["mentioned"] == []


def test_where_guests_do_not_see_each_other_mentions_tell_nobody_who_they_are(
    house: House, ana: Caller, ben: Caller
) -> None:
    eve, admin = house.person("Eve"), house.person("Ada", Role.ADMIN)
    team = team_of(admin, "Design", eve, ben)
    meeting = scheduled(ana, ben, eve, guests_can={"see_guests": False})
    words = " ".join(
        [
            f"@[Eve](person:{eve.person_id})",
            f"@[Ana](person:{ana.person_id})",
            f"@[Design](team:{team['id']})",
        ]
    )
    by_guest, by_host = say(ben, meeting, words), say(ana, meeting, words)
    assert [part.get("person_id") for part in by_guest["parts"]] == [None, str(ana.person_id), None]
    assert by_host["parts"][0]["person_id"] == str(eve.person_id)
    assert {part["type"] for part in by_guest["parts"] + by_host["parts"]} == {"text", "person_mention"}


def test_strangers_and_those_who_lost_access_see_nothing(
    house: House, ana: Caller, ben: Caller, meeting: dict[str, Any]
) -> None:
    message, eve = say(ben, meeting), house.person("Eve", Role.ADMIN)
    one = f"/messages/{message['id']}"
    ways: list[tuple[str, str, Any]] = [
        ("GET", one, None),
        ("PATCH", one, {"text": "x"}),
        ("DELETE", one, None),
        ("PUT", f"{one}/reactions/{THUMB}", None),
        ("DELETE", f"{one}/reactions/{THUMB}", None),
    ]

    def answers(caller: Caller) -> list[dict[str, Any]]:
        found = []
        for method, real, body in ways:
            absent = real.replace(message["id"], str(uuid4()))
            pair = [caller.call(method, each, body, If_Match="*") for each in (real, absent)]
            bodies = [problem(each, 404, "message_not_found") for each in pair]
            for each in bodies:
                del each["instance"], each["request_id"]
            assert bodies[0] == bodies[1]
            found += bodies
        return found

    answers(eve)
    guest_id = next(each["id"] for each in meeting["guests"])
    ana.call("DELETE", f"/meetings/{meeting['id']}/guests/{guest_id}", If_Match="*")
    answers(ben)
    problem(ben.get(path(meeting)), 404, "meeting_not_found")
    problem(
        ben.post(path(meeting), {"client_id": message["client_id"], "text": "Hello"}),
        404,
        "meeting_not_found",
    )
    assert ben.get("/conversations").json["data"] == []
    assert len(told(house)) == 1


def test_a_cancelled_meeting_is_still_talked_about(ana: Caller, ben: Caller, meeting: dict[str, Any]) -> None:
    ana.post(f"/meetings/{meeting['id']}/cancellation", {}, If_Match="*")
    say(ben, meeting, "Why?")
    assert texts(ana.get(path(meeting))) == ["Why?"]


def test_a_draft_is_its_hosts_alone(house: House, ana: Caller, ben: Caller) -> None:
    draft = scheduled(ana, ben, state="draft")
    say(ana, draft, "A thought")
    problem(ben.get(path(draft)), 404, "meeting_not_found")
    assert (told(house)[-1].audience, ben.get("/conversations").json["data"]) == ({ana.person_id}, [])
    assert ana.call("DELETE", f"/meetings/{draft['id']}", If_Match="*").status_code == 204
    assert ana.get("/conversations").json["data"] == []


def test_a_meeting_of_the_whole_house_is_talked_about_by_all_of_it(
    house: House, ana: Caller, guest: Caller
) -> None:
    meeting, eve = scheduled(ana, visibility="organisation"), house.person("Eve")
    say(eve, meeting)
    assert (told(house)[-1].audience, told(house)[-1].to_organisation) == ({ana.person_id}, True)
    problem(guest.get(path(meeting)), 404, "meeting_not_found")
    # What is not one's own meeting is no badge.
    assert (eve.get("/conversations").json["data"], texts(eve.get(path(meeting)))) == ([], ["Hello"])


def test_guests_by_role_take_part(ana: Caller, guest: Caller) -> None:
    meeting = scheduled(ana, guest)
    message = say(guest, meeting, f"@[Ana](person:{ana.person_id})")
    assert message["parts"][0]["type"] == "person_mention"
    assert ana.get("/conversations").json["data"][0]["mentions"] == 1
