"""remind who has not answered"""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

BEFORE = ["invited", "uninvited", "moved", "cancelled", "restored", "changed"]
AFTER = [
    *("answered", "promoted", "mentioned", "message", "assigned", "proposal_made", "proposal_accepted"),
    *("proposal_declined", "room_asked", "room_answered", "room_lost", "clashed", "role_changed"),
    *("second_factor_needed", "reminder", "done_for_you"),
]


def tell_of(*kinds: str) -> None:
    listed = ", ".join(f"'{kind}'" for kind in (*BEFORE, *kinds, *AFTER))
    op.drop_constraint(op.f("ck_notification_kind"), "notification", type_="check")
    op.create_check_constraint(op.f("ck_notification_kind"), "notification", f"kind IN ({listed})")


def upgrade() -> None:
    op.add_column("meeting", sa.Column("guests_reminded_at", sa.DateTime(timezone=True), nullable=True))
    tell_of("answer_wanted")


def downgrade() -> None:
    op.execute("DELETE FROM notification WHERE kind = 'answer_wanted'")
    tell_of()
    op.drop_column("meeting", "guests_reminded_at")
