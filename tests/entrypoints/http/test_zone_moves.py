"""The report about changed time zone rules, over the API."""

from pathlib import Path

import pytest

from domain.identity.role import Role
from tests.entrypoints.http.conftest import Caller, House, moment, problem, scheduled
from tests.zone_rules import no_more_changes_from, reformed

PATH = "/admin/time-zone-changes"
SUMMER = {"start": moment("2027-07-05T09:00:00"), "end": moment("2027-07-05T10:00:00")}


@pytest.fixture
def admin(house: House) -> Caller:
    return house.person("Ada", Role.ADMIN)


def follow(house: House, folder: Path) -> None:
    with reformed(folder, no_more_changes_from(2027), "Europe/Paris"):
        house.container.meetings.follow_zone_rules()(in_force=True)


def test_an_admin_reads_what_moved(house: House, admin: Caller, tmp_path: Path) -> None:
    meeting = scheduled(admin, **SUMMER)
    follow(house, tmp_path)
    (entry,) = admin.get(PATH).json["data"]
    assert (entry["meeting_id"], entry["title"]) == (meeting["id"], "Design review")
    assert entry["time_zones"] == ["Europe/Paris"]
    assert (entry["settled"], entry["more"], entry["collisions"]) == (True, 0, [])
    assert entry["dates"] == [
        {
            "original_start": "20270705T080000Z",
            "before": {"start": "2027-07-05T07:00:00Z", "end": "2027-07-05T08:00:00Z"},
            "after": {"start": "2027-07-05T08:00:00Z", "end": "2027-07-05T09:00:00Z"},
        }
    ]


def test_what_collides_is_told_without_titles_that_are_not_for_them(
    house: House, admin: Caller, ana: Caller, ben: Caller, tmp_path: Path
) -> None:
    room = admin.post("/rooms", {"name": "Blue", "capacity": 4, "time_zone": "Europe/Paris"}).json["id"]
    berlin = {
        "start": moment("2027-07-05T10:00:00", "Europe/Berlin"),
        "end": moment("2027-07-05T11:00:00", "Europe/Berlin"),
    }
    mover = scheduled(ana, **SUMMER, title="Secret", rooms=[room])
    stays = scheduled(ben, **berlin, title="All hands", visibility="organisation", rooms=[room])
    follow(house, tmp_path)
    answer = admin.get(PATH)
    assert "Secret" not in answer.text
    (entry,) = answer.json["data"]
    assert (entry["meeting_id"], entry["title"]) == (mover["id"], None)
    slot = {"start": "2027-07-05T08:00:00Z", "end": "2027-07-05T09:00:00Z"}
    assert entry["collisions"] == [
        {
            "original_start": "20270705T080000Z",
            "kind": "room",
            "id": room,
            "wanted": slot,
            "taken": slot,
            "taken_by": stays["id"],
            "title": "All hands",
        }
    ]


def test_it_comes_page_by_page(house: House, admin: Caller, tmp_path: Path) -> None:
    meetings = {scheduled(admin, **SUMMER)["id"] for _ in range(3)}
    follow(house, tmp_path)
    first = admin.get(f"{PATH}?limit=2")
    assert 'rel="next"' in first.headers["Link"]
    rest = admin.get(f"{PATH}?limit=2&cursor={first.json['next_cursor']}").json
    found = [entry["meeting_id"] for page in (first.json, rest) for entry in page["data"]]
    assert (set(found), len(found), rest["next_cursor"]) == (meetings, 3, None)


def test_it_is_for_admins_and_a_cursor_is_one_of_ours(ana: Caller, admin: Caller) -> None:
    problem(ana.get(PATH), 403, "permission_missing")
    for cursor in ("MQ", "MXg"):
        problem(admin.get(f"{PATH}?cursor={cursor}"), 400, "invalid_cursor")
    assert admin.get(PATH).json == {"data": [], "next_cursor": None}
