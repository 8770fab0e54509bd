"""``make torture``: the fault test at full size on both databases; prints the counts, returns 1 where one is wrong."""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from tests.postgres import postgres_server
from tests.torture.run import FULL, SMALL, torture

DATABASES = ("sqlite", "postgres")


@contextmanager
def _address(database: str) -> Iterator[str]:
    if database == "sqlite":
        yield "sqlite:///torture.db"
    else:
        with postgres_server(f"torture-{os.getpid()}", "full") as server, server.database() as address:
            yield address


def main() -> int:
    """Run it once for each kind of database, or for those that are named."""
    size = SMALL if "--small" in sys.argv else FULL
    right = True
    for database in [each for each in DATABASES if each in sys.argv] or DATABASES:
        with tempfile.TemporaryDirectory() as folder, _address(database) as address:
            began = time.monotonic()
            counts = asyncio.run(torture(size, address, Path(folder), seed=1))
            right = right and counts.is_right and counts.edits.corrected > 0
            print(f"{database}, {time.monotonic() - began:.0f} s: {'right' if counts.is_right else 'WRONG'}")
            figures = asdict(counts)
            edits = {f"edits: {what}": number for what, number in figures.pop("edits").items()}
            for what, number in (figures | edits).items():
                print(f"  {what:16} {number:>6,}", flush=True)
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
