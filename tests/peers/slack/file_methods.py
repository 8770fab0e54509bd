"""files.*: the upload in three steps (docs.slack.dev/messaging/working-with-files, "Uploading files")."""

import json
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.peers.slack.methods import Method, required
from tests.peers.slack.refusals import Refused
from tests.peers.slack.settings import Json
from tests.peers.slack.world import World


@dataclass
class SharedFile:
    """A file that the app has uploaded; in no channel until the upload is completed."""

    id: str
    name: str
    length: int
    data: bytes | None = None
    channel: str | None = None


class FileMethods:
    """Takes the app's files."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.files: dict[str, SharedFile] = {}

    def table(self) -> dict[str, Method]:
        completing = frozenset({"files", "channel_id", "initial_comment", "thread_ts", "channels", "blocks"})
        return {
            "files.getUploadURLExternal": Method(
                self._url, frozenset({"filename", "length", "alt_txt", "snippet_type"})
            ),
            "files.completeUploadExternal": Method(self._complete, completing),
        }

    async def handle_upload(self, request: web.Request) -> web.Response:
        """Step two: the bytes, to the address that step one gave; no token is asked for."""
        found = self.files.get(request.match_info["file"])
        data = await request.read()
        if found is None or found.length != len(data):
            return web.Response(status=400, text="Bad Request")
        found.data = data
        return web.Response(text=f"OK - {len(data)}")

    def _url(self, fields: Json) -> Json:
        try:
            length = int(fields.get("length", 0))
        except ValueError:
            length = 0
        if length < 1:
            raise Refused("invalid_arguments", ["length must be positive"])
        made = SharedFile(self._world.workspace.next_id("F"), required(fields, "filename"), length)
        self.files[made.id] = made
        return {"ok": True, "upload_url": f"{self._world.address}/upload/{made.id}", "file_id": made.id}

    def _complete(self, fields: Json) -> Json:
        given: Any = fields.get("files")
        listed = json.loads(given) if isinstance(given, str) else given
        if not isinstance(listed, list) or not listed:
            raise Refused("invalid_arguments", ["missing required field: files"])
        channel = fields.get("channel_id")
        if channel and self._world.workspace.find_channel(channel) is None:
            raise Refused("channel_not_found")
        for each in listed:
            found = self.files.get(each["id"])
            if found is None or found.data is None:
                raise Refused("file_not_found")
            found.channel = channel
        return {"ok": True, "files": [{"id": each["id"], "title": each.get("title", "")} for each in listed]}
