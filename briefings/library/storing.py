"""Storing one entry: its rows, the numbers that its cites keep, and the version that it takes the place of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from briefings.analysis import VERSION, analyse
from briefings.article import Article
from briefings.entry import Entry
from briefings.folding import fold
from briefings.library import identities, rows
from briefings.library.grouping import enter
from briefings.library.numbering import Numbered, numbers
from briefings.library.schema import articles, audiences, quote_topics, quotes, reported, speaker_words, topics
from briefings.library.versions import keep_version, words_changed
from briefings.library.vocabulary import Vocabulary
from briefings.moments import to_micros
from briefings.spans import Span


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of an article: its number, and whether it is new here or was changed."""

    number: int
    new: bool
    changed: bool


def stored(connection: Connection, name: str, workspace: str) -> Row[Any] | None:
    """Return the row of the article with the id *name* in *workspace*, None if there never was one."""
    query = select(articles).where(articles.c.workspace == workspace, articles.c.id == name)
    return connection.execute(query).first()


def is_same(row: Row[Any], article: Article) -> bool:
    """Tell whether the stored article is *article*, its text unharmed, and analysed as it would be now."""
    held = rows.held(row)
    return held is not None and held.article == article and row.analysis == VERSION


def store(
    vocabulary: Vocabulary, article: Article, entry: Entry | None, now: datetime, workspace: str, came_by: str
) -> Stored:
    """Store *article* with its *entry* in place of the one with its id. None for an entry that was unchanged before.

    *came_by* says how it arrived if it is new: "folder", "import" or "chat".
    """
    connection = vocabulary.connection
    row = stored(connection, article.id, workspace)
    if row is not None and is_same(row, article):
        if row.gone_at is not None:
            connection.execute(update(articles).where(articles.c.number == row.number).values(gone_at=None))
            identities.settle_article(connection, row.number)
        return Stored(row.number, new=row.gone_at is not None, changed=row.gone_at is not None)
    entry = entry or analyse(article)
    values = rows.article_values(entry, workspace, VERSION) | _sentence_values(entry, row)
    if row is None:
        arrived = {"came_by": came_by, "added_at": to_micros(now), "last_quote": 0}
        result = connection.execute(insert(articles).values(**values, **arrived))
        number = int((result.inserted_primary_key or [0])[0])
        _put_quotes(connection, entry, number, None)
    else:
        number = int(row.number)
        _replace(connection, entry, row, values, now)
    enter(connection, vocabulary, number, article, workspace)
    return Stored(number, new=row is None, changed=True)


def _replace(connection: Connection, entry: Entry, row: Row[Any], values: dict[str, Any], now: datetime) -> None:
    """Put *entry* in the place of *row*; what was printed there stays, as a version, where a cite could name it."""
    corrected = words_changed(row, entry.article.title, entry.article.text)
    if corrected:
        values["corrected_at"] = to_micros(now)
    connection.execute(update(articles).where(articles.c.number == row.number).values(**values, gone_at=None))
    before, after = _put_quotes(connection, entry, row.number, row)
    quote_lost = {each.number for each in before} - after
    sentence_lost = {each for _, _, each in row.sentences} - {each for _, _, each in values["sentences"]}
    if corrected or ((quote_lost or sentence_lost) and rows.held(row) is not None):
        keep_version(connection, row, before, now)


def _put_quotes(
    connection: Connection, entry: Entry, number: int, before: Row[Any] | None
) -> tuple[list[Numbered], set[int]]:
    """Replace what analysis found; return the quotes that were there, and the numbers of those that are there now.

    A quote that was there before keeps its number.
    """
    query = select(quotes.c.number, quotes.c.start, quotes.c.end, quotes.c.folded).order_by(quotes.c.start)
    known = connection.execute(query.where(quotes.c.article == number)).all() if before is not None else ()
    old = [Numbered(each.number, Span(each.start, each.end), each.folded) for each in known]
    numbered = _numbers(connection, entry, number, before, old)
    for table in (audiences, quote_topics, quotes, reported, speaker_words, topics) if before is not None else ():
        connection.execute(delete(table).where(table.c.article == number))
    for table, values in (
        (audiences, rows.audience_values(entry, number)),
        (quotes, rows.quote_values(entry, number, numbered)),
        (reported, rows.reported_values(entry, number)),
        (speaker_words, rows.speaker_word_values(entry, number)),
        (topics, rows.topic_values(entry, number)),
        (quote_topics, rows.quote_topic_values(entry, number, numbered)),
    ):
        if values:
            connection.execute(insert(table), values)
    identities.enter(connection, entry, number)
    return old, set(numbered.values())


def _numbers(
    connection: Connection, entry: Entry, number: int, before: Row[Any] | None, old: Sequence[Numbered]
) -> dict[Span, int]:
    """Return the number of each of the entry's quotes, and remember the highest one."""
    text = entry.article.text
    found = [(quote.span, fold(quote.span.of(text))) for quote in entry.quotes]
    last = before.last_quote if before is not None else 0
    same_text = before is not None and before.sha256 == entry.article.sha256
    numbered = numbers(found, old, last, same_text)
    highest = max((last, *numbered.values()))
    connection.execute(update(articles).where(articles.c.number == number).values(last_quote=highest))
    return numbered


def _sentence_values(entry: Entry, before: Row[Any] | None) -> dict[str, Any]:
    """Return the columns of the entry's sentences; one that was there before keeps its number."""
    text = entry.article.text
    old: list[Numbered] = []
    if before is not None:
        spans = [(Span(start, end), number) for start, end, number in before.sentences]
        old = [Numbered(number, span, fold(span.of(before.text))) for span, number in spans]
    found = [(span, fold(span.of(text))) for span in entry.sentences]
    same_text = before is not None and before.sha256 == entry.article.sha256
    given = numbers(found, old, before.last_sentence if before is not None else 0, same_text)
    return {
        "sentences": [[*span, given[span]] for span in entry.sentences],
        "last_sentence": max((before.last_sentence if before is not None else 0, *given.values())),
    }
