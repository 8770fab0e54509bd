"""Socket Mode: WebSockets over which the app is handed envelopes (docs.slack.dev/apis/events-api/using-socket-mode)."""

import asyncio
import json
import time
import uuid
from collections.abc import Callable
from contextlib import suppress

from aiohttp import WSMsgType, web

from tests.peers.slack.bell import Bell
from tests.peers.slack.delivery import Ack, NotAcknowledged, accepts_payload
from tests.peers.slack.settings import Json, Settings


class Socket:
    """One open WebSocket. Silent: it stays open and nothing comes over it any more."""

    def __init__(self, request: web.Request) -> None:
        self.ws = web.WebSocketResponse(autoping=False)
        self._request = request
        self.silent = False
        self.answers_pings = True
        self.pongs = 0

    async def send(self, body: Json) -> None:
        if not self.silent:
            await self.ws.send_str(json.dumps(body))

    def cut(self) -> None:
        """The connection breaks without a closing handshake."""
        if self._request.transport is not None:
            self._request.transport.abort()


class SocketMode:
    """Hands out tickets, keeps the open sockets, delivers envelopes to one of them in turn."""

    def __init__(self, settings: Settings, bell: Bell, complain: Callable[[str], None]) -> None:
        self._settings = settings
        self._bell = bell
        self._complain = complain
        self._tickets: set[str] = set()
        self._unacknowledged: dict[str, asyncio.Future[Ack]] = {}
        self._known: set[str] = set()
        self._turn = 0
        self.open: list[Socket] = []
        self.opened = 0

    def ticket(self) -> str:
        """A ticket opens one WebSocket."""
        ticket = uuid.uuid4().hex
        self._tickets.add(ticket)
        return ticket

    async def handle(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.json_response({"ok": False, "error": "invalid_ticket"}, status=403)
        self._tickets.discard(ticket)
        socket = Socket(request)
        await socket.ws.prepare(request)
        if len(self.open) >= self._settings.sockets_at_most:
            await socket.send(self._disconnect("too_many_websockets"))
            await socket.ws.close()
            return socket.ws
        self.open.append(socket)
        self.opened += 1
        try:
            with suppress(ConnectionError):  # the app goes while something is on its way to it
                await socket.send(self._hello())
                self._bell.ring()
                await self._listen(socket)
        finally:
            self.open.remove(socket)
            self._bell.ring()
        return socket.ws

    async def _listen(self, socket: Socket) -> None:
        async for message in socket.ws:
            if message.type is WSMsgType.PING and socket.answers_pings:
                await socket.ws.pong(message.data)
            elif message.type is WSMsgType.PONG:
                socket.pongs += 1
                self._bell.ring()
            elif message.type is WSMsgType.TEXT:
                self._take(json.loads(message.data))

    def _take(self, body: Json) -> None:
        envelope_id = str(body.get("envelope_id"))
        if envelope_id not in self._known:
            self._complain(f"socket: acknowledged an unknown envelope: {body}")
        if unknown := body.keys() - {"envelope_id", "payload"}:
            self._complain(f"socket: unknown keys in an acknowledgement: {sorted(unknown)}")
        waiting = self._unacknowledged.get(envelope_id)
        if waiting is not None and not waiting.done():
            waiting.set_result(Ack(body.get("payload"), time.perf_counter()))

    async def deliver(self, kind: str, payload: Json, attempt: int = 0) -> Ack:
        """One envelope to one socket; the app has three seconds to acknowledge it."""
        if not self.open:
            raise NotAcknowledged("dispatch_failed")
        self._turn += 1
        socket = self.open[self._turn % len(self.open)]
        envelope_id = str(uuid.uuid4())
        envelope: Json = {
            "envelope_id": envelope_id,
            "payload": payload,
            "type": kind,
            "accepts_response_payload": accepts_payload(kind, payload),
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": attempt, "retry_reason": "timeout" if attempt else ""}
        waiting: asyncio.Future[Ack] = asyncio.get_running_loop().create_future()
        self._known.add(envelope_id)
        self._unacknowledged[envelope_id] = waiting
        try:
            await socket.send(envelope)
            async with asyncio.timeout(self._settings.ack_within):
                return await waiting
        except (TimeoutError, ConnectionError) as reason:
            raise NotAcknowledged("operation_timeout") from reason
        finally:
            del self._unacknowledged[envelope_id]

    async def refresh(self, reason: str = "refresh_requested") -> None:
        """Slack asks for new connections every few hours and closes the old ones."""
        for socket in list(self.open):
            await socket.send(self._disconnect(reason))

    async def ping(self) -> None:
        """Slack pings the app; the answers are counted as `pongs` of each socket."""
        for socket in list(self.open):
            await socket.ws.ping()

    def cut(self) -> None:
        """Every open connection breaks."""
        for socket in list(self.open):
            socket.cut()

    def silence(self, answer_pings: bool = True) -> None:
        """The sockets that are open now stay open, and no event comes over them (bolt-python#1529)."""
        for socket in self.open:
            socket.silent = True
            socket.answers_pings = answer_pings

    async def close(self) -> None:
        for socket in list(self.open):
            await socket.ws.close()

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.open),
            "debug_info": {"host": "peer", "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": self._settings.app_id},
        }

    def _disconnect(self, reason: str) -> Json:
        return {"type": "disconnect", "reason": reason, "debug_info": {"host": "peer"}}
