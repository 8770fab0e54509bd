"""Menus: choices are called by a person's words in the asker's language, and hints fit what is chosen from a menu."""

from collections.abc import Iterator

import pytest

from bot.catalogue import speaking
from bot.commands.command import Command, Parameter
from bot.commands.table import COMMANDS
from bot.completions import complete
from bot.desk import Asker
from bot.forms import form_of
from bot.labels import choice_label
from bot.platforms import slack_forms
from bot.platforms.discord_commands import command_payloads
from bot.platforms.discord_forms import modal
from bot.platforms.slack_forms import NOWHERE
from bot.seals import Seal
from briefings.library.deliveries import Deliveries
from briefings.library.library import Library

SEAL = Seal(b"key", "slack", "C1")
ADD = COMMANDS["digest add"]


def chosen() -> Iterator[tuple[Command, Parameter]]:
    for command in COMMANDS.values():
        yield from ((command, each) for each in command.parameters if each.choices and not each.hidden)


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_choice_has_a_name_that_is_no_raw_value(language: str) -> None:
    with speaking(language):
        for _command, parameter in chosen():
            for choice in parameter.choices:
                assert choice_label(choice) != choice and "_" not in choice_label(choice)


def test_a_menu_on_slack_shows_a_persons_words_and_gives_the_value() -> None:
    def shown(language: str, name: str, arguments: dict[str, str]) -> dict[str, str]:
        with speaking(language):
            view = slack_forms.view(form_of(ADD, arguments), NOWHERE, SEAL, {})
        (block,) = [each for each in view["blocks"] if each.get("block_id") == name]
        element = block["element"]
        assert element.get("initial_option", element["options"][1]) == element["options"][1]
        return {each["value"]: each["text"]["text"] for each in element["options"]}

    at_first = {"silent": "Post nothing", "say_so": "Say that nothing is new"}
    assert shown("en", "when_empty", {"when_empty": "say_so"}) == at_first
    assert shown("de", "when_empty", {}) == {"silent": "Nichts posten", "say_so": "Sagen, dass nichts neu ist"}
    assert shown("de", "language", {"language": "de"}) == {"en": "Englisch", "de": "Deutsch"}
    assert list(shown("de", "days", {}).values()) == ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"]


def test_a_menu_in_a_form_on_discord_shows_a_persons_words() -> None:
    with speaking("de"):
        made = modal(form_of(COMMANDS["export"], {}), SEAL, {}).to_dict()
    options = made["components"][0]["component"]["options"]
    assert (options[0]["label"], options[0]["value"]) == ("Zitate als Tabelle", "quotes")


def test_choices_of_slash_commands_are_called_in_the_languages_of_people() -> None:
    (export,) = command_payloads([COMMANDS["export"]])
    quotes = export["options"][0]["choices"][0]
    assert quotes == {
        "name": "Quotes, as a table",
        "name_localizations": {"de": "Zitate als Tabelle"},
        "value": "quotes",
    }


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("name", ["digest add", "digest edit", "subscribe"])
def test_no_hint_of_a_menu_on_slack_speaks_of_commas_or_of_what_is_typed(language: str, name: str) -> None:
    with speaking(language):
        blocks = slack_forms.view(form_of(COMMANDS[name], {}), NOWHERE, SEAL, {})["blocks"]
    menus = [each for each in blocks if "select" in each.get("element", {}).get("type", "")]
    hints = [each["hint"]["text"] for each in menus if "hint" in each]
    assert hints and not [each for each in hints if any(word in each for word in ("omma", "mon-fri", "thread:"))]


def test_a_length_is_completed_by_its_name_and_typed_as_it_is_at_the_terminal(
    library: Library, deliveries: Deliveries
) -> None:
    length = COMMANDS["summary"].parameter("length")
    assert length
    with speaking("de"):
        for typed in ("k", "sh"):
            (found,) = complete(length, typed, library.shelf(), deliveries, Asker("discord"))
            assert (found.label, found.value) == ("Kurz", "short")
        (found,) = complete(length, "sh", library.shelf(), deliveries, Asker("terminal"))
        assert (found.label, found.value) == ("short", "short")
