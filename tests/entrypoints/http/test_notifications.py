"""The inbox over HTTP."""

from datetime import timedelta

import pytest

from tests.entrypoints.http.conftest import Caller, House, new_meeting, problem


def tell(house: House) -> None:
    while house.container.notification.tell_people()():
        pass


@pytest.fixture
def invited(house: House, ana: Caller, ben: Caller) -> str:
    """Ben is invited to a meeting of that id."""
    guests = [{"person_id": str(ben.person_id)}]
    made = ana.post("/meetings", new_meeting(guests=guests))
    tell(house)
    return str(made.json["id"])


def test_an_invitation_stands_in_the_inbox(ben: Caller, invited: str) -> None:
    shown = ben.get("/notifications").json
    assert (shown["unread"], shown["needs_you"], shown["next_cursor"]) == (1, 1, None)
    (notification,) = shown["data"]
    assert notification["kind"] == "invited"
    assert notification["meeting"] == {"id": invited, "title": "Design review"}
    assert notification["sentence"] == (
        "Ana invites you to “Design review”, Wednesday 2 December 2026, 09:30–10:15"
    )
    assert ben.get("/notifications?needs_you=false").json["data"] == []
    assert ben.get("/notifications?unread=true&needs_you=true").json["data"] == [notification]


def test_it_is_told_in_the_language_that_is_asked_for_else_in_ones_own(ben: Caller, invited: str) -> None:
    def told(**headers: str) -> tuple[str, str]:
        answer = ben.get("/notifications", **headers)
        return answer.headers["Content-Language"], answer.json["data"][0]["sentence"]

    french = "Ana vous invite à «\u202fDesign review\u202f» (mercredi 2 décembre 2026, 09:30 à 10:15)"
    german = "Ana lädt dich zu „Design review“ ein (Mittwoch, 2. Dezember 2026, 09:30–10:15)"
    assert told()[0] == "en"
    assert told(Accept_Language="fr-CH, en;q=0.8") == ("fr", french)
    ben.call("PATCH", "/me", {"language": "de"}, If_Match="*")
    assert told() == ("de", german)
    assert told(Accept_Language="fr") == ("fr", french)


def test_it_is_nobody_elses(ana: Caller, ben: Caller, invited: str) -> None:
    assert ana.get("/notifications").json["data"] == []
    (notification,) = ben.get("/notifications").json["data"]
    problem(ana.post(f"/notifications/{notification['id']}/done"), 404, "notification_not_found")
    assert ana.post("/notifications/read", {"ids": [notification["id"]]}).json["unread"] == 0
    assert ben.get("/notifications").json["unread"] == 1


@pytest.mark.parametrize("how", ["ids", "up_to", "all"])
def test_it_can_be_marked_as_read(ben: Caller, invited: str, how: str) -> None:
    (notification,) = ben.get("/notifications").json["data"]
    body = {"ids": [notification["id"]], "up_to": notification["id"], "all": True}
    assert ben.post("/notifications/read", {how: body[how]}).json == {"unread": 0, "needs_you": 1}
    assert ben.get("/notifications?unread=true").json["data"] == []
    assert ben.post(f"/notifications/{notification['id']}/done").json == {"unread": 0, "needs_you": 0}


@pytest.mark.parametrize(
    "body", [{}, {"all": True, "ids": []}, {"all": False}, {"ids": []}, {"ids": ["x"]}, {"up_to": None}]
)
def test_what_to_read_must_be_said_in_one_way(ben: Caller, body: dict[str, object]) -> None:
    problem(ben.post("/notifications/read", body), 422, "invalid_body")


def test_long_inboxes_come_in_pages(house: House, ana: Caller, ben: Caller) -> None:
    for _ in range(3):
        ana.post("/meetings", new_meeting(guests=[{"person_id": str(ben.person_id)}]))
    tell(house)
    first = ben.get("/notifications?limit=2&unread=true")
    assert 'rel="next"' in first.headers["Link"]
    assert "unread=true" in first.headers["Link"]
    rest = ben.get(f"/notifications?limit=2&cursor={first.json['next_cursor']}").json
    assert (len(first.json["data"]), len(rest["data"]), rest["next_cursor"]) == (2, 1, None)
    problem(ben.get("/notifications?cursor=abc"), 400, "invalid_cursor")


def test_preferences_are_chosen_all_at_once(ben: Caller) -> None:
    first = ben.get("/notification-preferences")
    usual = {"in_app": True, "email": True, "digest": False, "push": True}
    assert first.json["kinds"]["invited"] == usual
    assert (first.json["quiet_hours"], first.headers["ETag"]) == (None, '"1"')
    assert first.json["digest"] == {"at": "08:00", "weekday": None}
    quiet, digest = {"start": "22:00", "end": "07:30"}, {"at": "18:15", "weekday": "sunday"}
    ways = {"in_app": True, "email": False, "digest": True, "push": False}
    body = {
        "kinds": {"invited": {"in_app": True, "email": False}, "moved": ways},
        "quiet_hours": quiet,
        "digest": digest,
    }
    problem(ben.call("PUT", "/notification-preferences", body), 428, "precondition_required")
    put = ben.call("PUT", "/notification-preferences", body, If_Match='"1"')
    assert (put.status_code, put.headers["ETag"], put.json["quiet_hours"]) == (200, '"2"', quiet)
    assert put.json["kinds"]["invited"] == usual | {"email": False}
    assert (put.json["kinds"]["moved"], put.json["digest"]) == (ways, digest)
    assert ben.get("/notification-preferences").json == put.json
    stale = problem(ben.call("PUT", "/notification-preferences", body, If_Match='"1"'), 412, "stale")
    assert stale["current"] == put.json


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"kinds": {}}, "/quiet_hours"),
        ({"kinds": {"gossip": {"in_app": True, "email": True}}, "quiet_hours": None}, "/kinds/gossip"),
        ({"kinds": {"invited": {"email": True}}, "quiet_hours": None}, "/kinds/invited/in_app"),
        ({"kinds": {}, "quiet_hours": {"start": "25:00", "end": "07:00"}}, "/quiet_hours/start"),
        ({"kinds": {}, "quiet_hours": None, "digest": {"at": "24:00", "weekday": None}}, "/digest/at"),
        ({"kinds": {}, "quiet_hours": None, "digest": {"at": "08:00", "weekday": 0}}, "/digest/weekday"),
        ({"kinds": {}, "quiet_hours": None, "digest": {"at": "08:00"}}, "/digest/weekday"),
    ],
)
def test_preferences_that_make_no_sense_name_the_member(ben: Caller, body: object, pointer: str) -> None:
    answer = problem(ben.call("PUT", "/notification-preferences", body, If_Match="*"), 422, "invalid_body")
    assert pointer in answer["errors"][0]["pointer"]


def test_quiet_hours_need_an_end_of_their_own(ben: Caller) -> None:
    body = {"kinds": {}, "quiet_hours": {"start": "22:00", "end": "22:00"}}
    put = ben.call("PUT", "/notification-preferences", body, If_Match="*")
    problem(put, 422, "invalid_preferences", "/quiet_hours/end")


def test_a_kind_comes_in_one_letter_or_the_other(ben: Caller) -> None:
    both = {"in_app": True, "email": True, "digest": True}
    put = ben.call(
        "PUT", "/notification-preferences", {"kinds": {"moved": both}, "quiet_hours": None}, If_Match="*"
    )
    problem(put, 422, "invalid_preferences", "/kinds/moved/digest")


def test_a_notification_is_snoozed(house: House, ben: Caller, invited: str) -> None:
    (notification,) = ben.get("/notifications").json["data"]
    path = f"/notifications/{notification['id']}/snooze"
    later = house.clock.now().replace(microsecond=0) + timedelta(days=1)
    until = {"until": f"{later:%Y-%m-%dT%H:%M:%SZ}"}
    assert ben.post(path, until).json == {"unread": 0, "needs_you": 0}
    assert ben.get("/notifications").json["data"] == []
    (asleep,) = ben.get("/notifications?snoozed=true").json["data"]
    assert asleep["snoozed_until"] == until["until"]
    problem(ben.post(path, {"until": "2020-01-01T00:00:00Z"}), 422, "invalid_snooze", "/until")
    problem(ben.post(path, {"until": "tomorrow"}), 422, "invalid_body", "/until")


def test_a_meeting_or_one_date_of_it_is_muted(ana: Caller, ben: Caller) -> None:
    repeats = ["RRULE:FREQ=WEEKLY;COUNT=3"]
    guests = [{"person_id": str(ben.person_id)}]
    made = ana.post("/meetings", new_meeting(guests=guests, recurrence=repeats))
    path, date = f"/meetings/{made.json['id']}/mute", "20261209T083000Z"
    assert ben.get(path).json == {"whole": False, "dates": []}
    assert ben.call("PUT", path, {"original_start": date}).json == {"whole": False, "dates": [date]}
    assert ben.call("PUT", path, {}).json == {"whole": True, "dates": [date]}
    muted = {"meeting": {"id": made.json["id"], "title": made.json["title"]}, "whole": True, "dates": [date]}
    assert ben.get("/mutes").json == {"data": [muted], "next_cursor": None}
    assert ana.get("/mutes").json["data"] == []
    assert ana.get(path).json == {"whole": False, "dates": []}
    assert ben.call("DELETE", f"{path}?original_start={date}").json == {"whole": True, "dates": []}
    assert ben.call("DELETE", path).json == {"whole": False, "dates": []}
    assert ben.get("/mutes").json["data"] == []
    problem(ben.call("PUT", path, {"original_start": "20200101"}), 404, "occurrence_not_found")
