"""Every table, whichever file describes it: whoever creates or compares tables asks here."""

from adapters.postgres import (
    audit_rows,
    conversation_rows,
    history_rows,
    hours_rows,
    identity_rows,
    job_rows,
    joining_rows,
    letter_rows,
    notification_rows,
    password_rows,
    presence_rows,
    proceedings_rows,
    push_rows,
    reminder_rows,
    room_rows,
    rows,
    setting_rows,
    zone_rows,
)

DESCRIBED_IN = (
    rows,
    audit_rows,
    conversation_rows,
    history_rows,
    identity_rows,
    hours_rows,
    job_rows,
    joining_rows,
    letter_rows,
    notification_rows,
    password_rows,
    presence_rows,
    proceedings_rows,
    push_rows,
    reminder_rows,
    room_rows,
    setting_rows,
    zone_rows,
)
METADATA = rows.METADATA
