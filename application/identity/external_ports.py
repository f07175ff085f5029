"""What signing in through an identity provider needs from outside (OpenID Connect Core 1.0)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from domain.identity.external_identity import ExternalIdentity
from domain.identity.refusals import ExternalSignInOff


class ExternalIdentities(Protocol):
    """Whoever links a person's holds that person first (``People.get``)."""

    def add(self, identity: ExternalIdentity) -> None:
        """Raises IdentityAlreadyLinked."""
        ...

    def owner_of(self, issuer: str, subject: str) -> UUID | None: ...

    def has_one(self, person_id: UUID, issuer: str) -> bool:
        """Whether that person is known to the provider under any name."""
        ...

    def of(self, person_id: UUID) -> Sequence[ExternalIdentity]:
        """Ordered by issuer."""
        ...

    def remove(self, identity: ExternalIdentity) -> None:
        """It opens nothing from now on. Its recorded events stay in the log."""
        ...


@dataclass(frozen=True, slots=True)
class ExternalSignIn:
    """One that was begun. ``person_id``: who is about to link their account, or, under the digest of a second
    step, who came back from the provider and has yet to show a second factor. None when somebody signs in.
    """

    expires_at: datetime
    person_id: UUID | None = None


class ExternalSignIns(Protocol):
    def add(self, digest: bytes, begun: ExternalSignIn) -> None: ...

    def find(self, digest: bytes) -> ExternalSignIn | None:
        """The one with that digest; expired ones are returned too."""
        ...

    def remove_of(self, person_id: UUID) -> None:
        """Those that were begun in the name of that person."""
        ...

    def take(self, digest: bytes) -> ExternalSignIn | None:
        """The one with that digest, which exists no longer from now on; expired ones are returned too."""
        ...


@dataclass(frozen=True, slots=True)
class SignInSecrets:
    """What the provider sends back (``state``), signs (``nonce``) and has us prove (``verifier``)."""

    state: str
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ProviderAnswer:
    """What the provider's redirect brought: a code, and who says that it gave it (RFC 9207)."""

    code: str = field(repr=False)
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class ProvenIdentity:
    """Whom the provider vouches for. ``email`` is theirs only when ``email_verified``.

    ``second_factor``: the provider asked them for more than one (``mfa`` among the ``amr``, RFC 8176 §2).
    """

    issuer: str
    subject: str
    email: str = ""
    email_verified: bool = False
    name: str = ""
    second_factor: bool = False


class IdentityProvider(Protocol):
    """The one that was set up. It is asked over the network; never call it inside a transaction."""

    @property
    def name(self) -> str:
        """As people know it; empty when there is none."""
        ...

    def sign_in_url(self, secrets: SignInSecrets, *, now: datetime) -> str:
        """Where the browser goes. Raises ExternalSignInOff or ProviderUnavailable."""
        ...

    def identify(self, answer: ProviderAnswer, secrets: SignInSecrets, *, now: datetime) -> ProvenIdentity:
        """Trades the code, once. Raises ExternalSignInOff, ExternalSignInFailed or ProviderUnavailable."""
        ...


class NoIdentityProvider(IdentityProvider):
    @property
    def name(self) -> str:
        return ""

    def sign_in_url(self, secrets: SignInSecrets, *, now: datetime) -> str:
        raise self._off()

    def identify(self, answer: ProviderAnswer, secrets: SignInSecrets, *, now: datetime) -> ProvenIdentity:
        raise self._off()

    def _off(self) -> ExternalSignInOff:
        return ExternalSignInOff("no identity provider is set up here; sign in with a password or a passkey")
