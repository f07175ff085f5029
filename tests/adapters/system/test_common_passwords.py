from collections.abc import Callable

import pytest

from adapters.system.common_passwords import ListedPasswords

# From memory, not from the list: of eight characters or more, and among the 3,000 that are tried first.
FIRST_TRIED = [
    "password",
    "12345678",
    "123456789",
    "1234567890",
    "qwertyuiop",
    "password1",
    "iloveyou",
    "sunshine",
    "princess",
    "football",
    "baseball",
    "superman",
    "trustno1",
    "1qaz2wsx",
    "starwars",
    "whatever",
    "computer",
    "corvette",
    "michelle",
    "jennifer",
    "passw0rd",
    "mercedes",
    "garfield",
    "asdfghjk",
    "11111111",
    "88888888",
    "87654321",
    "maverick",
    "midnight",
]


@pytest.mark.parametrize("password", FIRST_TRIED)
@pytest.mark.parametrize("written", [str.lower, str.upper, str.title])
def test_what_everybody_tries_first_is_listed(password: str, written: Callable[[str], str]) -> None:
    assert written(password) in ListedPasswords()


@pytest.mark.parametrize(
    "password", ["correct horse", "a battery of staples", "", "# Passwords", "password ", "пароль из букв"]
)
def test_what_nobody_tries_is_not(password: str) -> None:
    assert password not in ListedPasswords()
