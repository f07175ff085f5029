"""Every table, whichever file describes it: whoever creates or compares tables asks here."""

from adapters.postgres import room_rows, rows

DESCRIBED_IN = (rows, room_rows)
METADATA = rows.METADATA
