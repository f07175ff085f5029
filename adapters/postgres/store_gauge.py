from adapters.postgres.database import PostgresDatabase, rows_of
from application.administration.health import FAILING_AFTER, StoreFigures
from application.administration.ports import StoreGauge

_FIGURES = """
    SELECT
        pg_database_size(current_database()) AS size,
        (SELECT count(*) FROM letter WHERE state = 'waiting') AS letters_waiting,
        (
            SELECT count(*) FROM letter
            WHERE state = 'waiting' AND attempts > 0 AND asked_at <= now() - CAST(%s AS interval)
        ) AS letters_failing,
        (
            SELECT count(*) FROM letter WHERE state = 'given_up' AND settled_at > now() - interval '1 day'
        ) AS letters_given_up,
        (SELECT count(*) FROM untold_event WHERE due_at IS NOT NULL) AS events_put_aside,
        (SELECT count(*) FROM untold_event WHERE due_at IS NULL) AS events_parked
"""
# What stands in parts is as large as they are together.
_LARGEST_TABLES = """
    SELECT relname, pg_total_relation_size(oid) + coalesce((
        SELECT sum(pg_total_relation_size(relid)) FROM pg_partition_tree(oid) WHERE isleaf
    ), 0)::bigint
    FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace
    ORDER BY 2 DESC, 1 LIMIT 5
"""


class PostgresStoreGauge(StoreGauge):
    def __init__(self, database: PostgresDatabase) -> None:
        self._database = database

    def read(self) -> StoreFigures:
        with self._database.hot() as connection:
            (figures,) = rows_of(connection, _FIGURES, FAILING_AFTER)
            largest = dict(rows_of(connection, _LARGEST_TABLES))
        return StoreFigures(largest_tables=largest, **figures._asdict())
