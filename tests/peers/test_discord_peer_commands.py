"""What Discord refuses in the definitions of commands, the peer refuses."""

from typing import Any

import discord
import pytest

from tests.peers.discord.bots import scene
from tests.peers.discord.definitions import is_name
from tests.peers.discord.refusals import Json


def command(name: str = "quotes", description: str = "d", **more: Any) -> Json:
    return {"name": name, "description": description, "type": 1, **more}


def option(name: str = "speaker", kind: int = 3, **more: Any) -> Json:
    return {"name": name, "description": "d", "type": kind, **more}


def options(count: int, **more: Any) -> list[Json]:
    return [option(f"o{number}", **more) for number in range(count)]


def choices(count: int, name: str = "n", value: Any = "v") -> list[Json]:
    return [{"name": f"{name}{number}", "value": value} for number in range(count)]


def commands(count: int) -> list[Json]:
    return [command(f"c{number}") for number in range(count)]


def sized(total: int) -> Json:
    """A command whose names, descriptions and values have this many characters."""
    made = command(name="c", options=[])
    left = total - 2
    for number in range(25):
        listed: list[Json] = []
        made["options"].append({"name": f"o{number:02}", "description": "d", "type": 3, "choices": listed})
        left -= 4
        for index in range(25):
            size = min(left, 103)
            if size < 4:
                return made
            listed.append({"name": f"{index:03}", "value": "v" * (size - 3)})
            left -= size
    return made


# What is refused, where Discord says it is wrong, and what is accepted.
LIMITS: dict[str, tuple[list[Json], str, list[Json]]] = {
    "commands": (commands(101), "", commands(100)),
    "options": ([command(options=options(26))], "0.options", [command(options=options(25))]),
    "choices": (
        [command(options=[option(choices=choices(26))])],
        "0.options.0.choices",
        [command(options=[option(choices=choices(25))])],
    ),
    "choice name": (
        [command(options=[option(choices=[{"name": "n" * 101, "value": "v"}])])],
        "0.options.0.choices.0.name",
        [command(options=[option(choices=[{"name": "n" * 100, "value": "v"}])])],
    ),
    "choice value": (
        [command(options=[option(choices=[{"name": "n", "value": "v" * 101}])])],
        "0.options.0.choices.0.value",
        [command(options=[option(choices=[{"name": "n", "value": "v" * 100}])])],
    ),
    "description": ([command(description="d" * 101)], "0.description", [command(description="d" * 100)]),
    "name length": ([command(name="n" * 33)], "0.name", [command(name="n" * 32)]),
    "size": ([sized(8001)], "0", [sized(8000)]),
    "translated description": (
        [command(description_localizations={"de": "d" * 101})],
        "0.description_localizations.de",
        [command(description_localizations={"de": "d" * 100})],
    ),
}

FORMS: dict[str, tuple[Json, str]] = {
    "no description": (command(description=""), "0.description"),
    "an upper-case name": (command(name="Quotes"), "0.name"),
    "a name with a space": (command(name="my quotes"), "0.name"),
    "an upper-case option": (command(options=[option("Speaker")]), "0.options.0.name"),
    "a required option last": (
        command(options=[option("a"), option("b", required=True)]),
        "0.options.1",
    ),
    "an option twice": (command(options=[option(), option()]), "0.options.1.name"),
    "sub-commands beside options": (command(options=[option("a", 1), option("b")]), "0.options"),
    "a group in a group": (
        command(options=[option("a", 2, options=[option("b", 2)])]),
        "0.options.0.options.0.type",
    ),
    "autocomplete with choices": (
        command(options=[option(choices=choices(1), autocomplete=True)]),
        "0.options.0.autocomplete",
    ),
    "autocomplete of a channel": (
        command(options=[option(kind=7, autocomplete=True)]),
        "0.options.0.autocomplete",
    ),
    "a locale that is none": (command(description_localizations={"xx": "d"}), "0.description_localizations.xx"),
    "an option of no type": (command(options=[option(kind=12)]), "0.options.0.type"),
    "permissions that are words": (
        command(default_member_permissions="manage"),
        "0.default_member_permissions",
    ),
}


def places(error: discord.HTTPException) -> set[str]:
    assert "50035" in str(error).splitlines()[0]
    return {line.removeprefix("In ").partition(":")[0] for line in str(error).splitlines()[1:]}


@pytest.mark.parametrize("case", LIMITS)
async def test_one_more_than_the_limit_is_refused_and_the_limit_is_not(case: str) -> None:
    over, place, at = LIMITS[case]
    async with scene(commands=[]) as (peer, bot):
        with pytest.raises(discord.HTTPException) as refusal:
            await bot.register(peer, over)
        if place:
            assert place in places(refusal.value)
        assert peer.registry.of() == []
        stored = await bot.register(peer, at)
        assert [made["name"] for made in stored] == [made["name"] for made in at]
        assert peer.complaints == []


@pytest.mark.parametrize("case", FORMS)
async def test_a_faulty_definition_is_refused(case: str) -> None:
    body, place = FORMS[case]
    async with scene() as (peer, bot):
        before = peer.registry.of()
        with pytest.raises(discord.HTTPException) as refusal:
            await bot.register(peer, [body], peer.guild.id)
        assert places(refusal.value) == {place}
        assert peer.registry.of() == before
        assert peer.registry.of(peer.guild.id) == []


async def test_two_commands_of_one_name_are_refused() -> None:
    async with scene() as (peer, bot):
        with pytest.raises(discord.HTTPException) as refusal:
            await bot.register(peer, [command(), command()])
        assert places(refusal.value) == {"1.name"}


async def test_another_application_or_server_is_refused() -> None:
    async with scene() as (peer, bot):
        with pytest.raises(discord.Forbidden) as refusal:
            await bot.http.bulk_upsert_global_commands(1, [])
        assert refusal.value.code == 20012
        with pytest.raises(discord.Forbidden) as refusal:
            await bot.register(peer, [], "1")
        assert refusal.value.code == 50001


async def test_two_hundred_creations_a_day_and_unchanged_ones_do_not_count() -> None:
    async with scene(commands=[]) as (peer, bot):
        await bot.register(peer, commands(100))
        await bot.register(peer, commands(100))
        await bot.register(peer, [command(f"d{number}") for number in range(100)])
        with pytest.raises(discord.HTTPException) as refusal:
            await bot.register(peer, [command("one-more")])
        assert refusal.value.code == 30034


@pytest.mark.parametrize("name", ["quotes", "what-is_new", "l'actu", "новости", "新闻", "हिन्दी", "ข่าว", "x" * 32])
def test_names_in_any_script_are_accepted(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize("name", ["", "Quotes", "a b", "a.b", "a/b", "Новости", "x" * 33, "news!"])
def test_other_names_are_not(name: str) -> None:
    assert not is_name(name)
