"""Who gets what, and in which order, whatever happens to connections in between."""

import random
from dataclasses import replace
from datetime import timedelta
from threading import Thread

import pytest

from application.identity.caller import Caller
from application.identity.create_api_token import CreateApiTokenCommand
from application.shared.cursor import cursor_at
from domain.administration.ip_block import IpBlock
from domain.identity.role import Permission, Role
from domain.identity.session import Ending
from domain.meeting.details import Visibility
from entrypoints import doorkeeper
from entrypoints.event_json import change_event
from entrypoints.live import hub as hub_module
from entrypoints.live.frames import Event
from entrypoints.live.hub import A_ROUND, CHECK_CREDENTIALS_EVERY, PAGE, RECENT
from tests.entrypoints.live.client import PATIENCE, Client
from tests.entrypoints.live.conftest import House


def cursors_for(house: House, caller: Caller, after: int = 0) -> list[str]:
    """The cursors of what ``GET /changes`` shows to this person."""
    viewer = caller.viewer
    return [
        cursor_at(event.position)
        for event in house.events()
        if event.position > after and event.is_for(viewer)
    ]


def latest(house: House) -> int:
    return house.container.event_log().bounds().latest  # type: ignore[no-any-return]


def heard(client: Client, number: int) -> list[str]:
    """The cursors of the next events, which are all there are."""
    frames = [client.hear() for _ in range(number)]
    assert {frame["type"] for frame in frames} <= {"event"}
    assert client.is_quiet()
    return [frame["cursor"] for frame in frames]


def test_an_event_looks_as_it_does_in_the_list_of_changes(house: House, ana: Caller) -> None:
    client = house.client(ana)
    client.hello()
    house.meeting(ana, title="Réunion")
    frame = client.hear()
    event = house.events()[-1]
    assert frame.pop("type") == "event"
    assert frame == change_event(event).model_dump(mode="json")
    assert (frame["kind"], frame["actor"]["name"], frame["data"]["title"]) == (
        "meeting.scheduled",
        "Ana",
        "Réunion",
    )


def test_it_reaches_those_who_may_see_it_and_nobody_else(house: House, ana: Caller, ben: Caller) -> None:
    eve, visitor = house.person("Eve"), house.person("Vic", Role.GUEST)
    clients = {caller: house.client(caller) for caller in (ana, ben, eve, visitor)}
    for client in clients.values():
        client.hello()
    start = latest(house)
    house.meeting(ana, ben)
    house.meeting(ana, visibility=Visibility.ORGANISATION)
    house.meeting(eve, visitor)
    for caller, client in clients.items():
        expected = cursors_for(house, caller, start)
        assert heard(client, len(expected)) == expected
    assert [len(cursors_for(house, caller, start)) for caller in clients] == [2, 2, 2, 1]


def test_two_pages_of_one_person_get_the_same(house: House, ana: Caller) -> None:
    first, second = house.client(ana), house.client(ana)
    for client in (first, second):
        client.hello()
    house.meeting(ana)
    assert first.hear() == second.hear()


def test_an_event_is_written_once_for_all_who_get_it(
    house: House, ana: Caller, ben: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    write = Event.text

    def counted(frame: Event) -> str:
        written.append(frame.cursor)
        return write(frame)

    monkeypatch.setattr(Event, "text", counted)
    clients = [house.client(caller) for caller in (ana, ben) * 10]
    for client in clients:
        client.hello()
    house.meeting(ana, ben)
    (cursor,) = {client.hear()["cursor"] for client in clients}
    returning = house.client(ben)
    returning.hello(cursor_at(latest(house) - 1))
    assert returning.hear()["cursor"] == cursor
    assert written.count(cursor) == 1


def test_without_a_cursor_the_past_stays_away(house: House, ana: Caller) -> None:
    house.meeting(ana)
    client = house.client(ana)
    assert client.hello()["cursor"] == cursor_at(latest(house))
    assert client.is_quiet()


@pytest.mark.parametrize("missed", [0, 1, PAGE, RECENT, RECENT + 1, RECENT + 2 * PAGE + 7])
def test_what_was_missed_comes_first_however_much_it_is(
    house: House, ana: Caller, ben: Caller, missed: int
) -> None:
    start = latest(house)
    for number in range(missed):
        house.meeting(*((ana, ben) if number % 3 else (ben,)))
    client = house.client(ana)
    assert client.hello(cursor_at(start))["cursor"] == cursor_at(start)
    house.meeting(ana)
    expected = cursors_for(house, ana, start)
    assert heard(client, len(expected)) == expected


def test_a_cursor_that_this_process_has_not_reached_yet_is_good(house: House, ana: Caller) -> None:
    """Another process was faster, and the client comes from there."""
    client = house.client(ana)
    client.hello()
    house.hub.stop()
    house.meeting(ana)
    seen = latest(house)
    returning = house.client(ana)
    returning.hello(cursor_at(seen))
    assert returning.is_quiet()
    house.hub.distribute(house.events()[-1:])
    house.meeting(ana)
    house.hub.distribute(house.events()[-1:])
    assert heard(returning, 1) == [cursor_at(seen + 1)]
    assert heard(client, 2) == [cursor_at(seen), cursor_at(seen + 1)]


def test_history_that_is_gone_is_a_reset_and_then_life_goes_on(house: House, ana: Caller) -> None:
    house.meeting(ana)
    house.clock.advance(timedelta(days=31))
    house.meeting(ana)
    house.container.event_log().forget_before(house.clock.now())
    client = house.client(ana)
    client.hello(cursor_at(0))
    now = cursor_at(latest(house))
    assert client.hear() == {"type": "reset", "reason": "history_too_old", "cursor": now}
    house.meeting(ana)
    assert heard(client, 1) == [cursor_at(latest(house))]


def test_a_cursor_of_another_database_is_a_reset(house: House, ana: Caller) -> None:
    client = house.client(ana)
    client.hello(cursor_at(999_999))
    assert client.hear()["reason"] == "unknown_cursor"
    house.meeting(ana)
    assert heard(client, 1) == [cursor_at(latest(house))]


def test_a_deaf_client_harms_nobody(house: House, ana: Caller, ben: Caller) -> None:
    deaf, listening = house.client(ben), house.client(ana)
    for client in (deaf, listening):
        client.hello()
    for _ in range(2_500):
        house.meeting(ana, ben, title="t" * 200)
        assert listening.hear()["type"] == "event"
    assert deaf.goodbye().code == 1013


def test_a_client_too_slow_for_its_own_past_is_let_go(
    house: House, ana: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "ROOM_WITHIN", 0.2)
    start = latest(house)
    for _ in range(3_000):
        house.meeting(ana, title="t" * 200)
    client = house.client(ana)
    client.say({"type": "hello", "after": cursor_at(start)})
    house.threads[-1].join(0.5)
    assert client.goodbye().code == 1013


@pytest.fixture
def no_other_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an event ends must not wait for the next look at everybody's credentials."""
    monkeypatch.setattr(hub_module, "CHECK_CREDENTIALS_EVERY", 3_600.0)


@pytest.mark.usefixtures("no_other_look")
def test_when_a_session_ends_so_do_its_connections_at_once(house: House, ana: Caller, ben: Caller) -> None:
    ended, also_ended, other = house.client(ana), house.client(ana), house.client(ben)
    for client in (ended, also_ended, other):
        client.hello()
    with house.container.transactions().begin() as work:
        session = work.sessions.get(ana.session_id)
        session.end(Ending.SIGNED_OUT, by=ana.person_id, now=house.clock.now())
        work.sessions.save(session)
    assert [ended.goodbye().code, also_ended.goodbye().code] == [4401, 4401]
    assert other.is_quiet()


@pytest.mark.usefixtures("no_other_look")
def test_when_a_token_is_revoked_so_are_its_connections(house: House, ana: Caller, ben: Caller) -> None:
    now = house.clock.now()
    scopes = frozenset({Permission.READ_EVENTS})
    command = CreateApiTokenCommand(replace(ana, proved_at=now), "Watch", scopes, now + timedelta(days=1))
    token, _ = house.container.accounts.create_api_token()(command)
    program = replace(ana, session_id=None, token_id=token.id, scopes=token.scopes)
    revoked, other, own = house.client(program), house.client(ben), house.client(ana)
    for client in (revoked, other, own):
        client.hello()
    house.hub.check_credentials()
    house.container.accounts.revoke_api_token()(ana, token.id)
    assert revoked.goodbye().code == 4401
    assert other.is_quiet()
    assert own.hear()["kind"] == "token.revoked"
    assert own.is_quiet()


def test_a_blocked_address_is_let_go(house: House, ana: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doorkeeper, "LOOK_AGAIN", 0.0)
    client, other = house.client(ana), house.client(ana)
    client.hello()
    other.hello()
    house.connections[0].address, house.connections[1].address = "203.0.113.9", "198.51.100.7"
    block = IpBlock.add(
        "203.0.113.0/24",
        reason="Guessing",
        expires_at=None,
        by=ana.person_id,
        from_address="",
        now=house.clock.now(),
    )
    with house.container.transactions().begin() as work:
        work.ip_blocks.add(block)
    assert other.hear()["kind"] == "ip_block.added"
    assert client.hear()["kind"] == "ip_block.added"
    assert client.goodbye().code == 4403
    assert other.is_quiet()


def test_a_session_that_ran_out_is_found_out(house: House, ana: Caller) -> None:
    client = house.client(ana)
    client.hello()
    house.hub.check_credentials()
    assert client.is_quiet()
    house.clock.advance(timedelta(days=31))
    house.hub.check_credentials()
    assert client.goodbye().code == 4401


def test_nobody_has_to_look_for_a_session_that_ran_out(house: House, ana: Caller) -> None:
    assert CHECK_CREDENTIALS_EVERY + A_ROUND <= 5.0
    client = house.client(ana)
    client.hello()
    house.clock.advance(timedelta(days=31))
    assert client.goodbye().code == 4401


def test_somebody_who_became_a_guest_sees_the_organisation_no_more(
    house: House, ana: Caller, ben: Caller
) -> None:
    client = house.client(ben)
    client.hello()
    with house.container.transactions().begin() as work:
        person = work.people.get(ben.person_id)
        person.role = Role.GUEST
        work.people.save(person)
    house.hub.check_credentials()
    house.meeting(ana, visibility=Visibility.ORGANISATION)
    house.meeting(ana, ben)
    assert heard(client, 1) == [cursor_at(latest(house))]


def test_a_process_that_ends_sends_everybody_away_and_takes_nobody_in(house: House, ana: Caller) -> None:
    clients = [house.client(ana) for _ in range(5)]
    for client in clients:
        client.hello()
    house.hub.drain()
    assert {client.goodbye().code for client in clients} == {1012}
    assert house.client(ana).goodbye().code == 1012


def test_whatever_is_cut_and_when_everybody_gets_everything_once_in_order(house: House) -> None:
    """The journey with real processes is tests/journeys; this one shows the same in a moment."""
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    people = [house.person(name) for name in ("Ana", "Ben", "Chloe", "Dan")]
    start = latest(house)
    rounds, cuts = 300, 0

    def write(seed: int) -> None:
        chance = random.Random(seed)
        for _ in range(rounds):
            host, *guests = chance.sample(people, chance.randint(1, 4))
            visibility = chance.choice([Visibility.PRIVATE, Visibility.ORGANISATION])
            house.meeting(host, *guests, visibility=visibility)

    writers = [Thread(target=write, args=(chance.random(),)) for _ in range(4)]
    for writer in writers:
        writer.start()
    got: dict[Caller, list[str]] = {person: [] for person in people}
    while any(writer.is_alive() for writer in writers):
        reader = chance.choice(people)
        cuts += 1
        client = house.client(reader)
        client.hello(got[reader][-1] if got[reader] else cursor_at(start))
        client.raw.settimeout(0.05)
        for _ in range(chance.randint(0, 60)):
            try:
                got[reader].append(client.hear()["cursor"])
            except TimeoutError:
                break
        client.cut()
    for person in people:
        client = house.client(person)
        client.hello(got[person][-1] if got[person] else cursor_at(start))
        expected = cursors_for(house, person, start)
        while got[person] != expected and len(got[person]) < len(expected):
            got[person].append(client.hear()["cursor"])
        assert client.is_quiet()
        assert got[person] == expected
    print(f"{4 * rounds} events, {cuts} cuts, {len(people)} readers")


def test_a_hub_that_lost_the_log_comes_back(
    house: House, ana: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "POLL", 0.02)
    client = house.client(ana)
    client.hello()
    log = house.container.event_log()
    whole = log.database
    log.database = None
    house.container.wakeups().ring("events.numbered")
    client.raw.settimeout(0.2)
    with pytest.raises(TimeoutError):
        client.hear()
    client.raw.settimeout(PATIENCE)
    log.database = whole
    house.meeting(ana)
    assert client.hear()["kind"] == "meeting.scheduled"
