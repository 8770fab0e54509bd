"""Bodies are checked against Discord's published OpenAPI where it is at hand."""

from pathlib import Path

import pytest
from discord.http import Route

from tests.peers.discord import openapi
from tests.peers.discord.bots import Interaction, scene
from tests.peers.discord.records import Body

MESSAGES = "/channels/{channel_id}/messages"


async def hello(interaction: Interaction) -> None:
    await interaction.response.send_message("hello", ephemeral=True)


async def test_what_discord_py_sends_is_within_the_specification() -> None:
    async with scene(hello) as (peer, bot):
        await peer.person("Ann").command("quotes")
        message = await bot.target(peer).send("c", nonce="slot-1")
        await message.edit(content="d")
        templates = {(body.method, body.template) for body in peer.bodies}
        assert len(templates) == 4
    assert openapi.validate(peer.bodies) == []


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"content": "c", "nonce": "x" * 26}, "nonce"),
        ({"embeds": [{"title": "t" * 257}]}, "embeds.0.title"),
        ({"embeds": [{"title": "t"}] * 11}, "embeds"),
        ({"embeds": [{"fields": [{"name": "n", "value": "v"}] * 26}]}, "embeds.0.fields"),
    ],
)
def test_the_specification_finds_what_is_too_long(body: object, place: str) -> None:
    [fault] = openapi.validate([Body("POST", MESSAGES, body)])
    assert f"{MESSAGES}: {place}" in fault


def test_a_body_where_none_is_known_is_a_fault() -> None:
    [fault] = openapi.validate([Body("GET", "/gateway", {})])
    assert "knows no body" in fault


async def test_an_accepted_body_outside_the_specification_is_complained_about() -> None:
    openapi.validate([])  # skips where there is no specification
    async with scene() as (peer, bot):
        route = Route("POST", MESSAGES, channel_id=peer.channel.id)
        await bot.http.request(route, json={"content": "c", "sticker_ids": ["x"]})
        [complaint] = peer.complaints
        assert complaint.startswith("OpenAPI: POST /channels/{channel_id}/messages: sticker_ids")


def test_without_the_specification_the_test_is_skipped_with_a_reason(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DISCORD_OPENAPI", str(tmp_path / "absent.json"))
    openapi.load.cache_clear()
    try:
        with pytest.raises(pytest.skip.Exception, match=r"discord-openapi\.json"):
            openapi.validate([])
    finally:
        openapi.load.cache_clear()
