"""From what was typed to who is meant."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from application.identity.ports import IdentityWork
from domain.identity.email_address import email_address
from domain.identity.person import Person
from domain.identity.refusals import InvalidEmailAddress
from domain.identity.team import Team
from domain.meeting.guest import GuestRole, Invitation
from domain.meeting.meeting import MOST_GUESTS
from domain.meeting.refusals import AlreadyInvited, TooManyGuests, UnknownGuest, UnknownTeam


@dataclass(frozen=True, slots=True)
class Invitee:
    """Exactly one of ``person_id``, ``email`` and ``team_id`` is given."""

    person_id: UUID | None = None
    email: str | None = None
    role: GuestRole = GuestRole.REQUIRED
    team_id: UUID | None = None


def resolve(
    invitees: Sequence[Invitee],
    work: IdentityWork,
    *,
    host_id: UUID,
    field: tuple[str, ...] = ("guests",),
    guests: Collection[str] = (),
) -> list[Invitation]:
    """Invitations in the given order, those through teams last.

    An address of somebody with an account means that person. A team means whoever is active in it now, but
    for the host, those whom the request names otherwise, and ``guests``, the addresses of those who are
    invited already. Raises UnknownGuest, UnknownTeam, InvalidEmailAddress, AlreadyInvited or TooManyGuests,
    naming the place in ``field``.
    """
    if not invitees:
        return []
    if len(invitees) > MOST_GUESTS:
        raise _too_many(field)
    addresses = [_address(invitee, (*field, place, "email")) for place, invitee in enumerate(invitees)]
    teams = {team.id: team for team in teams_among(invitees, work)}
    members = {person_id for team in teams.values() for person_id in team.member_ids}
    ids = {invitee.person_id for invitee in invitees if invitee.person_id} | members
    found = [p for p in work.people.among(ids, {a for a in addresses if a}) if p.active]
    by_id, by_email = {p.id: p for p in found}, {p.email: p for p in found}
    invitations: dict[str, Invitation] = {}
    for place, (invitee, address) in enumerate(zip(invitees, addresses, strict=True)):
        if invitee.team_id is not None:
            if invitee.team_id not in teams:
                raise UnknownTeam("there is no such team", field=(*field, place, "team_id"))
            continue
        person = by_id.get(invitee.person_id) if invitee.person_id else by_email.get(address or "")
        if person is None and address is None:
            raise UnknownGuest("nobody here has this id", field=(*field, place, "person_id"))
        if person is not None and person.id == host_id:
            raise AlreadyInvited("the host takes part already", field=(*field, place))
        email = person.email if person else address or ""
        if email in invitations:
            raise AlreadyInvited(f"{email} is invited twice", field=(*field, place))
        invitations[email] = _invitation(person, email, invitee.role)
    for invitee in invitees:
        ids_in_team = teams[invitee.team_id].member_ids if invitee.team_id else ()
        for person in (by_id[each] for each in ids_in_team if each in by_id):
            if person.id != host_id and person.email not in guests:
                invitations.setdefault(person.email, _invitation(person, person.email, invitee.role))
    if len(invitations) > MOST_GUESTS:
        raise _too_many(field)
    return list(invitations.values())


def teams_among(invitees: Sequence[Invitee], work: IdentityWork) -> Sequence[Team]:
    """The teams that are invited as one, those that exist."""
    return work.teams.among({invitee.team_id for invitee in invitees if invitee.team_id})


def _invitation(person: Person | None, email: str, role: GuestRole) -> Invitation:
    return Invitation(email, person.name if person else "", person.id if person else None, role)


def _too_many(field: tuple[str, ...]) -> TooManyGuests:
    return TooManyGuests(f"a meeting has {MOST_GUESTS} guests at the most", field=field)


def _address(invitee: Invitee, field: tuple[str | int, ...]) -> str | None:
    if invitee.email is None:
        return None
    try:
        return email_address(invitee.email)
    except InvalidEmailAddress as refusal:
        raise InvalidEmailAddress(refusal.message, field=field) from None
