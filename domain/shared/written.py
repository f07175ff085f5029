"""Values as text, as they go over the wire."""

from datetime import UTC, datetime


def instant(moment: datetime | None) -> str | None:
    """RFC 3339, in UTC."""
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
