"""Whose delegates somebody may look at and name: their own, and an admin everybody's."""

from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import IdentityWork
from domain.identity.person import Person
from domain.identity.refusals import PermissionMissing, PersonNotFound
from domain.identity.role import Permission


def principal_for(caller: Caller, principal_id: UUID, work: IdentityWork) -> Person:
    """Holds off other writers of the principal. Raises PersonNotFound, PermissionMissing or OnlyInPerson."""
    caller.must_be_signed_in()
    caller.must_have_what_the_house_asks()
    allowed = caller.person_id == principal_id or caller.may(Permission.MANAGE_PEOPLE)
    if not allowed and not caller.may(Permission.READ_PEOPLE):
        raise PersonNotFound("there is no such person")
    principal = work.people.get(principal_id)
    if not allowed:
        raise PermissionMissing("only they themselves or an admin may say who acts for somebody")
    return principal
