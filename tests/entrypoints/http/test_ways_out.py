"""Whoever is refused a time hears what they can have instead, and each offer works when it is sent back."""

from collections.abc import Callable
from typing import Any

import pytest

from domain.identity.role import Role
from tests.entrypoints.http.conftest import House, moment, new_meeting, problem, scheduled

WEEKLY = {"recurrence": ["RRULE:FREQ=WEEKLY;COUNT=4"]}
SECOND, THIRD = "20261209T083000Z", "20261216T083000Z"
EARLY = {"start": moment("2026-12-02T07:00:00"), "end": moment("2026-12-02T07:45:00")}
USUAL = {"start": moment("2026-12-02T09:30:00"), "end": moment("2026-12-02T10:15:00")}
SECOND_USUAL = {"start": moment("2026-12-09T09:30:00"), "end": moment("2026-12-09T10:15:00")}
ON_SECOND = {"start": moment("2026-12-09T09:00:00"), "end": moment("2026-12-09T10:00:00")}
Attempt = Callable[..., Any]
"""Sends the request, with those members put in, and a query where it can have one."""


class Contest:
    """Ana wants the blue room, and Ben has it on the ninth of December; green is like it, and free."""

    def __init__(self, house: House) -> None:
        self.ana, self.ben, self.admin = (
            house.person("Ana"),
            house.person("Ben"),
            house.person("Ada", Role.ADMIN),
        )
        self.blue, self.green = self.room("Blue"), self.room("Green")

    def room(self, name: str, **members: Any) -> str:
        return str(self.admin.post("/rooms", {"name": name, "capacity": 6, **members}).json["id"])

    def taken(self) -> None:
        scheduled(self.ben, rooms=[self.blue], **ON_SECOND)

    def sending(self, method: str, path: str, body: dict[str, Any]) -> Attempt:
        question = "&" if "?" in path else "?"
        return lambda members, query="": self.ana.call(
            method, f"{path}{question}{query}" if query else path, body | members, If_Match="*"
        )

    def series(self, **members: Any) -> str:
        return f"/meetings/{scheduled(self.ana, rooms=[self.blue], **WEEKLY, **members)['id']}"


def scheduling(contest: Contest) -> Attempt:
    contest.taken()
    return lambda members: contest.ana.post(
        "/meetings", new_meeting(rooms=[contest.blue], **WEEKLY) | members
    )


def scheduling_with_exceptions(contest: Contest) -> Attempt:
    contest.taken()
    own = [
        {"original_start": SECOND, "title": "Demo", "exclusive": True},
        {"original_start": THIRD, "location": "Annex", "guests": {"invite": [{"email": "x@example.org"}]}},
    ]
    body = new_meeting(rooms=[contest.blue], exceptions=own, **WEEKLY)
    return lambda members: contest.ana.post("/meetings", body | members)


def moving_a_series(contest: Contest) -> Attempt:
    path = contest.series(**EARLY)
    contest.taken()
    return contest.sending("PATCH", path, USUAL)


def booking_a_room_for_a_series(contest: Contest) -> Attempt:
    path = f"/meetings/{scheduled(contest.ana, **WEEKLY)['id']}"
    contest.taken()
    return contest.sending("PATCH", path, {"rooms": [contest.blue]})


def changing_one_date(contest: Contest) -> Attempt:
    path = contest.series(**EARLY)
    contest.taken()
    return contest.sending("PATCH", f"{path}/occurrences/20261209T060000Z", SECOND_USUAL)


def changing_the_following(contest: Contest) -> Attempt:
    path = contest.series(**EARLY)
    contest.taken()
    return contest.sending("PATCH", f"{path}/occurrences/20261209T060000Z?scope=following", SECOND_USUAL)


def changing_all_through_one(contest: Contest) -> Attempt:
    path = contest.series(**EARLY)
    contest.taken()
    return contest.sending(
        "PATCH",
        f"{path}/occurrences/20261216T060000Z?scope=all",
        {"start": moment("2026-12-16T09:30:00"), "end": moment("2026-12-16T10:15:00")},
    )


def restoring_a_date(contest: Contest) -> Attempt:
    path = contest.series()
    contest.ana.post(f"{path}/occurrences/{SECOND}/cancellation")
    contest.taken()
    return contest.sending("POST", f"{path}/occurrences/{SECOND}/restoration", {})


def restoring_a_series(contest: Contest) -> Attempt:
    path = contest.series()
    contest.ana.post(f"{path}/cancellation")
    contest.taken()
    return contest.sending("POST", f"{path}/restoration", {})


def restoring_a_single_meeting(contest: Contest) -> Attempt:
    path = f"/meetings/{scheduled(contest.ana, rooms=[contest.blue], **SECOND_USUAL)['id']}"
    contest.ana.post(f"{path}/cancellation")
    contest.taken()
    return contest.sending("POST", f"{path}/restoration", {})


def announcing_a_draft(contest: Contest) -> Attempt:
    path = contest.series(state="draft")
    contest.taken()
    return contest.sending("PATCH", path, {"state": "scheduled"})


def proposing(contest: Contest, path: str, about: dict[str, Any], proposal: dict[str, Any]) -> Attempt:
    answer = {"status": "declined", "proposal": proposal, **about}
    contest.ben.call("PUT", f"{path}/response", answer, If_Match="*")
    [made] = contest.ana.get(f"{path}/proposals").json["data"]
    contest.taken()
    return lambda members: contest.ana.post(f"/proposals/{made['id']}/acceptance", members or None)


def accepting_a_proposal_for_a_date(contest: Contest) -> Attempt:
    path = f"/meetings/{scheduled(contest.ana, contest.ben, rooms=[contest.blue], **EARLY, **WEEKLY)['id']}"
    return proposing(contest, path, {"original_start": "20261209T060000Z"}, SECOND_USUAL)


def accepting_a_proposal_for_a_series(contest: Contest) -> Attempt:
    path = f"/meetings/{scheduled(contest.ana, contest.ben, rooms=[contest.blue], **EARLY, **WEEKLY)['id']}"
    return proposing(contest, path, {}, USUAL)


def approving_a_series(contest: Contest) -> Attempt:
    hall = contest.room("Hall", approval=True)
    series = scheduled(contest.ana, rooms=[hall], **WEEKLY)
    other = scheduled(contest.ben, rooms=[hall], **ON_SECOND)
    contest.admin.call(
        "PUT", f"/meetings/{other['id']}/rooms/{hall}/approval", {"approved": True}, If_Match="*"
    )
    path = f"/meetings/{series['id']}/rooms/{hall}/approval"
    return lambda members: contest.admin.call("PUT", path, {"approved": True} | members, If_Match="*")


def asking_for_any_room(contest: Contest) -> Attempt:
    """Of ten seats there is but one."""
    contest.blue = contest.room("Hall", capacity=10)
    contest.taken()
    body = new_meeting(any_room={"capacity": 10}, **WEEKLY)
    return lambda members: contest.ana.post("/meetings", body | members)


def changing_to_any_room(contest: Contest) -> Attempt:
    contest.blue = contest.room("Hall", capacity=10)
    path = f"/meetings/{scheduled(contest.ana, **WEEKLY)['id']}"
    contest.taken()
    return contest.sending("PATCH", path, {"any_room": {"capacity": 10}})


def holding(contest: Contest) -> Attempt:
    contest.taken()
    body = {"rooms": [contest.blue], "people": [str(contest.ana.person_id)], **SECOND_USUAL}
    return lambda members: contest.ana.post("/holds", body | members)


def an_answer(contest: Contest, **members: Any) -> tuple[str, dict[str, Any]]:
    """To an exclusive meeting of Ben's that Ana had declined before she had another."""
    meeting = scheduled(contest.ben, contest.ana, exclusive=True, **members)
    path = f"/meetings/{meeting['id']}/response"
    assert contest.ana.call("PUT", path, {"status": "declined"}, If_Match="*").status_code == 200
    scheduled(contest.ana, exclusive=True, **ON_SECOND)
    return path, {"status": "accepted", "instead_of_all": True}


def accepting_a_series(contest: Contest) -> Attempt:
    path, body = an_answer(contest, **WEEKLY)
    return contest.sending("PUT", path, body)


def accepting_one_date(contest: Contest) -> Attempt:
    path, _ = an_answer(contest, **WEEKLY)
    return contest.sending("PUT", path, {"status": "accepted", "original_start": SECOND})


def accepting_a_single_meeting(contest: Contest) -> Attempt:
    path, body = an_answer(contest, **SECOND_USUAL)
    return contest.sending("PUT", path, body)


def inviting(contest: Contest) -> Attempt:
    """Ben by his id, with somebody who has time."""
    path = f"/meetings/{scheduled(contest.ana, exclusive=True, **WEEKLY)['id']}/guests"
    scheduled(contest.ben, exclusive=True, **ON_SECOND)
    body = [{"person_id": str(contest.ben.person_id)}, {"email": "x@example.org", "role": "chair"}]
    return lambda members: contest.ana.post(path, members.get("guests", body))


def inviting_a_team(contest: Contest) -> Attempt:
    path = f"/meetings/{scheduled(contest.ana, exclusive=True, **WEEKLY)['id']}/guests"
    scheduled(contest.ben, exclusive=True, **ON_SECOND)
    team = contest.admin.post("/teams", {"name": "Design"}).json["id"]
    for each in (contest.ben, contest.admin):
        added = contest.admin.call("PUT", f"/teams/{team}/members/{each.person_id}")
        assert added.status_code in {200, 204}, added.text
    return lambda members: contest.ana.post(path, members.get("guests", [{"team_id": team}]))


ALL = {"skip", "move", "another_room"}
WAYS = [
    (scheduling, ALL),
    (scheduling_with_exceptions, ALL),
    (moving_a_series, ALL),
    (booking_a_room_for_a_series, ALL),
    (changing_one_date, {"move", "another_room"}),
    (changing_the_following, ALL),
    (changing_all_through_one, ALL),
    (restoring_a_date, {"move", "another_room"}),
    (restoring_a_series, ALL),
    (restoring_a_single_meeting, {"move", "another_room"}),
    (announcing_a_draft, ALL),
    (accepting_a_proposal_for_a_date, {"another_room"}),
    (accepting_a_proposal_for_a_series, ALL),
    (approving_a_series, {"skip"}),
    (asking_for_any_room, ALL),
    (changing_to_any_room, ALL),
    (holding, {"move", "another_room"}),
    (accepting_a_series, {"skip"}),
    (accepting_one_date, {"propose"}),
    (accepting_a_single_meeting, {"propose"}),
    (inviting, {"optional"}),
    (inviting_a_team, {"optional"}),
]


@pytest.mark.parametrize(
    ("way", "kind"),
    [pytest.param(way, kind, id=f"{way.__name__}-{kind}") for way, kinds in WAYS for kind in sorted(kinds)],
)
def test_what_is_offered_can_be_sent_back(house: House, way: Callable[[Contest], Attempt], kind: str) -> None:
    attempt = way(Contest(house))
    refused = problem(attempt({}), 409, "slot_taken")
    # A hold has no dates.
    assert {(each["original_start"] or "20261209")[:8] for each in refused["conflicts"]} == {"20261209"}
    offers = [each for each in refused["offers"] if each["kind"] == kind]
    assert {each["kind"] for each in refused["offers"]} == dict(WAYS)[way]
    members = {name: value for name, value in offers[0].items() if name != "kind"}
    answer = attempt(members)
    assert answer.status_code in {200, 201}, answer.text


@pytest.mark.parametrize(
    "way", [changing_one_date, changing_the_following, changing_all_through_one, restoring_a_date]
)
def test_a_rehearsal_clashes_just_as_the_deed_would(house: House, way: Callable[[Contest], Attempt]) -> None:
    attempt = way(Contest(house))
    refused = problem(attempt({}), 409, "slot_taken")
    rehearsed = attempt({}, "dry_run=true").json
    assert (rehearsed["conflicts"], rehearsed["offers"]) == (refused["conflicts"], refused["offers"])
    [first, *_] = refused["offers"]
    members = {name: value for name, value in first.items() if name != "kind"}
    assert attempt(members, "dry_run=true").json["conflicts"] == []


def test_an_offer_keeps_what_was_said_about_single_dates(house: House) -> None:
    contest = Contest(house)
    attempt = scheduling_with_exceptions(contest)
    offers = {each["kind"]: each for each in problem(attempt({}), 409, "slot_taken")["offers"]}
    meeting = attempt({"exceptions": offers["move"]["exceptions"]}).json
    second, third = meeting["exceptions"]
    assert (second["title"], second["start"]["date_time"]) == ("Demo", "2026-12-09T10:00:00")
    assert (third["location"], [each["email"] for each in meeting["guests"]]) == ("Annex", ["x@example.org"])


def test_nothing_is_offered_where_nothing_is_left(house: House) -> None:
    contest = Contest(house)
    hall = contest.room("Hall", approval=True)
    first, second = (scheduled(who, rooms=[hall]) for who in (contest.ana, contest.ben))
    paths = [f"/meetings/{each['id']}/rooms/{hall}/approval" for each in (first, second)]
    assert contest.admin.call("PUT", paths[0], {"approved": True}, If_Match="*").status_code == 200
    refused = problem(
        contest.admin.call("PUT", paths[1], {"approved": True}, If_Match="*"), 409, "slot_taken"
    )
    assert "offers" not in refused


def test_exceptions_go_with_more_dates_than_one(house: House) -> None:
    contest = Contest(house)
    path = contest.series()
    body = {"exceptions": [{"original_start": SECOND, "title": "Alone"}]}
    one = contest.ana.call("PATCH", f"{path}/occurrences/{SECOND}", body, If_Match="*")
    problem(one, 422, "not_for_one_date", "/exceptions")
    changed = contest.ana.call("PATCH", path, {"title": "All", **body}, If_Match="*").json
    assert (changed["title"], changed["exceptions"][0]["title"]) == ("All", "Alone")
