"""The role that serves: it reads and writes, but changes no table, and of the audit trail nothing."""

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from application.shared.refusals import StorageUnavailable

_LOCK = 0x636F6E76_726F6C65
_MAY = """
    SELECT has_table_privilege(%(role)s, 'audit_entry', 'UPDATE, DELETE, TRUNCATE') OR EXISTS (
        SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
        AND NOT has_table_privilege(%(role)s, oid, 'SELECT')
    ) OR NOT has_function_privilege(%(role)s, 'forget_history(timestamptz)', 'EXECUTE')
"""
_GRANTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "GRANT EXECUTE ON FUNCTION prepare_history, forget_history TO {role}",
    "REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM {role}",
    "REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry FROM {role}",
)


def let_serve(owner_url: str, serving_url: str) -> None:
    """Give the role of ``serving_url`` what serving takes, and make it if it is missing and we may.

    Does nothing where both are one role. Raises StorageUnavailable.
    """
    role, owner = _user(serving_url), _user(owner_url)
    if role == owner:
        return
    try:
        with psycopg.connect(_plain(owner_url)) as connection:
            connection.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            named = sql.Identifier(role)
            if connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [role]).rowcount == 0:
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(named))
            if connection.execute(_MAY, {"role": role}).fetchone() == (True,):
                for grant in _GRANTS:
                    connection.execute(sql.SQL(grant).format(role=named))
    except psycopg.OperationalError as error:
        raise StorageUnavailable(f"the database cannot be reached: {error}") from error
    except psycopg.errors.InsufficientPrivilege as error:
        raise StorageUnavailable(
            f"the owner of the database may not set up the role {role}: {error}"
        ) from error


def may_rewrite_the_audit_trail(url: str) -> bool:
    """Whether the role of ``url`` may do more with it than read and add. Raises StorageUnavailable."""
    try:
        with psycopg.connect(_plain(url)) as connection:
            found = connection.execute(
                "SELECT has_table_privilege('audit_entry', 'UPDATE, DELETE, TRUNCATE')"
            ).fetchone()
    except psycopg.Error as error:
        raise StorageUnavailable(f"the audit trail cannot be read: {error}") from error
    return found == (True,)


def _plain(url: str) -> str:
    return url.replace("+psycopg", "", 1)


def _user(url: str) -> str:
    return str(conninfo_to_dict(_plain(url)).get("user") or "")
