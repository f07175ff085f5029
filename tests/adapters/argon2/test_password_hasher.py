from time import process_time

import pytest

from adapters.argon2.password_hasher import Argon2PasswordHasher


@pytest.fixture(scope="module")
def hasher() -> Argon2PasswordHasher:
    return Argon2PasswordHasher(memory_kib=1024)


@pytest.mark.parametrize("password", ["correct horse", "пароль из букв", " blanks ", "x" * 128, "🐎" * 32])
def test_the_whole_password_counts(hasher: Argon2PasswordHasher, password: str) -> None:
    kept = hasher.hash(password)
    assert kept.startswith("$argon2id$")
    assert hasher.verify(kept, password)
    assert not hasher.verify(kept, password[:-1])
    assert not hasher.verify(kept, password + " ")
    assert hasher.hash(password) != kept


def test_nobody_and_nonsense_never_match(hasher: Argon2PasswordHasher) -> None:
    assert not hasher.verify(None, "the password of nobody")
    assert not hasher.verify("not a hash", "x")


def test_other_parameters_are_outdated(hasher: Argon2PasswordHasher) -> None:
    stronger = Argon2PasswordHasher(memory_kib=2048)
    kept = hasher.hash("correct horse")
    assert stronger.verify(kept, "correct horse")
    assert stronger.is_outdated(kept)
    assert not hasher.is_outdated(kept)


def test_the_work_is_done_elsewhere() -> None:
    calls = []

    def elsewhere(work: object) -> object:
        calls.append(work)
        return work()  # type: ignore[operator]

    hasher = Argon2PasswordHasher(memory_kib=1024, elsewhere=elsewhere)
    hasher.verify(hasher.hash("correct horse"), "correct horse")
    assert len(calls) == 2


def test_nobody_is_refused_with_as_much_work_as_somebody() -> None:
    hasher = Argon2PasswordHasher()
    kept = hasher.hash("correct horse")

    def work_for(password_hash: str | None) -> float:
        began = process_time()
        assert not hasher.verify(password_hash, "wrong horse")
        return process_time() - began

    somebody, nobody = min(work_for(kept) for _ in range(5)), min(work_for(None) for _ in range(5))
    assert 0.5 < nobody / somebody < 2
