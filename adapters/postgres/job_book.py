from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from adapters.postgres.database import PostgresDatabase, rows_of
from application.shared.background_work import JobBook, JobRecord, JobTally, QueueLags

# In the order of names, so that two processes never wait for each other.
_ADD = """
    INSERT INTO background_job AS kept
        (name, runs, failures, seconds, last_well_at, last_ill_at, last_trouble)
    SELECT name, runs, failures, seconds, now() - well_for, now() - ill_for, trouble
    FROM unnest(
        %s::text[], %s::bigint[], %s::bigint[], %s::float8[], %s::interval[], %s::interval[], %s::text[]
    ) AS tally (name, runs, failures, seconds, well_for, ill_for, trouble)
    ORDER BY name
    ON CONFLICT (name) DO UPDATE SET
        runs = kept.runs + excluded.runs,
        failures = kept.failures + excluded.failures,
        seconds = kept.seconds + excluded.seconds,
        seen_at = now(),
        last_well_at = greatest(kept.last_well_at, excluded.last_well_at),
        last_ill_at = greatest(kept.last_ill_at, excluded.last_ill_at),
        last_trouble = coalesce(nullif(excluded.last_trouble, ''), kept.last_trouble)
"""
_RECORDS = """
    SELECT name, runs, failures, seconds, seen_at, last_well_at, last_ill_at, last_trouble
    FROM background_job ORDER BY name COLLATE "C"
"""
_CLAIM = """
    INSERT INTO background_job AS kept (name, free_at) VALUES (%s, now() + %s)
    ON CONFLICT (name) DO UPDATE SET free_at = excluded.free_at WHERE kept.free_at <= now()
    RETURNING name
"""
_PUT_OFF = """
    INSERT INTO background_job (name, free_at) VALUES (%s, now() + %s)
    ON CONFLICT (name) DO UPDATE SET free_at = excluded.free_at
"""
_LAGS = """
    SELECT
        (SELECT extract(epoch FROM now() - min(at)) FROM unnumbered_event) AS events,
        (SELECT extract(epoch FROM now() - min(due_at)) FROM letter WHERE state = 'waiting') AS letters,
        (SELECT extract(epoch FROM now() - min(due_at)) FROM newcomer) AS newcomers,
        (SELECT extract(epoch FROM now() - min(due_at)) FROM digest_plan) AS digests,
        (SELECT extract(epoch FROM now() - min(due_at)) FROM push) AS pushes,
        greatest(
            (SELECT extract(epoch FROM now() - reached) FROM reminder_reached),
            (SELECT extract(epoch FROM now() - min(due_at)) FROM reminder WHERE state = 'waiting')
        ) AS reminders
"""
_PARKED = "SELECT count(*) AS notifications FROM untold_event WHERE due_at IS NULL"


class PostgresJobBook(JobBook):
    def __init__(self, database: PostgresDatabase) -> None:
        self._database = database

    def add(self, tallies: Collection[JobTally]) -> None:
        columns = (
            [each.job for each in tallies],
            [each.runs for each in tallies],
            [each.failures for each in tallies],
            [each.seconds for each in tallies],
            [each.well_for for each in tallies],
            [each.ill_for for each in tallies],
            [each.trouble for each in tallies],
        )
        with self._database.hot() as connection:
            rows_of(connection, _ADD, *columns)

    def records(self) -> Sequence[JobRecord]:
        with self._database.hot() as connection:
            return [JobRecord(*row) for row in rows_of(connection, _RECORDS)]

    def claim(self, job: str, lease: timedelta) -> bool:
        with self._database.hot() as connection:
            return bool(rows_of(connection, _CLAIM, job, lease))

    def put_off(self, job: str, pause: timedelta) -> None:
        with self._database.hot() as connection:
            rows_of(connection, _PUT_OFF, job, pause)


class PostgresQueueLags(QueueLags):
    def __init__(self, database: PostgresDatabase) -> None:
        self._database = database

    def lags(self) -> Mapping[str, float]:
        with self._database.hot() as connection:
            (found,) = rows_of(connection, _LAGS)
        return {queue: max(0.0, float(seconds or 0)) for queue, seconds in found._asdict().items()}

    def parked(self) -> Mapping[str, int]:
        with self._database.hot() as connection:
            (found,) = rows_of(connection, _PARKED)
        return found._asdict()  # type: ignore[no-any-return]
