"""Where quotes are read from: what analysis found, with the corrections that people made of it.

A workspace's own correction counts there, before those of the operator, which count for everybody.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, FromClause, and_, case, func, literal, select

from briefings.library.reader import HERE, Reader, readable, some
from briefings.library.rows import Correction, Verdict
from briefings.library.schema import bearers, curations, flags, quotes
from briefings.moments import from_micros

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Touched:
    """Whether there are corrections in force, and flags that wait."""

    corrected: bool
    doubted: bool


@dataclass(frozen=True, slots=True)
class Spoken:
    """Where quotes are read from, and which columns give the speaker."""

    source: FromClause
    key: ColumnElement[Any]
    speaker: ColumnElement[Any]
    where: tuple[ColumnElement[bool], ...]


class Corrected(Reader):
    """Reads of quotes as people have corrected them."""

    _touch: Touched | None = None

    def _touched(self) -> Touched:
        """Return whether people have corrected or doubted anything here; mostly not, and then nothing more is asked."""
        if self._touch is not None:
            return self._touch
        touched = self._known_here("touched", lambda: Touched(*self._ready(_TOUCHED)[0]))
        if self._connection is not None:  # what is read at once stays as it is
            self._touch = touched
        return touched

    def view(self) -> tuple[object, ...]:
        """Return what two places have in common, of readers of one moment, only if people at both see the same.

        Where there is nothing of their own that is what is open to everybody; a correction or a doubt is a workspace's.
        """
        here, touched = self._here, self._touched()
        workspace = here["workspace"] if touched.corrected or touched.doubted else None
        return here["lifted"], workspace, here["place"] if self._sees_uncounted() else None

    def _known_alike(self, what: Hashable, find: Callable[[], T]) -> T:
        """Return what *find* gives now, as ``_known_here`` does; places with one ``view`` share it."""
        return self._known_at(self.view(), what, find)

    def _corrections(self, numbers: Sequence[int]) -> dict[tuple[int, int], Correction]:
        # The workspace's own come last, so that they take the place of the operator's.
        return {
            (row.article, row.quote): Correction(Verdict(row.verdict), row.speaker, row.set_by, from_micros(row.set_at))
            for row in self._ready(_CORRECTIONS, numbers=numbers)
        }

    def _doubted(self, numbers: Sequence[int]) -> set[tuple[int, int]]:
        return {(row.article, row.quote) for row in self._ready(_DOUBTED, numbers=numbers)}


def in_force(table: Any) -> tuple[ColumnElement[bool], ...]:
    """Return when a correction in *table* counts for the workspace: it is its own or the operator's, and not ended."""
    return (table.c.ended_at.is_(None), table.c.workspace.in_([literal(""), HERE]))


NAMED = bearers.alias("named")
SAME_NAME = and_(bearers.c.article == quotes.c.article, bearers.c.speaker_key == quotes.c.speaker_key)
_WAITING = (flags.c.settled_at.is_(None), flags.c.workspace == HERE)
_TOUCHED = select(
    select(curations.c.number).where(*in_force(curations)).exists(),
    select(flags.c.number).where(*_WAITING).exists(),
)
_CORRECTIONS = (
    select(curations)
    .where(*in_force(curations), curations.c.article.in_(some("numbers")))
    .order_by(curations.c.workspace, curations.c.number)
)
_DOUBTED = select(flags.c.article, flags.c.quote).where(*_WAITING, flags.c.article.in_(some("numbers")))


@cache
def spoken(corrected: bool) -> Spoken:
    """Return where quotes are read from; corrections are joined only where there are any."""
    if not corrected:
        return Spoken(quotes.outerjoin(bearers, SAME_NAME), bearers.c.person, quotes.c.speaker, ())
    own, everyone = curations.alias("own"), curations.alias("everyone")
    joined = quotes.outerjoin(own, _corrects(own, HERE)).outerjoin(everyone, _corrects(everyone, literal("")))

    def by_hand(name: str, found: ColumnElement[Any]) -> ColumnElement[Any]:
        given = ((each.c.verdict.is_not(None), each.c[name]) for each in (own, everyone))
        return case(*given, else_=found)

    verdict = func.coalesce(own.c.verdict, everyone.c.verdict, "")
    kept = (verdict != Verdict.NOT_A_QUOTE.value,)
    key = by_hand("speaker_key", quotes.c.speaker_key)
    person = select(NAMED.c.person).where(NAMED.c.article == quotes.c.article, NAMED.c.speaker_key == key)
    return Spoken(joined, func.coalesce(person.scalar_subquery(), key), by_hand("speaker", quotes.c.speaker), kept)


@cache
def counting() -> tuple[Any, tuple[ColumnElement[bool], ...]]:
    """Return the corrections and when one counts here: in force, of an article that may be seen, not overruled."""
    made, own = curations.alias("made"), curations.alias("overruling")
    overruled = select(own.c.number).where(
        made.c.workspace == "",
        own.c.workspace == HERE,
        own.c.workspace != "",
        own.c.article == made.c.article,
        own.c.quote == made.c.quote,
        own.c.ended_at.is_(None),
    )
    return made, (*in_force(made), ~overruled.exists(), readable(made.c.article))


def _corrects(table: Any, workspace: ColumnElement[str]) -> ColumnElement[bool]:
    return and_(
        table.c.article == quotes.c.article,
        table.c.quote == quotes.c.number,
        table.c.workspace == workspace,
        table.c.ended_at.is_(None),
    )
