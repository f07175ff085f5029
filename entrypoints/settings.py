"""Everything that can be configured, read once from the environment and checked."""

import os
import re
from collections.abc import Mapping, Sequence
from email.headerregistry import Address
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)

from application.identity.signing_keys import Keyring, SigningKey, WeakKey

PREFIX = "CONVENE_"
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
CHECKOUT = Path(__file__).resolve().parent.parent
# ``address`` or ``Name <address>``; plain ASCII, so that every mail server takes it.
_SENDER = re.compile(r"(?:(?P<name>[ -~]*[!-;=?-~]) *<(?P<boxed>[!-;=?-~]+)>|(?P<bare>[!-;=?-~]+))")

_PUSH_KEY = re.compile(r"[A-Za-z0-9_-]{43}")

# As browsers write it (RFC 6454 §6.2).
_ORIGIN = re.compile(r"(?!http:.*:80$|https:.*:443$)https?://([a-z0-9.-]+|\[[0-9a-f:]+\])(:[1-9][0-9]{0,4})?")


class InvalidSettings(Exception):
    """The message names each variable that is wrong, and why."""


class Settings(BaseModel):
    """One field per ``CONVENE_…`` variable, in lower case without the prefix.

    ``rate_limit_…``: requests a minute, for each session or API token, and for each address that sends
    neither; 0 lets everything through.

    ``metrics_token``: whoever sends it as a bearer token may read /metrics; without one, programs on this
    machine may.

    ``push_key``: by which the push services of browsers know this installation; the same on all machines.

    ``cors_origins``: other origins whose pages may call the API with tokens, such as
    ``https://app.example.org``, separated by commas; each counts as it is written.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str = "127.0.0.1"
    port: int = Field(8000, ge=1, le=65535)
    public_url: str = ""
    data_dir: Path = Field(default_factory=lambda: default_data_dir())
    database_url: SecretStr | None = None
    database_owner_url: SecretStr | None = None
    redis_url: SecretStr | None = None
    secret_keys: tuple[tuple[str, SecretStr], ...] = ()
    workers: int = Field(default_factory=lambda: min(4, os.cpu_count() or 1), ge=1, le=64)
    smtp_url: SecretStr | None = None
    mail_from: str = ""
    push_key: SecretStr | None = None
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    cors_origins: tuple[str, ...] = ()
    registration: Literal["open", "invite", "closed"] = "invite"
    oidc_issuer: str = ""
    oidc_client_id: str = Field("", max_length=500)
    oidc_client_secret: SecretStr | None = None
    oidc_name: str = Field("", max_length=50)
    rate_limit_signed_in: int = Field(30_000, ge=0)
    rate_limit_anonymous: int = Field(6_000, ge=0)
    horizon_days: int = Field(730, ge=30, le=1_830)
    history_days: int = Field(30, ge=7, le=3_650)
    metrics_token: SecretStr | None = None
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @field_validator("secret_keys", mode="before")
    @classmethod
    def _parse_keys(cls, value: object) -> object:
        """``id:secret,id:secret``; the first signs, all verify but one called ``root``."""
        if not isinstance(value, str):
            return value
        pairs = [entry.strip().partition(":") for entry in value.split(",") if entry.strip()]
        return tuple((key_id, secret) for key_id, _, secret in pairs)

    @field_validator("secret_keys")
    @classmethod
    def _refuse_weak_keys(cls, keys: tuple[tuple[str, SecretStr], ...]) -> tuple[tuple[str, SecretStr], ...]:
        try:
            if keys:
                Keyring([SigningKey(key_id, secret.get_secret_value()) for key_id, secret in keys])
        except WeakKey as weak:
            raise ValueError(f"{weak}; leave the variable out and one is generated") from None
        return keys

    @field_validator("push_key")
    @classmethod
    def _expect_a_private_number(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _PUSH_KEY.fullmatch(value.get_secret_value()):
            raise ValueError("write 32 octets in base64url, 43 characters; without it one is generated")
        return value

    @field_validator("trusted_proxies", "cors_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(filter(None, value.replace(",", " ").split())) if isinstance(value, str) else value

    @field_validator("cors_origins")
    @classmethod
    def _refuse_all_but_origins(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        for origin in origins:
            if not _ORIGIN.fullmatch(origin):
                raise ValueError(
                    f"{origin!r} is no origin: write scheme, host and port only, in lower case and without a "
                    "default port, such as https://app.example.org; wildcards and null are not taken"
                )
        return origins

    @field_validator("public_url")
    @classmethod
    def _refuse_paths(cls, value: str) -> str:
        url = value.rstrip("/")
        if url and (not url.startswith(("http://", "https://")) or url.count("/") > 2):
            raise ValueError("write scheme, host and port only, such as https://meet.example.org")
        return url

    @field_validator("database_url", "database_owner_url")
    @classmethod
    def _name_the_driver(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None:
            return None
        scheme, separator, rest = value.get_secret_value().partition("://")
        if not separator or scheme not in {"postgres", "postgresql", "postgresql+psycopg"}:
            raise ValueError("write postgresql://user:password@host:port/database")
        return SecretStr(f"postgresql+psycopg://{rest}")

    @field_validator("smtp_url")
    @classmethod
    def _expect_a_mail_server(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None:
            return None
        try:
            parts = urlsplit(value.get_secret_value())
            good = parts.scheme in {"smtp", "smtps"} and parts.hostname and parts.port != 0
        except ValueError:
            good = None
        if not good or parts.path.strip("/") or parts.query or parts.fragment:
            raise ValueError("write smtp://user:password@host:port, or smtps:// for TLS from the first byte")
        return value

    @field_validator("metrics_token")
    @classmethod
    def _expect_what_nobody_guesses(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and (len(value) < 32 or not value.get_secret_value().isascii()):
            raise ValueError("write at least 32 ASCII characters, such as what `openssl rand -hex 32` says")
        return value

    @field_validator("mail_from")
    @classmethod
    def _expect_a_sender(cls, value: str) -> str:
        if value:
            _sender(value)
        return value

    @field_validator("oidc_issuer")
    @classmethod
    def _expect_an_issuer(cls, value: str) -> str:
        """As the provider writes it, to the last slash (OpenID Connect Discovery §3)."""
        try:
            parts = urlsplit(value)
            schemes = {"http", "https"} if parts.hostname in LOOPBACK else {"https"}
            good = parts.scheme in schemes and parts.hostname and parts.port != 0 and "@" not in parts.netloc
        except ValueError:
            good = None
        if value and (not good or parts.query or parts.fragment or not value.isascii() or " " in value):
            raise ValueError("write the provider's issuer, such as https://login.example.org")
        return value

    @field_validator("oidc_name")
    @classmethod
    def _expect_a_line(cls, value: str) -> str:
        if not value.isprintable():
            raise ValueError("write a short name for the button, in one line")
        return value.strip()

    @model_validator(mode="after")
    def _expect_all_of_a_provider(self) -> "Settings":
        values = (self.oidc_issuer, self.oidc_client_id, self.oidc_client_secret, self.oidc_name)
        if any(values) and not all(values):
            raise ValueError(
                "set CONVENE_OIDC_ISSUER, CONVENE_OIDC_CLIENT_ID, CONVENE_OIDC_CLIENT_SECRET and "
                "CONVENE_OIDC_NAME, or none of them"
            )
        return self

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Empty variables count as absent. Raises InvalidSettings."""
        given = {
            name.removeprefix(PREFIX).lower(): value
            for name, value in environment.items()
            if name.startswith(PREFIX) and value != ""
        }
        try:
            return cls.model_validate(given)
        except ValidationError as error:
            lines = [": ".join([*_variable(each["loc"]), each["msg"]]) for each in error.errors()]
            raise InvalidSettings("\n".join(lines)) from None

    @property
    def url(self) -> str:
        """Where people reach Convene, without a slash at the end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.public_url or f"http://{host}:{self.port}"

    @property
    def mail_sender(self) -> Address:
        """Who Convene's mail is from: as set, else convene@ the host that people reach it at."""
        if self.mail_from:
            return _sender(self.mail_from)
        host = urlsplit(self.url).hostname or ""
        is_name = host[-1:].isalpha() and ":" not in host
        return Address("Convene", "convene", host if is_name else "localhost")

    @property
    def is_https(self) -> bool:
        return self.url.startswith("https://")

    @property
    def given_keys(self) -> Sequence[SigningKey]:
        """None are given as a rule: the installation has its own, in a file."""
        return [SigningKey(key_id, secret.get_secret_value()) for key_id, secret in self.secret_keys]


def _variable(place: tuple[int | str, ...]) -> list[str]:
    """The name of the one that is at fault; none when several are together."""
    return [f"{PREFIX}{name}".upper() for name in place[:1]]


def _sender(text: str) -> Address:
    found = _SENDER.fullmatch(text.strip())
    local, _, domain = ((found["boxed"] or found["bare"]) if found else "").partition("@")
    if found is None or not local or not re.fullmatch(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", domain):
        raise ValueError("write an address such as Convene <convene@example.org>")
    return Address((found["name"] or "Convene").strip('" '), local, domain)


def default_data_dir() -> Path:
    """``.convene`` beside a checkout, else the platform's place for an application's data."""
    if (CHECKOUT / "pyproject.toml").exists():
        return CHECKOUT / ".convene"
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(home) / "convene"
