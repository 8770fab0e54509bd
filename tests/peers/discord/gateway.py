"""The gateway, version 10: sessions that identify, get events, lose their socket and resume.

Discord API documentation, "Gateway": lifecycle, compression (zlib-stream), close codes.
"""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.peers.discord.refusals import Json
from tests.peers.discord.signals import Signal
from tests.peers.discord.socket import Socket
from tests.peers.discord.world import Settings, World

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT = 0, 1, 2, 6, 7
INVALID_SESSION, HELLO, HEARTBEAT_ACK = 9, 10, 11
IGNORED = {3, 4, 8, 31, 43}  # presence, voice, members, soundboard, channel info: nothing a news bot waits for

GUILDS = 1 << 0
PRIVILEGED = 1 << 1 | 1 << 8 | 1 << 15
INTENTS = {"GUILD": 1 << 0, "CHANNEL": 1 << 0, "MESSAGE": 1 << 9}


@dataclass(eq=False)
class Session:
    """What outlives a socket: the events since IDENTIFY, for a RESUME."""

    intents: int
    shard: tuple[int, int]
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    log: list[Json] = field(default_factory=list)
    socket: Socket | None = None

    def dispatch(self, event: str, data: Any) -> None:
        message = {"op": DISPATCH, "t": event, "s": len(self.log) + 1, "d": data}
        self.log.append(message)
        if self.socket is not None:
            self.socket.send(message)

    def wants(self, event: str, guild_id: str | None) -> bool:
        intent = INTENTS.get(event.partition("_")[0], 0)
        if intent and not self.intents & intent:
            return False
        mine, shards = self.shard
        return (int(guild_id) >> 22) % shards == mine if guild_id else mine == 0


class Gateway:
    def __init__(self, token: str, application_id: str, world: World, settings: Settings) -> None:
        self._token = token
        self._application_id = application_id
        self._world = world
        self._settings = settings
        self._sockets: set[Socket] = set()
        self.sessions: dict[str, Session] = {}
        self.signal = Signal()
        self.url = ""
        self.identifies: list[Json] = []
        self.resumes: list[Json] = []
        self.resumed = 0
        self.heartbeats = 0
        self.refuse_resumes = 0  # how many RESUMEs from now on get INVALID_SESSION
        self.ignore_heartbeats = False
        self.spoil: Callable[[Any], None] | None = None  # changes the data of events before they are sent

    @property
    def live(self) -> list[Session]:
        return [session for session in self.sessions.values() if session.socket is not None]

    # For the peer and for tests

    def dispatch(self, event: str, data: Any, guild_id: str | None = None) -> None:
        """Send an event to every session that wants it; those without a socket get it on RESUME."""
        if self.spoil is not None:
            self.spoil(data)
        for session in self.sessions.values():
            if session.wants(event, guild_id):
                session.dispatch(event, data)

    def drop(self) -> None:
        """Cut every socket without a close frame, as a network does."""
        for socket in list(self._sockets):
            socket.abort()

    def close_all(self, code: int) -> None:
        """Close every socket with a code of "Gateway Close Event Codes"."""
        for socket in list(self._sockets):
            socket.close(code)

    def ask_to_reconnect(self) -> None:
        for session in self.live:
            self._send(session, RECONNECT, None)

    def invalidate(self, *, resumable: bool = False) -> None:
        for session in self.live:
            self._send(session, INVALID_SESSION, resumable)
            if not resumable:
                del self.sessions[session.id]

    # One socket

    async def serve(self, request: web.Request) -> web.StreamResponse:
        ws = web.WebSocketResponse(compress=False, heartbeat=None)
        await ws.prepare(request)
        socket = Socket(request, ws, zlib_stream=request.query.get("compress") == "zlib-stream")
        self._sockets.add(socket)
        interval = int(self._settings.heartbeat_seconds * 1000)
        socket.send({"op": HELLO, "t": None, "s": None, "d": {"heartbeat_interval": interval, "_trace": []}})
        session: Session | None = None
        try:
            async for message in ws:
                if message.type is not WSMsgType.TEXT:
                    socket.close(4002)
                    break
                session = self._receive(json.loads(message.data), socket, session)
        finally:
            self._sockets.discard(socket)
            self._left(session, socket, ws.close_code)
            await socket.finish()
        return ws

    def _left(self, session: Session | None, socket: Socket, code: int | None) -> None:
        """Disconnecting: a bot that closes with 1000 or 1001 ends its session, else it can resume."""
        if session is None or session.socket is not socket:
            return
        session.socket = None
        if code in (1000, 1001) and not socket.closed_here:
            self.sessions.pop(session.id, None)
        self.signal.changed()

    def _receive(self, message: Json, socket: Socket, session: Session | None) -> Session | None:
        op, data = message.get("op"), message.get("d")
        if op == HEARTBEAT:
            self.heartbeats += 1
            if not self.ignore_heartbeats:
                socket.send({"op": HEARTBEAT_ACK, "t": None, "s": None, "d": None})
        elif op == IDENTIFY and isinstance(data, dict):
            session = self._identify(data, socket)
        elif op == RESUME and isinstance(data, dict):
            session = self._resume(data, socket)
        elif op not in IGNORED:
            socket.close(4001)
        elif session is None:
            socket.close(4003)
        self.signal.changed()
        return session

    def _identify(self, data: Json, socket: Socket) -> Session | None:
        self.identifies.append({key: value for key, value in data.items() if key != "token"})
        intents = int(data.get("intents", 0))
        if data.get("token") != self._token:
            socket.close(4004)
            return None
        if intents & PRIVILEGED and not self._settings.privileged_intents:
            socket.close(4014)
            return None
        shard = data.get("shard") or [0, 1]
        session = Session(intents, (int(shard[0]), int(shard[1])), socket=socket)
        self.sessions[session.id] = session
        self._ready(session, data.get("shard"))
        return session

    def _ready(self, session: Session, shard: list[int] | None) -> None:
        guilds = [guild for guild in self._world.guilds if session.wants("READY", guild.id)]
        ready: Json = {
            "v": 10,
            "user": self._world.bot.json(),
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": self.url,
            "private_channels": [],
            "_trace": [],
            "guilds": [{"id": guild.id, "unavailable": True} for guild in guilds],
            "application": {"id": self._application_id, "flags": 0},
        }
        session.dispatch("READY", {**ready, "shard": shard} if shard else ready)
        for guild in guilds:
            if session.intents & GUILDS:
                session.dispatch("GUILD_CREATE", guild.create_event(self._world.bot))

    def _resume(self, data: Json, socket: Socket) -> Session | None:
        self.resumes.append({key: value for key, value in data.items() if key != "token"})
        if data.get("token") != self._token:
            socket.close(4004)
            return None
        session = self.sessions.get(str(data.get("session_id")))
        seen = data.get("seq") or 0
        if session is None or self.refuse_resumes > 0:
            self.refuse_resumes = max(0, self.refuse_resumes - 1)
            if session is not None:
                del self.sessions[session.id]
            socket.send({"op": INVALID_SESSION, "t": None, "s": None, "d": False})
            return None
        if not isinstance(seen, int) or seen > len(session.log):
            socket.close(4007)
            return None
        session.socket = socket
        for missed in session.log[seen:]:
            socket.send(missed)
        session.dispatch("RESUMED", {"_trace": []})
        self.resumed += 1
        return session

    def _send(self, session: Session, op: int, data: Any) -> None:
        if session.socket is not None:
            session.socket.send({"op": op, "t": None, "s": None, "d": data})
