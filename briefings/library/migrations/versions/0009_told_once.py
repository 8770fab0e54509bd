"""Digests know what they have said; articles can come first."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("articles", sa.Column("priority", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("considered", sa.Column("sentences", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("considered", sa.Column("quote", sa.Integer(), nullable=True))
    op.create_table(
        "told",
        sa.Column("delivery", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name=op.f("fk_told_article")),
        sa.ForeignKeyConstraint(["delivery"], ["deliveries.number"], name=op.f("fk_told_delivery")),
        sa.PrimaryKeyConstraint("delivery", "article", "key", name=op.f("pk_told")),
    )
    op.create_index("ix_told_article", "told", ["article"])
    op.create_index("ix_told_key", "told", ["key"])
