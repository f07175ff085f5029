"""list dates that wait for a room"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    waits = sa.text("""jsonb_path_exists(overrides, '$.*.rooms[*] ? (@.status == "pending")')""")
    op.create_index("ix_meeting_dates_wait_for_rooms", "meeting", ["id"], postgresql_where=waits)


def downgrade() -> None:
    op.drop_index("ix_meeting_dates_wait_for_rooms", "meeting")
