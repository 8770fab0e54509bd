"""Digests filter by more than topics, and can be paused."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("schedules", sa.Column("filters", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("schedules", sa.Column("paused_by", sa.String(length=60), nullable=True))
    before = sa.table("schedules", sa.column("number"), sa.column("topics", sa.JSON()), sa.column("filters", sa.JSON()))
    connection = op.get_bind()
    for number, topics in connection.execute(sa.select(before.c.number, before.c.topics)).all():
        change = sa.update(before).where(before.c.number == number)
        connection.execute(change.values(filters={"topics": topics}))
    op.drop_column("schedules", "topics")
