"""Every delivery happens once, whatever fails: the fault test at a small size."""

from pathlib import Path

import pytest

from tests.torture.run import SMALL, torture


@pytest.mark.timeout(500)  # a machine that does much else starts killed processes slowly
@pytest.mark.parametrize("database", ["sqlite", "postgres"])
async def test_killed_processes_cut_connections_and_wrong_clocks_neither_double_nor_lose_a_delivery(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if database == "sqlite":
        counts = await torture(SMALL, "sqlite:///torture.db", tmp_path, seed=1)
    else:
        with request.getfixturevalue("postgres").database() as address:
            counts = await torture(SMALL, address, tmp_path, seed=2)
    assert counts.is_right, counts
    assert counts.posted + counts.told >= SMALL.deliveries
    assert counts.edits.corrected
