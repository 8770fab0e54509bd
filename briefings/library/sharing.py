"""Which rows are of Discord servers on certain shards, counted by the database as ``Shards`` counts."""

from sqlalchemy import BigInteger, ColumnElement, FromClause, case, cast, func

from briefings.place import SERVER_BITS, Shards

_LARGEST = "9223372036854775807"  # BIGINT


def served(shards: Shards, table: FromClause) -> ColumnElement[bool]:
    """Return the condition for rows of *table* (columns platform, workspace) on *shards*; Slack has no shards."""
    return (table.c.platform != "discord") | _shard(table.c.workspace, shards.of).in_(shards.ids)


def _shard(server: ColumnElement[str], of: int) -> ColumnElement[int]:
    length = func.length(server)
    fits = length.between(1, 18) | ((length == len(_LARGEST)) & (server <= _LARGEST))
    is_number = fits & (func.length(func.trim(server, "0123456789")) == 0)
    number = case((is_number, cast(server, BigInteger)), else_=0)
    return number // (1 << SERVER_BITS) % of
