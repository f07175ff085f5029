"""Forgotten passwords over HTTP: who is told what, and what the mailed link is good for."""

from datetime import timedelta
from typing import Any

import pytest

from domain.identity.password_reset import LIFETIME, MOST_LETTERS
from domain.shared.letter import Letter
from tests.entrypoints.http.conftest import PASSWORD, Caller, House, problem
from tests.entrypoints.http.test_api_tokens import program
from tests.entrypoints.http.test_passwords import PASSING, guess
from tests.entrypoints.http.test_sessions import another_device, is_signed_out

NEW = "a battery of staples"


def letters(house: House) -> list[Letter]:
    return [each.letter for each in house.container.memory_database().tables.deliveries.values()]


def forget(house: House, email: str) -> Any:
    return house.nobody().post("/auth/password/forgot", {"email": email})


def mailed_token(house: House) -> str:
    link = letters(house)[-1].link
    assert link is not None
    address, _, token = link.url.partition("/reset-password#token=")
    assert address == "http://127.0.0.1:8000"
    assert len(token) == 43
    return token


def reset(house: House, token: str, password: str = NEW) -> Any:
    return house.nobody().post("/auth/password/reset", {"token": token, "password": password})


def test_every_address_is_answered_alike(house: House, ana: Caller) -> None:
    told = []
    for email in (ana.email, "nobody@example.org", "ANA@Example.org"):
        answer = forget(house, email)
        headers = {name: value for name, value in answer.headers if name not in PASSING}
        told.append((answer.status_code, answer.data, headers))
    assert told[0] == told[1] == told[2]
    assert told[0][:2] == (204, b"")
    assert [letter.to for letter in letters(house)] == [ana.email] * 2
    problem(forget(house, "no address"), 422, "invalid_body", "/email")


def test_a_forgotten_password_is_replaced_by_mail(house: House, ana: Caller) -> None:
    laptop = another_device(house, ana)
    forget(house, ana.email)
    (letter,) = letters(house)
    assert letter.to == ana.email
    token = mailed_token(house)
    assert token not in " ".join((letter.subject, *letter.paragraphs))
    assert not is_signed_out(laptop)
    answer = reset(house, token)
    assert (answer.status_code, answer.data, "Set-Cookie" in answer.headers) == (204, b"", False)
    assert is_signed_out(ana)
    assert is_signed_out(laptop)
    body = {"email": ana.email, "password": PASSWORD}
    problem(house.nobody().post("/auth/login", body), 401, "invalid_credentials")
    assert house.nobody().post("/auth/login", {**body, "password": NEW}).status_code == 200
    problem(reset(house, token), 403, "reset_token_invalid")
    events = house.container.event_log().after(0, limit=100)
    told = [event for event in events if event.kind != "person.joined"]
    assert [event.kind for event in told] == [
        "password.reset_requested",
        "password.reset",
        "session.ended",
        "session.ended",
    ]
    assert all(event.audience == {ana.person_id} for event in told)
    assert token not in repr(told)
    assert "changed" in letters(house)[-1].subject


def test_only_the_newest_link_works_and_for_half_an_hour(house: House, ana: Caller) -> None:
    forget(house, ana.email)
    first = mailed_token(house)
    forget(house, ana.email)
    second = mailed_token(house)
    problem(reset(house, first), 403, "reset_token_invalid")
    house.clock.advance(LIFETIME)
    problem(reset(house, second), 403, "reset_token_invalid")
    forget(house, ana.email)
    house.clock.advance(LIFETIME - timedelta(seconds=1))
    assert reset(house, mailed_token(house)).status_code == 204


@pytest.mark.parametrize("token", ["", "guess", "é", "x" * 200, "' OR ''='"])
def test_a_made_up_link_opens_nothing(house: House, ana: Caller, token: str) -> None:
    problem(reset(house, token), 403, "reset_token_invalid")


@pytest.mark.parametrize("password", ["short", "password1", "ana@example.org", "x" * 129])
def test_a_weak_password_does_not_use_the_link_up(house: House, ana: Caller, password: str) -> None:
    forget(house, ana.email)
    problem(reset(house, mailed_token(house), password), 422, "weak_password", "/password")
    assert not is_signed_out(ana)
    assert reset(house, mailed_token(house)).status_code == 204


def test_nobody_is_flooded_with_letters(house: House, ana: Caller) -> None:
    statuses = {forget(house, ana.email).status_code for _ in range(MOST_LETTERS + 5)}
    assert statuses == {204}
    assert len(letters(house)) == MOST_LETTERS
    assert reset(house, mailed_token(house)).status_code == 204


def test_whoever_was_deactivated_gets_no_letter_and_no_way_in(house: House, ana: Caller) -> None:
    forget(house, ana.email)
    token = mailed_token(house)
    with house.container.transactions().begin() as work:
        person = work.people.get(ana.person_id)
        person.active = False
        work.people.save(person)
    assert forget(house, ana.email).status_code == 204
    assert len(letters(house)) == 1
    problem(reset(house, token), 403, "reset_token_invalid")


def test_the_owner_need_not_wait_for_the_guessers_limit(house: House, ana: Caller) -> None:
    guess(house, ana.email)
    forget(house, ana.email)
    assert reset(house, mailed_token(house)).status_code == 204
    assert house.nobody().post("/auth/login", {"email": ana.email, "password": NEW}).status_code == 200


def test_a_changed_password_is_told_by_mail(house: House, ana: Caller) -> None:
    assert ana.post("/auth/password", {"current_password": PASSWORD, "new_password": NEW}).status_code == 200
    (letter,) = letters(house)
    assert (letter.to, letter.subject) == (ana.email, "Your password was changed")
    assert NEW not in repr(letter)


def test_what_the_lost_password_may_have_made_ends_with_it(house: House, ana: Caller, ben: Caller) -> None:
    importer, other = program(house, ana, "meetings:read"), program(house, ben, "meetings:read")
    forget(house, ana.email)
    assert importer.get("/me").status_code == 200
    reset(house, mailed_token(house))
    problem(importer.get("/me"), 401, "not_signed_in")
    assert other.get("/me").status_code == 200
    assert "All your API tokens have ended." in " ".join(letters(house)[-1].paragraphs)


@pytest.mark.parametrize(("wish", "status"), [({}, 200), ({"end_tokens": True}, 401)])
def test_whoever_changes_a_password_is_asked_about_tokens(
    wish: dict[str, bool], status: int, house: House, ana: Caller
) -> None:
    importer = program(house, ana, "meetings:read")
    body = {"current_password": PASSWORD, "new_password": NEW, **wish}
    assert ana.post("/auth/password", body).status_code == 200
    assert importer.get("/me").status_code == status
    words = " ".join(letters(house)[-1].paragraphs)
    assert ("All your API tokens have ended." in words) == bool(wish)
    assert ("Your API tokens still work." in words) != bool(wish)
