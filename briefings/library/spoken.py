"""Where quotes are read from: what analysis found, with the corrections that people made of it.

A workspace's own correction counts there, before those of the operator, which count for everybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, case, func, select

from briefings.library.reader import Reader
from briefings.library.rows import Correction, Verdict
from briefings.library.schema import bearers, curations, flags, quotes
from briefings.moments import from_micros


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
        corrected = select(curations.c.number).where(*self._in_force(curations)).exists()
        doubted = select(flags.c.number).where(flags.c.settled_at.is_(None), flags.c.workspace == self._workspace)
        touched = Touched(*self._rows(select(corrected, doubted.exists()))[0])
        if self._connection is not None:  # what is read at once stays as it is
            self._touch = touched
        return touched

    def _in_force(self, table: Any) -> tuple[ColumnElement[bool], ...]:
        return (table.c.ended_at.is_(None), table.c.workspace.in_({"", self._workspace}))

    def _spoken(self) -> Spoken:
        """Return where quotes are read from; corrections are joined only where there are any."""
        if not self._touched().corrected:
            return _UNTOUCHED
        own, everyone = curations.alias("own"), curations.alias("everyone")
        joined = quotes.outerjoin(own, _corrects(own, self._workspace)).outerjoin(everyone, _corrects(everyone, ""))

        def by_hand(name: str, found: ColumnElement[Any]) -> ColumnElement[Any]:
            given = ((each.c.verdict.is_not(None), each.c[name]) for each in (own, everyone))
            return case(*given, else_=found)

        verdict = func.coalesce(own.c.verdict, everyone.c.verdict, "")
        kept = (verdict != Verdict.NOT_A_QUOTE.value,)
        key = by_hand("speaker_key", quotes.c.speaker_key)
        person = select(NAMED.c.person).where(NAMED.c.article == quotes.c.article, NAMED.c.speaker_key == key)
        return Spoken(joined, func.coalesce(person.scalar_subquery(), key), by_hand("speaker", quotes.c.speaker), kept)

    def _counting(self) -> tuple[Any, tuple[ColumnElement[bool], ...]]:
        """Return the corrections and when one counts here: in force, of an article that may be seen, not overruled."""
        made, own = curations.alias("made"), curations.alias("overruling")
        overruled = select(own.c.number).where(
            made.c.workspace == "",
            own.c.workspace == self._workspace,
            own.c.workspace != "",
            own.c.article == made.c.article,
            own.c.quote == made.c.quote,
            own.c.ended_at.is_(None),
        )
        return made, (*self._in_force(made), ~overruled.exists(), self._readable(made.c.article))

    def _corrections(self, numbers: Sequence[int]) -> dict[tuple[int, int], Correction]:
        query = select(curations).where(*self._in_force(curations), curations.c.article.in_(numbers))
        # The workspace's own come last, so that they take the place of the operator's.
        return {
            (row.article, row.quote): Correction(Verdict(row.verdict), row.speaker, row.set_by, from_micros(row.set_at))
            for row in self._rows(query.order_by(curations.c.workspace, curations.c.number))
        }

    def _doubted(self, numbers: Sequence[int]) -> set[tuple[int, int]]:
        here = (flags.c.settled_at.is_(None), flags.c.workspace == self._workspace, flags.c.article.in_(numbers))
        return {(row.article, row.quote) for row in self._rows(select(flags.c.article, flags.c.quote).where(*here))}


NAMED = bearers.alias("named")
SAME_NAME = and_(bearers.c.article == quotes.c.article, bearers.c.speaker_key == quotes.c.speaker_key)
_UNTOUCHED = Spoken(quotes.outerjoin(bearers, SAME_NAME), bearers.c.person, quotes.c.speaker, ())


def _corrects(table: Any, workspace: str) -> ColumnElement[bool]:
    return and_(
        table.c.article == quotes.c.article,
        table.c.quote == quotes.c.number,
        table.c.workspace == workspace,
        table.c.ended_at.is_(None),
    )
