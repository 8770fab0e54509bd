"""The numbers that a table gives its rows, for rows that are written many at a time. Asks for a dialect, like upgrade.

Whoever uses it is the only one that writes (``database.writer``), so that no number is given twice.
"""

from sqlalchemy import Connection, Table, text

_LAST = {
    "sqlite": "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = '{table}'",
    "postgresql": "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {table}_number_seq",
}
_GIVEN = "SELECT setval('{table}_number_seq', :last)"


class Sequence:
    """The numbers of *table*, each higher than any that one of its rows ever had."""

    def __init__(self, connection: Connection, table: Table) -> None:
        self._connection = connection
        self._table = table
        last = text(_LAST[connection.dialect.name].format(table=table.name))
        self._given = self._last = int(connection.execute(last).scalar_one())

    def __next__(self) -> int:
        """Return the next number."""
        self._last += 1
        return self._last

    def write(self) -> None:
        """Keep that the numbers are given; SQLite does it when a row is written."""
        if self._last > self._given and self._connection.dialect.name == "postgresql":
            self._connection.execute(text(_GIVEN.format(table=self._table.name)), {"last": self._last})
        self._given = self._last
