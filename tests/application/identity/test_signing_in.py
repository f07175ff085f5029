from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from application.identity.create_person import CreatePersonCommand
from application.identity.set_up import SetUpCommand
from application.identity.sign_in import SignInCommand
from application.identity.signing_in import Device, SignedIn
from domain.identity.refusals import (
    EmailAlreadyTaken,
    InvalidCredentials,
    LiveTicketInvalid,
    NotSignedIn,
    SessionEnded,
    SetupClosed,
    SetupTokenInvalid,
    WeakPassword,
)
from domain.identity.role import Role
from domain.identity.session import GRACE, LIFETIME
from tests.application.conftest import House

PASSWORD = "correct horse"


def signed_in(house: House, name: str = "Ana") -> SignedIn:
    house.person(name, password_hash=f"quick:{PASSWORD}")
    command = SignInCommand(f"{name}@example.org", PASSWORD, Device("Firefox", "192.0.2.1"))
    return house.container.accounts.sign_in()(command)  # type: ignore[no-any-return]


def set_up(house: House, token: str | None = None, **changes: str) -> SignedIn:
    given = {"email": "ana@example.org", "password": PASSWORD, "name": "Ana", "time_zone": "Europe/Paris"}
    command = SetUpCommand(token=token or house.container.setup_link().token(), **(given | changes))
    return house.container.accounts.set_up()(command)  # type: ignore[no-any-return]


def test_the_first_person_is_an_admin_and_signed_in(house: House) -> None:
    answer = set_up(house)
    assert answer.person.role is Role.ADMIN
    assert house.container.accounts.authenticate()(answer.access_token).person_id == answer.person.id


def test_set_up_works_once(house: House) -> None:
    set_up(house)
    with pytest.raises(SetupClosed):
        set_up(house, email="eve@example.org")


def test_two_first_people_at_once_are_one(house: House) -> None:
    def attempt(number: int) -> str:
        try:
            set_up(house, email=f"person{number}@example.org")
        except SetupClosed as refusal:
            return refusal.code
        return "done"

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(attempt, range(8)))
    assert sorted(outcomes) == ["done"] + ["setup_closed"] * 7


def test_set_up_needs_its_link_and_a_password(house: House) -> None:
    with pytest.raises(SetupTokenInvalid):
        set_up(house, token="guess")
    with pytest.raises(WeakPassword):
        set_up(house, password="short")
    assert not house.container.people().anybody()


def test_signing_in_opens_a_new_session_each_time(house: House) -> None:
    first = signed_in(house)
    second = house.container.accounts.sign_in()(SignInCommand(" ANA@example.org", PASSWORD))
    assert first.session.id != second.session.id
    assert first.session.device == "Firefox"


@pytest.mark.parametrize(
    ("email", "password"),
    [("ana@example.org", "wrong password"), ("nobody@example.org", PASSWORD), ("no address", PASSWORD)],
)
def test_every_wrong_pair_gets_the_same_answer(house: House, email: str, password: str) -> None:
    signed_in(house)
    with pytest.raises(InvalidCredentials) as refusal:
        house.container.accounts.sign_in()(SignInCommand(email, password))
    assert refusal.value.message == "the e-mail address or the password is wrong"


def test_deactivated_people_cannot_sign_in_refresh_or_call(house: House) -> None:
    answer = signed_in(house)
    with house.container.transactions().begin() as work:
        person = work.people.get(answer.person.id)
        person.active = False
        work.people.save(person)
    with pytest.raises(InvalidCredentials):
        house.container.accounts.sign_in()(SignInCommand("ana@example.org", PASSWORD))
    with pytest.raises(NotSignedIn):
        house.container.accounts.authenticate()(answer.access_token)
    with pytest.raises(SessionEnded):
        house.container.accounts.refresh_session()(answer.refresh_token)
    assert house.kinds() == ["session.ended"]


def test_an_old_hash_is_renewed_at_the_next_sign_in(house: House) -> None:
    caller = house.person("Ana", password_hash=f"old:{PASSWORD}")
    house.container.accounts.sign_in()(SignInCommand("ana@example.org", PASSWORD))
    with house.container.transactions().begin() as work:
        assert work.people.get(caller.person_id).password_hash == f"quick:{PASSWORD}"


def test_twenty_parallel_refreshes_get_one_successor(house: House) -> None:
    token = signed_in(house).refresh_token
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(house.container.accounts.refresh_session(), [token] * 20))
    assert len({answer.refresh_token for answer in answers}) == 1
    assert house.container.accounts.refresh_session()(answers[0].refresh_token).person.name == "Ana"


def test_a_stolen_old_token_ends_the_session(house: House) -> None:
    first = signed_in(house)
    second = house.container.accounts.refresh_session()(first.refresh_token)
    house.clock.advance(GRACE + timedelta(seconds=1))
    for token in (first.refresh_token, second.refresh_token):
        with pytest.raises(SessionEnded):
            house.container.accounts.refresh_session()(token)
    with pytest.raises(NotSignedIn):
        house.container.accounts.authenticate()(second.access_token)
    assert house.kinds() == ["session.ended"]


def test_unknown_tokens_end_nothing(house: House) -> None:
    answer = signed_in(house)
    for token in ("", "x" * 10_000, "\ud800", answer.refresh_token + "x"):
        with pytest.raises(SessionEnded):
            house.container.accounts.refresh_session()(token)
    house.container.accounts.authenticate()(answer.access_token)


def test_signing_out_ends_access_at_once(house: House) -> None:
    answer = signed_in(house)
    house.container.accounts.sign_out()(answer.refresh_token)
    house.container.accounts.sign_out()("unknown")
    with pytest.raises(NotSignedIn):
        house.container.accounts.authenticate()(answer.access_token)
    with pytest.raises(SessionEnded):
        house.container.accounts.refresh_session()(answer.refresh_token)


def test_a_session_ends_by_itself_after_its_lifetime(house: House) -> None:
    answer = signed_in(house)
    house.clock.advance(LIFETIME)
    with pytest.raises(SessionEnded):
        house.container.accounts.refresh_session()(answer.refresh_token)


def test_a_live_ticket_works_once_and_for_thirty_seconds(house: House) -> None:
    caller = house.container.accounts.authenticate()(signed_in(house).access_token)
    ticket = house.container.accounts.issue_live_ticket()(caller)
    assert house.container.accounts.redeem_live_ticket()(ticket).person_id == caller.person_id
    late = house.container.accounts.issue_live_ticket()(caller)
    house.clock.advance(timedelta(seconds=30))
    for dead in (ticket, late, "guess"):
        with pytest.raises(LiveTicketInvalid):
            house.container.accounts.redeem_live_ticket()(dead)


def test_creating_people_refuses_a_second_account(house: House) -> None:
    def create(email: str) -> object:
        command = CreatePersonCommand(email, "Ben", PASSWORD, Role.MEMBER, "Asia/Calcutta")
        return house.container.accounts.create_person()(command)

    create("ben@example.org")
    with pytest.raises(EmailAlreadyTaken):
        create("BEN@example.org")
    assert house.container.accounts.sign_in()(
        SignInCommand("ben@example.org", PASSWORD)
    ).person.time_zone == ("Asia/Kolkata")
