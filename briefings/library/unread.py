"""The files that are still to be read, each an article of its own id."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, select

from briefings.article import Article
from briefings.audience import Keys
from briefings.errors import BadFile, Fault
from briefings.folder import State, audience_at, file_state, for_audience, id_taken, read_file
from briefings.library.filed import Placed
from briefings.library.schema import articles, files

SHARED = ""  # the workspace of the articles that everybody may see


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read: its path, its state, the audience of its folders and its article."""

    path: str
    state: State
    audience: Keys
    article: Article

    @property
    def known_by(self) -> dict[str, Any]:
        """Return the columns by which the file is known again."""
        size, changed_ns = self.state
        return {"path": self.path, "size": size, "changed_ns": changed_ns, "audience": list(self.audience)}


class Unread:
    """The files that are new or changed; what one of them is, is known when it is its turn."""

    def __init__(
        self,
        engine: Engine,
        placed: deque[Placed],
        owners: dict[str, Placed],
        limited: Mapping[Path, Keys],
        *,
        alone: bool,
    ) -> None:
        """Begin with the files *placed*; *owners* are the unchanged files, by the ids of their articles.

        *alone*: there are files that are not looked at; they have ids too.
        """
        self._engine, self._left, self._owners, self._limited, self._alone = engine, placed, owners, limited, alone
        self.faults: list[Fault] = []
        self.unreadable: list[str] = []

    def __len__(self) -> int:
        return len(self._left)

    def __iter__(self) -> Iterator[Read]:
        """Read one file after the other; what cannot be read is *unreadable*, with its *faults*."""
        while self._left:
            placed = self._left.popleft()
            try:
                yield self._read(placed)
            except BadFile as error:
                self.faults.extend(error.faults)
                self.unreadable.append(str(Path(placed.path).absolute()))

    def _read(self, placed: Placed) -> Read:
        """Return what is in the file; an unchanged file behind it with its id is looked into again."""
        path = Path(placed.path)
        state, audience = file_state(path), audience_at(path, self._limited)
        article = for_audience(read_file(path), audience, path)
        first = self._owners.get(article.id)
        if first is not None and first.place < placed.place:
            raise BadFile(id_taken(path, article, first.named))
        file = self._file_of(article.id) if self._alone and first is None else None
        if file and file != str(path.absolute()) and Path(file).exists():
            raise BadFile(id_taken(path, article, Path(file)))
        if first is not None:
            self._left.append(first)
        self._owners[article.id] = replace(placed, embargo=article.embargo is not None)
        return Read(str(path.absolute()), state, audience, article)

    def _file_of(self, name: str) -> str | None:
        """Return the file that holds the shared article with the id *name*, None if no file does."""
        with self._engine.connect() as connection:
            return files_of(connection, [name]).get(name)


def files_of(connection: Connection, names: Sequence[str]) -> dict[str, str]:
    """Return the files that hold the shared articles with the ids *names*, by id."""
    query = select(articles.c.id, files.c.path).join(files, articles.c.number == files.c.article)
    here = query.where(articles.c.workspace == SHARED, articles.c.id.in_(names), articles.c.gone_at.is_(None))
    return dict(connection.execute(here).all())
