"""A part of the container: what people do about their second factors."""

from typing import Any

from dependency_injector import containers, providers

from application.identity.add_passkey import AddPasskey
from application.identity.challenge_passkey import ChallengePasskey
from application.identity.confirm_totp import ConfirmTotp
from application.identity.offer_passkey import OfferPasskey
from application.identity.read_second_factors import ReadSecondFactors
from application.identity.remove_second_factor import RemoveSecondFactor
from application.identity.renew_recovery_codes import RenewRecoveryCodes
from application.identity.set_up_totp import SetUpTotp
from application.identity.sign_in_with_passkey import SignInWithPasskey


class SecondFactors(containers.DeclarativeContainer):
    transactions: providers.Dependency[Any] = providers.Dependency()
    clock: providers.Dependency[Any] = providers.Dependency()
    access_tokens: providers.Dependency[Any] = providers.Dependency()
    opaque_tokens: providers.Dependency[Any] = providers.Dependency()
    one_time_codes: providers.Dependency[Any] = providers.Dependency()
    passkey_verifier: providers.Dependency[Any] = providers.Dependency()
    passkey_use: providers.Dependency[Any] = providers.Dependency()

    add_passkey = providers.Factory(AddPasskey, transactions, clock, opaque_tokens, passkey_verifier)
    challenge_passkey = providers.Factory(
        ChallengePasskey, transactions, clock, opaque_tokens, passkey_verifier
    )
    confirm_totp = providers.Factory(ConfirmTotp, transactions, clock, opaque_tokens, one_time_codes)
    offer_passkey = providers.Factory(OfferPasskey, transactions, clock, opaque_tokens, passkey_verifier)
    read_second_factors = providers.Factory(ReadSecondFactors, transactions)
    remove_second_factor = providers.Factory(RemoveSecondFactor, transactions, clock)
    renew_recovery_codes = providers.Factory(RenewRecoveryCodes, transactions, clock, opaque_tokens)
    set_up_totp = providers.Factory(SetUpTotp, transactions, clock, one_time_codes)
    sign_in_with_passkey = providers.Factory(
        SignInWithPasskey, transactions, clock, passkey_use, passkey_verifier, access_tokens, opaque_tokens
    )
