"""Signing in through an identity provider."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field

from application.identity.external_ports import ProviderAnswer
from domain.identity.external_identity import ExternalIdentity
from entrypoints.http.schemas.second_factor import SecondFactorSent
from entrypoints.http.schemas.shapes import Asked, RecordedAt, Sent, Shown

Text = Annotated[str, Field(max_length=4_000)]
OWN_PATH = r"^(/([A-Za-z0-9_~-][A-Za-z0-9_.~%-]*/)*([A-Za-z0-9_~-][A-Za-z0-9_.~%-]*)?(\?[!-\[\]-~]*)?)?$"
"""A path of ours, in characters that no browser reads in two ways; lib/routes.ts has the same."""
LONGEST_PATH = 1_000
OwnPath = Annotated[str, Field(max_length=LONGEST_PATH, pattern=OWN_PATH)]


class ProviderShown(Shown):
    enabled: bool
    name: str | None = Field(description="As people know it, for the button; null when there is none.")


class SignInUrl(Shown):
    url: str = Field(description="Where the browser goes now; good for ten minutes.")


class StartAsked(Asked):
    next: OwnPath = Field("", description="Where to go afterwards: a path of the web app; else the calendar.")


class ProviderSent(Asked):
    """What the provider's redirect brings (RFC 6749 §4.1.2, RFC 9207); it may add what we do not know."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    state: Text = Field("", repr=False)
    code: Text | None = Field(None, repr=False)
    iss: Text | None = None
    error: Text = ""

    @property
    def answer(self) -> ProviderAnswer | None:
        return ProviderAnswer(self.code, self.iss) if self.code else None


class SecondStepSent(Sent):
    second_factor: SecondFactorSent | None = Field(
        None, description="Without it, the answer `second_factor_required` lists the ways."
    )


class LinkShown(Shown):
    """A provider that vouches for the caller."""

    id: UUID
    issuer: str
    linked_at: RecordedAt

    @classmethod
    def of(cls, identity: ExternalIdentity) -> "LinkShown":
        return cls(id=identity.id, issuer=identity.issuer, linked_at=identity.linked_at)


class LinksShown(Shown):
    data: list[LinkShown]

    @classmethod
    def of(cls, identities: Sequence[ExternalIdentity]) -> "LinksShown":
        return cls(data=[LinkShown.of(each) for each in identities])
