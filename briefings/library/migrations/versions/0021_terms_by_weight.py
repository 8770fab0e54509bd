"""The terms of a profile stand by their weights, and what repeats in it is left out, so that two fit in a page."""

import json
import zlib
from itertools import pairwise
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_COLUMNS = ("article", "story", "copy_of", "published_at", "known")
_AT_ONCE = 500


def upgrade() -> None:
    """Write every profile anew: rows that shrink where they are leave their pages half empty."""
    op.execute("CREATE TEMPORARY TABLE wide AS SELECT * FROM profiles")
    op.execute("CREATE INDEX ix_wide ON wide (article)")
    op.execute("DELETE FROM profiles")
    before, after = (sa.table(name, *map(sa.column, _COLUMNS)) for name in ("wide", "profiles"))
    connection, last = op.get_bind(), 0
    query = sa.select(before).order_by(before.c.article).limit(_AT_ONCE)
    while found := connection.execute(query.where(before.c.article > last)).mappings().all():
        connection.execute(sa.insert(after), [{**row, "known": _narrow(row["known"])} for row in found])
        last = found[-1]["article"]
    op.execute("DROP TABLE wide")


def _narrow(known: bytes) -> bytes:
    terms, anchors, years, sketch = json.loads(zlib.decompress(known))
    words: dict[str, list[str]] = {}
    for word, weight in sorted(terms.items(), key=lambda term: float(term[1])):
        words.setdefault(str(weight), []).append(word)
    narrow: list[Any] = [
        {weight: "\n".join(these) for weight, these in words.items()},
        {word: label if label != word else "" for word, label in anchors.items()},
        years,
        [after - before for before, after in pairwise((0, *sketch))],
    ]
    return zlib.compress(json.dumps(narrow, ensure_ascii=False, separators=(",", ":")).encode(), 1)
