"""One gateway connection: messages go out in order, compressed as one zlib stream if asked for."""

import asyncio
import contextlib
import json
import zlib

from aiohttp import web

from tests.peers.discord.refusals import Json


class Socket:
    def __init__(self, request: web.Request, ws: web.WebSocketResponse, *, zlib_stream: bool) -> None:
        self._request = request
        self._ws = ws
        # "Gateway: Transport Compression": one context for the connection, each message ended by a sync flush
        self._zlib = zlib.compressobj() if zlib_stream else None
        self._queue: asyncio.Queue[Json | int] = asyncio.Queue()
        self._writer = asyncio.create_task(self._write())
        self.closed_here = False

    def send(self, message: Json) -> None:
        self._queue.put_nowait(message)

    def close(self, code: int) -> None:
        """Close with a code, after what is already queued."""
        self.closed_here = True
        self._queue.put_nowait(code)

    def abort(self) -> None:
        """End it without a close frame."""
        self.closed_here = True
        if self._request.transport is not None:
            self._request.transport.abort()

    async def finish(self) -> None:
        self._writer.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._writer

    async def _write(self) -> None:
        with contextlib.suppress(ConnectionError, RuntimeError):
            while True:
                item = await self._queue.get()
                if isinstance(item, int):
                    await self._ws.close(code=item)
                    return
                text = json.dumps(item)
                if self._zlib is None:
                    await self._ws.send_str(text)
                else:
                    packed = self._zlib.compress(text.encode()) + self._zlib.flush(zlib.Z_SYNC_FLUSH)
                    await self._ws.send_bytes(packed)
