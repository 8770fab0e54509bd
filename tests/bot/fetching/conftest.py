"""A web server on loopback, and what fetches from it although it is not public."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from tests.bot.fetching.site import PAGES, Site


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """The server; its pages are in ``site.py``."""
    app = web.Application()
    app.add_routes(PAGES)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield Site(int(runner.addresses[0][1]))
    await runner.cleanup()
    await asyncio.sleep(0)
