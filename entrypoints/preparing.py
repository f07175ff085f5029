"""What comes before serving: the tables of this version, and a link for the first admin.

Beside the container and ``embedded_database`` the only file that imports adapters: every start does this, and
must not wait for all that the container loads.
"""

from adapters.postgres.migrations import anybody_has_an_account, migrate
from adapters.postgres.serving_role import let_serve, may_rewrite_the_audit_trail
from adapters.system.secrets import HmacSetupLink
from adapters.system.signing_keys import GivenKeys, KeyFile
from application.identity.signing_keys import SigningKeys
from entrypoints.settings import Settings

__all__ = ["let_serve", "may_rewrite_the_audit_trail", "migrate", "setup_link", "signing_keys_of"]


def signing_keys_of(settings: Settings) -> SigningKeys:
    return GivenKeys(settings.given_keys) if settings.given_keys else KeyFile(settings.data_dir)


def setup_link(settings: Settings, database_url: str) -> str | None:
    """The link for the very first admin, or None when somebody has an account."""
    if anybody_has_an_account(database_url):
        return None
    token = HmacSetupLink(signing_keys_of(settings).ring().root.secret).token()
    return f"{settings.url}/setup/#token={token}"
