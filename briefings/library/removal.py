"""Taking articles out: removed ones are no longer shown, purged ones are no longer there, not even in old pages."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, delete, or_, select, update

from briefings.errors import BriefingError, NotHere
from briefings.folding import fold
from briefings.library import identities, tallies
from briefings.library.corrections import What, ask_for_corrections
from briefings.library.database import writer
from briefings.library.fulltext import forget_words
from briefings.library.grouping import Grouping
from briefings.library.schema import articles, files, lines, metadata
from briefings.library.source_names import forget_unused
from briefings.moments import to_micros

_CITE = re.compile(r"A(\d{1,9})", re.IGNORECASE)
_VALUE = re.compile(r':"((?:[^"\\]|\\.)*)"')
_TELLING = 20  # characters of a typed text that tell where it was copied from


class FromFile(BriefingError):
    """The article stands in a file of the folders, which would bring it back."""

    def __init__(self, cite: str, path: str) -> None:
        super().__init__(f"{cite} stands in {path}, which would bring it back; delete the file, then say this again")


@dataclass(frozen=True, slots=True)
class Known:
    """An article that is or was in the library: its number, id, title, and whether it is still shown."""

    number: int
    id: str
    title: str
    workspace: str
    shown: bool

    @property
    def cite(self) -> str:
        """Return the cite of its entry."""
        return f"A{self.number}"


def known(row: Row[Any]) -> Known:
    """Return the article in *row*."""
    return Known(row.number, row.id, row.title, row.workspace, row.gone_at is None and not row.withdrawn)


def named(wanted: str) -> ColumnElement[bool]:
    """Return when an article is the one that *wanted* names: by its cite ("A1"), else by its id."""
    match = _CITE.fullmatch(wanted.strip())
    return articles.c.number == int(match[1]) if match else articles.c.id == wanted.strip()


class Removal:
    """Takes articles out of one database. Its methods block; *changed* is called when answers have changed."""

    def __init__(self, engine: Engine, changed: Callable[[], None]) -> None:
        self._engine = engine
        self._writer = writer(engine)
        self._changed = changed

    def find(self, wanted: str) -> Known:
        """Return the article that *wanted* names by its cite ("A1") or shared id, also one that is no longer shown.

        Raises NotHere when there is none.
        """
        with self._engine.connect() as connection:
            shared = or_(articles.c.workspace == "", articles.c.id != wanted.strip())
            row = connection.execute(select(articles).where(named(wanted), shared)).first()
        if row is None:
            raise NotHere(wanted.strip())
        return known(row)

    def remove(self, known: Known, now: datetime) -> None:
        """Show the article no longer. Raises FromFile when a file would bring it back."""
        with self._writer.begin() as connection:
            _check_files(connection, known)
            gone = update(articles).where(articles.c.number == known.number, articles.c.gone_at.is_(None))
            with tallies.changed(connection, known.number):
                connection.execute(gone.values(gone_at=to_micros(now)))
            identities.settle_article(connection, known.number)
            ask_for_corrections(connection, known.number, What.DETAILS, now)
        self._changed()

    def purge(self, known: Known, now: datetime) -> None:
        """Delete the article and everything that was made of it or names it; its number is never given again.

        The posted digests that showed it are to be corrected. Raises FromFile when a file would bring it back.
        """
        with self._writer.connect() as connection:
            if connection.dialect.name == "sqlite":
                connection.connection.cursor().execute("PRAGMA secure_delete=ON")  # what is freed is overwritten
            with connection.begin():
                _check_files(connection, known)
                row = connection.execute(select(articles).where(articles.c.number == known.number)).one()
                _forget_lines(connection, row)
                ask_for_corrections(connection, known.number, What.DELETED, now)
                touched = identities.surnames(connection, known.number)
                tallies.take(connection, [known.number])
                grouping = Grouping(connection)
                grouping.forget(known.number)
                grouping.write()
                for table in metadata.tables.values():
                    for column in table.columns:
                        if any(key.column is articles.c.number for key in column.foreign_keys):
                            connection.execute(delete(table).where(column == known.number))
                connection.execute(delete(articles).where(articles.c.number == known.number))
                identities.settle(connection, touched)
                forget_unused(connection)
                forget_words(connection)
        self._changed()


def _check_files(connection: Connection, known: Known) -> None:
    for path in connection.execute(select(files.c.path).where(files.c.article == known.number)).scalars():
        if Path(path).exists():
            raise FromFile(known.cite, path)


def _forget_lines(connection: Connection, row: Row[tuple[object, ...]]) -> None:
    """Delete the lines kept for buttons that name the article or hold a piece of its text."""
    named = re.compile(rf"(?<!\w)A{row.number}(?!\d)", re.IGNORECASE)
    text = fold(row.text)
    for key, line in connection.execute(select(lines.c.key, lines.c.line)).all():
        values = [fold(value) for value in _VALUE.findall(line)]
        if named.search(line) or row.id in line or any(len(each) >= _TELLING and each in text for each in values):
            connection.execute(delete(lines).where(lines.c.key == key))
