"""A part of the container: signing in through an identity provider."""

from typing import Any

from dependency_injector import containers, providers

from application.identity.external_accounts import ExternalAccounts
from application.identity.finish_external_sign_in import FinishExternalSignIn
from application.identity.start_external_sign_in import StartExternalSignIn


class ExternalSignIn(containers.DeclarativeContainer):
    transactions: providers.Dependency[Any] = providers.Dependency()
    clock: providers.Dependency[Any] = providers.Dependency()
    access_tokens: providers.Dependency[Any] = providers.Dependency()
    opaque_tokens: providers.Dependency[Any] = providers.Dependency()
    house_book: providers.Dependency[Any] = providers.Dependency()
    identity_provider: providers.Dependency[Any] = providers.Dependency()

    accounts = providers.Factory(ExternalAccounts, house_book)
    start = providers.Factory(StartExternalSignIn, transactions, clock, opaque_tokens, identity_provider)
    finish = providers.Factory(
        FinishExternalSignIn, transactions, clock, identity_provider, accounts, access_tokens, opaque_tokens
    )
