"""A Slack on loopback that unmodified slack_bolt and slack_sdk talk to, given only its base_url."""

from collections.abc import Callable
from dataclasses import replace
from types import TracebackType
from typing import Any, Literal, Self

from aiohttp import web

from tests.peers.slack.answer import Answer
from tests.peers.slack.chat_methods import ChatMethods
from tests.peers.slack.conversation_methods import ConversationMethods
from tests.peers.slack.faults import Faults
from tests.peers.slack.file_methods import FileMethods, SharedFile
from tests.peers.slack.methods import Method
from tests.peers.slack.person import Person
from tests.peers.slack.proxies import environment_without_proxies, without_proxies
from tests.peers.slack.refusals import Refusal
from tests.peers.slack.response_url import ResponseUrls
from tests.peers.slack.settings import Json, Settings
from tests.peers.slack.signed_http import SignedHttp
from tests.peers.slack.socket_mode import SocketMode
from tests.peers.slack.stage import Stage
from tests.peers.slack.view_methods import ViewMethods
from tests.peers.slack.web_api import WebApi
from tests.peers.slack.workspace import Channel, Message, User
from tests.peers.slack.world import ApiRequest, World


class SlackPeer:
    """`async with SlackPeer() as peer:` serves Web API, Socket Mode and response_urls on a free port.

    Settings are given by name (`SlackPeer(ack_within=0.2)`). Proxy variables are out of the way meanwhile.
    """

    def __init__(self, settings: Settings | None = None, **changes: Any) -> None:
        self.settings = replace(settings or Settings(), **changes)
        self._world = World(self.settings)
        self._proxies = without_proxies()
        self._response_urls = ResponseUrls(self._world)
        self._views = ViewMethods(self._world)
        self._files = FileMethods(self._world)
        self._stage = Stage(self._world, self._views, self._response_urls)
        self.sockets = SocketMode(self.settings, self._world.bell, self._world.complain)
        self.http = SignedHttp(self.settings)
        self._runner: web.AppRunner | None = None
        self.transport = "socket"

    async def __aenter__(self) -> Self:
        self._proxies.__enter__()
        api = WebApi(self._world, self._methods(), self._response_urls)
        app = web.Application(client_max_size=8 * 1024**2)
        app.router.add_route("*", "/api/{method}", api.handle_method)
        app.router.add_post("/respond/{team}/{token}", api.handle_response_url)
        app.router.add_get("/link/", self.sockets.handle)
        app.router.add_post("/upload/{file}", self._files.handle_upload)
        app.router.add_get("/files-pri/{file}/download/{name}", self._files.handle_download)
        app.router.add_get("/signin", self._files.handle_sign_in)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self._world.address = f"http://{host}:{port}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.faults.clear()
        await self.sockets.close()
        await self.http.close()
        if self._runner is not None:
            await self._runner.cleanup()
        self._proxies.__exit__(None, None, None)

    def _methods(self) -> dict[str, Method]:
        return {
            **ChatMethods(self._world).table(),
            **ConversationMethods(self._world).table(),
            **self._views.table(),
            **self._files.table(),
            "apps.connections.open": Method(self._connect, frozenset(), token="app"),
        }

    def _connect(self, fields: Json) -> Json:
        address = self._world.address.replace("http://", "ws://")
        ticket = self.sockets.ticket()
        return {"ok": True, "url": f"{address}/link/?ticket={ticket}&app_id={self.settings.app_id}"}

    def files(self, channel: str) -> dict[str, bytes]:
        """The files that the app has shared to a channel, by name."""
        shared = [each for each in self._files.files.values() if each.channel == channel]
        return {each.name: each.data or b"" for each in shared}

    def file(self, user: str, name: str, data: bytes) -> SharedFile:
        """A file that a person has put into a form."""
        return self._files.put(user, name, data)

    @property
    def downloads(self) -> list[str]:
        """The paths of people's files that were asked for."""
        return self._files.downloads

    def show(self, person: Person, answer: Answer) -> None:
        """Somebody has the modal of *answer* on their screen too: what only a made-up request can pretend."""
        self._views.stacks[person.id] = [dict(answer.view)]

    def file_object(self, file: SharedFile) -> Json:
        """What Slack tells the app of a file."""
        return self._files.json(file)

    @property
    def base_url(self) -> str:
        """What AsyncWebClient(base_url=...) is given."""
        return f"{self._world.address}/api/"

    def environment(self) -> dict[str, str]:
        """For an app in a process of its own: its tokens, no proxies."""
        return {
            **environment_without_proxies(),
            "SLACK_BOT_TOKEN": self.settings.bot_token,
            "SLACK_APP_TOKEN": self.settings.app_token,
            "SLACK_SIGNING_SECRET": self.settings.signing_secret,
        }

    @property
    def transport(self) -> Literal["socket", "http"]:
        """How the app is reached: over its sockets, or at `peer.http.request_url`."""
        return "socket" if self._stage.transport is self.sockets else "http"

    @transport.setter
    def transport(self, name: Literal["socket", "http"]) -> None:
        self._stage.transport = self.sockets if name == "socket" else self.http

    def channel(self, channel_id: str, name: str = "", **marks: Any) -> Channel:
        """A channel; marks are the fields of Channel, for instance refuses="is_archived"."""
        known = self._world.workspace.channels.get(channel_id)
        if known is None or name or marks:
            start = known or Channel(channel_id, f"channel-{channel_id.lower()}", self.settings.team_id)
            changes: dict[str, Any] = marks | ({"name": name} if name else {})
            known = replace(start, **changes)
            self._world.workspace.channels[channel_id] = known
        return known

    def person(
        self,
        user_id: str = "U0READER",
        team: str | None = None,
        channel: str = "C0GENERAL",
        admin: bool = False,
        locale: str = "en-US",
        *,
        owner: bool = False,
        name: str = "",
    ) -> Person:
        """A member of the team, sitting in a channel."""
        user = User(user_id, team or self.settings.team_id, name, admin, owner, locale)
        self._world.workspace.users[user_id] = user
        return Person(user, self.channel(channel), self._stage)

    @property
    def faults(self) -> Faults:
        return self._world.faults

    @property
    def requests(self) -> list[ApiRequest]:
        """Every request of the app, in order, `response_url` among them; without tokens."""
        return self._world.requests

    def calls(self, method: str) -> list[ApiRequest]:
        return [request for request in self.requests if request.method == method]

    @property
    def complaints(self) -> list[str]:
        """What Slack would let pass or ignore, and an app should not do."""
        return self._world.complaints

    @property
    def refusals(self) -> list[Refusal]:
        """Every error Slack answered with, or would show to the person."""
        return self._world.refusals

    @property
    def everything(self) -> list[Message]:
        """Every message that stands somewhere now."""
        return list(self._world.workspace.messages.values())

    def posted(self, channel: str) -> list[Message]:
        """The app's messages that everybody in the channel sees now, oldest first."""
        return [m for m in self._world.workspace.in_channel(channel) if m.by_bot]

    def ephemerals(self, user_id: str) -> list[Message]:
        """What only this person sees now."""
        return [m for m in self._world.workspace.messages.values() if m.ephemeral_to == user_id]

    def modals(self, user_id: str) -> list[Json]:
        return self._views.stacks.get(user_id, [])

    def home(self, user_id: str) -> Json | None:
        return self._views.homes.get(user_id)

    async def until(self, ready: Callable[[], bool], within: float = 5.0) -> None:
        """Waits for a state of the peer; a test fails when it does not come."""
        if not await self._world.bell.until(ready, within):
            raise AssertionError(f"it did not happen within {within} s: {ready}")

    async def connected(self, opened: int = 1, within: float = 5.0) -> None:
        """Waits until so many sockets were opened in all, and one of them is open now."""
        await self.until(lambda: self.sockets.opened >= opened and bool(self.sockets.open), within)

    async def posts(self, channel: str, count: int = 1, within: float = 5.0) -> list[Message]:
        """Waits until so many messages of the app stand in the channel."""
        await self.until(lambda: len(self.posted(channel)) >= count, within)
        return self.posted(channel)
