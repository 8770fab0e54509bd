"""Posted digests are corrected: what was changed, what each post said, and what became of it."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("deliveries", sa.Column("sent_as", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("deliveries", sa.Column("settings", sa.JSON(), nullable=True))
    op.add_column("considered", sa.Column("story", sa.Integer(), nullable=True))
    op.add_column("considered", sa.Column("says", sa.String(length=16), nullable=True))
    op.create_table(
        "corrections",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("delivery", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=12), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("holder", sa.String(length=40), nullable=True),
        sa.Column("not_before", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["delivery"], ["deliveries.number"], name=op.f("fk_corrections_delivery")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_corrections")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_corrections_delivery", "corrections", ["delivery"])
    op.create_index("ix_corrections_state", "corrections", ["state"])
