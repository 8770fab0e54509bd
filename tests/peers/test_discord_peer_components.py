"""Everything discord.py can build is accepted without a complaint: the peer is strict, not narrow."""

from typing import Any

import discord

from tests.peers.discord import Settings
from tests.peers.discord.bots import Interaction, logged_in, scene
from tests.peers.discord.peer import DiscordPeer


class Layout(discord.ui.LayoutView):
    """One of each component of the second layout."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        thumbnail: discord.ui.Thumbnail[Any] = discord.ui.Thumbnail("https://example.org/a.png", description="d")
        more: discord.ui.Button[Any] = discord.ui.Button(label="More", custom_id="more", emoji="\N{NEWSPAPER}")
        container: discord.ui.Container[Any] = discord.ui.Container(accent_colour=discord.Colour.blue())
        container.add_item(discord.ui.TextDisplay("words"))
        container.add_item(discord.ui.Section("section", accessory=thumbnail))
        container.add_item(discord.ui.Separator(spacing=discord.SeparatorSpacing.large))
        container.add_item(discord.ui.MediaGallery(discord.MediaGalleryItem("https://example.org/b.png")))
        container.add_item(discord.ui.ActionRow(discord.ui.Button(label="Out", url="https://example.org")))
        self.add_item(container)
        self.add_item(discord.ui.Section("and", "so on", accessory=more))


class Classic(discord.ui.View):
    """Rows with every select and button."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        options = [discord.SelectOption(label="China", description="d", emoji="\N{NEWSPAPER}", default=True)]
        self.add_item(discord.ui.Select(custom_id="a", options=options, placeholder="p", min_values=0))
        self.add_item(discord.ui.ChannelSelect(custom_id="b", channel_types=[discord.ChannelType.text]))
        self.add_item(discord.ui.UserSelect(custom_id="c"))
        for number, style in enumerate((discord.ButtonStyle.primary, discord.ButtonStyle.danger)):
            self.add_item(discord.ui.Button(label=style.name, custom_id=f"d{number}", style=style))


class Form(discord.ui.Modal, title="Add a digest"):
    words: discord.ui.TextDisplay[Any] = discord.ui.TextDisplay("Times are local")
    zone: discord.ui.Label[Any] = discord.ui.Label(
        text="Zone", description="As in Europe/Berlin", component=discord.ui.TextInput(custom_id="zone")
    )
    place: discord.ui.Label[Any] = discord.ui.Label(
        text="Place", component=discord.ui.ChannelSelect(custom_id="place", required=False)
    )

    async def on_submit(self, interaction: Interaction) -> None:
        assert isinstance(self.zone.component, discord.ui.TextInput)
        await interaction.response.send_message(self.zone.component.value)


def full_embed() -> discord.Embed:
    embed = discord.Embed(title="t", description="d", url="https://example.org", colour=0xABCDEF)
    embed.timestamp = discord.utils.utcnow()
    embed.set_author(name="a", url="https://example.org", icon_url="https://example.org/i.png")
    embed.set_image(url="https://example.org/b.png").set_thumbnail(url="https://example.org/c.png")
    return embed.add_field(name="n", value="v").set_footer(text="f", icon_url="https://example.org/i.png")


async def test_messages_with_everything_are_accepted() -> None:
    async with scene(allowed_mentions=discord.AllowedMentions.none()) as (peer, bot):
        channel = bot.target(peer)
        await channel.send(view=Layout())
        first = await channel.send("c", embed=full_embed(), view=Classic(), silent=True, suppress_embeds=True)
        fetched = await channel.fetch_message(first.id)
        await fetched.edit(embeds=fetched.embeds, view=None, suppress=False)
        assert len(peer.posted()) == 2
        assert peer.complaints == []


async def test_a_layout_is_read_and_pressed_by_a_person() -> None:
    async def handler(interaction: Interaction) -> None:
        if interaction.type is discord.InteractionType.component:
            await interaction.response.edit_message(view=Layout())
        else:
            await interaction.response.send_message(view=Layout(), ephemeral=True)

    async with scene(handler) as (peer, bot):
        ann = peer.person("Ann")
        answer = await ann.command("quotes")
        assert answer.text.splitlines() == ["words", "section", "and", "so on"]
        assert answer.labels == ["Out", "More"]
        assert (await ann.press(answer, "More")).text == answer.text
        assert bot.errors == []
        assert peer.complaints == []


async def test_a_form_with_labels_is_submitted() -> None:
    async def handler(interaction: Interaction) -> None:
        if interaction.type is discord.InteractionType.application_command:
            await interaction.response.send_modal(Form())

    async with scene(handler) as (peer, _):
        ann = peer.person("Ann")
        opened = await ann.command("quotes")
        assert (await ann.submit_modal(opened, Zone="Europe/Berlin")).content == "Europe/Berlin"
        assert peer.complaints == []


async def test_commands_of_every_kind_are_accepted() -> None:
    async with DiscordPeer(Settings()) as peer, logged_in(peer, commands=[]) as bot:
        tree = discord.app_commands.CommandTree(bot)
        group = discord.app_commands.Group(
            name="digest",
            description="d",
            guild_only=True,
            default_permissions=discord.Permissions(manage_guild=True),
        )

        @group.command(description="d")
        @discord.app_commands.choices(day=[discord.app_commands.Choice(name="Monday", value="mon")])
        async def add(
            interaction: Interaction,
            channel: discord.TextChannel,
            day: str,
            most: discord.app_commands.Range[int, 1, 25] = 10,
        ) -> None:
            await interaction.response.send_message(f"{channel.name} {day} {most}")

        @tree.context_menu(name="Check this")
        async def check(interaction: Interaction, message: discord.Message) -> None: ...

        tree.add_command(group)
        await tree.sync()
        boss = peer.person("Bo", may_manage=True)
        assert (await boss.command("digest add", channel=peer.channel, day="Monday")).content == "general mon 10"
        assert peer.complaints == []
