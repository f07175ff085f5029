"""Whether the database has the tables of this version, and bringing it there.

Beside the container and ``embedded_database`` the only file that imports an adapter: every start asks, and
the answer must not wait for all that the container loads.
"""

from adapters.postgres.migrations import anybody_has_an_account, migrate

__all__ = ["anybody_has_an_account", "migrate"]
