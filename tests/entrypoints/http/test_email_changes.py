"""A new address counts once its reader has said so; then the old one is told."""

from datetime import timedelta

from domain.identity.session import PROOF_LASTS
from tests.entrypoints.http.conftest import PASSWORD, Caller, House, new_meeting, problem
from tests.entrypoints.http.post import new_letters, token_in

NEW = "ana.new@example.org"


def asked(house: House, ana: Caller, email: str = NEW) -> str:
    answer = ana.post("/auth/email", {"email": email})
    assert answer.status_code == 202, answer.text
    (letter,) = new_letters(house)
    assert letter.to == email
    assert letter.link is not None
    assert letter.link.url.startswith("http://127.0.0.1:8000/confirm-email#token=")
    return token_in(letter)


def test_an_address_changes_when_its_reader_says_so(house: House, ana: Caller) -> None:
    phone = house.nobody()
    phone.token = phone.post("/auth/login", {"email": ana.email, "password": PASSWORD}).json["access_token"]
    started = ana.post("/auth/email", {"email": " Ana.New@example.org"})
    assert started.json["email"] == NEW
    (letter,) = new_letters(house)
    assert ana.get("/me").json["email"] == "ana@example.org"
    assert house.nobody().post("/auth/email/confirmation", {"token": token_in(letter)}).status_code == 204
    assert ana.get("/me").json["email"] == NEW
    problem(phone.get("/me"), 401, "not_signed_in")
    (notice,) = new_letters(house)
    assert notice.to == "ana@example.org"
    assert NEW in notice.paragraphs[0]
    for email, status in ((NEW, 200), ("ana@example.org", 401)):
        login = house.nobody().post("/auth/login", {"email": email, "password": PASSWORD})
        assert login.status_code == status
    events = [(e.kind, dict(e.data)) for e in house.container.event_log().after(0, limit=100)]
    assert events[-2:] == [
        ("person.changed", {"name": "Ana", "changed": ["email"]}),
        ("session.ended", {"because": "email_changed"}),
    ]


def test_meetings_and_their_files_follow_to_the_new_address(house: House, ana: Caller, ben: Caller) -> None:
    review = ben.post("/meetings", new_meeting(guests=[{"person_id": str(ana.person_id)}])).json["id"]
    token = asked(house, ana)
    assert ben.get(f"/meetings/{review}").json["guests"][0]["email"] == "ana@example.org"
    house.nobody().post("/auth/email/confirmation", {"token": token})
    (guest,) = ben.get(f"/meetings/{review}").json["guests"]
    assert (guest["email"], guest["person"]["id"]) == (NEW, str(ana.person_id))
    file = ben.get(f"/meetings/{review}.ics").text.replace("\r\n ", "")
    assert f"mailto:{NEW}" in file
    assert "ana@example.org" not in file
    problem(ben.post(f"/meetings/{review}/guests", [{"email": NEW}]), 409, "already_invited")
    answer = ben.post("/imports", file.encode(), Content_Type="text/calendar")
    assert answer.json["events"][0]["outcome"] == "unchanged"


def test_the_link_works_once_and_for_a_day(house: House, ana: Caller) -> None:
    token = asked(house, ana)
    house.nobody().post("/auth/email/confirmation", {"token": token})
    problem(house.nobody().post("/auth/email/confirmation", {"token": token}), 403, "confirmation_invalid")
    new_letters(house)
    late = asked(house, ana, "ana.late@example.org")
    house.clock.advance(timedelta(hours=24))
    problem(house.nobody().post("/auth/email/confirmation", {"token": late}), 403, "confirmation_invalid")


def test_asking_again_voids_the_link_before(house: House, ana: Caller) -> None:
    first, second = asked(house, ana), asked(house, ana, "ana.other@example.org")
    problem(house.nobody().post("/auth/email/confirmation", {"token": first}), 403, "confirmation_invalid")
    assert house.nobody().post("/auth/email/confirmation", {"token": second}).status_code == 204


def test_it_takes_a_fresh_password(house: House, ana: Caller) -> None:
    house.clock.advance(PROOF_LASTS + timedelta(seconds=1))
    problem(ana.post("/auth/email", {"email": NEW}), 403, "proof_needed")
    ana.post("/auth/proof", {"password": PASSWORD})
    asked(house, ana)


def test_nobody_learns_whose_address_it_is(house: House, ana: Caller, ben: Caller) -> None:
    free, taken = (ana.post("/auth/email", {"email": email}) for email in (NEW, ben.email))
    assert (free.status_code, free.json.keys()) == (taken.status_code, taken.json.keys())
    first, second = sorted(new_letters(house), key=lambda letter: letter.to)
    assert (first.subject, second.subject) == ("Confirm your new address", "You have an account already")
    assert second.to == ben.email
    problem(ana.post("/auth/email", {"email": ana.email}), 422, "invalid_email", "/email")


def test_who_came_first_keeps_the_address(house: House, ana: Caller, ben: Caller) -> None:
    hers, his = asked(house, ana), asked(house, ben)
    assert house.nobody().post("/auth/email/confirmation", {"token": his}).status_code == 204
    problem(house.nobody().post("/auth/email/confirmation", {"token": hers}), 409, "email_taken", "/email")
    assert ana.get("/me").json["email"] == "ana@example.org"


def test_links_that_went_to_the_old_address_are_void(house: House, ana: Caller) -> None:
    house.nobody().post("/auth/password/forgot", {"email": ana.email})
    (letter,) = new_letters(house)
    house.nobody().post("/auth/email/confirmation", {"token": asked(house, ana)})
    reset = {"token": token_in(letter), "password": "a battery of staples"}
    problem(house.nobody().post("/auth/password/reset", reset), 403, "reset_token_invalid")
