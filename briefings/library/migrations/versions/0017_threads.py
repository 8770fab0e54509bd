"""Long posts can stand in a thread below their first message."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("schedules", sa.Column("post", sa.String(length=10), nullable=False, server_default="message"))
