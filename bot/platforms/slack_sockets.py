"""Socket Mode with two connections: while one is replaced, commands come over the other.

A connection is replaced when Slack asks for it, when it is closed or its pings get no answer, and when it has gone
silent: it stays open and nothing comes over it any more (github.com/slackapi/bolt-python/issues/1529). The next one is
open before the last one is let go. Slack hands each request to one of an app's connections
(docs.slack.dev/apis/events-api/using-socket-mode), so a connection that gets none while the other gets many is silent.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackClientError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.platforms.slack_guard import is_whole

log = logging.getLogger(__name__)
_A_MOMENT = 0.01  # seconds


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a connection may be without a sign of life, in seconds, and how many requests may pass it by."""

    ping: float = 3.0  # between pings; one without an answer closes the connection after half as long again
    hello: float = 10.0  # until Slack greets on a new connection
    silence: float = 600.0  # without a request: it is replaced to be sure
    look: float = 0.25  # between looks at a connection
    grace: float = 2.0  # that a replaced connection stays, for what came over it last
    first_wait: float = 0.5  # before connecting is tried again; doubled each time
    longest_wait: float = 30.0
    passed_by: int = 8  # requests in a row that all came over another connection: one in 256 by chance
    quiet: float = 2.0  # without a request meanwhile: a busy bot reads what waits for it connection by connection
    last_word: float = 3.0  # that a replaced connection stays longer for an acknowledgement; Slack waits no longer


class _Client(SocketModeClient):
    """A client that is replaced as a whole instead of connecting again by itself."""

    is_asked_to_go = False

    async def connect_to_new_endpoint(self, force: bool = False) -> None:
        """Note that Slack wants a new connection."""
        self.is_asked_to_go = True


class _Socket:
    """One connection, and what is known of it."""

    def __init__(self, client: _Client) -> None:
        self.client: SocketModeClient = client
        self.opened_at = asyncio.get_running_loop().time()
        self.last_at = self.opened_at  # when a request came, by the loop's clock
        self.missed = 0  # requests that came over others since
        self.waiting = 0  # requests that came and are not acknowledged yet
        self._own = client
        self._greeted = False
        client.message_listeners.append(self._greeting)

    async def _greeting(self, _: object, message: dict[str, Any], __: str | None = None) -> None:
        self._greeted = self._greeted or message.get("type") == "hello"

    def why_spent(self, now: float, patience: Patience) -> str:
        """Return why this connection is to be replaced, "" while it is not."""
        if self._own.is_asked_to_go:
            return "Slack asked for it"
        if self.is_closed:
            return "it is closed"
        if not self._greeted and now - self.opened_at > patience.hello:
            return "Slack did not greet"
        idle = now - self.last_at
        if idle > patience.silence or (self.missed >= patience.passed_by and idle > patience.quiet):
            return "nothing comes over it"
        return ""

    @property
    def is_needed(self) -> bool:
        """Tell whether something that came over this connection is still to be acknowledged over it."""
        return not self.is_closed and (self.waiting > 0 or not self.client.message_queue.empty())

    @property
    def is_closed(self) -> bool:
        """Tell whether nothing can come over this connection any more."""
        return self.client.current_session is None or self.client.current_session.closed


class SlackSockets:
    """Keeps *count* connections to Slack while it ``stay``s."""

    def __init__(
        self,
        bolt: AsyncApp,
        client: AsyncWebClient,
        app_token: str,
        patience: Patience = Patience(),
        count: int = 2,
    ) -> None:
        self._bolt = bolt
        self._client = client
        self._app_token = app_token
        self._patience = patience
        self._count = count
        self._open: list[_Socket] = []
        self._leaving: set[asyncio.Task[None]] = set()

    async def stay(self) -> None:
        """Stay connected until cancelled."""
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(self._count):
                    group.create_task(self._keep())
        finally:
            for task in self._leaving:
                task.cancel()
            await asyncio.gather(*self._leaving, return_exceptions=True)
            for socket in list(self._open):
                await socket.client.close()

    async def _keep(self) -> None:
        """Keep one connection."""
        socket = await self._connect()
        if len(self._open) == 1:
            log.info("Slack: connected by Socket Mode")
        while True:
            await asyncio.sleep(self._patience.look)
            if reason := socket.why_spent(asyncio.get_running_loop().time(), self._patience):
                log.info("Slack: a connection is replaced, since %s", reason)
                spent, socket = socket, await self._connect()
                leaving = asyncio.ensure_future(self._let_go(spent))
                self._leaving.add(leaving)
                leaving.add_done_callback(self._leaving.discard)

    async def _connect(self) -> _Socket:
        """Open a connection, again and again with growing waits."""
        wait = self._patience.first_wait
        while True:
            try:
                return await self._opened()
            except (SlackClientError, aiohttp.ClientError, OSError, TimeoutError) as error:
                log.warning("Slack cannot be reached (%s); trying again in %.1f s", type(error).__name__, wait)
            await asyncio.sleep(wait)
            wait = min(2 * wait, self._patience.longest_wait)

    async def _opened(self) -> _Socket:
        """Open a connection. The address that Slack gives for it works once."""
        client = _Client(
            self._app_token,
            logger=logging.getLogger("slack_sdk.socket_mode"),
            web_client=self._client,
            auto_reconnect_enabled=False,
            ping_interval=self._patience.ping,
        )
        socket = _Socket(client)
        client.socket_mode_request_listeners.append(self._listener(socket))
        try:
            async with asyncio.timeout(self._patience.hello):
                client.wss_uri = await client.issue_new_wss_url()
                await socket.client.connect()
        except BaseException:
            await socket.client.close()
            raise
        self._open.append(socket)
        return socket

    def _listener(self, socket: _Socket) -> Callable[..., Any]:
        async def listener(client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
            for each in self._open:
                each.missed = 0 if each is socket else each.missed + 1
            socket.last_at = asyncio.get_running_loop().time()
            socket.waiting += 1
            try:
                whole = is_whole(request.payload)  # what is not is acknowledged, so that Slack does not send it again
                response = await run_async_bolt_app(self._bolt, request) if whole else BoltResponse(status=200)
                await send_async_response(client, request, response, 0.0)
            finally:
                socket.waiting -= 1

        return listener

    async def _let_go(self, socket: _Socket) -> None:
        """Close *socket* once what came over it last has its acknowledgement."""
        if not socket.is_closed:
            await asyncio.sleep(self._patience.grace)
        with suppress(TimeoutError):
            async with asyncio.timeout(self._patience.last_word):
                while socket.is_needed:  # noqa: ASYNC110 - the client's queue tells nobody
                    await asyncio.sleep(_A_MOMENT)
        self._open.remove(socket)
        await socket.client.close()
