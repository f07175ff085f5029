"""A part of the container: accounts, their sessions and tokens, and signing in and out."""

from typing import Any

from dependency_injector import containers, providers

from application.identity.act_on_behalf import ActOnBehalf
from application.identity.authenticate import Authenticate
from application.identity.change_password import ChangePassword
from application.identity.check_credentials import CheckCredentials
from application.identity.confirm_password import ConfirmPassword
from application.identity.create_api_token import CreateApiToken
from application.identity.create_person import CreatePerson
from application.identity.end_other_sessions import EndOtherSessions
from application.identity.end_session import EndSession
from application.identity.find_account import FindAccount
from application.identity.forget_password import ForgetPassword
from application.identity.issue_live_ticket import IssueLiveTicket
from application.identity.read_api_tokens import ReadApiTokens
from application.identity.read_sessions import ReadSessions
from application.identity.redeem_live_ticket import RedeemLiveTicket
from application.identity.refresh_session import RefreshSession
from application.identity.reset_password import ResetPassword
from application.identity.revoke_api_token import RevokeApiToken
from application.identity.search_people import SearchPeople
from application.identity.set_up import SetUp
from application.identity.sign_in import SignIn
from application.identity.sign_out import SignOut
from application.identity.take_out_own_data import TakeOutOwnData


class Accounts(containers.DeclarativeContainer):
    transactions: providers.Dependency[Any] = providers.Dependency()
    clock: providers.Dependency[Any] = providers.Dependency()
    people: providers.Dependency[Any] = providers.Dependency()
    looks: providers.Dependency[Any] = providers.Dependency()
    rate_limits: providers.Dependency[Any] = providers.Dependency()
    password_hasher: providers.Dependency[Any] = providers.Dependency()
    password_check: providers.Dependency[Any] = providers.Dependency()
    new_passwords: providers.Dependency[Any] = providers.Dependency()
    second_factor_check: providers.Dependency[Any] = providers.Dependency()
    access_tokens: providers.Dependency[Any] = providers.Dependency()
    opaque_tokens: providers.Dependency[Any] = providers.Dependency()
    setup_link: providers.Dependency[Any] = providers.Dependency()
    letterhead: providers.Dependency[Any] = providers.Dependency()

    act_on_behalf = providers.Factory(ActOnBehalf, transactions)
    authenticate = providers.Factory(Authenticate, access_tokens, people, transactions, opaque_tokens, clock)
    check_credentials = providers.Factory(CheckCredentials, people, clock)
    create_api_token = providers.Factory(CreateApiToken, transactions, clock, opaque_tokens)
    change_password = providers.Factory(
        ChangePassword,
        transactions,
        clock,
        password_check,
        new_passwords,
        access_tokens,
        opaque_tokens,
        letterhead,
    )
    confirm_password = providers.Factory(ConfirmPassword, transactions, clock, password_check)
    create_person = providers.Factory(CreatePerson, transactions, clock, new_passwords)
    end_other_sessions = providers.Factory(EndOtherSessions, transactions, clock)
    end_session = providers.Factory(EndSession, transactions, clock)
    forget_password = providers.Factory(
        ForgetPassword, transactions, clock, opaque_tokens, password_hasher, letterhead
    )
    reset_password = providers.Factory(
        ResetPassword, transactions, clock, opaque_tokens, new_passwords, letterhead
    )
    find_account = providers.Factory(FindAccount, transactions)
    issue_live_ticket = providers.Factory(IssueLiveTicket, transactions, clock, opaque_tokens)
    read_api_tokens = providers.Factory(ReadApiTokens, transactions)
    read_sessions = providers.Factory(ReadSessions, people, clock, looks)
    redeem_live_ticket = providers.Factory(RedeemLiveTicket, transactions, people, clock, opaque_tokens)
    refresh_session = providers.Factory(RefreshSession, transactions, clock, access_tokens, opaque_tokens)
    revoke_api_token = providers.Factory(RevokeApiToken, transactions, clock)
    search_people = providers.Factory(SearchPeople, people)
    set_up = providers.Factory(
        SetUp, transactions, clock, setup_link, new_passwords, access_tokens, opaque_tokens
    )
    sign_in = providers.Factory(
        SignIn,
        transactions,
        clock,
        password_check,
        password_hasher,
        second_factor_check,
        access_tokens,
        opaque_tokens,
    )
    sign_out = providers.Factory(SignOut, transactions, clock, opaque_tokens)
    take_out_own_data = providers.Factory(TakeOutOwnData, transactions, clock, rate_limits)
