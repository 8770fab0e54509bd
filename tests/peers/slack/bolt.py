"""The real client library, pointed at the loopback Slack: for tests of the peer and of the app."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.peers.slack.peer import SlackPeer

REQUEST_PATH = "/slack/events"


def web_client(peer: SlackPeer, token: str | None = None, **options: Any) -> AsyncWebClient:
    """Without retries unless a test asks for them."""
    token = peer.settings.bot_token if token is None else token
    return AsyncWebClient(token=token, base_url=peer.base_url, **({"retry_handlers": []} | options))


def bolt_app(peer: SlackPeer) -> AsyncApp:
    return AsyncApp(client=web_client(peer), signing_secret=peer.settings.signing_secret)


@asynccontextmanager
async def in_socket_mode(app: AsyncApp, peer: SlackPeer, ping_interval: float = 0.2) -> AsyncIterator[Any]:
    """The app is connected inside; gives its handler."""
    handler: Any = AsyncSocketModeHandler(app, peer.settings.app_token, ping_interval=ping_interval)
    opened = peer.sockets.opened
    await handler.connect_async()
    await peer.connected(opened + 1)
    try:
        yield handler
    finally:
        await handler.close_async()


@asynccontextmanager
async def over_http(app: AsyncApp, peer: SlackPeer) -> AsyncIterator[str]:
    """The app's own HTTP server on loopback; the peer sends everything there meanwhile."""
    runner = web.AppRunner(app.web_app(path=REQUEST_PATH), access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    peer.http.request_url = f"http://{host}:{port}{REQUEST_PATH}"
    peer.transport = "http"
    try:
        yield peer.http.request_url
    finally:
        peer.transport = "socket"
        await runner.cleanup()
