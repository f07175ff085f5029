"""What one shows besides a password, or instead of it."""

import json
from dataclasses import replace
from uuid import UUID

from flask import Request

from application.identity.add_passkey import AddPasskey, AddPasskeyCommand
from application.identity.caller import Caller
from application.identity.challenge_passkey import ChallengePasskey
from application.identity.confirm_totp import ConfirmTotp
from application.identity.offer_passkey import OfferPasskey
from application.identity.read_second_factors import ReadSecondFactors
from application.identity.remove_second_factor import RemoveSecondFactor
from application.identity.renew_recovery_codes import RenewRecoveryCodes
from application.identity.set_up_totp import SetUpTotp
from application.identity.sign_in_with_passkey import SignInWithPasskey
from application.identity.signing_in import Device
from domain.identity.refusals import (
    InvalidPasskey,
    OnlyInPerson,
    PasskeyNotFound,
    ProofNeeded,
    SecondFactorExists,
    SecondFactorMissing,
    WrongCode,
)
from entrypoints.http.answers import NO_CONTENT, Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.routes import Access
from entrypoints.http.schemas.second_factor import (
    CodeSent,
    PasskeyLoginSent,
    PasskeyMade,
    PasskeyOptions,
    PasskeySent,
    RecoveryCodesShown,
    SecondFactorsShown,
    TotpShown,
)
from entrypoints.http.schemas.session import SessionShown
from entrypoints.http.signing_in import SessionAnswer

OWN = (OnlyInPerson, ProofNeeded)


def second_factors_blueprint(
    gate: Gate,
    *,
    session: SessionAnswer,
    read_second_factors: ReadSecondFactors,
    set_up_totp: SetUpTotp,
    confirm_totp: ConfirmTotp,
    renew_recovery_codes: RenewRecoveryCodes,
    remove_second_factor: RemoveSecondFactor,
    offer_passkey: OfferPasskey,
    add_passkey: AddPasskey,
    challenge_passkey: ChallengePasskey,
    sign_in_with_passkey: SignInWithPasskey,
) -> ApiBlueprint:
    """Answers here hold secrets, so few are kept under an Idempotency-Key."""
    factors = ApiBlueprint("second_factors", gate)

    @factors.operation(
        "GET",
        "/auth/second-factors",
        Access.IN_PERSON,
        answers={200: SecondFactorsShown},
        refusals=(OnlyInPerson,),
    )
    def list_second_factors(caller: Caller) -> Answer:
        """What the caller is asked for besides the password. With neither app nor passkey, nothing."""
        return Answer(SecondFactorsShown.of(read_second_factors(caller)))

    @factors.operation(
        "POST",
        "/auth/totp",
        Access.IN_PERSON,
        answers={201: TotpShown},
        refusals=(*OWN, SecondFactorExists),
    )
    def begin_an_app(caller: Caller) -> Answer:
        """Set up an authenticator app: scan the code, then confirm with what the app shows."""
        return Answer(TotpShown.of(set_up_totp(caller)), 201)

    @factors.operation(
        "POST",
        "/auth/totp/confirm",
        Access.IN_PERSON,
        answers={200: RecoveryCodesShown},
        refusals=(*OWN, SecondFactorExists, SecondFactorMissing, WrongCode),
    )
    def confirm_an_app(caller: Caller, body: CodeSent) -> Answer:
        """The app is asked for from now on. With the first second factor come ten recovery codes."""
        return Answer(RecoveryCodesShown(recovery_codes=list(confirm_totp(caller, body.code))))

    @factors.operation(
        "DELETE",
        "/auth/totp",
        Access.IN_PERSON,
        answers={204: None},
        refusals=(*OWN, SecondFactorMissing),
        once=True,
    )
    def remove_the_app(caller: Caller) -> Answer:
        """The app is asked for no longer."""
        remove_second_factor(caller)
        return NO_CONTENT

    @factors.operation(
        "POST",
        "/auth/recovery-codes",
        Access.IN_PERSON,
        answers={201: RecoveryCodesShown},
        refusals=(*OWN, SecondFactorMissing),
    )
    def renew_own_recovery_codes(caller: Caller) -> Answer:
        """Ten fresh recovery codes; the earlier ones are void."""
        return Answer(RecoveryCodesShown(recovery_codes=list(renew_recovery_codes(caller))), 201)

    @factors.operation(
        "POST",
        "/auth/passkeys/options",
        Access.IN_PERSON,
        answers={200: PasskeyOptions},
        refusals=OWN,
    )
    def passkey_options(caller: Caller) -> Answer:
        """What the browser needs to make a passkey; good for five minutes."""
        return Answer(PasskeyOptions(public_key=dict(offer_passkey(caller))))

    @factors.operation(
        "POST",
        "/auth/passkeys",
        Access.IN_PERSON,
        answers={201: PasskeyMade},
        refusals=(*OWN, InvalidPasskey, SecondFactorExists),
    )
    def add_a_passkey(caller: Caller, body: PasskeySent) -> Answer:
        """Keep a passkey that the browser has just made."""
        command = AddPasskeyCommand(caller, body.name, json.dumps(body.credential))
        return Answer(PasskeyMade.with_codes(*add_passkey(command)), 201)

    @factors.operation(
        "DELETE",
        "/auth/passkeys/{passkey_id}",
        Access.IN_PERSON,
        answers={204: None},
        refusals=(*OWN, PasskeyNotFound),
        once=True,
    )
    def remove_a_passkey(caller: Caller, passkey_id: UUID) -> Answer:
        """This passkey signs nobody in any more."""
        remove_second_factor(caller, passkey_id)
        return NO_CONTENT

    @factors.operation("POST", "/auth/passkeys/challenge", Access.PUBLIC, answers={200: PasskeyOptions})
    def passkey_challenge() -> Answer:
        """What the browser needs to sign in with a passkey; good for five minutes, once."""
        return Answer(PasskeyOptions(public_key=dict(challenge_passkey())))

    @factors.operation(
        "POST",
        "/auth/passkeys/login",
        Access.PUBLIC,
        answers={200: SessionShown},
        refusals=(InvalidPasskey,),
        sets_cookie=True,
    )
    def passkey_login(body: PasskeyLoginSent, device: Device, request: Request) -> Answer:
        """Sign in with a passkey alone, which must have asked for a face, a finger or a PIN."""
        known_by = replace(device, token=session.device_cookie.find(request))
        signed_in = sign_in_with_passkey(json.dumps(body.credential), known_by)
        return session(signed_in, with_refresh_token=body.client == "api")

    return factors
