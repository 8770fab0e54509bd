"""Rows that are written many at a time: the statement is made once, and SQLite's driver is given the rows themselves.

SQLAlchemy makes the parameters of each row anew, which takes about as long as SQLite takes to write it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Delete, Insert, TextClause, Update

from briefings.library.prepared import DIALECT

Change = Insert | Update | Delete | TextClause


@dataclass(frozen=True, slots=True)
class _Made:
    """A statement's text, the names of the values for its places, and how some of these are stored."""

    text: str
    names: tuple[str, ...]
    stored: tuple[tuple[int, Callable[[Any], Any]], ...]

    def values(self, rows: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
        """Return what the driver is given for *rows*."""
        columns: list[list[Any]] = [list(map(itemgetter(name), rows)) for name in self.names]
        for place, store in self.stored:
            columns[place] = list(map(store, columns[place]))
        return list(zip(*columns, strict=True))


def write(connection: Connection, statement: Change, rows: Sequence[Mapping[str, Any]]) -> None:
    """Execute *statement*, one that is kept and whose parameters all have names, with each of *rows*, if there are any.

    All rows have the same names.
    """
    if rows and connection.dialect.name == "sqlite":
        made = _made(statement, tuple(rows[0]))
        connection.exec_driver_sql(made.text, made.values(rows))
    elif rows:
        connection.execute(statement, rows)


@lru_cache(maxsize=100)
def _made(statement: Change, names: tuple[str, ...]) -> _Made:
    compiled = statement.compile(dialect=DIALECT, column_keys=list(names))
    state = compiled.construct_expanded_state({name: name for name in names})
    types = [compiled.binds[name].type for name in state.positional_parameters]
    processors = (each.dialect_impl(DIALECT).bind_processor(DIALECT) for each in types)
    return _Made(
        text=state.statement,
        names=tuple(state.positional_parameters),
        stored=tuple((place, store) for place, store in enumerate(processors) if store),
    )
