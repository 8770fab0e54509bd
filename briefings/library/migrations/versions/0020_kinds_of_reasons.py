"""Why an entry is in a digest or not is stored as a kind beside its sentence, so that no wording decides."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_CONSIDERED = sa.table(
    "considered", sa.column("chosen", sa.Boolean), sa.column("reason", sa.Text), sa.column("why", sa.String)
)
_CHOSEN, _REASON = _CONSIDERED.c.chosen, _CONSIDERED.c.reason
_KINDS = {
    "new": _CHOSEN & (_REASON == "new"),
    "continues": _CHOSEN & (_REASON == "goes on with what was told before"),
    "no room": ~_CHOSEN & _REASON.like("more than % were new"),
    "same words": ~_CHOSEN & _REASON.like("the same words as A%"),
    "said": ~_CHOSEN & (_REASON == "it says nothing that was not told before"),
}


def upgrade() -> None:
    op.add_column("considered", sa.Column("why", sa.String(length=10), nullable=False, server_default="filtered"))
    for kind, which in _KINDS.items():
        op.execute(_CONSIDERED.update().where(which).values(why=kind))
