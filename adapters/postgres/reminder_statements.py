"""What comes due, as PostgreSQL finds it.

A lead is a number of minutes, and few are in use. For each of them the dates whose reminder comes due between
two instants are one range of the index on starts of attendances, however many there are beside: the answer
costs what it finds. The leads in use are found by stepping through indices from one array to the next.
"""


def _stepping(name: str, value: str, source: str) -> str:
    """The distinct arrays of an index, one look-up each; then NULL."""
    return f"""
    {name} (leads) AS (
        (SELECT {value} FROM {source} ORDER BY 1 LIMIT 1)
        UNION ALL
        SELECT (SELECT {value} FROM {source} AND {value} > {name}.leads ORDER BY 1 LIMIT 1)
        FROM {name} WHERE {name}.leads IS NOT NULL
    )"""


_KEPT = "meeting.kept -> 'reminders'"
LEADS = f"""
    WITH RECURSIVE
    {_stepping("timed", "timed", "reminder_choice WHERE true")},
    {_stepping("whole_days", "whole_days", "reminder_choice WHERE true")},
    {_stepping("kept", _KEPT, f"meeting WHERE {_KEPT} <> '[]'")}
    SELECT
        ARRAY(
            SELECT DISTINCT unnest(leads) FROM timed
            UNION SELECT jsonb_array_elements_text(leads)::int FROM kept
        ) AS timed,
        ARRAY(
            SELECT DISTINCT unnest(leads) FROM whole_days
            UNION SELECT jsonb_array_elements_text(leads)::int FROM kept
        ) AS whole_days
"""

# OFFSET 0 keeps the planner to one look-up for each: guessing too many rows, it would read whole tables.
_CONCERNED = """
    CROSS JOIN LATERAL (
        SELECT FROM occurrence WHERE occurrence.meeting_id = attendance.meeting_id
            AND occurrence.original_start = attendance.original_start AND NOT occurrence.cancelled
        OFFSET 0
    ) AS occurrence
    CROSS JOIN LATERAL (
        SELECT host_id, kept FROM meeting WHERE id = attendance.meeting_id AND state = 'scheduled' OFFSET 0
    ) AS meeting
    CROSS JOIN LATERAL (SELECT zone FROM person WHERE id = attendance.person_id AND active OFFSET 0) AS person
"""
_RESPONSE = "attendance.response NOT IN ('declined', 'waiting')"


def _wanted(column: str, default: str, condition: str = "") -> str:
    return f"""
    LEFT JOIN LATERAL (
        SELECT {column} FROM reminder_choice AS chosen
        WHERE chosen.person_id = attendance.person_id AND chosen.meeting_id = attendance.meeting_id OFFSET 0
    ) AS own ON true
    LEFT JOIN LATERAL (
        SELECT {column} FROM reminder_choice AS chosen
        WHERE chosen.person_id = attendance.person_id AND chosen.meeting_id IS NULL OFFSET 0
    ) AS usual ON true
    WHERE due.lead = ANY (coalesce(
        own.{column},
        CASE WHEN meeting.host_id = attendance.person_id AND {_KEPT} <> '[]'
            THEN ARRAY(SELECT jsonb_array_elements_text({_KEPT})::int) END,
        usual.{column},
        {default}
    )) {condition}
    ON CONFLICT DO NOTHING
    """


_ENTER = """
    INSERT INTO reminder (id, person_id, meeting_id, original_start, starts_at, lead, due_at, state)
    SELECT gen_random_uuid(), attendance.person_id, attendance.meeting_id, attendance.original_start,
        attendance.starts_at, due.lead,
"""
ENTER_TIMED = f"""
    {_ENTER} attendance.starts_at - due.lead * interval '1 minute', 'waiting'
    FROM unnest(%s::int[]) AS due (lead)
    JOIN attendance ON attendance.starts_at > %s::timestamptz + due.lead * interval '1 minute'
        AND attendance.starts_at <= %s::timestamptz + due.lead * interval '1 minute'
        AND NOT attendance.whole_days AND {_RESPONSE}
    {_CONCERNED}
    {_wanted("timed", "%s::int[]")}
"""
ENTER_WHOLE_DAYS = f"""
    {_ENTER} due.at, 'waiting'
    FROM unnest(%s::int[], %s::text[], %s::timestamptz[], %s::timestamptz[])
        AS due (lead, zone, midnight, at)
    JOIN attendance ON attendance.starts_at = due.midnight AND attendance.whole_days AND {_RESPONSE}
    {_CONCERNED}
    {_wanted("whole_days", "%s::int[]", "AND person.zone = due.zone")}
"""

TAKE = f"""
    SELECT reminder.id, reminder.person_id, reminder.meeting_id, reminder.original_start, reminder.lead,
        coalesce(occurrence.own_details ->> 'title', meeting.title) AS title,
        occurrence.start_local, occurrence.start_zone, occurrence.end_local, occurrence.end_zone,
        occurrence.first_day, occurrence.until_day,
        occurrence.starts_at IS NOT DISTINCT FROM reminder.starts_at AND NOT occurrence.cancelled
            AND meeting.state = 'scheduled' AND person.active
            AND attendance.response IS NOT NULL AND {_RESPONSE}
            AND NOT EXISTS (
                SELECT FROM meeting_mute AS muted
                WHERE muted.person_id = reminder.person_id AND muted.meeting_id = reminder.meeting_id
                    AND muted.original_start IN ('', reminder.original_start)
            ) AS stands
    FROM reminder
    JOIN meeting ON meeting.id = reminder.meeting_id
    JOIN person ON person.id = reminder.person_id
    LEFT JOIN occurrence ON occurrence.meeting_id = reminder.meeting_id
        AND occurrence.original_start = reminder.original_start
    LEFT JOIN attendance ON attendance.meeting_id = reminder.meeting_id
        AND attendance.person_id = reminder.person_id
        AND attendance.original_start = reminder.original_start
    WHERE reminder.state = 'waiting' AND reminder.due_at <= %s
    ORDER BY reminder.due_at, reminder.id
    LIMIT %s
    FOR UPDATE OF reminder SKIP LOCKED
"""
