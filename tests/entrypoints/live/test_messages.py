"""What people say over their live connections."""

from uuid import UUID, uuid4

from application.conversation.post_message import PostMessageCommand
from application.identity.caller import Caller
from domain.identity.role import Role
from domain.meeting.details import Visibility
from tests.entrypoints.live.conftest import House


def a_message(meeting_id: UUID, text: str = "Hello", **members: str) -> dict[str, str]:
    return {
        "type": "message",
        "meeting_id": str(meeting_id),
        "client_id": str(uuid4()),
        "text": text,
        **members,
    }


def said(house: House) -> list[str]:
    return [event.kind for event in house.events() if event.kind.startswith("message.")]


def test_what_is_said_comes_to_all_who_may_see_the_meeting(house: House, ana: Caller, ben: Caller) -> None:
    meeting, eve = house.meeting(ana, ben), house.person("Eve")
    speaking, hearing, stranger = (house.client(each) for each in (ben, ana, eve))
    for client in (speaking, hearing, stranger):
        client.hello()
    frame = a_message(meeting)
    speaking.say(frame)
    heard = speaking.hear()
    assert (heard["type"], heard["kind"]) == ("event", "message.posted")
    assert heard["subject"] == {"type": "conversation", "id": str(meeting)}
    message = heard["data"]["message"]
    assert (message["client_id"], message["text"]) == (frame["client_id"], "Hello")
    assert message["author"] == {"id": str(ben.person_id), "name": "Ben"}
    assert hearing.hear() == heard
    assert stranger.is_quiet()


def test_sent_again_it_is_said_once(house: House, ana: Caller) -> None:
    """R12: over the same connection, and over REST as well."""
    meeting, client = house.meeting(ana), house.client(ana)
    client.hello()
    frame = a_message(meeting)
    client.say(frame)
    assert client.hear()["kind"] == "message.posted"
    client.say(frame)
    assert client.is_quiet()
    command = PostMessageCommand(ana, meeting, UUID(frame["client_id"]), "Hello")
    assert house.container.conversation.post_message()(command)[1] is False
    assert said(house) == ["message.posted"]


def test_a_refused_message_is_a_problem_that_names_it(house: House, ana: Caller) -> None:
    meeting, other, client = house.meeting(ana), house.meeting(house.person("Eve")), house.client(ana)
    client.hello()
    first = a_message(meeting)
    client.say(first)
    client.hear()
    wrong = [
        (a_message(other), "meeting_not_found", None),
        (a_message(uuid4()), "meeting_not_found", None),
        (a_message(meeting, "x" * 4001), "invalid_text", "text"),
        (a_message(meeting, "a\u0007"), "invalid_text", "text"),
        (first | {"text": "Something else"}, "client_id_reused", "client_id"),
        (a_message(meeting, client_id="mine"), "invalid_value", "client_id"),
    ]
    for frame, code, field in wrong:
        client.say(frame)
        problem = client.hear()
        assert (problem["type"], problem["code"], problem.get("field")) == ("problem", code, field)
        assert problem["client_id"] == frame["client_id"]
    assert said(house) == ["message.posted"]


def test_who_comes_back_does_not_hear_what_was_deleted_meanwhile(
    house: House, ana: Caller, ben: Caller
) -> None:
    meeting, here = house.meeting(ana, ben), house.client(ben)
    welcome = here.hello()
    here.say(a_message(meeting, "Secret"))
    message = here.hear()["data"]["message"]
    house.container.conversation.delete_message()(ben, UUID(message["id"]), None)
    assert here.hear()["kind"] == "message.deleted"
    back = house.client(ana)
    back.hello(welcome["cursor"])
    posted, deleted = back.hear(), back.hear()
    assert (posted["kind"], deleted["kind"]) == ("message.posted", "message.deleted")
    assert posted["data"] == deleted["data"]
    assert posted["data"]["message"]["text"] == ""


def test_whoever_may_see_a_meeting_hears_what_is_said_of_it(house: House, ana: Caller, ben: Caller) -> None:
    """Followers of its topic and everybody else alike, each once; guests of the organisation do not."""
    visitor = house.person("Vic", Role.GUEST)
    meeting = house.meeting(ana, visibility=Visibility.ORGANISATION)
    following, elsewhere, outside = (house.client(each) for each in (ben, house.person("Eve"), visitor))
    for client in (following, elsewhere, outside):
        client.hello()
    topic = f"meeting:{meeting}"
    following.say({"type": "subscribe", "topic": topic})
    outside.say({"type": "subscribe", "topic": topic})
    assert outside.hear()["code"] == "unknown_topic"
    house.until(lambda: topic in house.connections[0].topics)
    house.container.conversation.post_message()(PostMessageCommand(ana, meeting, uuid4(), "Hello all"))
    for client in (following, elsewhere):
        assert client.hear()["data"]["message"]["text"] == "Hello all"
        assert client.is_quiet()
    assert outside.is_quiet()
