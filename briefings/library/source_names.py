"""The names of sources, by keys under which they are found as people type them; SQL alone knows no case but ASCII's."""

from sqlalchemy import Connection, Select, delete, select, text

from briefings.folding import typed_key
from briefings.library.schema import articles, source_names
from briefings.library.written import write

_ADD = text("INSERT INTO source_names (source, key) VALUES (:source, :key) ON CONFLICT (source) DO NOTHING")
_USED = select(articles.c.number).where(articles.c.source == source_names.c.source).exists()


class SourceNames:
    """Takes in the sources of articles that are stored, each once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: set[str] = set()
        self._new: set[str] = set()

    def enter(self, source: str | None) -> None:
        """Take in the source of an article; ``write`` writes it."""
        if source and source not in self._known:
            self._new.add(source)

    def write(self) -> None:
        """Write what was entered."""
        write(self._connection, _ADD, [{"source": each, "key": typed_key(each)} for each in sorted(self._new)])
        self._known |= self._new
        self._new.clear()


def named(typed: str) -> Select[tuple[str]]:
    """Return the query for the sources whose names hold *typed*, in whatever case, accents and marks."""
    return select(source_names.c.source).where(source_names.c.key.contains(typed_key(typed), autoescape=True))


def forget_unused(connection: Connection) -> None:
    """Delete the names that no article has."""
    connection.execute(delete(source_names).where(~_USED))
