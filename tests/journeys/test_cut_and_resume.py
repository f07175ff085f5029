"""Cut lines and killed processes behind nginx: one order for all, nothing missing, nothing twice.

What a reader gets over the live stream, put together from all its pieces, is to the letter what ``GET
/changes`` shows afterwards. What was said stands there once, in one order for all. And who is there is right,
within a minute of whatever happened.

``CONVENE_ROUNDS=60`` plays for ten minutes and more; the seed is printed.
"""

import os
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from application.identity.create_person import CreatePersonCommand
from domain.conversation.presence import GRACE
from domain.identity.role import Role
from entrypoints.container import container_for
from entrypoints.settings import Settings
from tests.entrypoints.cli.serving import LONG_ENOUGH, PASSWORD
from tests.entrypoints.live.client import Client
from tests.entrypoints.live.serving import Person, readable
from tests.journeys.house import House, house_behind_nginx
from tests.journeys.travellers import Journey, Reader, Talker, Writer

pytestmark = pytest.mark.against_the_clock

NAMES = ("ana", "ben", "chloe", "dan", "eve", "finn", "gita", "hugo")
STAY = 4
"""How many of them are there at the end."""
READERS, WRITERS, TALKERS = 12, 8, 4
ROUNDS = int(os.environ.get("CONVENE_ROUNDS", "1"))
ROUND = 10.0
"""Seconds, in which a web process and the background worker are killed."""
RENEW_EVERY = 300.0
"""Seconds; access lasts for 15 minutes, which a busy machine may make of ten."""
WITHIN = 60.0
"""Seconds, after which presence is right."""
Standing = dict[str, str]


@pytest.mark.parametrize("bell", ["postgres", "redis"])
def test_every_reader_gets_everything_once_and_in_order(
    bell: str, database_url: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    environment = {"CONVENE_DATABASE_URL": database_url}
    if bell == "redis":
        environment["CONVENE_REDIS_URL"] = request.getfixturevalue("redis_url")
    make_people(database_url, tmp_path)
    seed = random.randrange(2**32)
    print(f"\n{bell}: seed {seed}")
    with house_behind_nginx(tmp_path, **environment) as house:
        travel(house, seed)


def make_people(database_url: str, folder: Path) -> None:
    variables = {"CONVENE_DATABASE_URL": database_url, "CONVENE_DATA_DIR": str(folder)}
    container = container_for(Settings.from_environment(variables))
    for name in NAMES:
        command = CreatePersonCommand(
            f"{name}@example.org", name.title(), PASSWORD, Role.MEMBER, "Europe/Paris"
        )
        container.accounts.create_person()(command)
    container.wakeups().close()
    container.engine().dispose()


def travel(house: House, seed: int) -> None:
    chance = random.Random(seed)
    people = [Person(house.port, f"{name}@example.org", PASSWORD) for name in NAMES]
    _, now = people[0].call("GET", "/changes")
    start = now["next_cursor"]
    journey = Journey(seed, people[0].schedule("Review", *people[1:])["id"])

    def page(number: int) -> Person:
        return people[number % len(people)].on_another_page()

    def luck() -> random.Random:
        return random.Random(chance.random())

    everybody = [person.id for person in people]
    readers = [Reader(journey, page(each), luck(), start) for each in range(READERS)]
    writers = [Writer(journey, page(each), everybody, luck()) for each in range(WRITERS)]
    talkers = [Talker(journey, page(each), luck()) for each in range(TALKERS)]
    watcher = page(0)
    began = time.monotonic()
    deeds = [reader.listen_for_a_while for reader in readers]
    deeds += [writer.write for writer in writers] + [talker.say for talker in talkers]
    deeds.append(lambda: look(journey, watcher, everybody))
    threads = [journey.begin(deed) for deed in deeds]
    renewed = began
    for number in range(ROUNDS):
        if time.monotonic() - renewed > RENEW_EVERY:
            renew(people)
            renewed = time.monotonic()
        kill_on_the_way(house, journey, number)
    journey.over.set()
    for thread in threads:
        thread.join(LONG_ENOUGH)
        assert not thread.is_alive()
    lasted = time.monotonic() - began
    for failure in journey.failures:
        raise failure

    people[0].connection.close()  # nginx has hung up on whoever was silent for long
    last = people[0].schedule("The last one", *people[1:])["id"]
    expected = settled_changes([reader.person for reader in readers], start, last)
    for reader, events in zip(readers, expected, strict=True):
        cursors = [event["cursor"] for event in events]
        reader.finish(cursors)
        assert reader.cursors == cursors
        assert_versions_grow(events)
    assert_nothing_written_is_missing(journey, expected)
    assert_all_that_was_said_stands_there_once(journey, people[0], expected)
    took = seconds_until_presence_is_right(house, people, journey.topic)
    for person in Person.made:  # else each server waits for its idle connections before it ends
        person.connection.close()
    print(
        f"{journey.cuts} cuts, {ROUNDS} web processes and {ROUNDS} workers killed, {len(journey.written)} "
        f"changes and {sum(map(len, journey.said))} messages acknowledged, {sum(map(len, expected))} events "
        f"to {READERS} readers in {lasted:.0f} s; presence right {took:.0f} s after the last had left"
    )


def renew(people: list[Person]) -> None:
    """While both servers answer. What access they had is still good on pages that ask just now."""
    for person in people:
        person.connection.close()  # nginx has hung up on whoever was silent for long
        person.renew()
        for page in Person.made:
            if page.id == person.id:
                page.token = person.token


def kill_on_the_way(house: House, journey: Journey, number: int) -> None:
    ends = time.monotonic() + ROUND
    journey.over.wait(ROUND / 5)
    house.kill_web(number % 2)
    journey.over.wait(ROUND / 5)
    house.kill_worker()
    journey.over.wait(max(0.0, ends - time.monotonic()))


def look(journey: Journey, person: Person, everybody: list[str]) -> None:
    """Nobody who was there a moment ago is called gone, whatever dies meanwhile."""
    time.sleep(0.25)
    standing = standing_of(person, everybody)
    a_moment_ago = time.monotonic() - GRACE.total_seconds() / 2
    lately = {person_id for person_id, at in journey.left.items() if at > a_moment_ago}
    assert {standing[person_id] for person_id in lately} <= {"online"}, (standing, journey.left)


def standing_of(asking: Person, people: list[str]) -> Standing:
    status, body = asking.call("GET", f"/presence?people={','.join(people)}")
    assert status == 200, body
    return {each["person_id"]: each["state"] for each in body["people"]}


def seconds_until_presence_is_right(house: House, people: list[Person], topic: str) -> float:
    """All have left; some come back and look at the meeting."""
    began = time.monotonic()
    clients = {person.id: looking_on(person, topic) for person in people[:STAY]}
    standing = {person.id: "online" if person.id in clients else "offline" for person in people}
    asking = [people[0].on_another_page() for _ in house.webs]
    for page, web in zip(asking, house.webs, strict=True):
        page.port = page.connection.port = web.port
    last: dict[str, Standing] = {}
    there = {person_id: dict.fromkeys(clients, "viewing") for person_id in clients}
    while last != there or any(standing_of(page, list(standing)) != standing for page in asking):
        assert time.monotonic() - began < WITHIN, (
            last,
            [standing_of(page, list(standing)) for page in asking],
        )
        for client in readable(list(clients.values()), 0.5):
            person_id = next(each for each, theirs in clients.items() if theirs is client)
            frame = client.hear()
            if frame["type"] == "presence":
                last[person_id] = {each["person_id"]: each["state"] for each in frame["people"]}
    return time.monotonic() - began


def looking_on(person: Person, topic: str) -> Client:
    client = person.on_another_page().live()
    client.hello()
    client.say({"type": "subscribe", "topic": topic})
    client.say({"type": "presence", "topic": topic, "state": "viewing"})
    return client


def settled_changes(pages: list[Person], start: str, last: str) -> list[list[dict[str, Any]]]:
    """What each may see, once the sequencer has numbered the ``last`` meeting, and so all before it."""
    found: list[list[dict[str, Any]]] = [[] for _ in pages]
    deadline = time.monotonic() + LONG_ENOUGH
    while True:
        news = [
            list(page.changes(events[-1]["cursor"] if events else start))
            for page, events in zip(pages, found, strict=True)
        ]
        for events, more in zip(found, news, strict=True):
            events += more
        if any(news):
            deadline = time.monotonic() + LONG_ENOUGH
        elif all(last in subjects_of(events) for events in found):
            return found
        assert time.monotonic() < deadline
        time.sleep(0.5)


def subjects_of(events: list[dict[str, Any]]) -> set[str]:
    return {event["subject"]["id"] for event in events}


def assert_versions_grow(events: list[dict[str, Any]]) -> None:
    newest: dict[tuple[str, str], int] = {}
    for event in events:
        subject, version = (event["subject"]["type"], event["subject"]["id"]), event["version"]
        assert newest.get(subject, 0) <= version, event
        newest[subject] = version


def assert_nothing_written_is_missing(journey: Journey, expected: list[list[dict[str, Any]]]) -> None:
    seen = {(event["subject"]["id"], event["version"]) for events in expected for event in events}
    missing = [each for each in journey.written if each not in seen]
    assert not missing, Counter(missing).most_common(5)


def assert_all_that_was_said_stands_there_once(
    journey: Journey, asking: Person, expected: list[list[dict[str, Any]]]
) -> None:
    messages = messages_of(journey.meeting_id, asking)
    for said in journey.said:
        author = said[0].partition(" ")[0]
        assert [text for text in messages.values() if text.startswith(author)] == said
    assert len(messages) == sum(map(len, journey.said))
    for events in expected:
        posted = [event["data"]["message"]["id"] for event in events if event["kind"] == "message.posted"]
        assert posted == list(messages)


def messages_of(meeting_id: str, asking: Person) -> dict[str, str]:
    """Their texts by id, in their order."""
    found: dict[str, str] = {}
    cursor = ""
    while True:
        path = f"/meetings/{meeting_id}/messages?order=oldest&limit=200{cursor}"
        status, page = asking.call("GET", path)
        assert status == 200, page
        found |= {each["id"]: each["text"] for each in page["data"]}
        if page["next_cursor"] is None:
            return found
        cursor = f"&cursor={page['next_cursor']}"
