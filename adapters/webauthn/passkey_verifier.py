import json
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from application.identity.second_factor_ports import NewPasskey, PasskeyVerifier
from domain.identity.refusals import InvalidPasskey
from domain.identity.second_factors import Passkey

RELYING_PARTY = "Convene"
NOT_UNDERSTOOD = "this is no answer of a passkey; try again"


class WebauthnPasskeys(PasskeyVerifier):
    """For pages at ``origins``, whose host is ``relying_party``, or ends with it.

    The library is loaded by the first who has a passkey: it takes longer than all the rest of a start.
    """

    def __init__(self, relying_party: str, origins: Collection[str]) -> None:
        self._relying_party = relying_party
        self._origins = list(origins)

    def creation_options(
        self, person_id: UUID, email: str, name: str, challenge: str, *, known: Collection[bytes]
    ) -> Mapping[str, object]:
        from webauthn import generate_registration_options, options_to_json
        from webauthn.helpers.structs import (
            AuthenticatorSelectionCriteria,
            PublicKeyCredentialDescriptor,
            ResidentKeyRequirement,
        )

        options = generate_registration_options(
            rp_id=self._relying_party,
            rp_name=RELYING_PARTY,
            user_id=person_id.bytes,
            user_name=email,
            user_display_name=name,
            challenge=challenge.encode(),
            exclude_credentials=[PublicKeyCredentialDescriptor(id=each) for each in known],
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.PREFERRED
            ),
        )
        return _object(options_to_json(options))

    def request_options(self, challenge: str) -> Mapping[str, object]:
        from webauthn import generate_authentication_options, options_to_json

        options = generate_authentication_options(rp_id=self._relying_party, challenge=challenge.encode())
        return _object(options_to_json(options))

    def claimed(self, credential: str) -> tuple[bytes, str]:
        from webauthn import base64url_to_bytes

        try:
            sent = json.loads(credential)
            said = json.loads(base64url_to_bytes(sent["response"]["clientDataJSON"]))
            return base64url_to_bytes(sent["rawId"]), base64url_to_bytes(said["challenge"]).decode()
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise InvalidPasskey(NOT_UNDERSTOOD) from error

    def verify_new(self, credential: str, challenge: str) -> NewPasskey:
        from webauthn import verify_registration_response
        from webauthn.helpers.exceptions import WebAuthnException

        try:
            made = verify_registration_response(
                credential=credential,
                expected_challenge=challenge.encode(),
                expected_rp_id=self._relying_party,
                expected_origin=self._origins,
            )
        except (WebAuthnException, ValueError, KeyError, TypeError) as error:
            raise InvalidPasskey(NOT_UNDERSTOOD) from error
        return NewPasskey(made.credential_id, made.credential_public_key, made.sign_count)

    def verify_use(self, credential: str, challenge: str, passkey: Passkey, *, alone: bool) -> int:
        from webauthn import verify_authentication_response
        from webauthn.helpers.exceptions import WebAuthnException

        try:
            used = verify_authentication_response(
                credential=credential,
                expected_challenge=challenge.encode(),
                expected_rp_id=self._relying_party,
                expected_origin=self._origins,
                credential_public_key=passkey.public_key,
                # A counter that went back is the domain's to judge; the library would refuse it alike.
                credential_current_sign_count=0,
                require_user_verification=alone,
            )
        except (WebAuthnException, ValueError, KeyError, TypeError) as error:
            raise InvalidPasskey(NOT_UNDERSTOOD) from error
        return used.new_sign_count


def _object(text: str) -> Mapping[str, Any]:
    return dict(json.loads(text))
