"""Rows on their way into tables: as JSON, so that one parameter holds any number of them.

PostgreSQL reads each member as the type of the column that has its name; what is missing or null is NULL.
"""

from pydantic_core import to_json

from adapters.postgres.rows import Row


def as_json(rows: object) -> str:
    """Of one row by column name, or a list of them; ids and times become text."""
    return to_json(rows).decode()


def octets(value: bytes | None) -> str | None:
    """Bytes, as PostgreSQL reads them from text."""
    return None if value is None else rf"\x{value.hex()}"


def into(table: type[Row]) -> str:
    """A statement that inserts what ``as_json`` made of rows. WHERE and ON CONFLICT may follow."""
    name, columns = table.__tablename__, ", ".join(_columns(table))
    return f"INSERT INTO {name} ({columns}) SELECT {columns} FROM json_populate_recordset(NULL::{name}, %s)"


def into_or_over(table: type[Row]) -> str:
    """As ``into``; a row that is there already, by its primary key, takes all the new values."""
    key = [column.name for column in table.__table__.primary_key]
    new = ", ".join(f"{name} = excluded.{name}" for name in _columns(table) if name not in key)
    # Without the WHERE, ON could begin a join.
    return f"{into(table)} WHERE true ON CONFLICT ({', '.join(key)}) DO UPDATE SET {new}"


def over(table: type[Row]) -> str:
    """A statement that gives one row the values of what ``as_json`` made of it. WHERE has to follow."""
    name = table.__tablename__
    new = ", ".join(f"{column} = new.{column}" for column in _columns(table) if column != "id")
    return f"UPDATE {name} SET {new} FROM json_populate_record(NULL::{name}, %s) AS new"


def _columns(table: type[Row]) -> list[str]:
    return [column.name for column in table.__table__.columns if column.computed is None]
