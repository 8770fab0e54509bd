"""An interaction must be answered once, in time and in the right form."""

import asyncio
from typing import Any

import discord
import pytest
from discord.http import Route

from tests.peers.discord import NO_ANSWER, PersonError, Settings
from tests.peers.discord.bots import Bot, Handler, Interaction, scene
from tests.peers.discord.refusals import Json

SHORT = Settings(response_seconds=0.05)


async def respond(interaction: Interaction, kind: int, data: Json | None = None) -> Any:
    """A callback that discord.py itself would not let pass, sent by discord.py's HTTP client."""
    path = "/interactions/{interaction_id}/{interaction_token}/callback"
    route = Route("POST", path, interaction_id=interaction.id, interaction_token=interaction.token)
    client: Bot = interaction.client
    return await client.http.request(route, json={"type": kind, **({} if data is None else {"data": data})})


def responding(kind: int, data: Json | None = None) -> Handler:
    async def handler(interaction: Interaction) -> None:
        await respond(interaction, kind, data)

    return handler


async def handled(bot: Bot) -> discord.HTTPException:
    """The refusal the handler met, once it is through."""
    await bot.until(lambda: bool(bot.seen) and not bot.handling)
    [error] = bot.errors
    assert isinstance(error, discord.HTTPException)
    return error


async def test_no_answer_in_time_is_told_to_the_person_and_the_token_is_dead() -> None:
    late = asyncio.Event()

    async def handler(interaction: Interaction) -> None:
        await late.wait()
        await interaction.response.send_message("too late")

    async with scene(handler, SHORT) as (peer, bot):
        answer = await peer.person("Ann").command("quotes")
        assert answer.failure == NO_ANSWER
        assert answer.message is None
        late.set()
        refusal = await handled(bot)
        assert (refusal.status, refusal.code) == (404, 10062)
        assert peer.person("Ann").sees() == []


async def test_no_bot_at_all_is_no_answer() -> None:
    async with scene(settings=SHORT) as (peer, bot):
        await bot.close()
        await peer.disconnected()
        assert (await peer.person("Ann").command("quotes")).failure == NO_ANSWER


async def test_a_deferred_answer_must_come_before_the_token_ends() -> None:
    late = asyncio.Event()

    async def handler(interaction: Interaction) -> None:
        await interaction.response.defer(thinking=True)
        await late.wait()
        await interaction.edit_original_response(content="too late")

    async with scene(handler, Settings(token_seconds=0.05)) as (peer, bot):
        answer = await peer.person("Ann").command("quotes")
        assert (answer.deferred, answer.failure) == (True, NO_ANSWER)
        late.set()
        refusal = await handled(bot)
        assert (refusal.status, refusal.code) == (401, 50027)


async def test_a_second_answer_is_refused() -> None:
    async def handler(interaction: Interaction) -> None:
        await interaction.response.send_message("one")
        await respond(interaction, 4, {"content": "two"})

    async with scene(handler) as (peer, bot):
        answer = await peer.person("Ann").command("quotes")
        refusal = await handled(bot)
        assert (refusal.status, refusal.code) == (400, 40060)
        assert answer.content == "one"


async def test_a_made_up_token_is_unknown() -> None:
    async def handler(interaction: Interaction) -> None:
        interaction.token += "x"
        await interaction.response.send_message("who?")

    async with scene(handler, SHORT) as (peer, bot):
        assert (await peer.person("Ann").command("quotes")).failure == NO_ANSWER
        assert (await handled(bot)).code == 10062


async def test_a_follow_up_before_the_answer_is_refused() -> None:
    async def handler(interaction: Interaction) -> None:
        await interaction.followup.send("early")

    async with scene(handler, SHORT) as (peer, bot):
        peer.person("Ann").start("quotes")
        refusal = await handled(bot)
        assert (refusal.status, refusal.code) == (404, 10015)


async def test_the_original_can_be_fetched_and_deleted() -> None:
    async def handler(interaction: Interaction) -> None:
        await interaction.response.send_message("one")
        assert (await interaction.original_response()).content == "one"
        fetched = await interaction.followup.fetch_message((await interaction.original_response()).id)
        assert fetched.content == "one"
        await interaction.delete_original_response()
        await interaction.edit_original_response(content="gone")

    async with scene(handler) as (peer, bot):
        answer = await peer.person("Ann").command("quotes")
        refusal = await handled(bot)
        assert refusal.code == 10008
        assert answer.message is None
        with pytest.raises(PersonError, match="no message"):
            await peer.person("Ann").press(answer, "More")


async def test_an_answer_without_with_response_has_no_body() -> None:
    bodies = []

    async def handler(interaction: Interaction) -> None:
        bodies.append(await respond(interaction, 4, {"content": "c"}))

    async with scene(handler) as (peer, bot):
        await peer.person("Ann").command("quotes")
        await bot.until(lambda: bool(bodies))
        assert bodies == [""]
        assert peer.requests[-1].status == 204


async def test_an_answer_with_response_names_the_message() -> None:
    answers = []

    async def handler(interaction: Interaction) -> None:
        answers.append(await interaction.response.send_message("c", ephemeral=True))

    async with scene(handler) as (peer, bot):
        answer = await peer.person("Ann").command("quotes")
        await bot.until(lambda: bool(answers))
        assert answer.message is not None
        assert str(answers[0].message_id) == answer.message["id"]
        assert answers[0].is_ephemeral()
        assert isinstance(answers[0].resource, discord.InteractionMessage)


def choices(count: int, name: int = 1, value: int = 1) -> Json:
    return {"choices": [{"name": "n" * name, "value": "v" * value}] * count}


# Refused to autocomplete, where, and what is accepted.
CHOICES: dict[str, tuple[Json, str, Json]] = {
    "choices": (choices(26), "data.choices", choices(25)),
    "choice name": (choices(1, name=101), "data.choices.0.name", choices(1, name=100)),
    "choice value": (choices(1, value=101), "data.choices.0.value", choices(1, value=100)),
    "empty choice name": (choices(1, name=0), "data.choices.0.name", choices(0)),
}


@pytest.mark.parametrize("case", CHOICES)
async def test_autocomplete_limits(case: str) -> None:
    over, place, at = CHOICES[case]

    async def handler(interaction: Interaction) -> None:
        try:
            await respond(interaction, 8, over)
        finally:
            await respond(interaction, 8, at)

    async with scene(handler) as (peer, bot):
        answer = await peer.person("Ann").autocomplete("quotes", focused="speaker", value="x")
        assert f"In {place}:" in str(await handled(bot))
        assert answer.choices == at["choices"]
        assert peer.complaints == []


def modal(inputs: int = 1, title: int = 1, custom_id: int = 1, **more: Any) -> Json:
    rows = [
        {"type": 1, "components": [{"type": 4, "custom_id": f"i{n}", "label": "l", "style": 1, **more}]}
        for n in range(inputs)
    ]
    return {"title": "t" * title, "custom_id": "c" * custom_id, "components": rows}


MODALS: dict[str, tuple[Json, str, Json]] = {
    "title": (modal(title=46), "data.title", modal(title=45)),
    "custom_id": (modal(custom_id=101), "data.custom_id", modal(custom_id=100)),
    "inputs": (modal(inputs=6), "data.components", modal(inputs=5)),
    "no input": (modal(inputs=0), "data.components", modal()),
    "input value": (modal(value="x" * 4001), "data.components.0.components.0.value", modal(value="x" * 4000)),
    "input length": (modal(max_length=4001), "data.components.0.components.0.max_length", modal(max_length=4000)),
    "input label": (modal(label="x" * 46), "data.components.0.components.0.label", modal(label="x" * 45)),
    "input placeholder": (
        modal(placeholder="x" * 101),
        "data.components.0.components.0.placeholder",
        modal(placeholder="x" * 100),
    ),
}


@pytest.mark.parametrize("case", MODALS)
async def test_modal_limits(case: str) -> None:
    over, place, at = MODALS[case]

    async def handler(interaction: Interaction) -> None:
        try:
            await respond(interaction, 9, over)
        finally:
            await respond(interaction, 9, at)

    async with scene(handler) as (peer, bot):
        answer = await peer.person("Ann").command("quotes")
        assert f"In {place}:" in str(await handled(bot))
        assert answer.modal == at
        assert peer.complaints == []


@pytest.mark.parametrize("kind", [1, 6, 7, 8, 99])
async def test_an_answer_of_a_type_that_does_not_fit_a_command_is_refused(kind: int) -> None:
    async with scene(responding(kind)) as (peer, bot):
        peer.person("Ann").start("quotes")
        assert "In type:" in str(await handled(bot))


async def test_a_message_is_no_answer_to_autocomplete() -> None:
    async with scene(responding(4, {"content": "c"}), Settings(response_seconds=0.3)) as (peer, bot):
        answer = await peer.person("Ann").autocomplete("quotes", focused="speaker")
        assert "In type:" in str(await handled(bot))
        assert answer.failure == NO_ANSWER


async def test_an_answer_keeps_to_the_limits_of_messages() -> None:
    async with scene(responding(4, {"content": "x" * 2001})) as (peer, bot):
        peer.person("Ann").start("quotes")
        assert "In data.content:" in str(await handled(bot))


async def test_an_empty_answer_is_refused() -> None:
    async with scene(responding(4, {"content": ""})) as (peer, bot):
        peer.person("Ann").start("quotes")
        assert (await handled(bot)).code == 50006


async def test_components_v2_is_not_for_a_defer_but_for_the_edit_after_it() -> None:
    class Layout(discord.ui.LayoutView):
        words: discord.ui.TextDisplay[Any] = discord.ui.TextDisplay("in the second layout")

    async def handler(interaction: Interaction) -> None:
        try:
            await respond(interaction, 5, {"flags": 1 << 15})
        finally:
            await interaction.response.defer(thinking=True)
            await interaction.edit_original_response(view=Layout())

    async with scene(handler) as (peer, bot):
        answer = await peer.person("Ann").command("quotes")
        assert "In data.flags:" in str(await handled(bot))
        assert answer.text == "in the second layout"
        assert answer.flags == 1 << 15
        assert peer.complaints == []


async def test_a_disabled_button_cannot_be_pressed_nor_a_link() -> None:
    async def handler(interaction: Interaction) -> None:
        view = discord.ui.View()
        view.add_item(discord.ui.Button(label="Off", custom_id="off", disabled=True))
        view.add_item(discord.ui.Button(label="Out", url="https://example.org"))
        await interaction.response.send_message("c", view=view)

    async with scene(handler) as (peer, _):
        ann = peer.person("Ann")
        answer = await ann.command("quotes")
        for label, reason in (("Off", "disabled"), ("Out", "is a link")):
            with pytest.raises(PersonError, match=reason):
                await ann.press(answer, label)


async def test_a_hundred_people_ask_at_once() -> None:
    async def handler(interaction: Interaction) -> None:
        await interaction.response.send_message("c")

    async with scene(handler) as (peer, _):
        people = [peer.person(f"P{number}") for number in range(100)]
        answers = await asyncio.gather(*(person.command("quotes") for person in people))
        assert {answer.content for answer in answers} == {"c"}
