"""Signing in through an identity provider."""

from typing import Annotated

from pydantic import ConfigDict, Field

from application.identity.external_ports import ProviderAnswer
from entrypoints.http.schemas.shapes import Asked, Shown

Text = Annotated[str, Field(max_length=4_000)]


class ProviderShown(Shown):
    enabled: bool
    name: str | None = Field(description="As people know it, for the button; null when there is none.")


class SignInUrl(Shown):
    url: str = Field(description="Where the browser goes now; good for ten minutes.")


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
