"""The log of mail over HTTP."""

from datetime import timedelta

import pytest

from application.shared.refusals import LetterRefused
from domain.identity.language import Language
from domain.identity.role import Role
from domain.notification.notification import HOLD
from domain.shared.letter import LEASE
from tests.entrypoints.http.conftest import Caller, House, problem, scheduled


@pytest.fixture
def root(house: House) -> Caller:
    return house.person("Root", Role.ADMIN)


def sent(house: House, *, after: timedelta = HOLD) -> None:
    container = house.container
    while container.notification.tell_people()():
        pass
    house.clock.advance(after)
    while container.notification.write_mail()():
        pass
    while container.send_letters()():
        pass


def test_admins_see_what_became_of_mail_and_nothing_of_what_it_says(
    house: House, ana: Caller, ben: Caller, root: Caller
) -> None:
    meeting = scheduled(ana, ben, title="Salary of Ben")
    sent(house)
    answer = root.get("/mail-deliveries?state=sent,given_up&kind=invited&address=BEN@example.org")
    (mail,) = answer.json["data"]
    assert (mail["state"], mail["kind"], mail["address"]) == ("sent", "invited", "ben@example.org")
    assert mail["person"] == {"id": str(ben.person_id), "name": "Ben"}
    assert (mail["meeting_id"], mail["attempts"], mail["answer"]) == (meeting["id"], 1, "")
    assert mail["message_id"].startswith(f"<{mail['id']}@")
    assert "Salary" not in answer.text
    assert root.get(f"/mail-deliveries/{mail['id']}").json == mail
    assert root.get(f"/mail-deliveries?person={ben.person_id}").json["data"] == [mail]
    for query in ("state=held", f"person={ana.person_id}", "kind=moved", "from=2030-01-01T00:00:00Z"):
        assert root.get(f"/mail-deliveries?{query}").json["data"] == []


def test_what_the_mail_server_said_is_explained_in_the_language_of_who_asks(
    house: House, ana: Caller, ben: Caller, root: Caller
) -> None:
    scheduled(ana, ben)
    house.container.mailer().trouble = LetterRefused("550 5.1.1 No such user here")
    sent(house)

    def explained(**asked: str) -> tuple[str, str]:
        answer = root.get("/mail-deliveries?state=given_up", **asked)
        (mail,) = answer.json["data"]
        return answer.headers["Content-Language"], mail["explanation"]

    assert explained() == ("en", "There is no mailbox of that name; check the address.")
    german = "Ein Postfach dieses Namens gibt es nicht; prüfe die Adresse."
    assert explained(Accept_Language="de-CH") == ("de", german)
    with house.container.transactions().begin() as work:
        person = work.people.get(root.person_id)
        person.language = Language.GERMAN
        work.people.save(person)
    assert explained() == ("de", german)
    assert explained(Accept_Language="fr")[0] == "fr"


def test_it_comes_in_pages(house: House, ana: Caller, ben: Caller, root: Caller) -> None:
    for _ in range(3):
        scheduled(ana, ben)
    sent(house)
    first = root.get("/mail-deliveries?limit=2&state=sent")
    assert "state=sent" in first.headers["Link"]
    rest = root.get(f"/mail-deliveries?limit=2&cursor={first.json['next_cursor']}").json
    assert (len(first.json["data"]), len(rest["data"]), rest["next_cursor"]) == (2, 1, None)
    problem(root.get("/mail-deliveries?cursor=abc"), 400, "invalid_cursor")
    problem(root.get("/mail-deliveries?state=lost"), 400, "invalid_query")


def test_it_is_sent_again_once_the_other_attempt_is_over(
    house: House, ana: Caller, ben: Caller, root: Caller
) -> None:
    scheduled(ana, ben)
    sent(house)
    (mail,) = root.get("/mail-deliveries").json["data"]
    again = root.post(f"/mail-deliveries/{mail['id']}/resending")
    assert (again.status_code, again.json["state"], again.json["resends"]) == (200, "waiting", 1)
    problem(root.post(f"/mail-deliveries/{mail['id']}/resending"), 409, "not_to_be_sent_again")
    sent(house, after=LEASE)
    messages = [letter.id for letter in house.container.mailer().sent]
    assert messages == [messages[0]] * 2
    nowhere = "/mail-deliveries/0193a000-0000-7000-8000-000000000001"
    problem(root.post(f"{nowhere}/resending"), 404, "mail_not_found")
    problem(root.get(nowhere), 404, "mail_not_found")
    kinds = [entry["kind"] for entry in root.get("/audit-events").json["data"]]
    assert "mail.resent" in kinds


def test_an_admin_sees_whether_mail_arrives(house: House, ana: Caller, root: Caller) -> None:
    written = root.post("/mail-deliveries")
    assert (written.status_code, written.json["kind"], written.json["address"]) == (201, "trial", root.email)
    assert written.json["state"] == "waiting"
    sent(house)
    assert root.get(written.headers["Location"].removeprefix("/api/v1")).json["state"] == "sent"
    (letter,) = house.container.mailer().sent
    assert (letter.to, letter.subject) == (root.email, "Mail from Convene arrives")
    problem(ana.post("/mail-deliveries"), 403, "permission_missing")
