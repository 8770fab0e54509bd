"""files.*: the app's uploads in three steps, and people's files (docs.slack.dev/messaging/working-with-files)."""

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
    """A file that somebody has uploaded; the app's are in no channel until the upload is completed."""

    id: str
    name: str
    length: int
    data: bytes | None = None
    channel: str | None = None
    user: str = ""
    deleted: bool = False
    moved_to: str = ""
    """Where its address leads on to."""


class FileMethods:
    """Takes the app's files."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.files: dict[str, SharedFile] = {}
        self.downloads: list[str] = []

    def table(self) -> dict[str, Method]:
        completing = frozenset({"files", "channel_id", "initial_comment", "thread_ts", "channels", "blocks"})
        return {
            "files.getUploadURLExternal": Method(
                self._url, frozenset({"filename", "length", "alt_txt", "snippet_type"})
            ),
            "files.completeUploadExternal": Method(self._complete, completing),
            "files.info": Method(self._info, frozenset({"file", "count", "cursor", "limit", "page"})),
        }

    def put(self, user: str, name: str, data: bytes) -> SharedFile:
        """A person's file."""
        made = SharedFile(self._world.workspace.next_id("F"), name, len(data), data, user=user)
        self.files[made.id] = made
        return made

    def json(self, file: SharedFile) -> Json:
        """The file object (docs.slack.dev/reference/objects/file-object)."""
        team = self._world.settings.team_id
        address = f"{self._world.address}/files-pri/{team}-{file.id}"
        return {
            "id": file.id,
            "name": file.name,
            "title": file.name,
            "size": file.length,
            "user": file.user,
            "user_team": team,
            "mode": "hosted",
            "url_private": f"{address}/{file.name}",
            "url_private_download": f"{address}/download/{file.name}",
        }

    @property
    def _may_read(self) -> bool:
        return "files:read" in self._world.settings.scopes.split(",")

    def _info(self, fields: Json) -> Json:
        if not self._may_read:
            raise Refused("missing_scope", needed="files:read", provided=self._world.settings.scopes)
        found = self.files.get(required(fields, "file"))
        if found is None:
            raise Refused("file_not_found")
        if found.deleted:
            raise Refused("file_deleted")
        return {"ok": True, "file": self.json(found)}

    async def handle_download(self, request: web.Request) -> web.Response:
        """A private address: who may not have the file is led to a page to sign in at."""
        found = self.files.get(request.match_info["file"].rpartition("-")[2])
        token = request.headers.get("Authorization", "")
        self.downloads.append(request.path)
        allowed = token == f"Bearer {self._world.settings.bot_token}" and self._may_read
        if not allowed or found is None or found.deleted:
            return web.Response(status=302, headers={"Location": f"{self._world.address}/signin"})
        if found.moved_to:
            return web.Response(status=302, headers={"Location": found.moved_to})
        return web.Response(body=found.data, content_type="application/octet-stream")

    async def handle_sign_in(self, request: web.Request) -> web.Response:
        return web.Response(text="<html>Sign in</html>", content_type="text/html")

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
