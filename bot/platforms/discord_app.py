"""Discord: a thin adapter between discord.py and the answers. The only door to the library, with discord_poster.py."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypedDict

import aiohttp
import discord
import yarl
from discord import gateway, http

from bot.answers import Answers
from bot.buttons import instead
from bot.catalogue import _, language_for, speak, told
from bot.desk import LARGEST_UPLOAD, Asker, Upload
from bot.handed import NotHandedOut
from bot.platforms import discord_cards, discord_layout
from bot.platforms.discord_commands import attachments, message_files, message_text, read_options
from bot.platforms.discord_forms import filled, modal
from bot.platforms.discord_messages import holds, is_classic, posted
from bot.platforms.discord_rights import lacking, lacking_for_threads
from bot.platforms.discord_sending import ALREADY_ANSWERED, once_more, sending
from bot.platforms.discord_shapes import forgiving, misshapen
from bot.platforms.discord_sync import give_commands
from bot.platforms.once import Once
from bot.platforms.packing import part_asked
from bot.platforms.rendering import rendered
from bot.replies import Form, Press, Reply, mistake
from bot.zones import zone_of_locale
from briefings.place import Shards

log = logging.getLogger(__name__)
_CLOSE_WITHIN = 2.0  # seconds that answers under way are waited for at the end
_DEFER_AFTER = 1.0  # seconds; Discord gives up after 3
_KEEP_WITHIN = 0.5  # seconds that an answer waits for its buttons' lines to be kept
_LONGEST_WAIT = 30.0  # seconds that a request waits where Discord asks to; longer waits are ours to plan
_TOO_LATE = 10062
_CHOICE = 100  # characters of a choice's name and value
_EPHEMERAL = discord.MessageFlags(ephemeral=True).value

Work = Callable[[Asker], Awaitable[Reply]]
WithFiles = Callable[[tuple[Upload, ...]], Awaitable[Reply]]


class _Sharding(TypedDict, total=False):
    shard_ids: list[int]
    shard_count: int


def _sharding(share: Shards | None) -> _Sharding:
    """Return what discord.py is told of *share*; left out, it takes as many shards as Discord recommends."""
    return {"shard_ids": list(share.ids), "shard_count": share.of} if share else {}


class DiscordApp(discord.AutoShardedClient):
    """Takes commands, completions and buttons from Discord and gives back what ``Answers`` says.

    *guilds* get the commands at once; *share* is what this process serves of all servers; *embeds* gives answers their
    classic form instead of Components V2.
    """

    def __init__(
        self, answers: Answers, guilds: Sequence[str] = (), share: Shards | None = None, *, embeds: bool = False
    ) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_ratelimit_timeout=_LONGEST_WAIT,
            **_sharding(share),
        )
        forgiving(self._connection.parsers)
        self._answers = answers
        self._guilds_at_once = [int(guild) for guild in guilds]
        self._embeds = embeds
        self._once = Once()
        self._under_way: set[asyncio.Task[Any]] = set()
        self._gives_commands = share is None or 0 in share.ids

    async def setup_hook(self) -> None:
        """Ask where the gateway is, and give Discord the command table."""
        await self.find_gateway()
        guilds: list[int | None] = [*self._guilds_at_once] or [None]
        for guild in guilds if self._gives_commands else ():
            where = f"server {guild}; invite the bot there" if guild else "all servers"
            try:
                await give_commands(self, guild, by_roles=bool(self._answers.rules.managers))
            except discord.HTTPException as error:
                log.error("Discord does not take the commands (%s) for %s", error.text or error.status, where)

    async def find_gateway(self) -> None:
        """Use the gateway that the API in use tells, whoever's that is."""
        url = (await self.http.get_bot_gateway())[1]
        gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(url).with_query(None)

    async def on_ready(self) -> None:
        """Say that commands can be asked. Comes again after every new session."""
        log.info("Discord: ready in %d servers", len(self.guilds))

    async def on_guild_channel_update(self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel) -> None:
        """Try the server's stopped digests again: what the bot may do in a channel can have changed."""
        await self._try_again(after.guild)

    async def on_guild_role_update(self, before: discord.Role, after: discord.Role) -> None:
        """Try the server's stopped digests again: the role can be the bot's own."""
        await self._try_again(after.guild)

    async def on_member_update(self, before: discord.Member, after: discord.Member) -> None:
        """Try the server's stopped digests again: without the intent for members Discord tells of the bot alone."""
        await self._try_again(after.guild)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Try the server's stopped digests again: it has invited the bot once more."""
        await self._try_again(guild)

    async def _try_again(self, guild: discord.Guild) -> None:
        await asyncio.to_thread(self._answers.deliveries.try_again, "discord", str(guild.id))

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Answer a command, a completion or a button, once. Nothing that goes wrong here ends the bot."""
        if not self._once.is_first(str(interaction.id)):
            return
        task = asyncio.current_task()
        assert task is not None  # discord.py runs each event in one of its own
        self._under_way.add(task)
        try:
            await self._answer_safely(interaction)
        finally:
            self._under_way.discard(task)

    async def close(self) -> None:
        """Wait for the answers that are under way, but not for long, and end the connection."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=_CLOSE_WITHIN)
        await super().close()

    async def _answer_safely(self, interaction: discord.Interaction) -> None:
        speak(language_for(str(interaction.locale)))
        try:
            where = misshapen(interaction.type.value, interaction.data)
            match interaction.type:
                case _ if where:
                    await self._not_read(interaction, where)
                case discord.InteractionType.application_command:
                    await self._command(interaction)
                case discord.InteractionType.autocomplete:
                    await self._completion(interaction)
                case discord.InteractionType.component:
                    await self._button(interaction)
                case discord.InteractionType.modal_submit:
                    await self._filled_form(interaction)
        except discord.HTTPException as error:
            if error.code not in (ALREADY_ANSWERED, _TOO_LATE):
                raise
            log.warning("Discord: interaction %s: %s", interaction.id, error.text)
        except aiohttp.ClientError as error:
            log.warning("Discord: interaction %s got no answer: %s", interaction.id, type(error).__name__)

    async def _not_read(self, interaction: discord.Interaction, where: str) -> None:
        """Say that *interaction* is not as Discord describes it; there is no saying so in a completion."""
        log.warning(
            "Discord: interaction %s is left out, since it is not as Discord describes it (%s)", interaction.id, where
        )
        if interaction.type is not discord.InteractionType.autocomplete:
            sentence = _("Discord sent this in a form that the bot does not know; the operator finds it in the log.")
            await self._answer(interaction, _always(mistake(sentence)))

    async def _command(self, interaction: discord.Interaction) -> None:
        data = _data(interaction)
        text = message_text(data)
        if text is not None:
            label, hanging = str(data["name"]), message_files(data)
            await self._answer(
                interaction,
                lambda asker: self._answers.answer_message(label, text, asker, lambda: self._handed(hanging)),
            )
            return
        name, arguments = read_options(data)[:2]
        files = attachments(data)
        await self._answer(
            interaction,
            lambda asker: self._with(files, asker, lambda got: self._answers.answer(name, arguments, asker, got)),
        )

    async def _with(self, files: Sequence[Mapping[str, Any]], asker: Asker, answer: WithFiles) -> Reply:
        """Answer with what is in *files*, if any; only those who may manage hand some over."""
        if files and not asker.may_manage:
            return mistake(_("This file is for people who may manage this server."))
        if sum(int(file["size"]) for file in files) > LARGEST_UPLOAD:
            return mistake(_("That is more than 10 MB; split it."))
        try:
            got = await self._handed(files)
        except NotHandedOut as error:
            return mistake(f"{told(error)}.")
        return await answer(got)

    async def _handed(self, files: Sequence[Mapping[str, Any]]) -> tuple[Upload, ...]:
        """Return what is in *files*; raise NotHandedOut."""
        try:
            return tuple(
                [Upload(str(file["filename"]), await self.http.get_from_cdn(str(file["url"]))) for file in files]
            )
        except (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError):
            raise NotHandedOut("Discord did not hand out the file; send it again") from None

    async def _filled_form(self, interaction: discord.Interaction) -> None:
        identity, values = filled(_data(interaction))
        files = attachments(_data(interaction))
        pressed = await self._answers.buttons.pressed(identity, self._asker(interaction))
        if isinstance(pressed, Reply):
            await self._answer(interaction, _always(pressed))
            return
        await self._answer(
            interaction,
            lambda asker: self._with(
                files, asker, lambda got: self._answers.answer_form(pressed[1], values, asker, got)
            ),
        )

    async def _completion(self, interaction: discord.Interaction) -> None:
        name, arguments, focused = read_options(_data(interaction))
        typed = arguments.get(focused or "", "")
        found = await self._answers.choices(name, focused or "", typed, self._asker(interaction))
        choices = [
            discord.app_commands.Choice(name=each.label[:_CHOICE], value=each.value)
            for each in found
            if 0 < discord_cards.units(each.value) <= _CHOICE
        ]
        await interaction.response.autocomplete(choices)

    async def _button(self, interaction: discord.Interaction) -> None:
        identity = str(_data(interaction).get("custom_id", ""))
        pressed = await self._answers.buttons.pressed(identity, self._asker(interaction))
        if isinstance(pressed, Reply):
            await self._answer(interaction, _always(pressed))
            return
        press, line = pressed
        if press is Press.TAKE_BACK:
            await self._take_back(interaction, line)
            return
        private = bool(interaction.message and interaction.message.flags.value & _EPHEMERAL)
        press = Press.ASK if press is Press.TURN and not private else press
        await self._answer(interaction, lambda asker: self._answers.press(press, line, asker), press, part_asked(line))

    async def _take_back(self, interaction: discord.Interaction, sharer: str) -> None:
        """Delete a shared answer for who shared it and for moderators; a copied id of another message does nothing."""
        identity = str(_data(interaction).get("custom_id", ""))
        refused = self._answers.may_take_back(sharer, self._asker(interaction), interaction.permissions.manage_messages)
        if refused is not None or not holds(interaction.message, identity):
            await self._answer(interaction, _always(refused or instead(identity)))
            return
        await once_more(interaction.response.defer)
        await interaction.delete_original_response()

    def _asker(self, interaction: discord.Interaction) -> Asker:
        """Return the person; who brought the bot along to a server that has not invited it is outside every server."""
        inside = interaction.is_guild_integration()
        channel, user = interaction.channel, interaction.user
        roles = tuple(str(role.id) for role in user.roles) if inside and isinstance(user, discord.Member) else ()
        manages = interaction.permissions.manage_guild or not self._answers.rules.managers.isdisjoint(roles)
        return Asker(
            platform="discord",
            workspace=str(interaction.guild_id) if inside else "",
            channel=str(interaction.channel_id or ""),
            user=str(user.id),
            may_manage=inside and manages,
            direct=not interaction.guild_id,
            thread_of=str(channel.parent_id) if isinstance(channel, discord.Thread) else "",
            language=language_for(str(interaction.locale)),
            roles=roles,
            zone=zone_of_locale(str(interaction.locale)),
            lacks=lacking(interaction.app_permissions) if inside else (),
            lacks_for_threads=lacking_for_threads(interaction.app_permissions) if inside else (),
        )

    async def _answer(
        self, interaction: discord.Interaction, work: Work, press: Press = Press.ASK, part: int = 0
    ) -> None:
        """Send the reply: at once if it is there within a second, else after a deferral."""
        asker = self._asker(interaction)
        task = asyncio.ensure_future(work(asker))
        done = (await asyncio.wait({task}, timeout=_DEFER_AFTER))[0]
        if not done and press in (Press.TURN, Press.SHARE):  # a follow-up to "is thinking" would be as private
            await once_more(interaction.response.defer)
        elif not done:
            await once_more(lambda: interaction.response.defer(ephemeral=True, thinking=True))
        reply = await task
        if reply.form is not None and not done:
            reply = mistake(_("That took too long to open the form; say it again."))
        elif reply.form is not None:
            await self._open(interaction, reply.form, asker)
            return
        share = press is Press.SHARE and not reply.private
        turned = press is Press.TURN and reply.understood  # a refusal leaves the page as it is
        classic = share or (is_classic(interaction.message) if turned else self._embeds)
        render = discord_cards.render if classic else discord_layout.render
        lead_in = _("{name} shares: ").format(name=interaction.user.display_name) if share else ""
        seal = self._answers.buttons.seal(asker, reply)
        message = await rendered(render, reply, seal, part, lead_in)
        keeping = None
        if message.kept:
            keeping = asyncio.ensure_future(self._answers.buttons.keep(message.kept, asker.place))
            await asyncio.wait({keeping}, timeout=_KEEP_WITHIN)  # a press finds them, also on their way
        if not done and not turned and press in (Press.TURN, Press.SHARE):
            await interaction.followup.send(ephemeral=not share, **posted(message.payload))
        else:
            await once_more(sending(interaction, reply, message.payload, done=bool(done), share=share, turned=turned))
        if not reply.line:  # nothing asks for the other parts again, so they follow at once
            for other in range(1, message.parts):
                more = await rendered(render, reply, seal, other)
                await self._answers.buttons.keep(more.kept, asker.place)
                await interaction.followup.send(ephemeral=True, **posted(more.payload))
        if keeping:
            await keeping

    async def _open(self, interaction: discord.Interaction, form: Form, asker: Asker) -> None:
        kept: dict[str, str] = {}
        found = modal(form, self._answers.buttons.seal_for(asker), kept)
        await self._answers.buttons.keep(kept, asker.place)
        await once_more(lambda: interaction.response.send_modal(found))


def _always(reply: Reply) -> Work:
    """Return the work that is done already."""

    async def answer(asker: Asker) -> Reply:
        return reply

    return answer


def _data(interaction: discord.Interaction) -> dict[str, Any]:
    return dict(interaction.data or {})


def use_api(url: str | None) -> None:
    """Speak to the Discord API at *url* (a proxy, or a server of one's own) instead of Discord's."""
    if url is not None:
        http.Route.BASE = url.rstrip("/")
