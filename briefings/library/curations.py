"""Curations: what people find wrong with a quote's speaker. They outlive new analyses: a quote keeps its number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, insert, select, update

from briefings.folding import name_key
from briefings.library.corrections import What, ask_for_corrections
from briefings.library.database import writer
from briefings.library.rows import Verdict
from briefings.library.schema import curations, flags
from briefings.moments import from_micros, to_micros


@dataclass(frozen=True, slots=True)
class Flag:
    """A quote whose speaker somebody doubts: entry and quote by their numbers, by whom and when (UTC)."""

    article: int
    quote: int
    by: str
    at: datetime


class Curations:
    """The store of flags and corrections of one database. Its methods block.

    *workspace* is whose correction it is: it counts there only, the operator's ("") everywhere. *changed* is called
    when answers have changed.
    """

    def __init__(self, engine: Engine, changed: Callable[[], None]) -> None:
        self._engine = engine
        self._changed = changed
        self._writer = writer(engine)

    def flag(self, article: int, quote: int, workspace: str, by: str, now: datetime) -> bool:
        """Put a quote into the queue; return False when it was there already."""
        with self._writer.begin() as connection:
            open_flag = select(flags.c.number).where(
                flags.c.article == article,
                flags.c.quote == quote,
                flags.c.workspace == workspace,
                flags.c.settled_at.is_(None),
            )
            if connection.execute(open_flag).first() is not None:
                return False
            values = {"article": article, "quote": quote, "workspace": workspace, "flagged_by": by}
            connection.execute(insert(flags).values(**values, flagged_at=to_micros(now)))
        self._changed()
        return True

    def queue(self, workspace: str) -> Sequence[Flag]:
        """Return the flags that wait, the oldest first."""
        query = select(flags).where(flags.c.workspace == workspace, flags.c.settled_at.is_(None))
        with self._engine.connect() as connection:
            found = connection.execute(query.order_by(flags.c.flagged_at)).all()
        return [Flag(row.article, row.quote, row.flagged_by, from_micros(row.flagged_at)) for row in found]

    def correct(
        self, article: int, quote: int, workspace: str, verdict: Verdict, speaker: str | None, by: str, now: datetime
    ) -> None:
        """Record a person's verdict in place of an earlier one, and settle the quote's flags."""
        with self._writer.begin() as connection:
            self._end(connection, article, quote, workspace, now)
            connection.execute(
                insert(curations).values(
                    article=article,
                    quote=quote,
                    workspace=workspace,
                    verdict=verdict.value,
                    speaker=speaker,
                    speaker_key=name_key(speaker) if speaker else None,
                    set_by=by,
                    set_at=to_micros(now),
                )
            )
            ask_for_corrections(connection, article, What.SPEAKER, now, workspace)
        self._changed()

    def take_back(self, article: int, quote: int, workspace: str, now: datetime) -> bool:
        """End the correction in force; return False when there is none."""
        with self._writer.begin() as connection:
            ended = self._end(connection, article, quote, workspace, now)
            if ended:
                ask_for_corrections(connection, article, What.SPEAKER, now, workspace)
        self._changed()
        return ended

    def _end(self, connection: Connection, article: int, quote: int, workspace: str, now: datetime) -> bool:
        """End the correction in force and settle the flags; what was said stays in the tables."""
        at = to_micros(now)
        ended = connection.execute(
            update(curations)
            .where(curations.c.article == article, curations.c.quote == quote)
            .where(curations.c.workspace == workspace, curations.c.ended_at.is_(None))
            .values(ended_at=at)
        )
        connection.execute(
            update(flags)
            .where(flags.c.article == article, flags.c.quote == quote)
            .where(flags.c.workspace == workspace, flags.c.settled_at.is_(None))
            .values(settled_at=at)
        )
        return ended.rowcount > 0
