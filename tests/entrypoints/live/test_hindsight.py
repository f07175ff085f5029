"""Who comes back hears of what they missed as the rights of now allow it, not those of then."""

import json
import random
from uuid import UUID

import pytest

from application.conversation.post_message import PostMessageCommand
from application.identity.caller import Caller
from application.meeting.change_meeting import ChangeMeetingCommand
from application.meeting.invitations import Invitee
from application.meeting.invite_guests import InviteGuestsCommand
from application.meeting.remove_guest import RemoveGuestCommand
from application.shared.cursor import cursor_at
from domain.identity.role import Role
from domain.meeting.details import Visibility
from domain.meeting.guest import GuestRole
from domain.shared.ids import new_id
from entrypoints.live import hub as hub_module
from entrypoints.live.hub import Hub
from tests.entrypoints.live.client import Frame
from tests.entrypoints.live.conftest import House


@pytest.fixture(params=["at hand", "in the log"])
def house(request: pytest.FixtureRequest, house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    """What was missed is among the last events, or lies further back."""
    if request.param == "in the log":
        monkeypatch.setattr(Hub, "_has_all_behind", lambda hub, position: position >= (hub._position or 0))
        monkeypatch.setattr(hub_module, "PAGE", 3)
    return house


def change(house: House, host: Caller, meeting: UUID, **details: object) -> None:
    house.container.meetings.change_meeting()(ChangeMeetingCommand(host, meeting, None, details=details))


def remove(house: House, host: Caller, meeting: UUID, guest: Caller) -> None:
    with house.container.transactions().begin() as work:
        (found,) = [each for each in work.meetings.get(meeting).guests if each.person_id == guest.person_id]
    house.container.meetings.remove_guest()(RemoveGuestCommand(host, meeting, found.id, None))


def missed(house: House, caller: Caller, after: int) -> list[Frame]:
    """What somebody hears who comes back behind that position."""
    client = house.client(caller)
    client.hello(cursor_at(after))
    frames = []
    client.say({"type": "ping"})
    while (frame := client.hear())["type"] != "pong":
        frames.append(frame)
    return frames


def test_the_title_of_a_meeting_made_private_is_not_told_any_more(
    house: House, ana: Caller, ben: Caller
) -> None:
    start = len(house.events())
    meeting = house.meeting(ana, title="Layoffs", visibility=Visibility.ORGANISATION)
    change(house, ana, meeting, visibility=Visibility.PRIVATE)
    (frame,) = missed(house, ben, start)
    assert (frame["kind"], frame["subject"]) == ("meeting.hidden", {"type": "meeting", "id": str(meeting)})
    assert (frame["data"], frame["actor"], frame["mutation_id"]) == ({}, None, None)
    assert [each["data"]["title"] for each in missed(house, ana, start)] == ["Layoffs", "Layoffs"]


def test_who_was_taken_out_meanwhile_learns_that_it_is_gone_and_nothing_of_it(
    house: House, ana: Caller, ben: Caller
) -> None:
    start = len(house.events())
    meeting = house.meeting(ana, ben, title="Layoffs")
    command = PostMessageCommand(ana, meeting, new_id(house.clock.now()), "Not a word of this")
    house.container.conversation.post_message()(command)
    remove(house, ana, meeting, ben)
    frames = missed(house, ben, start)
    assert {frame["kind"] for frame in frames} == {"meeting.hidden"}
    assert "Layoffs" not in json.dumps(frames)
    assert "word" not in json.dumps(frames)


def test_who_was_asked_back_reads_it_all(house: House, ana: Caller, ben: Caller) -> None:
    start = len(house.events())
    meeting = house.meeting(ana, ben, title="Plan")
    remove(house, ana, meeting, ben)
    invitees = (Invitee(person_id=ben.person_id, role=GuestRole.REQUIRED),)
    house.container.meetings.invite_guests()(InviteGuestsCommand(ana, meeting, invitees))
    kinds = [frame["kind"] for frame in missed(house, ben, start)]
    assert kinds[0] == "meeting.scheduled"
    assert "meeting.hidden" not in kinds


def test_nobody_who_comes_back_hears_a_title_that_they_may_not_read_by_now(house: House) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    people = [house.person(name) for name in ("Ana", "Ben", "Chloe")] + [house.person("Vic", Role.GUEST)]
    start = len(house.events())
    titles: dict[str, UUID] = {}
    for number in range(12):
        host, *guests = chance.sample(people[:3], 2)
        visibility = chance.choice(list(Visibility))
        meeting = house.meeting(host, *guests, title=f"secret-{number}-", visibility=visibility)
        titles[f"secret-{number}-"] = meeting
        if chance.random() < 0.5:
            title = f"renamed-{number}-"
            change(house, host, meeting, title=title, visibility=chance.choice(list(Visibility)))
            titles[title] = meeting
        if guests and chance.random() < 0.5:
            remove(house, host, meeting, guests[0])
    for caller in people:
        viewer = caller.viewer
        heard = missed(house, caller, start)
        lost = house.container.sights().lost(viewer, set(titles.values()))
        said = {title for title in titles if title in json.dumps(heard)}
        assert all(titles[title] not in lost for title in said)
        expected = [each for each in house.events()[start:] if each.is_for(viewer)]
        assert [frame["cursor"] for frame in heard] == [cursor_at(each.position) for each in expected]
        shown = house.container.read_changes()(viewer, cursor_at(start), 1_000).events
        assert [frame["kind"] for frame in heard] == [event.kind for event in shown]
