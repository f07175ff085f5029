"""What a stolen session must not be enough for."""

from datetime import timedelta

import pytest

from application.identity.caller import Caller
from application.identity.change_password import ChangePasswordCommand
from application.identity.sign_in import SignInCommand
from domain.identity.refusals import OnlyInPerson, ProofNeeded, SessionEnded, WrongPassword
from domain.identity.session import PROOF_LASTS, Ending
from tests.application.conftest import House

PASSWORD = "correct horse"


@pytest.fixture
def ana(house: House) -> Caller:
    house.person("Ana", password_hash=f"quick:{PASSWORD}")
    signed_in = house.container.accounts.sign_in()(SignInCommand("ana@example.org", PASSWORD))
    return house.container.accounts.authenticate()(signed_in.access_token)  # type: ignore[no-any-return]


def seen_again(house: House, caller: Caller) -> Caller:
    """As the next request finds them."""
    with house.container.transactions().begin() as work:
        session = work.sessions.get(caller.session_id)
    token = house.container.access_tokens().issue(
        caller.person_id, session.id, caller.role, now=house.clock.now()
    )
    return house.container.accounts.authenticate()(token)  # type: ignore[no-any-return]


def test_signing_in_is_proof_for_ten_minutes(house: House, ana: Caller) -> None:
    ana.must_have_proved(house.clock.now() + PROOF_LASTS)
    with pytest.raises(ProofNeeded):
        ana.must_have_proved(house.clock.now() + PROOF_LASTS + timedelta(microseconds=1))


def test_the_password_is_proof_again(house: House, ana: Caller) -> None:
    house.clock.advance(PROOF_LASTS * 2)
    with pytest.raises(WrongPassword):
        house.container.accounts.confirm_password()(ana, "wrong")
    with pytest.raises(ProofNeeded):
        seen_again(house, ana).must_have_proved(house.clock.now())
    house.container.accounts.confirm_password()(ana, PASSWORD)
    seen_again(house, ana).must_have_proved(house.clock.now())


def test_whoever_comes_without_a_session_proves_nothing(house: House, ana: Caller) -> None:
    robot = Caller(ana.person_id, ana.role)
    with pytest.raises(ProofNeeded):
        robot.must_have_proved(house.clock.now())
    with pytest.raises(OnlyInPerson):
        house.container.accounts.confirm_password()(robot, PASSWORD)
    with pytest.raises(OnlyInPerson):
        house.container.accounts.change_password()(
            ChangePasswordCommand(robot, PASSWORD, "a battery of staples")
        )


def test_a_session_that_ended_meanwhile_proves_nothing(house: House, ana: Caller) -> None:
    with house.container.transactions().begin() as work:
        session = work.sessions.get(ana.session_id)
        session.end(Ending.SIGNED_OUT, by=ana.person_id, now=house.clock.now())
        work.sessions.save(session)
    with pytest.raises(SessionEnded):
        house.container.accounts.confirm_password()(ana, PASSWORD)
    with pytest.raises(SessionEnded):
        house.container.accounts.change_password()(
            ChangePasswordCommand(ana, PASSWORD, "a battery of staples")
        )
