"""Two bots share one PostgreSQL: the soak at a small size."""

from pathlib import Path

from tests.postgres import PostgresServer
from tests.soak.run import SMALL, soak


async def test_two_bots_that_are_killed_and_restarted_lose_and_double_nothing(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    with postgres.database() as address:
        found = await soak(SMALL, address, tmp_path, seed=3)
    assert found.is_right, found
    assert found.killed and found.ended and found.sent == 4
