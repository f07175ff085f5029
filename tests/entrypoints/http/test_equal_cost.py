"""Whether an address has an account is not told by the time, either (ASVS 5.0 6.3.8).

In CPU time, which other people's work on the machine does not change; known and unknown take turns. Each is
to cost about a hash at the least: that is what hides everything else.
"""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import process_time

import pytest
from dependency_injector import providers

from adapters.argon2.password_hasher import Argon2PasswordHasher
from entrypoints.http.app import create_app
from tests.entrypoints.http.conftest import House, a_house

TIMES = 200
ALMOST_EQUAL = 0.1
KNOWN = "ana@example.org"


@pytest.fixture
def house(tmp_path: Path) -> House:
    """With the real hasher. Nobody's guesses are limited, since hours pass between two of them."""
    house = a_house(tmp_path, CONVENE_REGISTRATION="open")
    hasher = Argon2PasswordHasher()
    ana = house.person("Ana")
    with house.container.transactions().begin() as work:
        person = work.people.get(ana.person_id)
        person.password_hash = hasher.hash("a long and unlikely one")
        work.people.save(person)
    house.container.password_hasher.override(providers.Object(hasher))
    return House(create_app(house.container), house.container, house.clock)


def compare(house: House, path: str, status: int, body_for: Callable[[str], dict[str, str]]) -> None:
    client, took = house.app.test_client(), dict[str, list[float]]()
    hasher = house.container.password_hasher()
    for number in range(TIMES + 1):
        for kind, email in (("known", KNOWN), ("unknown", f"nobody{number}@example.org")):
            house.clock.advance(timedelta(hours=1))
            body = json.dumps(body_for(email)).encode()
            began = process_time()
            answer = client.post(f"/api/v1{path}", data=body, content_type="application/json")
            took.setdefault(kind, []).append(process_time() - began)
            assert answer.status_code == status
        began = process_time()
        hasher.verify(None, "any other")
        took.setdefault("a hash", []).append(process_time() - began)
    known, unknown = median(took["known"][1:]), median(took["unknown"][1:])
    difference = abs(known - unknown) / max(known, unknown)
    print(f"{path}: known {known * 1e3:.2f} ms, unknown {unknown * 1e3:.2f} ms, {difference:.1%} apart")
    assert difference < ALMOST_EQUAL
    assert min(known, unknown) > (1 - ALMOST_EQUAL) * median(took["a hash"][1:])


@pytest.mark.thorough
def test_a_sign_in_costs_the_same_whoever_it_is_for(house: House) -> None:
    compare(house, "/auth/login", 401, lambda email: {"email": email, "password": "wrong"})


@pytest.mark.thorough
def test_forgetting_costs_the_same_whoever_has_forgotten(house: House) -> None:
    compare(house, "/auth/password/forgot", 204, lambda email: {"email": email})


@pytest.mark.thorough
def test_asking_for_an_account_costs_the_same_whoever_has_one(house: House) -> None:
    compare(house, "/auth/register", 202, lambda email: {"email": email})
