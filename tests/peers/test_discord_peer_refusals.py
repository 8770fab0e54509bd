"""What Discord refuses in a message, the peer refuses; at the limit itself it is accepted."""

from typing import Any

import discord
import pytest
from discord.http import Route

from tests.peers.discord import DiscordPeer
from tests.peers.discord.bots import Bot, scene
from tests.peers.discord.refusals import Json

V2 = 1 << 15


async def post(bot: Bot, peer: DiscordPeer, body: Any) -> Json:
    """A body that discord.py itself would not let pass, sent by discord.py's HTTP client."""
    route = Route("POST", "/channels/{channel_id}/messages", channel_id=peer.channel.id)
    sent: Json = await bot.http.request(route, json=body)
    return sent


async def edit(bot: Bot, peer: DiscordPeer, message: Json, body: Json) -> Json:
    path = "/channels/{channel_id}/messages/{message_id}"
    route = Route("PATCH", path, channel_id=peer.channel.id, message_id=message["id"])
    changed: Json = await bot.http.request(route, json=body)
    return changed


def embed(**parts: Any) -> Json:
    return {"embeds": [{"description": "d", **parts}]}


def field(name: str = "n", value: str = "v") -> Json:
    return {"name": name, "value": value}


def row(*parts: Json) -> Json:
    return {"type": 1, "components": list(parts)}


def button(number: int = 0, **more: Any) -> Json:
    return {"type": 2, "style": 2, "label": "b", "custom_id": f"b{number}", **more}


def rows(count: int, each: int = 1) -> Json:
    parts = [row(*(button(line * 10 + n) for n in range(each))) for line in range(count)]
    return {"components": parts}


def select(options: int = 1, **more: Any) -> Json:
    listed = [{"label": f"o{number}", "value": f"v{number}"} for number in range(options)]
    return {"components": [row({"type": 3, "custom_id": "s", "options": listed, **more})]}


def v2(*parts: Json, **more: Any) -> Json:
    return {"flags": V2, "components": list(parts), **more}


def text(content: str = "t") -> Json:
    return {"type": 10, "content": content}


def long(count: int) -> str:
    return "x" * count


# What is refused: the body one step over the limit, where Discord says it is wrong, the body at the limit.
LIMITS: dict[str, tuple[Json, str, Json]] = {
    "content": ({"content": long(2001)}, "content", {"content": long(2000)}),
    "embeds": ({"embeds": [{"title": "t"}] * 11}, "embeds", {"embeds": [{"title": "t"}] * 10}),
    "title": (embed(title=long(257)), "embeds.0.title", embed(title=long(256))),
    "description": (embed(description=long(4097)), "embeds.0.description", embed(description=long(4096))),
    "fields": (embed(fields=[field()] * 26), "embeds.0.fields", embed(fields=[field()] * 25)),
    "field name": (
        embed(fields=[field(name=long(257))]),
        "embeds.0.fields.0.name",
        embed(fields=[field(name=long(256))]),
    ),
    "field value": (
        embed(fields=[field(value=long(1025))]),
        "embeds.0.fields.0.value",
        embed(fields=[field(value=long(1024))]),
    ),
    "footer": (embed(footer={"text": long(2049)}), "embeds.0.footer.text", embed(footer={"text": long(2048)})),
    "author": (embed(author={"name": long(257)}), "embeds.0.author.name", embed(author={"name": long(256)})),
    "all embeds": (
        {"embeds": [{"description": long(3000)}, {"title": "t", "description": long(3000)}]},
        "embeds",
        {"embeds": [{"description": long(3000)}, {"description": long(3000)}]},
    ),
    "rows": (rows(6), "components", rows(5)),
    "buttons in a row": (rows(1, 6), "components.0.components", rows(5, 5)),
    "button label": (
        {"components": [row(button(label=long(81)))]},
        "components.0.components.0.label",
        {"components": [row(button(label=long(80)))]},
    ),
    "custom_id": (
        {"components": [row(button(custom_id=long(101)))]},
        "components.0.components.0.custom_id",
        {"components": [row(button(custom_id=long(100)))]},
    ),
    "select options": (select(26), "components.0.components.0.options", select(25)),
    "placeholder": (
        select(placeholder=long(151)),
        "components.0.components.0.placeholder",
        select(placeholder=long(150)),
    ),
    "nonce": (
        {"content": "c", "nonce": long(26)},
        "nonce",
        {"content": "c", "nonce": long(25), "enforce_nonce": True},
    ),
    "V2 components": (v2(*[text()] * 41), "components", v2(*[text()] * 40)),
    "V2 nested components": (
        v2({"type": 17, "components": [text()] * 40}),
        "components",
        v2({"type": 17, "components": [text()] * 39}),
    ),
    "V2 characters": (v2(text(long(3000)), text(long(1001))), "components", v2(text(long(3000)), text(long(1000)))),
}

# What is refused whatever its size.
FORMS: dict[str, tuple[Json, str]] = {
    "an empty field value": (embed(fields=[field(value="")]), "embeds.0.fields.0.value"),
    "a blank field value": (embed(fields=[field(value="  ")]), "embeds.0.fields.0.value"),
    "an empty field name": (embed(fields=[field(name="")]), "embeds.0.fields.0.name"),
    "an empty custom_id": ({"components": [row(button(custom_id=""))]}, "components.0.components.0.custom_id"),
    "a custom_id twice": ({"components": [row(button(1)), row(button(1))]}, "components"),
    "a button without words": ({"components": [row(button(label=None))]}, "components.0.components.0"),
    "a button outside a row": ({"components": [button()]}, "components.0.type"),
    "an empty row": ({"components": [row()]}, "components.0.components"),
    "a select beside a button": (
        {"components": [row(button(), select()["components"][0]["components"][0])]},
        "components.0.components",
    ),
    "a link that is none": (embed(url="javascript:alert(1)"), "embeds.0.url"),
    "a colour out of range": (embed(color=1 << 24), "embeds.0.color"),
    "a number as content": ({"content": 5}, "content"),
    "mentions both ways": (
        {"content": "c", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        "allowed_mentions",
    ),
    "text display without the flag": ({"components": [text()]}, "components.0.type"),
    "V2 with content": (v2(text(), content="c"), "content"),
    "V2 with embeds": (v2(text(), embeds=[{"title": "t"}]), "embeds"),
}


def refused_at(error: discord.HTTPException) -> set[str]:
    """The places discord.py read out of Discord's error tree."""
    head, *lines = str(error).splitlines()
    assert head.startswith("400 Bad Request (error code: 50035): Invalid Form Body")
    return {line.removeprefix("In ").partition(":")[0] for line in lines}


@pytest.mark.parametrize("case", LIMITS)
async def test_one_more_than_the_limit_is_refused_and_the_limit_is_not(case: str) -> None:
    over, place, at = LIMITS[case]
    async with scene() as (peer, bot):
        with pytest.raises(discord.HTTPException) as refusal:
            await post(bot, peer, over)
        assert refused_at(refusal.value) == {place}
        assert peer.posted() == []
        await post(bot, peer, at)
        assert len(peer.posted()) == 1
        assert peer.complaints == []


@pytest.mark.parametrize("case", FORMS)
async def test_a_faulty_form_is_refused(case: str) -> None:
    body, place = FORMS[case]
    async with scene() as (peer, bot):
        with pytest.raises(discord.HTTPException) as refusal:
            await post(bot, peer, body)
        assert refused_at(refusal.value) == {place}
        assert peer.posted() == []


@pytest.mark.parametrize("body", [{}, {"content": " \n"}, {"content": "", "embeds": [{}]}, {"components": []}])
async def test_an_empty_message_is_refused(body: Json) -> None:
    async with scene() as (peer, bot):
        with pytest.raises(discord.HTTPException) as refusal:
            await post(bot, peer, body)
        assert (refusal.value.status, refusal.value.code) == (400, 50006)


async def test_a_message_cannot_be_emptied_by_an_edit() -> None:
    async with scene() as (peer, bot):
        message = await bot.target(peer).send("something")
        with pytest.raises(discord.HTTPException) as refusal:
            await message.edit(content="")
        assert refusal.value.code == 50006


async def test_components_v2_cannot_be_taken_back() -> None:
    async with scene() as (peer, bot):
        message = await post(bot, peer, v2(text()))
        for body, place in (({"flags": 0}, "flags"), ({"content": "c"}, "content")):
            with pytest.raises(discord.HTTPException) as refusal:
                await edit(bot, peer, message, body)
            assert refused_at(refusal.value) == {place}
        changed = await edit(bot, peer, message, {"components": [text("new")]})
        assert changed["flags"] & V2


async def test_an_edit_may_turn_a_message_into_components_v2_when_it_clears_the_rest() -> None:
    async with scene() as (peer, bot):
        message = await post(bot, peer, {"content": "c", "embeds": [{"title": "t"}]})
        with pytest.raises(discord.HTTPException):
            await edit(bot, peer, message, v2(text()))
        changed = await edit(bot, peer, message, v2(text(), content=None, embeds=[]))
        assert (changed["content"], changed["embeds"]) == ("", [])


async def test_a_wrong_token_cannot_log_in() -> None:
    async with scene() as (peer, bot):
        with pytest.raises(discord.LoginFailure):
            await Bot().login("wrong")
        before = bot.http.token
        bot.http.token = None
        with pytest.raises(discord.HTTPException) as refusal:
            await post(bot, peer, {"content": "c"})
        bot.http.token = before
        assert (refusal.value.status, refusal.value.text) == (401, "401: Unauthorized")


@pytest.mark.parametrize(("code", "may_read"), [(50001, False), (50013, True)])
async def test_a_forbidden_channel_refuses_posts(code: int, may_read: bool) -> None:
    async with scene() as (peer, bot):
        peer.forbid(peer.channel, code)
        with pytest.raises(discord.Forbidden) as refusal:
            await bot.target(peer).send("c")
        assert (refusal.value.status, refusal.value.code) == (403, code)
        if may_read:
            assert [m async for m in bot.target(peer).history()] == []
        else:
            with pytest.raises(discord.Forbidden):
                await bot.fetch_channel(int(peer.channel.id))
        peer.forbid(peer.channel, None)
        await bot.target(peer).send("c")


async def test_a_bot_hears_that_a_channel_was_forbidden_or_removed() -> None:
    async with scene() as (peer, bot):
        await bot.until(lambda: bot.get_channel(int(peer.channel.id)) is not None)
        channel = bot.get_channel(int(peer.channel.id))
        assert isinstance(channel, discord.TextChannel)
        peer.forbid(peer.channel, 50013)
        await bot.until(lambda: not channel.permissions_for(channel.guild.me).send_messages)
        peer.remove(peer.channel)
        await bot.until(lambda: bot.get_channel(int(peer.channel.id)) is None)


async def test_a_channel_that_is_gone_is_unknown() -> None:
    async with scene() as (peer, bot):
        peer.remove(peer.channel)
        for call in (bot.target(peer).send("c"), bot.fetch_channel(int(peer.channel.id))):
            with pytest.raises(discord.NotFound) as refusal:
                await call
            assert refusal.value.code == 10003


async def test_history_without_the_right_to_read_it_is_empty() -> None:
    async with scene() as (peer, bot):
        await bot.target(peer).send("c")
        peer.channel.history_hidden = True
        assert [m async for m in bot.target(peer).history()] == []


async def test_history_gives_at_most_a_hundred() -> None:
    async with scene() as (peer, bot):
        route = Route("GET", "/channels/{channel_id}/messages", channel_id=peer.channel.id)
        with pytest.raises(discord.HTTPException) as refusal:
            await bot.http.request(route, params={"limit": 101})
        assert refused_at(refusal.value) == {"limit"}


async def test_a_bot_cannot_edit_or_delete_what_a_person_wrote() -> None:
    async with scene() as (peer, bot):
        message = peer.person("Ann").say("mine")
        there = bot.target(peer).get_partial_message(int(message["id"]))
        with pytest.raises(discord.Forbidden) as refusal:
            await there.edit(content="yours")
        assert refusal.value.code == 50005
        with pytest.raises(discord.Forbidden) as refusal:
            await there.delete()
        assert refusal.value.code == 50013


async def test_an_unknown_message_is_not_found() -> None:
    async with scene() as (peer, bot):
        with pytest.raises(discord.NotFound) as refusal:
            await bot.target(peer).fetch_message(1)
        assert refusal.value.code == 10008


async def test_unknown_keys_routes_and_useless_flags_are_complained_about() -> None:
    async with scene() as (peer, bot):
        await post(bot, peer, {"contents": "c", "content": "c", "embeds": [{"titel": "t", "title": "t"}]})
        await post(bot, peer, {"content": "c", "flags": 64})
        with pytest.raises(discord.NotFound):
            await bot.http.request(Route("GET", "/voice/regions"))
        route = "POST /channels/{channel_id}/messages"
        assert sorted(peer.complaints) == [
            "GET /api/v10/voice/regions: this peer does not imitate it",
            f"{route}: unknown or useless key contents",
            f"{route}: unknown or useless key embeds.0.titel",
            f"{route}: unknown or useless key flags (bits 0x40 cannot be set here)",
        ]
