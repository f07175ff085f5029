"""Runs migrations: on the connection of ``adapters.postgres.migrations``, else on the URL that was given."""

import os

import sqlalchemy
from alembic import context
from sqlalchemy import Connection, NullPool, make_url

from adapters.postgres.tables import METADATA


def run_on(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=METADATA, compare_server_default=True)
    with context.begin_transaction():
        context.run_migrations()


def given_url() -> str:
    url = context.get_x_argument(as_dictionary=True).get("url") or os.environ.get("CONVENE_DATABASE_URL")
    if not url:
        raise SystemExit("say which database: alembic -x url=postgresql://…, or set CONVENE_DATABASE_URL")
    return url


connection = context.config.attributes.get("connection")
if connection is not None:
    run_on(connection)
else:
    engine = sqlalchemy.create_engine(
        make_url(given_url()).set(drivername="postgresql+psycopg"), poolclass=NullPool
    )
    with engine.connect() as connection:
        run_on(connection)
