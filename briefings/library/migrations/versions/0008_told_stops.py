"""Who set up a digest is told once that it was stopped, and it is tried again."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("schedules", sa.Column("stopped_at", sa.BigInteger(), nullable=True))
    op.add_column("schedules", sa.Column("told", sa.Boolean(), nullable=False, server_default=sa.false()))
