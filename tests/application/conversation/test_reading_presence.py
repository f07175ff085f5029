"""Who is told who is there."""

from datetime import timedelta
from uuid import UUID

import pytest

from application.conversation.presence_ports import PresenceLeases
from application.conversation.read_meeting_presence import MeetingPresence, place_of_meeting
from application.identity.caller import Caller
from domain.conversation.presence import GRACE, LEASE_LASTS, Activity, Lease, Standing, own_place
from domain.identity.refusals import ScopeMissing
from domain.identity.role import Permission, Role
from domain.meeting.details import Visibility
from domain.meeting.terms import Terms
from domain.shared.ids import new_id
from tests.application.conftest import House
from tests.builders import NOW

HOLDER = new_id(NOW)


def connect(
    house: House, who: Caller, place: str | None = None, activity: Activity = Activity.VIEWING
) -> Lease:
    lease = Lease(new_id(NOW), place or own_place(who.person_id), who.person_id, activity)
    leases(house).put(HOLDER, [lease])
    return lease


def leases(house: House) -> PresenceLeases:
    return house.container.presence.leases()  # type: ignore[no-any-return]


def standings(house: House, caller: Caller, *people: Caller) -> list[Standing]:
    wanted = [person.person_id for person in people]
    found = {
        each.person_id: each.standing for each in house.container.presence.read_presence()(caller, wanted)
    }
    return [found[person_id] for person_id in wanted if person_id in found]


def in_meeting(house: House, meeting_id: UUID) -> MeetingPresence:
    return house.container.presence.read_meeting_presence()([meeting_id])[meeting_id]  # type: ignore[no-any-return]


def seen(house: House, caller: Caller, meeting_id: UUID) -> set[UUID]:
    presence = in_meeting(house, meeting_id)
    if presence.circle(caller) is None:
        return set()
    return {each.person_id for each in presence.as_seen_by(caller)}


def test_members_see_who_of_the_organisation_is_online_away_or_offline(house: House) -> None:
    ana, ben, eve, zoe = (house.person(name) for name in ("Ana", "Ben", "Eve", "Zoe"))
    connect(house, ben)
    connect(house, eve, activity=Activity.IDLE)
    assert standings(house, ana, ben, eve, zoe) == [Standing.ONLINE, Standing.AWAY, Standing.OFFLINE]


def test_who_was_here_was_last_seen_then_to_the_minute(house: House) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    left_at = house.clock.now()
    leases(house).end([connect(house, ben).key])
    house.clock.advance(GRACE)
    assert standings(house, ana, ben) == [Standing.ONLINE]
    house.clock.advance(timedelta(seconds=1))
    (away,) = house.container.presence.read_presence()(ana, [ben.person_id])
    assert away.standing is Standing.OFFLINE
    assert away.last_seen == left_at.replace(second=0, microsecond=0)
    (never,) = house.container.presence.read_presence()(ana, [ana.person_id])
    assert (never.standing, never.last_seen) == (Standing.OFFLINE, None)


def test_a_process_that_renews_no_more_takes_its_people_along(house: House) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    connect(house, ben)
    house.clock.advance(LEASE_LASTS)
    assert standings(house, ana, ben) == [Standing.ONLINE]
    house.clock.advance(timedelta(seconds=1))
    assert standings(house, ana, ben) == [Standing.OFFLINE]


def test_whoever_is_not_to_be_seen_is_left_out_like_nobody(house: House) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    vic, wim = house.person("Vic", Role.GUEST), house.person("Wim", Role.GUEST)
    for person in (ana, ben, vic, wim):
        connect(house, person)
    house.meeting(ana, vic)
    nobody = Caller(new_id(NOW), Role.MEMBER)
    assert standings(house, vic, ana, vic) == [Standing.ONLINE] * 2
    assert standings(house, vic, ben, wim, nobody) == []
    house.meeting(ana, vic, wim, terms=Terms(guests_see_guests=False))
    assert standings(house, vic, wim) == []
    house.meeting(ana, vic, wim)
    assert standings(house, vic, wim) == [Standing.ONLINE]


def test_the_deactivated_are_left_out(house: House) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    meeting_id = house.meeting(ana, ben)
    connect(house, ben, place_of_meeting(meeting_id))
    assert seen(house, ana, meeting_id) == {ben.person_id}
    with house.container.transactions().begin() as work:
        person = work.people.get(ben.person_id)
        person.active = False
        work.people.save(person)
    assert standings(house, ana, ben) == []
    assert seen(house, ana, meeting_id) == set()


def test_a_token_without_the_scope_sees_nobody(house: House) -> None:
    ana = house.person("Ana")
    program = Caller(ana.person_id, ana.role, scopes=frozenset({Permission.READ_PEOPLE}))
    with pytest.raises(ScopeMissing):
        house.container.presence.read_presence()(program, [ana.person_id])


def test_the_people_of_a_meeting_see_who_looks_at_it(house: House) -> None:
    ana, ben, eve = (house.person(name) for name in ("Ana", "Ben", "Eve"))
    meeting_id = house.meeting(ana, ben)
    for person in (ana, ben, eve):  # Eve got there somehow, and may not see it
        connect(house, person, place_of_meeting(meeting_id))
    assert seen(house, ana, meeting_id) == seen(house, ben, meeting_id) == {ana.person_id, ben.person_id}
    assert seen(house, eve, meeting_id) == set()


def test_guests_who_may_not_know_of_each_other_do_not_meet_here(house: House) -> None:
    ana, ben, vic = house.person("Ana"), house.person("Ben"), house.person("Vic", Role.GUEST)
    meeting_id = house.meeting(ana, ben, vic, terms=Terms(guests_see_guests=False))
    for person in (ana, ben, vic):
        connect(house, person, place_of_meeting(meeting_id))
    everybody = {ana.person_id, ben.person_id, vic.person_id}
    assert seen(house, ana, meeting_id) == everybody
    assert seen(house, ben, meeting_id) == {ana.person_id, ben.person_id}
    assert seen(house, vic, meeting_id) == {ana.person_id, vic.person_id}


def test_who_is_removed_is_gone_at_once_and_sees_nobody(house: House) -> None:
    ana, ben, eve = (house.person(name) for name in ("Ana", "Ben", "Eve"))
    meeting_id = house.meeting(ana, ben, visibility=Visibility.ORGANISATION)
    for person in (ana, ben, eve):
        connect(house, person, place_of_meeting(meeting_id))
    assert eve.person_id in seen(house, ben, meeting_id)
    with house.container.transactions().begin() as work:
        meeting = work.meetings.get(meeting_id)
        meeting.remove_guest(meeting.guests[0].id, by=ana.person_id, now=NOW)
        work.meetings.save(meeting)
        person = work.people.get(eve.person_id)
        person.role = Role.GUEST
        work.people.save(person)
    visitor = Caller(eve.person_id, Role.GUEST)
    assert ben.person_id in seen(house, ana, meeting_id)  # as one of the organisation, still
    assert eve.person_id not in seen(house, ana, meeting_id)
    assert seen(house, visitor, meeting_id) == set()


def test_a_meeting_that_is_gone_has_nobody(house: House) -> None:
    assert house.container.presence.read_meeting_presence()([new_id(NOW)]) == {}
