"""Second factors: what is sent to prove one, and what its owner sees."""

import json
from collections.abc import Sequence
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from application.identity.second_factor_check import SecondFactorSent as Given
from domain.identity.second_factors import Passkey, SecondFactors
from entrypoints.http.schemas.shapes import RecordedAt, Sent, Shown, line, prose

Code = Annotated[str, Field(max_length=20, pattern=r"^[0-9 ]+$", description="Six digits.")]
Credential = Annotated[
    dict[str, Any],
    Field(description="What ``navigator.credentials`` answered, by its ``toJSON()``."),
]


class SecondFactorSent(Sent):
    """One of the three."""

    code: Code | None = Field(None, repr=False)
    recovery_code: Annotated[str, prose(60)] | None = Field(None, repr=False)
    passkey: Credential | None = Field(None, repr=False)

    @model_validator(mode="after")
    def _one(self) -> "SecondFactorSent":
        if len(self.model_fields_set) != 1 or None in (getattr(self, each) for each in self.model_fields_set):
            message = "send one of code, recovery_code and passkey"
            raise PydanticCustomError("refused", "{message}", {"code": "one_of", "message": message})
        return self

    def given(self) -> Given:
        return Given(
            self.code, self.recovery_code, None if self.passkey is None else json.dumps(self.passkey)
        )


class CodeSent(Sent):
    code: Code


class PasskeySent(Sent):
    name: Annotated[str, line(100), Field(description="To know it by later, such as the device's.")]
    credential: Credential


class PasskeyLoginSent(Sent):
    credential: Credential
    client: Literal["web", "api"] = "web"


class TotpShown(Shown):
    """A secret for an authenticator app. It is shown this once, and counts once a code was confirmed."""

    uri: str = Field(description="For the app: an otpauth URI, as in the QR code.")
    qr_svg: str = Field(description="The QR code, as an SVG image.")

    @classmethod
    def of(cls, uri: str) -> "TotpShown":
        from segno import make_qr

        return cls(
            uri=uri, qr_svg=make_qr(uri).svg_inline(scale=4, light="#fff", svgclass=None, lineclass=None)
        )


class RecoveryCodesShown(Shown):
    recovery_codes: list[str] = Field(description="Each signs in once, in place of a code. Shown this once.")


class PasskeyShown(Shown):
    id: UUID
    name: str
    created_at: RecordedAt
    last_used_at: RecordedAt | None

    @classmethod
    def of(cls, passkey: Passkey) -> "PasskeyShown":
        return cls(
            id=passkey.id,
            name=passkey.name,
            created_at=passkey.created_at,
            last_used_at=passkey.last_used_at,
        )


class PasskeyMade(Shown):
    passkey: PasskeyShown
    recovery_codes: list[str] = Field(description="With the first second factor; shown this once.")

    @classmethod
    def with_codes(cls, passkey: Passkey, codes: Sequence[str]) -> "PasskeyMade":
        return cls(passkey=PasskeyShown.of(passkey), recovery_codes=list(codes))


class SecondFactorsShown(Shown):
    totp: bool
    passkeys: list[PasskeyShown]
    recovery_codes_left: int

    @classmethod
    def of(cls, factors: SecondFactors) -> "SecondFactorsShown":
        return cls(
            totp=factors.has_totp,
            passkeys=[PasskeyShown.of(each) for each in factors.passkeys],
            recovery_codes_left=len(factors.recovery_codes),
        )


class PasskeyOptions(Shown):
    """For ``navigator.credentials``, through ``PublicKeyCredential.parse…OptionsFromJSON``."""

    public_key: dict[str, Any]
