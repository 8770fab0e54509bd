"""The row that PostgreSQL's writers lock and count up."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    changes = op.create_table(
        "changes",
        sa.Column("counter", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("counter", name=op.f("pk_changes")),
    )
    op.bulk_insert(changes, [{"counter": 0}])
