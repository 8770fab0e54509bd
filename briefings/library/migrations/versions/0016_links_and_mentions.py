"""Posts are linked to, and may call a role or a group."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("deliveries", sa.Column("link", sa.Text(), nullable=True))
    op.add_column("schedules", sa.Column("mention", sa.String(length=40), nullable=False, server_default=""))
