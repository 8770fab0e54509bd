"""A loopback Discord: an unmodified discord.py talks to it, a test plays the people.

async with DiscordPeer() as peer:
    with redirected(peer):
        ...start the bot...
    await peer.connected()
    answer = await peer.person("Ann").command("quotes", speaker="Xi")
"""

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Self

from aiohttp import web

from tests.peers.discord import openapi
from tests.peers.discord.gateway import Gateway
from tests.peers.discord.interactions import Interactions
from tests.peers.discord.person import Person
from tests.peers.discord.rates import Rates
from tests.peers.discord.refusals import Json
from tests.peers.discord.registry import Registry
from tests.peers.discord.rest import API, install
from tests.peers.discord.state import State
from tests.peers.discord.store import Messages, Post
from tests.peers.discord.world import TEXT, Channel, File, Guild, Settings, User, World, snowflake


class DiscordPeer:
    """One application in one Discord with one server, "Newsroom", and its channel "general"."""

    def __init__(
        self, settings: Settings | None = None, *, token: str | None = None, check_openapi: bool = True
    ) -> None:
        settings = settings or Settings()
        application_id = snowflake()
        self.token = token or f"{application_id}.peer.secret-token"
        self.application_id = application_id
        self.world = World(User("briefing-bot", application_id, bot=True))
        gateway = Gateway(self.token, application_id, self.world, settings)
        messages = Messages(self.world.bot, settings)
        self.state = State(
            self.token,
            application_id,
            settings,
            self.world,
            messages,
            Interactions(application_id, messages, settings),
            Registry(application_id),
            gateway,
            Rates(settings.post_seconds),
            openapi.load() if check_openapi else None,
        )
        self.settings = settings
        self.gateway = gateway
        self.messages = messages
        self.faults = self.state.faults
        self.requests = self.state.requests
        self.bodies = self.state.bodies
        self.complaints = self.state.complaints
        self.registry = self.state.registry
        self.guild = self.add_guild("Newsroom", "general")
        self.channel = self.guild.channels[0]
        self._runner: web.AppRunner | None = None
        self._people: dict[str, User] = {}
        self.downloads: list[str] = []  # the paths of files that were asked for
        self._files: list[bytes] = []
        self.url = ""

    # Running

    async def start(self, port: int = 0) -> None:
        app = web.Application(client_max_size=32 * 1024 * 1024)
        app.router.add_get("/gateway", self.gateway.serve)
        app.router.add_get("/gateway/", self.gateway.serve)
        app.router.add_get("/cdn/{number}/{name}", self._hand_out)
        install(app, self.state)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        host, actual = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{actual}{API}"
        self.gateway.url = f"ws://{host}:{actual}/gateway"

    async def stop(self) -> None:
        self.state.interactions.close()
        self.gateway.drop()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    # The world

    def add_guild(self, name: str, *channels: str) -> Guild:
        """Another server the bot is in; a connected bot is told."""
        guild = Guild(name)
        for channel in channels:
            guild.add(channel)
        self.world.guilds.append(guild)
        self.gateway.dispatch("GUILD_CREATE", guild.create_event(self.world.bot), guild.id)
        return guild

    def add_channel(self, name: str, guild: Guild | None = None, kind: int = TEXT) -> Channel:
        channel = (guild or self.guild).add(name, kind)
        self._tell("CHANNEL_CREATE", channel)
        return channel

    def forbid(self, channel: Channel, code: int | None = 50001) -> None:
        """403 from now on: 50001 the channel cannot be seen, 50013 not be written to; None: allowed again."""
        channel.forbidden = code
        self._tell("CHANNEL_UPDATE", channel)

    def remove(self, channel: Channel) -> None:
        """404 with code 10003 from now on."""
        channel.gone = True
        self._tell("CHANNEL_DELETE", channel)

    def file(self, name: str, data: bytes) -> File:
        """A file that a person can attach to a command; the CDN hands it out."""
        self._files.append(data)
        return File(name, len(data), self.url.removesuffix(API) + f"/cdn/{len(self._files) - 1}/{name}")

    async def _hand_out(self, request: web.Request) -> web.Response:
        self.downloads.append(request.path)
        return web.Response(body=self._files[int(request.match_info["number"])])

    def _tell(self, event: str, channel: Channel) -> None:
        self.gateway.dispatch(event, channel.json(), channel.guild.id if channel.guild else None)

    def person(
        self,
        name: str = "Ann",
        *,
        guild: Guild | None = None,
        channel: Channel | None = None,
        direct: bool = False,
        may_manage: bool = False,
        locale: str = "en-US",
        may_moderate: bool = False,
        roles: tuple[str, ...] = (),
    ) -> Person:
        """A person in a channel (or in direct messages with the bot); the same name is the same user."""
        user = self._people.setdefault(name, User(name))
        if direct:
            channel = self.world.dm(user)
        channel = channel or (guild or self.guild).channels[0]
        return Person(self.state, user, channel, may_manage, locale, may_moderate, roles)

    def threads(self, channel: Channel) -> list[Channel]:
        """The threads of a channel, oldest first."""
        return [each for guild in self.world.guilds for each in guild.channels if each.parent is channel]

    # Looking

    def posted(self, channel: Channel | None = None) -> list[Json]:
        """The messages the bot posted to a channel of its own accord, oldest first."""
        channel = channel or self.channel

        def fits(post: Post) -> bool:
            return post.channel is channel and post.from_channel

        return [post.json() for post in self.messages.where(fits)]

    def requested(self, route: str) -> list[int | None]:
        """The statuses of the requests for "METHOD /template", in order; None for a cut one."""
        return [request.status for request in self.requests if request.route == route]

    @property
    def identifies(self) -> int:
        return len(self.gateway.identifies)

    # Waiting

    async def until(self, predicate: Callable[[], bool], within: float | None = None) -> None:
        """Wait until a request of the bot has made this true."""
        await self.state.signal.until(predicate, within or self.settings.patience, "what the bot should do")

    async def connected(self, sessions: int = 1, within: float | None = None) -> None:
        """Wait until the bot is at the gateway, identified or resumed."""
        await self.gateway.signal.until(
            lambda: len(self.gateway.live) >= sessions, within or self.settings.patience, "a gateway session"
        )

    async def disconnected(self, within: float | None = None) -> None:
        await self.gateway.signal.until(
            lambda: not self.gateway.live, within or self.settings.patience, "no gateway session"
        )

    async def resumed(self, times: int = 1, within: float | None = None) -> None:
        """Wait until this many RESUMEs have succeeded since the start."""
        await self.gateway.signal.until(
            lambda: self.gateway.resumed >= times, within or self.settings.patience, "a RESUME"
        )

    async def synced(self, within: float | None = None) -> None:
        """Wait until the bot has registered commands."""
        await self.until(lambda: self.registry.overwrites > 0, within)


async def serve_forever() -> None:
    """For a bot in a process of its own: print the address and the token, then serve."""
    async with DiscordPeer() as peer:
        print(peer.url, flush=True)
        print(peer.token, flush=True)
        await asyncio.Event().wait()
