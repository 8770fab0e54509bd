"""Slots know the local date and time that they stand for, so that new rules of a zone double and lose none."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("deliveries", sa.Column("stands_for", sa.String(length=80), nullable=True))
    op.create_index("ix_deliveries_stands_for", "deliveries", ["schedule", "stands_for"], unique=True)
    op.add_column("schedules", sa.Column("counts_from", sa.BigInteger(), nullable=False, server_default="0"))
    op.execute("UPDATE schedules SET counts_from = planned_until")
