"""What every ``PasswordResets`` keeps."""

from uuid import uuid4

from domain.identity.password_reset import PasswordReset
from tests.builders import NOW, a_person
from tests.storage import Storage


def test_a_reset_comes_back_as_it_went_in(storage: Storage) -> None:
    ana, ben = a_person("Ana"), a_person("Ben")
    reset = PasswordReset.of(ana)
    with storage.transactions.begin() as work:
        work.people.add(ana)
        work.people.add(ben)
        assert work.password_resets.of(ana.id) is None
        for digest in (b"first", b"second"):
            reset.request(ana, digest, now=NOW)
            work.password_resets.save(reset)
    with storage.transactions.begin() as work:
        assert work.password_resets.of(ana.id) == reset
        assert work.password_resets.owner(b"second") == ana.id
        for unknown in (b"first", b""):
            assert work.password_resets.owner(unknown) is None
        assert work.password_resets.of(ben.id) is None
        assert work.password_resets.of(uuid4()) is None
    requests = [event for event in storage.events() if event.kind == "password.reset_requested"]
    assert [(event.subject_id, event.audience) for event in requests] == [(ana.id, {ana.id})] * 2


def test_what_was_removed_is_gone(storage: Storage) -> None:
    ana = a_person("Ana")
    reset = PasswordReset.of(ana)
    reset.request(ana, b"first", now=NOW)
    with storage.transactions.begin() as work:
        work.people.add(ana)
        work.password_resets.save(reset)
    with storage.transactions.begin() as work:
        work.password_resets.remove(ana.id)
        work.password_resets.remove(uuid4())
    with storage.transactions.begin() as work:
        assert work.password_resets.of(ana.id) is None
        assert work.password_resets.owner(b"first") is None
