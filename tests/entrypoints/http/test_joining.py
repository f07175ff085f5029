"""Invitations, and registration that tells strangers nothing."""

from datetime import timedelta
from pathlib import Path

import pytest

from application.identity.create_person import CreatePersonCommand
from domain.identity.role import Role
from tests.entrypoints.http.conftest import PASSWORD, Caller, House, a_house, new_meeting, problem
from tests.entrypoints.http.post import new_letters, token_in

ZOE = {"email": "zoe@example.org", "password": PASSWORD, "name": "Zoé", "time_zone": "Europe/Paris"}


@pytest.fixture
def admin(house: House) -> Caller:
    return house.person("Ada", Role.ADMIN)


@pytest.fixture
def open_house(tmp_path: Path) -> House:
    return a_house(tmp_path, CONVENE_REGISTRATION="open")


def invited(house: House, admin: Caller, **members: str) -> str:
    """The token that was mailed."""
    answer = admin.post("/people", {"email": "zoe@example.org", **members})
    assert answer.status_code == 201, answer.text
    (letter,) = new_letters(house)
    assert letter.to == "zoe@example.org"
    return token_in(letter)


def test_an_invitation_becomes_an_account_once(house: House, admin: Caller) -> None:
    answer = admin.post("/people", {"email": "ZOE@example.org", "name": "Zoé", "role": "guest"})
    assert answer.status_code == 201
    assert (answer.json["email"], answer.json["role"]) == ("zoe@example.org", "guest")
    assert admin.call("GET", answer.headers["Location"].removeprefix("/api/v1")).json == answer.json
    (letter,) = new_letters(house)
    assert letter.link is not None
    assert letter.link.url.startswith("http://127.0.0.1:8000/invitation#token=")
    token, nobody = token_in(letter), house.nobody()
    assert token not in answer.text
    seen = nobody.post("/auth/invitation", {"token": token})
    assert (seen.json["email"], seen.json["name"], seen.json["role"]) == ("zoe@example.org", "Zoé", "guest")
    joined = nobody.post("/auth/register", {**ZOE, "invitation_token": token})
    assert joined.status_code == 201
    assert (joined.json["email"], joined.json["role"]) == ("zoe@example.org", "guest")
    assert nobody.post("/auth/login", {"email": "zoe@example.org", "password": PASSWORD}).status_code == 200
    again = nobody.post("/auth/register", {**ZOE, "password": "another password", "invitation_token": token})
    problem(again, 403, "invitation_invalid")
    assert admin.get("/invitations").json["data"] == []


def test_the_address_is_the_invited_one(house: House, admin: Caller) -> None:
    token, nobody = invited(house, admin), house.nobody()
    other = nobody.post("/auth/register", {**ZOE, "email": "eve@example.org", "invitation_token": token})
    problem(other, 403, "invitation_invalid", "/email")
    without = {name: value for name, value in ZOE.items() if name != "email"}
    joined = nobody.post("/auth/register", {**without, "invitation_token": token})
    assert (joined.status_code, joined.json["email"]) == (201, "zoe@example.org")


def test_a_refusal_leaves_the_invitation_as_good_as_before(house: House, admin: Caller) -> None:
    token, nobody = invited(house, admin), house.nobody()
    weak = nobody.post("/auth/register", {**ZOE, "password": "short", "invitation_token": token})
    problem(weak, 422, "weak_password", "/password")
    assert nobody.post("/auth/register", {**ZOE, "invitation_token": token}).status_code == 201


def test_an_invitation_lasts_seven_days(house: House, admin: Caller) -> None:
    token, nobody = invited(house, admin), house.nobody()
    house.clock.advance(timedelta(days=7))
    problem(nobody.post("/auth/register", {**ZOE, "invitation_token": token}), 403, "invitation_invalid")
    problem(nobody.post("/auth/invitation", {"token": token}), 403, "invitation_invalid")


def test_inviting_again_voids_the_link_before(house: House, admin: Caller) -> None:
    first, second, nobody = invited(house, admin), invited(house, admin, role="admin"), house.nobody()
    problem(nobody.post("/auth/register", {**ZOE, "invitation_token": first}), 403, "invitation_invalid")
    joined = nobody.post("/auth/register", {**ZOE, "invitation_token": second})
    assert joined.json["role"] == "admin"


def test_a_revoked_invitation_opens_nothing(house: House, admin: Caller) -> None:
    token, nobody = invited(house, admin), house.nobody()
    (listed,) = admin.get("/invitations").json["data"]
    assert listed["invited_by"]["name"] == "Ada"
    assert admin.call("DELETE", f"/invitations/{listed['id']}").status_code == 204
    problem(nobody.post("/auth/register", {**ZOE, "invitation_token": token}), 403, "invitation_invalid")
    problem(admin.call("DELETE", f"/invitations/{listed['id']}"), 404, "invitation_not_found")
    problem(admin.get(f"/invitations/{listed['id']}"), 404, "invitation_not_found")


def test_an_invitation_never_touches_an_account(house: House, admin: Caller) -> None:
    """Elsewhere a sign-up through an invitation replaced the password of who had the address."""
    token = invited(house, admin)
    zoe = house.person("Zoe")
    taken = house.nobody().post(
        "/auth/register", {**ZOE, "password": "the password of Mallory", "invitation_token": token}
    )
    problem(taken, 409, "email_taken", "/email")
    assert zoe.get("/me").json["name"] == "Zoe"
    login = house.nobody().post("/auth/login", {"email": zoe.email, "password": PASSWORD})
    assert login.status_code == 200
    problem(admin.post("/people", {"email": zoe.email}), 409, "email_taken", "/email")
    assert new_letters(house) == []


def test_lists_of_invitations_have_pages(house: House, admin: Caller) -> None:
    for name in "dcba":
        admin.post("/people", {"email": f"{name}@example.org"})
    first = admin.get("/invitations?limit=3")
    assert [each["email"][0] for each in first.json["data"]] == ["a", "b", "c"]
    assert 'rel="next"' in first.headers["Link"]
    rest = admin.get(f"/invitations?limit=3&cursor={first.json['next_cursor']}").json
    assert ([each["email"][0] for each in rest["data"]], rest["next_cursor"]) == (["d"], None)


def test_nobody_invites_above_their_rights(house: House, admin: Caller) -> None:
    expires = (house.clock.now() + timedelta(days=1)).isoformat()
    made = admin.post("/tokens", {"name": "x", "scopes": ["people:invite"], "expires_at": expires})
    admin.token = made.json["token"]
    assert admin.post("/people", {"email": "a@example.org"}).status_code == 201
    problem(admin.post("/people", {"email": "b@example.org", "role": "admin"}), 403, "insufficient_scope")


def test_without_an_invitation_there_is_no_account(house: House) -> None:
    problem(house.nobody().post("/auth/register", ZOE), 403, "registration_closed")
    assert new_letters(house) == []


def test_closed_means_closed(house: House, admin: Caller, tmp_path: Path) -> None:
    closed = a_house(tmp_path / "closed", CONVENE_REGISTRATION="closed")
    ada, nobody = closed.person("Ada", Role.ADMIN), closed.nobody()
    problem(ada.post("/people", {"email": "zoe@example.org"}), 403, "registration_closed")
    for body in (ZOE, {**ZOE, "invitation_token": "x" * 43}):
        problem(nobody.post("/auth/register", body), 403, "registration_closed")


def test_open_registration_begins_with_a_letter(open_house: House) -> None:
    nobody = open_house.nobody()
    asked = nobody.post("/auth/register", ZOE)
    assert (asked.status_code, asked.json) == (202, {"state": "letter_sent", "email": "zoe@example.org"})
    sign_in = {"email": ZOE["email"], "password": PASSWORD}
    problem(nobody.post("/auth/login", sign_in), 401, "invalid_credentials")
    (letter,) = new_letters(open_house)
    assert "Zoé" not in "".join(letter.paragraphs)
    mine = {**ZOE, "password": "a password of my own", "invitation_token": token_in(letter)}
    joined = nobody.post("/auth/register", mine)
    assert (joined.status_code, joined.json["role"]) == (201, "member")
    # Whoever asked first, in another's name, cannot sign in with the password they wrote then.
    problem(nobody.post("/auth/login", sign_in), 401, "invalid_credentials")


def test_an_address_is_all_that_open_registration_needs(open_house: House) -> None:
    nobody = open_house.nobody()
    asked = nobody.post("/auth/register", {"email": "zoe@example.org"})
    assert (asked.status_code, asked.json) == (202, {"state": "letter_sent", "email": "zoe@example.org"})
    (letter,) = new_letters(open_house)
    token = token_in(letter)
    lacking = nobody.post("/auth/register", {"invitation_token": token, "name": "Zoé"})
    problem(lacking, 422, "invalid_body", "/password", "/time_zone")
    problem(nobody.post("/auth/register", {**ZOE, "name": None}), 422, "invalid_body", "/name")
    assert nobody.post("/auth/register", {**ZOE, "invitation_token": token}).status_code == 201


def test_strangers_cannot_tell_who_has_an_account(open_house: House) -> None:
    admin, nobody = open_house.person("Ada", Role.ADMIN), open_house.nobody()
    admin.post("/people", {"email": "ben@example.org", "role": "admin"})
    (invitation,) = new_letters(open_house)
    answers, letters = set(), {}
    for email in (admin.email, "ben@example.org", "eve@example.org"):
        answer = nobody.post("/auth/register", {**ZOE, "email": email})
        headers = sorted(name for name, _ in answer.headers)
        answers.add((answer.status_code, answer.text.replace(email, "…"), *headers))
        (letters[email],) = new_letters(open_house)
    assert len(answers) == 1
    assert [letter.to for letter in letters.values()] == list(letters)
    assert letters[admin.email].subject == "You have an account already"
    assert letters["ben@example.org"].subject == "You have been invited already"
    # And the invitation is worth as much as before.
    ben = {**ZOE, "email": "ben@example.org", "invitation_token": token_in(invitation)}
    joined = nobody.post("/auth/register", ben)
    assert (joined.status_code, joined.json["role"]) == (201, "admin")


def test_an_address_is_left_in_peace_after_five_letters(open_house: House) -> None:
    nobody = open_house.nobody()
    for _ in range(8):
        assert nobody.post("/auth/register", ZOE).status_code == 202
    letters = new_letters(open_house)
    assert len(letters) == 5
    open_house.clock.advance(timedelta(hours=2))
    nobody.post("/auth/register", ZOE)
    assert len(new_letters(open_house)) == 1


def test_who_asks_without_an_address_is_told(open_house: House) -> None:
    body = {name: value for name, value in ZOE.items() if name != "email"}
    problem(open_house.nobody().post("/auth/register", body), 422, "invalid_email", "/email")
    weak = open_house.nobody().post("/auth/register", {**ZOE, "password": "short"})
    problem(weak, 422, "weak_password", "/password")


def test_no_event_holds_a_token(house: House, admin: Caller) -> None:
    token = invited(house, admin)
    house.nobody().post("/auth/register", {**ZOE, "invitation_token": token})
    events = house.container.event_log().after(0, limit=1_000)
    assert [event.kind for event in events][-2:] == ["person.invited", "person.joined"]
    assert not any(token in str(event) for event in events)


def asked_to(house: House, host: Caller) -> str:
    """A meeting that Zoé is invited to by her address alone."""
    return str(host.post("/meetings", new_meeting(guests=[{"email": ZOE["email"]}])).json["id"])


def recognise(house: House) -> None:
    while house.container.meetings.recognise_guests()():
        pass


def test_meetings_know_who_joined_once_the_address_is_proven(house: House, admin: Caller) -> None:
    review = asked_to(house, admin)
    token, nobody = invited(house, admin), house.nobody()
    recognise(house)
    assert admin.get(f"/meetings/{review}").json["guests"][0]["person"] is None
    zoe = nobody.post("/auth/register", {**ZOE, "invitation_token": token}).json
    recognise(house)
    (guest,) = admin.get(f"/meetings/{review}").json["guests"]
    assert (guest["person"]["id"], guest["email"]) == (zoe["id"], ZOE["email"])
    login = nobody.post("/auth/login", {"email": zoe["email"], "password": PASSWORD})
    nobody.token = login.json["access_token"]
    accepted = nobody.call("PUT", f"/meetings/{review}/response", {"status": "accepted"}, If_Match="*")
    assert accepted.status_code == 200
    events = house.container.event_log().after(0, limit=100)
    (event,) = [each for each in events if each.kind == "guest.joined"]
    assert event.data["guest"] == {"id": guest["id"], "name": "Zoé", "person_id": zoe["id"]}


def test_to_ask_for_an_account_with_an_address_shows_nothing_of_its_meetings(open_house: House) -> None:
    ana = open_house.person("Ana")
    review, nobody = asked_to(open_house, ana), open_house.nobody()
    assert nobody.post("/auth/register", ZOE).status_code == 202
    recognise(open_house)
    assert ana.get(f"/meetings/{review}").json["guests"][0]["person"] is None
    (letter,) = new_letters(open_house)
    body = {"invitation_token": token_in(letter), **ZOE}
    assert nobody.post("/auth/register", body).status_code == 201
    recognise(open_house)
    assert ana.get(f"/meetings/{review}").json["guests"][0]["person"]["name"] == "Zoé"


def test_who_gets_an_account_by_the_command_line_is_known_too(house: House, admin: Caller) -> None:
    review = asked_to(house, admin)
    command = CreatePersonCommand(ZOE["email"], "Zoé", PASSWORD, Role.MEMBER, "UTC")
    zoe = house.container.accounts.create_person()(command)
    recognise(house)
    assert admin.get(f"/meetings/{review}").json["guests"][0]["person"]["id"] == str(zoe.id)


def test_so_does_a_new_address_once_it_is_confirmed(house: House, admin: Caller) -> None:
    review, olga = asked_to(house, admin), house.person("Olga")
    olga.post("/auth/email", {"email": ZOE["email"]})
    recognise(house)
    assert admin.get(f"/meetings/{review}").json["guests"][0]["person"] is None
    (letter,) = new_letters(house)
    house.nobody().post("/auth/email/confirmation", {"token": token_in(letter)})
    recognise(house)
    assert admin.get(f"/meetings/{review}").json["guests"][0]["person"]["name"] == "Olga"
