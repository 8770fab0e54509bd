"""Old versions of articles: what an article said before its words were changed, so that its old cites still open.

None is kept that somebody who sees the article now could not have read then: what it said while it was hidden, or
only for others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select

from briefings.article import Article, text_hash
from briefings.audience import is_within
from briefings.library import rows
from briefings.library.numbering import Numbered
from briefings.library.rows import Held
from briefings.library.schema import versions
from briefings.moments import from_micros, to_micros
from briefings.spans import Span


@dataclass(frozen=True, slots=True)
class Former:
    """What a cite named before: the entry as it is now, the words as they were, and since when (UTC) they are gone.

    ``still_printed``: the text is the same, and only what analysis finds in it has changed.
    """

    held: Held
    words: str
    gone: datetime
    still_printed: bool


def words_changed(row: Row[Any], title: str, text: str) -> bool:
    """Tell whether an article with this title and text says something else than the stored one in *row*.

    A text that was damaged in the store says nothing that a new one could differ from.
    """
    return rows.held(row) is not None and (row.title != title or row.text.split() != text.split())


def may_be_read(row: Row[Any], article: Article, now: datetime) -> bool:
    """Tell whether all who see *article* from *now* on may read what the one in *row* said, and those before it.

    Other words that come while an article is not shown, or withdraw it, are there to take the earlier ones out.
    """
    unreleased = row.embargo_until is not None and row.embargo_until > to_micros(now)
    hidden = unreleased or row.withdrawn or row.gone_at is not None or article.withdrawn is not None
    if hidden and row.sha256 != article.sha256:
        return False
    return is_within(article.audience, tuple(row.audience))


def forget_versions(connection: Connection, number: int) -> None:
    """Delete all that the article said before."""
    connection.execute(delete(versions).where(versions.c.article == number))


def keep_version(connection: Connection, row: Row[Any], quotes: Sequence[Numbered], now: datetime) -> None:
    """Keep the article in *row* with its *quotes* as they were until *now*."""
    last = connection.execute(select(func.max(versions.c.number)).where(versions.c.article == row.number)).scalar()
    connection.execute(
        insert(versions).values(
            article=row.number,
            number=(last or 0) + 1,
            title=row.title,
            text=row.text,
            sha256=row.sha256,
            sentences=row.sentences,
            quotes=[[*each.span, each.number] for each in quotes],
            replaced_at=to_micros(now),
        )
    )


def find_former(connection: Connection, held: Held, kind: str, number: int) -> Former | None:
    """Return what sentence ("s") or quote ("q") *number* of the entry was when it was last there, None if never."""
    query = select(versions).where(versions.c.article == held.number).order_by(versions.c.number.desc())
    for row in connection.execute(query):
        if text_hash(row.text) != row.sha256:
            continue
        for start, end, each in row.quotes if kind == "q" else row.sentences:
            if each == number:
                still = row.sha256 == held.article.sha256
                return Former(held, Span(start, end).of(row.text), from_micros(row.replaced_at), still)
    return None
