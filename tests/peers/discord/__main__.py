"""``python -m tests.peers.discord``: a peer in its own process; the first line is its URL, the second its token."""

import asyncio
import contextlib

from tests.peers.discord.peer import serve_forever

with contextlib.suppress(KeyboardInterrupt):
    asyncio.run(serve_forever())
