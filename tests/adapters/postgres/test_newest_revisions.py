"""We read the scripts ourselves, because loading alembic would make every start slower. It must agree."""

from pathlib import Path

from alembic.script import ScriptDirectory

from adapters.postgres.migrations import newest_revisions

CHECKOUT = Path(__file__).resolve().parents[3]


def test_our_reading_of_the_scripts_agrees_with_alembics() -> None:
    assert newest_revisions() == set(ScriptDirectory(str(CHECKOUT / "alembic")).get_heads())
