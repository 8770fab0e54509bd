"""Joining: what several threads of this process have to write at one moment goes into one transaction.

A transaction costs SQLite a lock and a commit, and PostgreSQL its turn among the writers, whatever is written in it.
"""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from threading import local

from sqlalchemy import Connection, Engine

from briefings.library.database import writer
from briefings.library.holding import Overtaken

Write = Callable[[], object]


class Joined:
    """Begins the transactions of one database's writers, as its engine does, and runs several writers in one."""

    def __init__(self, engine: Engine) -> None:
        self._writer = writer(engine)
        self._here = local()

    @contextmanager
    def begin(self) -> Generator[Connection]:
        """Give a transaction for writing: the one that this thread's writers share, else one of its own."""
        shared: Connection | None = getattr(self._here, "connection", None)
        if shared is not None:
            yield shared
            return
        with self._writer.begin() as connection:
            yield connection

    def together(self, writes: Sequence[Write]) -> list[object]:
        """Call *writes* in one transaction; return what each gives once all is stored, Overtaken where it raised that.

        Any other error is raised, and then nothing of all this is stored.
        """
        with self._writer.begin() as connection:
            self._here.connection = connection
            try:
                return [_outcome(write) for write in writes]
            finally:
                self._here.connection = None


def _outcome(write: Write) -> object:
    try:
        return write()
    except Overtaken as error:
        return error
