"""Whose an article is: who sees it, as far as its story has to know that."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import Row

from briefings.library.schema import articles

COLUMNS = (articles.c.workspace, articles.c.audience, articles.c.withdrawn, articles.c.embargo_until)


class Whose(NamedTuple):
    """A workspace ('' for shared), an audience, whether nobody at all sees the article, and till when (microseconds).

    Articles that are alike in this are seen by the same people.
    """

    workspace: str = ""
    audience: tuple[str, ...] = ()
    withdrawn: bool = False
    until: int = 0

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Whose":
        """Return whose the article with these columns is."""
        return cls(
            values["workspace"], tuple(values["audience"]), bool(values["withdrawn"]), values["embargo_until"] or 0
        )

    @classmethod
    def stored(cls, row: Row[Any]) -> "Whose":
        """Return whose the article in *row* is."""
        return cls(row.workspace, tuple(row.audience), bool(row.withdrawn), row.embargo_until or 0)

    def at(self, now: int) -> "Whose":
        """Return whose it is at *now*: an embargo that is over limits nothing."""
        return self._replace(until=0) if 0 < self.until <= now else self

    def sees(self, now: int) -> set["Whose"]:
        """Return whose articles all those see, at *now*, who see this one."""
        return {OPEN, Whose(self.workspace), self.at(now)}


OPEN = Whose()
