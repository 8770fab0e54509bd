"""For whom an article is, its embargo, whether it was withdrawn; and workspaces are named with their platform."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_FALSE = sa.false()
_NONE = sa.text("'[]'")


def upgrade() -> None:
    op.add_column("articles", sa.Column("audience", sa.JSON(), nullable=False, server_default=_NONE))
    op.add_column("articles", sa.Column("limited", sa.Boolean(), nullable=False, server_default=_FALSE))
    op.add_column("articles", sa.Column("embargo_until", sa.BigInteger()))
    op.add_column("articles", sa.Column("most_words", sa.Integer()))
    op.add_column("articles", sa.Column("withdrawn", sa.Boolean(), nullable=False, server_default=_FALSE))
    op.add_column("articles", sa.Column("withdrawn_at", sa.BigInteger()))
    op.add_column("articles", sa.Column("withdrawn_why", sa.Text()))
    op.create_index("ix_articles_embargo_until", "articles", ["embargo_until"])
    op.add_column("files", sa.Column("audience", sa.JSON(), nullable=False, server_default=_NONE))
    op.add_column("deliveries", sa.Column("through_at", sa.BigInteger()))
    op.create_table(
        "audiences",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name=op.f("fk_audiences_article")),
        sa.PrimaryKeyConstraint("key", "article", name=op.f("pk_audiences")),
    )
    op.create_index("ix_audiences_article", "audiences", ["article"])
    for name in ("articles", "curations", "flags"):
        _name_platforms(name)


def _name_platforms(name: str) -> None:
    """Put the platform before the ids of workspaces: Discord's are numbers, Slack's begin with a letter."""
    table = sa.table(name, sa.column("workspace", sa.String))
    connection = op.get_bind()
    for workspace in connection.execute(sa.select(table.c.workspace).distinct()).scalars().all():
        if workspace and ":" not in workspace:
            platform = "discord" if workspace.isdigit() else "slack"
            changed = sa.update(table).where(table.c.workspace == workspace)
            connection.execute(changed.values(workspace=f"{platform}:{workspace}"))
