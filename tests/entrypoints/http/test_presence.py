"""Who can be reached, over HTTP."""

from datetime import timedelta
from uuid import uuid4

import pytest

from domain.conversation.presence import Activity, Lease, own_place
from domain.shared.ids import new_id
from tests.builders import NOW
from tests.entrypoints.http.conftest import Caller, House, problem


def test_who_is_online_away_and_offline(house: House, ana: Caller, ben: Caller) -> None:
    eve, nobody = house.person("Eve"), uuid4()
    pages = [(ben, Activity.VIEWING), (eve, Activity.IDLE)]
    house.container.presence.leases().put(
        new_id(NOW),
        [Lease(new_id(NOW), own_place(who.person_id), who.person_id, activity) for who, activity in pages],
    )
    wanted = ",".join(str(each) for each in (ana.person_id, nobody, ben.person_id, eve.person_id))
    answer = ana.get(f"/presence?people={wanted}")
    assert answer.status_code == 200
    expected = {"offline": ana, "online": ben, "away": eve}
    assert answer.json == {
        "people": [
            {"person_id": str(who.person_id), "state": state, "last_seen": None}
            for state, who in sorted(expected.items(), key=lambda one: one[1].person_id)
        ]
    }


def test_when_somebody_was_here_last(house: House, ana: Caller, ben: Caller) -> None:
    lease = Lease(new_id(NOW), own_place(ben.person_id), ben.person_id)
    leases = house.container.presence.leases()
    house.clock.advance(timedelta(seconds=17))  # of which nobody is told
    leases.put(new_id(NOW), [lease])
    leases.end([lease.key])
    left_at = house.clock.now()
    house.clock.advance(timedelta(minutes=3))
    (shown,) = ana.get(f"/presence?people={ben.person_id}").json["people"]
    assert shown["state"] == "offline"
    assert shown["last_seen"] == left_at.strftime("%Y-%m-%dT%H:%M:00Z")


@pytest.mark.parametrize("people", ["", "?people=", "?people=ana", "?people=" + ",".join(["{id}"] * 201)])
def test_whose_presence_has_to_be_said(ana: Caller, people: str) -> None:
    answer = ana.get("/presence" + people.replace("{id}", str(ana.person_id)))
    problem(answer, 400, "invalid_query")
