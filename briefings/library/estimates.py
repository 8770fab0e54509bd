"""What PostgreSQL believes of the tables, kept near the truth while articles come in many at a time.

It counts by itself once a minute. Till then tables that have just been filled are unknown to it, and a query over all
of them can take minutes where milliseconds would do. Asks for a dialect, like upgrade.
"""

from sqlalchemy import Connection, text

from briefings.library.schema import metadata

# It believes what it last counted, a number of pages; far more are there now.
_OUTGROWN = text(
    "SELECT pg_relation_size(oid) / current_setting('block_size')::int > 2 * relpages + 16 "
    "FROM pg_class WHERE oid = 'articles'::regclass"
)
# A table that somebody else is tidying up is left out, since whoever writes does not wait for that.
_COUNT = "ANALYZE (SKIP_LOCKED) {tables}"


def correct_estimates(connection: Connection) -> None:
    """Have the tables counted where the articles have more than doubled since; called by one that writes.

    That takes a second or two, however many there are: PostgreSQL looks at a sample.
    """
    if connection.dialect.name == "postgresql" and connection.execute(_OUTGROWN).scalar_one():
        connection.execute(text(_COUNT.format(tables=", ".join(metadata.tables))))
