"""Invitations to get an account, new addresses, and the questions that looking after people asks."""

from threading import Barrier, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.meeting.ports import MeetingWork
from application.shared.ports import Transactions
from domain.identity.account_invitation import AccountInvitation
from domain.identity.delegation import Delegation
from domain.identity.email_change import EmailChange
from domain.identity.person import Person
from domain.identity.refusals import EmailAlreadyTaken
from domain.identity.role import Role
from domain.shared.ids import new_id
from tests.builders import NOW, a_letter, a_person
from tests.storage import LONG_ENOUGH, Storage


@pytest.fixture
def ana(transactions: Transactions[MeetingWork]) -> Person:
    person = a_person("Ana", role=Role.ADMIN)
    with transactions.begin() as work:
        work.people.add(person)
    return person


def an_invitation(
    email: str = "zoe@example.org", *, by: Person | None = None, digest: bytes = b"digest", name: str = "Zoé"
) -> AccountInvitation:
    return AccountInvitation.invite(
        email, name=name, role=Role.MEMBER, digest=digest, by=by.id if by else None, now=NOW
    )


def test_an_invitation_comes_back_as_it_went_in(storage: Storage, ana: Person) -> None:
    sent = an_invitation(by=ana)
    with storage.transactions.begin() as work:
        work.account_invitations.replace(sent)
    assert sent.events == []
    with storage.transactions.begin() as work:
        invitations = work.account_invitations
        assert invitations.get(sent.id) == sent
        assert invitations.by_digest(b"digest") == sent
        assert invitations.for_address("zoe@example.org") == sent
        assert list(invitations.sent_by(ana.id)) == [sent]
        assert invitations.get(new_id(NOW)) is None
        assert invitations.by_digest(b"other") is None
        assert invitations.for_address("other@example.org") is None
    (told,) = [event for event in storage.events() if event.kind == "person.invited"]
    assert (told.audience, told.to_organisation) == ({ana.id}, False)
    assert told.data == {"email": "zoe@example.org", "role": "member"}


def test_the_second_to_an_address_takes_the_place_of_the_first(storage: Storage, ana: Person) -> None:
    first, second = an_invitation(by=ana, digest=b"1"), an_invitation(digest=b"2")
    with storage.transactions.begin() as work:
        work.account_invitations.replace(first)
        work.account_invitations.replace(second)
        assert work.account_invitations.by_digest(b"1") is None
        assert work.account_invitations.by_digest(b"2") == second
        assert list(work.account_invitations.sent_by(ana.id)) == []


def test_pages_hold_all_once_by_address(storage: Storage) -> None:
    addresses = [f"{name}@example.org" for name in ("a", "b-", "b", "b_", "c")]
    with storage.transactions.begin() as work:
        for address in addresses:
            work.account_invitations.replace(an_invitation(address, digest=address.encode()))
        first = work.account_invitations.page(after=None, limit=2)
        rest = work.account_invitations.page(after=first[-1].email, limit=10)
        beyond = work.account_invitations.page(after="b@example.org\x00", limit=10)
    assert [each.email for each in [*first, *rest]] == sorted(addresses)
    assert [each.email for each in beyond] == ["b_@example.org", "c@example.org"]


def test_a_removed_invitation_leaves_its_events(storage: Storage, ana: Person) -> None:
    sent = an_invitation(by=ana)
    with storage.transactions.begin() as work:
        work.account_invitations.replace(sent)
        sent.revoke(by=ana.id, now=NOW)
        work.account_invitations.remove(sent)
        assert work.account_invitations.get(sent.id) is None
    assert [event.kind for event in storage.events()][-2:] == ["person.invited", "invitation.revoked"]


def test_a_new_address_waits_for_its_person(storage: Storage, ana: Person) -> None:
    first = EmailChange(ana.id, "a@example.org", b"1", new_id(NOW), NOW)
    second = EmailChange(ana.id, "b@example.org", b"2", new_id(NOW), NOW)
    with storage.transactions.begin() as work:
        work.email_changes.replace(first)
        assert work.email_changes.by_digest(b"1") == first
        work.email_changes.replace(second)
        assert work.email_changes.by_digest(b"1") is None
        assert work.email_changes.by_digest(b"2") == second
        work.email_changes.remove(ana.id)
        work.email_changes.remove(ana.id)
        assert work.email_changes.by_digest(b"2") is None


def test_nobody_moves_to_somebody_elses_address(storage: Storage, ana: Person) -> None:
    ben = a_person("Ben")
    with storage.transactions.begin() as work:
        work.people.add(ben)
        found = work.people.get(ben.id)
        found.move_to_address(ana.email, now=NOW)
        with pytest.raises(EmailAlreadyTaken):
            work.people.save(found)
        # The refusal has spoilt nothing: the transaction goes on.
        assert work.people.get(ben.id).email == "ben@example.org"


def test_delegations_are_found_from_both_ends(storage: Storage, ana: Person) -> None:
    ben, eve = a_person("Ben"), a_person("Eve")
    pairs = [(ana, ben), (eve, ana), (ben, eve)]
    with storage.transactions.begin() as work:
        for person in (ben, eve):
            work.people.add(person)
        for principal, delegate in pairs:
            work.delegations.add(Delegation.grant(principal, delegate, by=principal.id, now=NOW))
        found = work.delegations.involving(ana.id)
    assert {(each.principal_id, each.delegate_id) for each in found} == {(ana.id, ben.id), (eve.id, ana.id)}


def test_only_active_admins_count(storage: Storage, ana: Person) -> None:
    others = [a_person("Ben", role=Role.ADMIN), a_person("Eve", role=Role.ADMIN), a_person("Gil")]
    others[1].active = False
    with storage.transactions.begin() as work:
        for person in others:
            work.people.add(person)
        admins = work.people.active_admins()
    assert [each.id for each in admins] == sorted([ana.id, others[0].id])


def test_two_admins_who_take_each_other_away_do_so_one_after_the_other(storage: Storage, ana: Person) -> None:
    ben = a_person("Ben", role=Role.ADMIN)
    with storage.transactions.begin() as work:
        work.people.add(ben)
    start, left = Barrier(2), []

    def take_away(person: Person) -> None:
        start.wait(LONG_ENOUGH)
        with storage.transactions.begin() as work:
            if len(work.people.active_admins()) == 1:
                left.append(person.id)
                return
            found = work.people.get(person.id)
            found.set_active(False, by=person.id, now=NOW)
            work.people.save(found)

    threads = [Thread(target=take_away, args=[each]) for each in (ana, ben)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG_ENOUGH)
    with storage.transactions.begin() as work:
        assert [admin.id for admin in work.people.active_admins()] == left


def test_letters_to_an_address_are_counted(storage: Storage) -> None:
    with storage.transactions.begin() as work:
        for address in ("ben@example.org", "ben@example.org", "eve@example.org"):
            work.letters.add(a_letter(address))
        assert work.letters.written_to("ben@example.org", since=NOW) == 2
        assert work.letters.written_to("nobody@example.org", since=NOW) == 0


@given(role=st.sampled_from(Role))
def test_an_address_is_kept_in_its_compared_form(role: Role) -> None:
    invited = AccountInvitation.invite(" Zoé@Example.ORG ", role=role, digest=b"", by=None, now=NOW)
    assert (invited.email, invited.role, invited.events) == ("zoé@example.org", role, [])
