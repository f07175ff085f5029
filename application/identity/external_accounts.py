from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.identity.external_letters import linked_letter
from application.identity.external_ports import IdentityProvider, ProvenIdentity
from application.identity.letterhead import Letterhead
from application.identity.ports import HouseBook, IdentityWork
from domain.identity.account_invitation import Registration
from domain.identity.email_address import email_address
from domain.identity.external_identity import ExternalIdentity
from domain.identity.person import Person
from domain.identity.refusals import (
    AccountInactive,
    AddressNotVerified,
    IdentityAlreadyLinked,
    LinkingNeedsSession,
    RegistrationClosed,
)
from domain.identity.role import Role

FIRST_ZONE = "UTC"
"""Of people who come without one; they choose their own."""


@dataclass(frozen=True, slots=True)
class ExternalAccounts:
    """Whose account it is that a proven identity opens."""

    house_book: HouseBook
    identity_provider: IdentityProvider
    letterhead: Letterhead

    def whose(self, work: IdentityWork, identity: ProvenIdentity, *, now: datetime) -> Person:
        """The person, held: linked before, or from now on by the verified address, or new by the house rules.

        Raises AccountInactive, AddressNotVerified, LinkingNeedsSession, RegistrationClosed,
        IdentityAlreadyLinked, InvalidEmailAddress or InvalidText.
        """
        owner_id = work.external_identities.owner_of(identity.issuer, identity.subject)
        if owner_id is not None:
            return self._active(work, owner_id)
        if not identity.email or not identity.email_verified:
            raise AddressNotVerified("the identity provider does not confirm your e-mail address; ask it to")
        email = email_address(identity.email)
        known = work.people.by_email(email)
        person = self._newcomer(work, email, identity, now) if known is None else self._active(work, known.id)
        if known is not None:
            self._refuse_unless_address_is_enough(work, person, email, identity)
            self._tell(work, person, now)
        self._add(work, person, identity, now)
        return person

    def link(self, work: IdentityWork, person_id: UUID, identity: ProvenIdentity, *, now: datetime) -> None:
        """At the wish of that person, whatever their address. Again is no change.

        Raises AccountInactive or IdentityAlreadyLinked.
        """
        person = self._active(work, person_id)
        owner_id = work.external_identities.owner_of(identity.issuer, identity.subject)
        if owner_id == person_id:
            return
        if owner_id is not None or work.external_identities.has_one(person_id, identity.issuer):
            raise IdentityAlreadyLinked("this account there, or yours here, is linked to another one already")
        self._add(work, person, identity, now)
        self._tell(work, person, now)

    def _add(self, work: IdentityWork, person: Person, identity: ProvenIdentity, now: datetime) -> None:
        link = ExternalIdentity.link(identity.issuer, identity.subject, person, now=now)
        work.external_identities.add(link)

    def _tell(self, work: IdentityWork, person: Person, now: datetime) -> None:
        """Of a new way into an account that was there before."""
        work.letters.add(linked_letter(person, self.identity_provider.name, self.letterhead, now=now))

    def _active(self, work: IdentityWork, person_id: UUID) -> Person:
        person = work.people.get(person_id)
        if not person.active:
            raise AccountInactive("this account was deactivated; ask an admin")
        return person

    def _refuse_unless_address_is_enough(
        self, work: IdentityWork, person: Person, email: str, identity: ProvenIdentity
    ) -> None:
        """Addresses are given to newcomers again, and a second factor says that no address is enough."""
        moved = person.email != email
        if (
            moved
            or work.external_identities.has_one(person.id, identity.issuer)
            or work.second_factors.get(person.id).are_asked_for
        ):
            raise LinkingNeedsSession("sign in as you always do, then link this account in your settings")

    def _newcomer(self, work: IdentityWork, email: str, identity: ProvenIdentity, now: datetime) -> Person:
        """Made as registration would make it: the provider has proven the address."""
        rule = self.house_book.rules().registration
        invitation = work.account_invitations.for_address(email)
        invited = invitation is not None and invitation.is_open(now) and rule is not Registration.CLOSED
        if not invited and rule is not Registration.OPEN:
            raise RegistrationClosed("accounts are by invitation here; ask an admin for one")
        person = Person.join(
            email=email,
            name=identity.name or email.partition("@")[0],
            time_zone=FIRST_ZONE,
            role=invitation.role if invited and invitation is not None else Role.MEMBER,
            password_hash=None,
            now=now,
        )
        work.people.add(person)
        if invitation is not None:
            work.account_invitations.remove(invitation)
        return person
