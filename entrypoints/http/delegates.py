"""Who may act for whom."""

from uuid import UUID

from application.identity.add_delegate import AddDelegate
from application.identity.caller import Caller
from application.identity.read_delegates import ReadDelegates
from application.identity.read_principals import ReadPrincipals
from application.identity.remove_delegate import RemoveDelegate
from domain.identity.refusals import DelegateNotFound, InvalidDelegate, PermissionMissing, PersonNotFound
from entrypoints.http.answers import NO_CONTENT, Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.routes import Access
from entrypoints.http.schemas.delegate import DelegateShown, DelegatesShown, PrincipalShown, PrincipalsShown


def delegates_blueprint(
    gate: Gate,
    *,
    read_delegates: ReadDelegates,
    read_principals: ReadPrincipals,
    add_delegate: AddDelegate,
    remove_delegate: RemoveDelegate,
) -> ApiBlueprint:
    """None of this asks for a permission: so nobody can do it for somebody else either."""
    delegates = ApiBlueprint("delegates", gate)

    def listed(caller: Caller, person_id: UUID) -> Answer:
        data = [DelegateShown.of(each) for each in read_delegates(caller, person_id)]
        return Answer(DelegatesShown(data=data, next_cursor=None))

    @delegates.operation(
        "GET",
        "/people/{person_id}/delegates",
        Access.IN_PERSON,
        answers={200: DelegatesShown},
        refusals=(PersonNotFound, PermissionMissing),
    )
    def list_delegates(caller: Caller, person_id: UUID) -> Answer:
        """Who may act for this person. They themselves and admins may ask."""
        return listed(caller, person_id)

    @delegates.operation(
        "GET",
        "/people/{person_id}/principals",
        Access.IN_PERSON,
        answers={200: PrincipalsShown},
        refusals=(PersonNotFound, PermissionMissing),
    )
    def list_principals(caller: Caller, person_id: UUID) -> Answer:
        """For whom this person may act. They themselves and admins may ask."""
        data = [PrincipalShown.of(each) for each in read_principals(caller, person_id)]
        return Answer(PrincipalsShown(data=data, next_cursor=None))

    @delegates.operation(
        "PUT",
        "/people/{person_id}/delegates/{delegate_id}",
        Access.IN_PERSON,
        answers={200: DelegatesShown},
        refusals=(PersonNotFound, PermissionMissing, InvalidDelegate),
        once=True,
    )
    def add_a_delegate(caller: Caller, person_id: UUID, delegate_id: UUID) -> Answer:
        """Let somebody act for this person, by sending the header On-Behalf-Of.

        They can do what both their roles allow, and nothing about sessions, passwords, tokens or delegates.
        """
        add_delegate(caller, person_id, delegate_id)
        return listed(caller, person_id)

    @delegates.operation(
        "DELETE",
        "/people/{person_id}/delegates/{delegate_id}",
        Access.IN_PERSON,
        answers={204: None},
        refusals=(PersonNotFound, PermissionMissing, DelegateNotFound),
        once=True,
    )
    def remove_a_delegate(caller: Caller, person_id: UUID, delegate_id: UUID) -> Answer:
        """Let them act for this person no longer, from the next request on."""
        remove_delegate(caller, person_id, delegate_id)
        return NO_CONTENT

    return delegates
