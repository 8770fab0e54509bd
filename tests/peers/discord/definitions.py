"""Checks application commands as Discord does (API documentation, "Application Commands")."""

import unicodedata
from collections.abc import Iterable
from typing import Any

from tests.peers.discord import limits
from tests.peers.discord.refusals import Form, Json

SUB, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(1, 12)
NESTED = {SUB, GROUP}
CHOOSING = {STRING, INTEGER, NUMBER}
CHAT_INPUT = 1

COMMAND = {
    *("id", "type", "name", "name_localizations", "description", "description_localizations", "options"),
    *("default_member_permissions", "dm_permission", "default_permission", "nsfw", "contexts"),
    *("integration_types", "handler", "application_id", "version", "guild_id"),
}
OPTION = {
    *("type", "name", "name_localizations", "description", "description_localizations", "required"),
    *("choices", "options", "channel_types", "min_value", "max_value", "min_length", "max_length"),
    "autocomplete",
}
CHOICE = {"name", "name_localizations", "value"}
LOCALES = set(
    (
        "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi "
        "th zh-CN ja zh-TW ko"
    ).split()
)


def check_commands(commands: list[Json], form: Form) -> None:
    """A whole set of commands, as "Bulk Overwrite" takes it."""
    slash = [command for command in commands if command.get("type", CHAT_INPUT) == CHAT_INPUT]
    if len(slash) > limits.COMMANDS:
        form.wrong(
            "APPLICATION_COMMAND_TOO_MANY", f"Maximum number of application commands reached ({limits.COMMANDS})."
        )
    for index, command in enumerate(commands):
        _check_command(command, form.at(index))
    seen = set()
    for index, command in enumerate(commands):
        key = (command.get("type", CHAT_INPUT), command.get("name"))
        if key in seen:
            form.at(index, "name").wrong(
                "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique"
            )
        seen.add(key)


def _check_command(command: Json, form: Form) -> None:
    form.known(command, COMMAND)
    if command.get("type", CHAT_INPUT) == CHAT_INPUT:
        _check_name(command, form)
        _check_description(command, form)
        _check_options(command, form, depth=0)
    else:
        form.text(command, "name", limits.NAME, 1, needed=True)
        if command.get("description"):
            form.at("description").wrong("BASE_TYPE_EMPTY", "Only chat input commands have descriptions")
    if size(command) > limits.COMMAND_TOTAL:
        form.wrong("APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({limits.COMMAND_TOTAL})")
    _check_permissions(command.get("default_member_permissions"), form.at("default_member_permissions"))
    for index, context in enumerate(form.items(command, "contexts", 3)):
        if context not in (0, 1, 2):
            form.at("contexts", index).wrong("BASE_TYPE_CHOICES", "Value must be one of {0, 1, 2}.")


def _check_permissions(value: Any, form: Form) -> None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
        return
    if not isinstance(value, str) or not value.isdigit():
        form.wrong("PERMISSION_TYPE_CONVERT", "Must be a permission bit set as a string.")


def _check_name(body: Json, form: Form) -> None:
    form.text(body, "name", limits.NAME, 1, needed=True)
    for here, name in _localized(body, "name", form):
        if not is_name(name):
            here.wrong(
                "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid: lower case letters, digits, - and _"
            )


def is_name(name: str) -> bool:
    r"""The documentation's ``^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$``, in lower case."""
    return 1 <= len(name) <= limits.NAME and name == name.lower() and all(map(_fits, name))


def _fits(letter: str) -> bool:
    if letter in "-_'" or unicodedata.category(letter)[0] in "LN":
        return True
    return unicodedata.name(letter, "").startswith(("DEVANAGARI", "THAI"))


def _check_description(body: Json, form: Form) -> None:
    form.text(body, "description", limits.DESCRIPTION, 1, needed=True)
    for here, text in _localized(body, "description", form):
        if not 1 <= len(text) <= limits.DESCRIPTION:
            here.length(1, limits.DESCRIPTION)


def _localized(body: Json, key: str, form: Form) -> Iterable[tuple[Form, str]]:
    """The text itself (its length is checked elsewhere) and its translations."""
    if isinstance(body.get(key), str):
        yield form.at(key), body[key]
    for locale, text in (body.get(f"{key}_localizations") or {}).items():
        here = form.at(f"{key}_localizations", locale)
        if locale not in LOCALES:
            here.wrong("BASE_TYPE_CHOICES", f"{locale} is not a locale.")
        yield here, str(text)


def _check_options(body: Json, form: Form, depth: int) -> None:
    options = form.objects(body, "options", limits.OPTIONS)
    optional = False
    names = set()
    for index, option in enumerate(options):
        here = form.at("options", index)
        _check_option(option, here, depth)
        if option.get("required") and optional:
            here.wrong(
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "Required options must be placed before non-required options",
            )
        optional = optional or not option.get("required")
        if option.get("name") in names:
            here.at("name").wrong("APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists")
        names.add(option.get("name"))
    nested = {option.get("type") in NESTED for option in options}
    if nested == {True, False}:
        form.at("options").wrong(
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-commands and other options cannot be mixed"
        )


def _check_option(option: Json, form: Form, depth: int) -> None:
    form.known(option, OPTION)
    kind = form.whole(option, "type", SUB, ATTACHMENT)
    _check_name(option, form)
    _check_description(option, form)
    if kind in NESTED:
        # a command holds groups and sub-commands, a group holds sub-commands, and there it ends
        if depth > (0 if kind == GROUP else 1) or (kind == SUB and depth == 2):
            form.at("type").wrong("APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Nested too deep")
        _check_options(option, form, depth + (1 if kind == GROUP else 2))
        return
    if kind is None:
        form.at("type").wrong("BASE_TYPE_REQUIRED", "This field is required")
    _check_choices(option, form)
    form.whole(option, "min_length", 0, limits.STRING_OPTION)
    form.whole(option, "max_length", 1, limits.STRING_OPTION)


def _check_choices(option: Json, form: Form) -> None:
    if option.get("autocomplete") and (option.get("choices") or option.get("type") not in CHOOSING):
        form.at("autocomplete").wrong(
            "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID",
            "Autocomplete is for text and numbers without fixed choices",
        )
    if option.get("choices") and option.get("type") not in CHOOSING:
        form.at("choices").wrong("APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID", "Choices are for text and numbers")
    check_choice_list(option, form, str_only=option.get("type") == STRING)


def check_choice_list(body: Json, form: Form, *, str_only: bool) -> None:
    """At most 25 choices; names 1-100 characters, text values at most 100, numbers stay numbers."""
    for index, choice in enumerate(form.objects(body, "choices", limits.CHOICES)):
        here = form.at("choices", index)
        here.known(choice, CHOICE)
        here.text(choice, "name", limits.CHOICE_NAME, 1, needed=True)
        value = choice.get("value")
        if value is None:
            here.at("value").wrong("BASE_TYPE_REQUIRED", "This field is required")
        elif str_only or isinstance(value, str):
            here.text(choice, "value", limits.CHOICE_VALUE, 1)


def size(body: Json) -> int:
    """We count the name, description, and value properties ..., the longest localization for each."""
    total = 0
    for key in ("name", "description"):
        texts = [body.get(key), *(body.get(f"{key}_localizations") or {}).values()]
        total += max(len(text) for text in (*texts, "") if isinstance(text, str))
    if isinstance(body.get("value"), str):
        total += len(body["value"])
    nested = [*(body.get("options") or []), *(body.get("choices") or [])]
    return total + sum(size(part) for part in nested if isinstance(part, dict))
