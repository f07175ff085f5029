"""Every table, whichever file describes it: whoever creates or compares tables asks here."""

from adapters.postgres import (
    audit_rows,
    hours_rows,
    identity_rows,
    joining_rows,
    letter_rows,
    password_rows,
    room_rows,
    rows,
<<<<<<< HEAD
    setting_rows,
=======
    zone_rows,
>>>>>>> b76594b (zones: meetings follow changed time zone rules, and a report says what moved)
)

DESCRIBED_IN = (
    rows,
    audit_rows,
    identity_rows,
    hours_rows,
    joining_rows,
    letter_rows,
    password_rows,
    room_rows,
<<<<<<< HEAD
    setting_rows,
=======
    zone_rows,
>>>>>>> b76594b (zones: meetings follow changed time zone rules, and a report says what moved)
)
METADATA = rows.METADATA
