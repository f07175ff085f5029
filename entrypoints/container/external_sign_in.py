"""A part of the container: signing in through an identity provider."""

from typing import Any

from dependency_injector import containers, providers

from application.identity.external_accounts import ExternalAccounts
from application.identity.finish_external_sign_in import FinishExternalSignIn
from application.identity.finish_with_second_factor import FinishWithSecondFactor
from application.identity.read_links import ReadLinks
from application.identity.remove_link import RemoveLink
from application.identity.start_external_sign_in import StartExternalSignIn


class ExternalSignIn(containers.DeclarativeContainer):
    transactions: providers.Dependency[Any] = providers.Dependency()
    clock: providers.Dependency[Any] = providers.Dependency()
    access_tokens: providers.Dependency[Any] = providers.Dependency()
    opaque_tokens: providers.Dependency[Any] = providers.Dependency()
    house_book: providers.Dependency[Any] = providers.Dependency()
    letterhead: providers.Dependency[Any] = providers.Dependency()
    identity_provider: providers.Dependency[Any] = providers.Dependency()

    second_factor_check: providers.Dependency[Any] = providers.Dependency()

    accounts = providers.Factory(ExternalAccounts, house_book, identity_provider, letterhead)
    start = providers.Factory(StartExternalSignIn, transactions, clock, opaque_tokens, identity_provider)
    finish = providers.Factory(
        FinishExternalSignIn, transactions, clock, identity_provider, accounts, access_tokens, opaque_tokens
    )
    finish_with_second_factor = providers.Factory(
        FinishWithSecondFactor, transactions, clock, second_factor_check, access_tokens, opaque_tokens
    )
    read_links = providers.Factory(ReadLinks, transactions)
    remove_link = providers.Factory(RemoveLink, transactions, clock)
