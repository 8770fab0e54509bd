"""Digests have a language for our own words around the articles'."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("schedules", sa.Column("language", sa.String(length=10), nullable=False, server_default="en"))
