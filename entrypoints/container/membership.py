"""A part of the container: how people come and go, what is decided about them, and teams."""

from typing import Any

from dependency_injector import containers, providers

from application.identity.accept_invitation import AcceptInvitation
from application.identity.add_delegate import AddDelegate
from application.identity.change_email import ChangeEmail
from application.identity.change_person import ChangePerson
from application.identity.change_profile import ChangeProfile
from application.identity.change_team import ChangeTeam
from application.identity.change_team_members import ChangeTeamMembers
from application.identity.confirm_email import ConfirmEmail
from application.identity.create_team import CreateTeam
from application.identity.delete_team import DeleteTeam
from application.identity.display_preferences import ReadDisplay, SetDisplay
from application.identity.invite_person import InvitePerson
from application.identity.read_delegates import ReadDelegates
from application.identity.read_invitations import ReadInvitations
from application.identity.read_me import ReadMe
from application.identity.read_person import ReadPerson
from application.identity.read_principals import ReadPrincipals
from application.identity.read_teams import ReadTeams
from application.identity.remove_delegate import RemoveDelegate
from application.identity.request_account import RequestAccount
from application.identity.revoke_invitation import RevokeInvitation


class Membership(containers.DeclarativeContainer):
    transactions: providers.Dependency[Any] = providers.Dependency()
    clock: providers.Dependency[Any] = providers.Dependency()
    people: providers.Dependency[Any] = providers.Dependency()
    opaque_tokens: providers.Dependency[Any] = providers.Dependency()
    looks: providers.Dependency[Any] = providers.Dependency()
    new_passwords: providers.Dependency[Any] = providers.Dependency()
    password_hasher: providers.Dependency[Any] = providers.Dependency()
    house_book: providers.Dependency[Any] = providers.Dependency()
    letterhead: providers.Dependency[Any] = providers.Dependency()

    accept_invitation = providers.Factory(
        AcceptInvitation, transactions, clock, opaque_tokens, new_passwords, house_book
    )
    add_delegate = providers.Factory(AddDelegate, transactions, clock)
    change_email = providers.Factory(ChangeEmail, transactions, clock, opaque_tokens, letterhead)
    change_person = providers.Factory(ChangePerson, transactions, clock)
    change_profile = providers.Factory(ChangeProfile, transactions, clock)
    confirm_email = providers.Factory(ConfirmEmail, transactions, clock, opaque_tokens, letterhead)
    invite_person = providers.Factory(
        InvitePerson, transactions, clock, opaque_tokens, house_book, letterhead
    )
    read_me = providers.Factory(ReadMe, people)
    read_display = providers.Factory(ReadDisplay, transactions)
    set_display = providers.Factory(SetDisplay, transactions)
    read_person = providers.Factory(ReadPerson, people)
    read_delegates = providers.Factory(ReadDelegates, transactions, people, looks)
    read_principals = providers.Factory(ReadPrincipals, transactions, people, looks)
    read_invitations = providers.Factory(ReadInvitations, transactions, people)
    remove_delegate = providers.Factory(RemoveDelegate, transactions, clock)
    request_account = providers.Factory(
        RequestAccount,
        transactions,
        clock,
        opaque_tokens,
        new_passwords,
        password_hasher,
        house_book,
        letterhead,
    )
    revoke_invitation = providers.Factory(RevokeInvitation, transactions, clock)

    change_team = providers.Factory(ChangeTeam, transactions, clock)
    change_team_members = providers.Factory(ChangeTeamMembers, transactions, clock)
    create_team = providers.Factory(CreateTeam, transactions, clock)
    delete_team = providers.Factory(DeleteTeam, transactions, clock)
    read_teams = providers.Factory(ReadTeams, transactions, people)
