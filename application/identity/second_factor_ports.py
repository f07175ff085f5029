"""What the use cases about second factors need from outside."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from domain.identity.role import Role
from domain.identity.second_factors import Passkey, SecondFactors


class ManySecondFactors(Protocol):
    """The second factors of each person."""

    def get(self, person_id: UUID) -> SecondFactors:
        """Empty for who has none; holds off other writers of them until the transaction ends."""
        ...

    def find(self, person_id: UUID) -> SecondFactors: ...

    def owner_of(self, credential_id: bytes) -> UUID | None:
        """Whose passkey that is."""
        ...

    def without(self, roles: Collection[Role]) -> frozenset[UUID]:
        """Active people in these roles who have none that they could sign in with."""
        ...

    def save(self, factors: SecondFactors) -> None: ...


@dataclass(frozen=True, slots=True)
class PasskeyChallenge:
    """What a passkey has to sign. ``person_id``: who is about to add one; None when somebody signs in."""

    expires_at: datetime
    person_id: UUID | None = None


class PasskeyChallenges(Protocol):
    def add(self, digest: bytes, challenge: PasskeyChallenge) -> None: ...

    def take(self, digest: bytes) -> PasskeyChallenge | None:
        """The challenge, which exists no longer from now on; expired ones are returned too."""
        ...


class OneTimeCodes(Protocol):
    """Six digits for each half minute, from a secret that an app shares with us (RFC 6238).

    Secrets come and go sealed: nobody but the adapter can read them.
    """

    def new_secret(self) -> str: ...

    def uri(self, sealed: str, *, account: str) -> str:
        """The otpauth URI that an app reads, as it stands in the QR code."""
        ...

    def step_of(self, sealed: str, code: str, *, now: datetime) -> int | None:
        """The number of the half minute that the code belongs to: the present one, or one beside it."""
        ...


@dataclass(frozen=True, slots=True)
class NewPasskey:
    credential_id: bytes
    public_key: bytes
    sign_count: int


class PasskeyVerifier(Protocol):
    """The relying party of WebAuthn. ``credential`` is what the browser answered, as JSON text."""

    def creation_options(
        self, person_id: UUID, email: str, name: str, challenge: str, *, known: Collection[bytes]
    ) -> Mapping[str, object]:
        """PublicKeyCredentialCreationOptions as JSON; ``known`` are passkeys that are set up already."""
        ...

    def request_options(self, challenge: str) -> Mapping[str, object]:
        """PublicKeyCredentialRequestOptions as JSON."""
        ...

    def claimed(self, credential: str) -> tuple[bytes, str]:
        """The credential id and the challenge that it says, neither proven. Raises InvalidPasskey."""
        ...

    def verify_new(self, credential: str, challenge: str) -> NewPasskey:
        """Raises InvalidPasskey."""
        ...

    def verify_use(self, credential: str, challenge: str, passkey: Passkey, *, alone: bool) -> int:
        """The counter it sent. ``alone``: its owner must have shown their face, finger or PIN as well.

        Raises InvalidPasskey.
        """
        ...
