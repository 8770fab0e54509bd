"""What of many articles is to be stored; working it out needs no database, and may be done by other processes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Row

from briefings.article import Article
from briefings.errors import Fault
from briefings.library.arrival import Arrival, prepare
from briefings.library.storing import is_same


@dataclass(frozen=True, slots=True)
class Screened:
    """Some articles, each with what is stored of it once that is worked out; the faults of others, and how many of
    them are stored unchanged."""

    found: list[tuple[Article, Arrival | None]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    same: list[str] = field(default_factory=list)

    @property
    def unchanged(self) -> int:
        """Return how many articles are stored as they are."""
        return len(self.same)

    @property
    def seen(self) -> int:
        """Return how many articles were looked at."""
        return len(self.found) + len(self.faults) + len(self.same)

    @property
    def arrivals(self) -> dict[str, Arrival | None]:
        """Return what is stored of each article, by its id."""
        return {article.id: arrival for article, arrival in self.found}

    def add(self, article: Article, row: Row[Any] | None) -> None:
        """Add an article, of which *row* is stored."""
        if row is not None and row.gone_at is None and is_same(row, article):
            self.same.append(article.id)
        else:
            self.found.append((article, None))


def prepare_all(screened: Screened) -> Screened:
    """Return *screened* with all worked out that is stored of its articles."""
    return replace(screened, found=[(article, prepare(article)) for article, _ in screened.found])


def together(batches: Iterable[Screened], least: int) -> Iterator[Screened]:
    """Yield what was screened in parts of so many articles at least, but the last."""
    part = Screened()
    for batch in batches:
        part = Screened(part.found + batch.found, part.faults + batch.faults, part.same + batch.same)
        if part.seen >= least:
            yield part
            part = Screened()
    if part.seen:
        yield part


Mapped = Callable[[Callable[[Screened], Screened], Iterable[Screened]], Iterable[Screened]]
