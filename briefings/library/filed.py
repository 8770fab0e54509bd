"""Which files are known by path, size and time: a start with nothing changed looks at nothing else."""

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import ColumnElement, Engine, Text, cast, or_, select, true

from briefings.analysis import VERSION
from briefings.audience import Keys
from briefings.errors import BadFile
from briefings.folder import FoundFile, State, audience_at, owner
from briefings.library.schema import articles, files

_FEW = 100  # places that the database looks for; SQLite's conditions may not be nested deeper than 1,000


@dataclass(frozen=True, slots=True)
class Placed:
    """A file by its place in the order of reading; one with an embargo is not named to others."""

    place: int
    path: str
    embargo: bool = False

    @property
    def named(self) -> Path:
        """Return how the file is named where another one has its id."""
        return owner(Path(self.path), self.embargo or None)


class Filed:
    """The files whose articles are stored: all of them, or with *only* those at or below these paths."""

    def __init__(self, engine: Engine, only: Collection[Path] | None) -> None:
        asked = None if only is None else {str(path.absolute()) for path in only}
        where = true() if only is None or len(only) > _FEW else or_(*map(below, only))
        state = select(files.c.path, files.c.article, files.c.size, files.c.changed_ns).where(where)
        limited = select(files.c.path, files.c.audience).where(where, cast(files.c.audience, Text) != "[]")
        stale = or_(articles.c.analysis != VERSION, articles.c.gone_at.is_not(None))
        with engine.connect() as connection:
            found = connection.execute(state).all()
            self._audiences = {path: tuple(keys) for path, keys in connection.execute(limited)}
            others = connection.execute(select(articles.c.number, articles.c.gone_at).where(stale)).all()
        gone = {row.number for row in others if row.gone_at is not None}
        self._stale = {row.number for row in others}
        self._states: dict[str, tuple[int, State]] = {
            row.path: (row.article, (row.size, row.changed_ns))
            for row in found
            if asked is None or _is_below(row.path, asked)
        }
        self.numbers = {number for number, _ in self._states.values()} - gone

    def unchanged(self, found: FoundFile, limited: Mapping[Path, Keys]) -> int | None:
        """Return the number of the article in the file, None where it is to be read.

        That is where its size or time, the audience of its folders or the analysis is another one.
        """
        if found.absolute not in self._states:
            return None
        number, state = self._states[found.absolute]
        if state != found.state or number in self._stale:
            return None
        try:
            audience = audience_at(Path(found.path), limited)
        except BadFile:
            return None
        return number if self._audiences.get(found.absolute, ()) == audience else None


def _is_below(path: str, places: Collection[str]) -> bool:
    """Tell whether *path* is one of *places* or below one."""
    while path not in places and (end := path.rfind(os.sep)) > 0:
        path = path[:end]
    return path in places


def below(path: Path) -> ColumnElement[bool]:
    """Return the condition that a file is the one at *path* or below it."""
    name = str(path.absolute())
    return or_(files.c.path == name, files.c.path.startswith(name + os.sep, autoescape=True))
