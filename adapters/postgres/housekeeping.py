from datetime import datetime, timedelta

from sqlalchemy import text

from adapters.postgres.database import PostgresDatabase
from domain.identity.wrong_passwords import WITHIN

ANSWERS_ARE_KEPT = timedelta(hours=48)
INVITATIONS_ARE_KEPT = timedelta(days=30)
"""After they expired, so that whoever sent them sees that nobody came."""
LETTERS_ARE_KEPT = timedelta(days=90)
"""After they were sent or given up: address, subject and what became of them."""
NOTIFICATIONS_ARE_KEPT = timedelta(days=90)
REMINDERS_ARE_KEPT = timedelta(days=30)
"""After the start of what they were about: should it move back to where it was, nobody is told again."""
SESSIONS_ARE_KEPT = timedelta(days=90)
"""After their end, so that their owner can look back on where they were signed in."""

_SWEEPS = (
    ("address blocks", "DELETE FROM ip_block WHERE expires_at < :now"),
    ("passkey challenges", "DELETE FROM passkey_challenge WHERE expires_at < :now"),
    ("external sign-ins", "DELETE FROM external_sign_in WHERE expires_at < :now"),
    ("live tickets", "DELETE FROM live_ticket WHERE expires_at < :now"),
    ("wrong passwords", "DELETE FROM wrong_password WHERE last_at < :wrong_until"),
    ("invitations", "DELETE FROM account_invitation WHERE expires_at <= :invitations_until"),
    ("new addresses", "DELETE FROM email_change WHERE asked_at <= :now - interval '30 days'"),
    ("letters", "DELETE FROM letter WHERE settled_at < :letters_until"),
    ("notifications", "DELETE FROM notification WHERE at < :notifications_until"),
    ("password resets", "DELETE FROM password_reset WHERE expires_at < :now"),
    (
        "devices that ring",
        "DELETE FROM push_subscription USING session WHERE session.id = push_subscription.session_id"
        " AND (session.ended_at IS NOT NULL OR session.expires_at <= :now)",
    ),
    ("reminders", "DELETE FROM reminder WHERE state <> 'waiting' AND starts_at < :reminders_until"),
    ("kept answers", "DELETE FROM idempotency_key WHERE claimed_at < :answers_until"),
    (
        "sessions",
        "DELETE FROM session WHERE expires_at < :sessions_until OR ended_at < :sessions_until",
    ),
)


class PostgresHousekeeping:
    """Removes what nobody can ask for any more. Any process may, at any time, several at once."""

    def __init__(self, database: PostgresDatabase) -> None:
        self._database = database

    def sweep(self, now: datetime) -> dict[str, int]:
        """How many of what were removed."""
        limits = {
            "now": now,
            "wrong_until": now - WITHIN,
            "answers_until": now - ANSWERS_ARE_KEPT,
            "invitations_until": now - INVITATIONS_ARE_KEPT,
            "letters_until": now - LETTERS_ARE_KEPT,
            "notifications_until": now - NOTIFICATIONS_ARE_KEPT,
            "reminders_until": now - REMINDERS_ARE_KEPT,
            "sessions_until": now - SESSIONS_ARE_KEPT,
        }
        with self._database.alone() as connection:
            return {what: connection.execute(text(sweep), limits).rowcount for what, sweep in _SWEEPS}
