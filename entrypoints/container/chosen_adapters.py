"""A part of the container: adapters that the settings choose, or tell where to go."""

from urllib.parse import urlsplit

from adapters.postgres.wakeups import PostgresWakeups
from adapters.shared_memory.rate_limits import SharedMemoryRateLimits
from adapters.system.noted_heads import FileOfHeads
from adapters.webauthn.passkey_verifier import WebauthnPasskeys
from application.identity.external_ports import IdentityProvider, NoIdentityProvider
from application.identity.second_factor_ports import PasskeyVerifier
from application.identity.signing_keys import SigningKeys
from application.shared.ports import Mailer, Wakeups
from application.shared.rate_limits import RateLimits
from domain.identity.account_invitation import Registration
from entrypoints.settings import Settings


def database_url_of(settings: Settings) -> str:
    if settings.database_url is None:
        raise LookupError("no database was given, and the embedded one is not running")
    return settings.database_url.get_secret_value()


def heads_file_of(settings: Settings) -> FileOfHeads:
    return FileOfHeads(settings.data_dir / "audit-heads")


def fixed_rules_of(settings: Settings) -> dict[str, object]:
    """The house rules that the environment decides, whatever admins say."""
    given = "registration" in settings.model_fields_set
    return {"registration": Registration(settings.registration)} if given else {}


def rate_limits_of(settings: Settings) -> RateLimits:
    if settings.redis_url is not None:
        from adapters.redis.rate_limits import RedisRateLimits

        return RedisRateLimits(settings.redis_url.get_secret_value())
    return SharedMemoryRateLimits(settings.data_dir / "rate-limits")


def wakeups_of(settings: Settings, database_url: str) -> Wakeups:
    if settings.redis_url is not None:
        from adapters.redis.wakeups import RedisWakeups

        return RedisWakeups(settings.redis_url.get_secret_value())
    return PostgresWakeups(database_url)


def mailer_of(settings: Settings) -> Mailer:
    if settings.smtp_url is not None:
        from adapters.mail.smtp_mailer import SmtpMailer, SmtpServer

        return SmtpMailer(SmtpServer.at(settings.smtp_url.get_secret_value()), settings.mail_sender)
    from adapters.mail.file_mailer import FileMailer

    return FileMailer(settings.data_dir / "mail", settings.mail_sender)


def passkey_verifier_of(settings: Settings) -> PasskeyVerifier:
    """Passkeys belong to a name, never to an IP address (WebAuthn §5.1.2): at home that is localhost."""
    host = urlsplit(settings.url).hostname or ""
    if host in {"127.0.0.1", "::1", "localhost"}:
        return WebauthnPasskeys("localhost", [f"http://localhost:{settings.port}", settings.url])
    return WebauthnPasskeys(host, [settings.url])


def identity_provider_of(settings: Settings) -> IdentityProvider:
    if not settings.oidc_issuer or settings.oidc_client_secret is None:
        return NoIdentityProvider()
    from adapters.authlib.identity_provider import AuthlibIdentityProvider, Client

    client = Client(
        settings.oidc_issuer,
        settings.oidc_client_id,
        settings.oidc_client_secret.get_secret_value(),
        redirect_uri=f"{settings.url}/api/v1/auth/oidc/callback",
    )
    return AuthlibIdentityProvider(client, settings.oidc_name)


def root_key_of(keys: SigningKeys) -> str:
    """What long-lived derivations hang on; a new signing key changes none of them."""
    return keys.ring().root.secret
