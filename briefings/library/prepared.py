"""Statements that are prepared once: SQLite's driver gets their text and its parameters without any more making.

SQLAlchemy makes a statement's parameters and the form of its rows anew at every execution, which takes several times as
long as SQLite takes to answer it. What is prepared here is SQLAlchemy's own work, done once for a statement and for how
many values each of its parameters holds.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import CompoundSelect, Connection, Row, Select
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine.result import result_tuple
from sqlalchemy.sql.compiler import SQLCompiler

from briefings.library.packed import compact

Query = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]
DIALECT = sqlite.dialect(paramstyle="qmark", json_serializer=compact)  # as database.py has it


@dataclass(frozen=True, slots=True)
class _Slot:
    """What a parameter's value stands for: which one of several, and which part of that where it has parts."""

    name: str
    place: int | None = None
    part: int | None = None

    def of(self, values: Mapping[str, Any]) -> Any:
        """Return the value that goes here."""
        found = values[self.name]
        found = found if self.place is None else found[self.place]
        return found if self.part is None else found[self.part]


class _Several(NamedTuple):
    """A parameter with so many values, each with so many parts, 0 for values that have none."""

    name: str
    many: int
    parts: int

    def slots(self) -> list[Any]:
        """Return what stands for the values."""
        if not self.parts:
            return [_Slot(self.name, place) for place in range(self.many)]
        return [tuple(_Slot(self.name, place, part) for part in range(self.parts)) for place in range(self.many)]


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A statement's text, what goes into its places, and how a row is read: the columns that need it, and its form."""

    text: str
    given: tuple[Any, ...]  # slots, and the statement's own values
    readers: tuple[tuple[int, Callable[[Any], Any]], ...]
    form: Callable[[Sequence[Any]], Row[Any]]


def fetched(connection: Connection, statement: Query, values: Mapping[str, Any]) -> Sequence[Any]:
    """Return the rows of *statement*, one that is made once and kept, with *values* for its parameters."""
    if connection.dialect.name == "sqlite":
        several = (_several(name, value) for name, value in values.items() if isinstance(value, list | tuple | range))
        prepared = _prepared(statement, tuple(values), tuple(several))
        given = [each.of(values) if isinstance(each, _Slot) else each for each in prepared.given]
        try:
            found = connection.connection.cursor().execute(prepared.text, given).fetchall()
        except sqlite3.Error:
            pass  # SQLAlchemy, which is asked again, raises what the callers know
        else:
            return [prepared.form(_read(row, prepared.readers)) for row in found]
    return connection.execute(statement, values).all()


def _several(name: str, value: Sequence[Any]) -> _Several:
    return _Several(name, len(value), len(value[0]) if value and isinstance(value[0], tuple) else 0)


def _read(row: Sequence[Any], readers: Sequence[tuple[int, Callable[[Any], Any]]]) -> Sequence[Any]:
    if not readers:
        return row
    found = list(row)
    for column, read in readers:
        found[column] = read(found[column])
    return found


@lru_cache(maxsize=500)
def _prepared(statement: Query, names: tuple[str, ...], several: tuple[_Several, ...]) -> _Prepared:
    slots: dict[str, Any] = {name: _Slot(name) for name in names} | {each.name: each.slots() for each in several}
    state = _compiled(statement).construct_expanded_state(slots)
    columns = list(statement.selected_columns)
    readers = (column.type.dialect_impl(DIALECT).result_processor(DIALECT, None) for column in columns)
    return _Prepared(
        text=state.statement,
        given=tuple(state.positional_parameters),
        readers=tuple((column, read) for column, read in enumerate(readers) if read),
        form=result_tuple([column.key or f"_{place}" for place, column in enumerate(columns)]),
    )


@lru_cache(maxsize=200)
def _compiled(statement: Query) -> SQLCompiler:
    """Return *statement* as SQLite is told it, but for how many values its parameters hold."""
    return statement.compile(dialect=DIALECT)
