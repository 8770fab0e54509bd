"""``make soak``: two bots at full size; prints what came of it, returns 1 where something was lost or doubled."""

import asyncio
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from tests.postgres import postgres_server
from tests.soak.run import FULL, SMALL, soak


def main() -> int:
    """Run it, small if that is asked for."""
    size = SMALL if "--small" in sys.argv else FULL
    with tempfile.TemporaryDirectory() as folder, postgres_server("soak", "full") as server:
        began = time.monotonic()
        with server.database() as address:
            found = asyncio.run(soak(size, address, Path(folder), seed=1))
    print(f"{time.monotonic() - began:.0f} s: {'right' if found.is_right else 'WRONG'}")
    for what, number in asdict(found).items():
        print(f"  {what:12} {number}")
    return 0 if found.is_right else 1


if __name__ == "__main__":
    sys.exit(main())
