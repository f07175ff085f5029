"""From what was typed to who is meant."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from application.identity.ports import People
from domain.identity.email_address import email_address
from domain.identity.refusals import InvalidEmailAddress
from domain.meeting.guest import GuestRole, Invitation
from domain.meeting.meeting import MOST_GUESTS
from domain.meeting.refusals import AlreadyInvited, TooManyGuests, UnknownGuest


@dataclass(frozen=True, slots=True)
class Invitee:
    """Exactly one of ``person_id`` and ``email`` is given."""

    person_id: UUID | None = None
    email: str | None = None
    role: GuestRole = GuestRole.REQUIRED


def resolve(
    invitees: Sequence[Invitee], people: People, *, host_id: UUID, field: tuple[str, ...] = ("guests",)
) -> list[Invitation]:
    """Invitations in the given order; an address of somebody with an account means that person.

    Raises UnknownGuest, InvalidEmailAddress, AlreadyInvited or TooManyGuests, naming the place in ``field``.
    """
    if not invitees:
        return []
    if len(invitees) > MOST_GUESTS:
        raise TooManyGuests(f"a meeting has {MOST_GUESTS} guests at the most", field=field)
    addresses = [_address(invitee, (*field, place, "email")) for place, invitee in enumerate(invitees)]
    ids = {invitee.person_id for invitee in invitees if invitee.person_id}
    found = [p for p in people.among(ids, {a for a in addresses if a}) if p.active]
    by_id, by_email = {p.id: p for p in found}, {p.email: p for p in found}
    invitations: list[Invitation] = []
    taken: set[str] = set()
    for place, (invitee, address) in enumerate(zip(invitees, addresses, strict=True)):
        person = by_id.get(invitee.person_id) if invitee.person_id else by_email.get(address or "")
        if person is None and address is None:
            raise UnknownGuest("nobody here has this id", field=(*field, place, "person_id"))
        if person is not None and person.id == host_id:
            raise AlreadyInvited("the host takes part already", field=(*field, place))
        email = person.email if person else address or ""
        if email in taken:
            raise AlreadyInvited(f"{email} is invited twice", field=(*field, place))
        taken.add(email)
        name, person_id = (person.name, person.id) if person else ("", None)
        invitations.append(Invitation(email, name, person_id, invitee.role))
    return invitations


def _address(invitee: Invitee, field: tuple[str | int, ...]) -> str | None:
    if invitee.email is None:
        return None
    try:
        return email_address(invitee.email)
    except InvalidEmailAddress as refusal:
        raise InvalidEmailAddress(refusal.message, field=field) from None
