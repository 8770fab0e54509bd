"""The database's address: which ones are taken, and how they and their faults are told without their secrets."""

from sqlalchemy import URL
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from briefings.errors import StoreError

_LIKE = "write it like sqlite:///briefings.db or postgresql+psycopg://user@host/briefings"
_HIDDEN = ("password", "passfile", "sslpassword", "sslkey")  # what libpq also takes from a URL's query


def read_address(address: str) -> URL:
    """Return the parts of *address*; raise StoreError, without a secret in its text, when it is not one we take."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise StoreError(f"the database address cannot be read; {_LIKE}") from None
    if url.drivername in {"sqlite", "sqlite+pysqlite"}:
        if not url.database or url.database == ":memory:" or url.query:
            raise StoreError("the database must be a plain file; write its address like sqlite:///briefings.db")
    elif url.drivername != "postgresql+psycopg":
        raise StoreError(f"the database is neither SQLite nor PostgreSQL through psycopg; {_LIKE}")
    elif not url.database:
        raise StoreError(f"the address names no database; {_LIKE}")
    return url


def secrets_of(url: URL) -> list[str]:
    """Return what must not be shown of *url*."""
    hidden = [url.password, *(url.query.get(name) for name in _HIDDEN)]
    return [each for each in hidden if isinstance(each, str) and each]


def shown(url: URL) -> str:
    """Return *url* for people: a SQLite file's path, a PostgreSQL address without its secrets."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return url.difference_update_query(_HIDDEN).render_as_string(hide_password=True)


_MENDS = (
    (("malformed", "not a database", "vtable constructor failed"), "move the file away or restore a backup"),
    (("is full",), "make room on the disk; nothing that was stored is lost"),
    (("unable to open", "readonly", "I/O error", "not permitted"), "check that the file and its folder can be written"),
)


def fault_told(url: URL, error: BaseException) -> str:
    """Return, without secrets, why the database cannot be used and what to do."""
    reason = " ".join(str(error).split())
    for secret in secrets_of(url):
        reason = reason.replace(secret, "<SECRET>")
    if url.get_backend_name() == "sqlite":
        mend = mend_of(error) or "check that the file and its folder can be written"
    else:
        mend = "check the address, the server and the user's rights"
    return f"the database {shown(url)} cannot be used ({reason}); {mend}"


def mend_of(error: BaseException) -> str | None:
    """Return what an operator does about a SQLite file that fails in this way, None for other errors."""
    return next((mend for signs, mend in _MENDS if any(sign in str(error) for sign in signs)), None)
