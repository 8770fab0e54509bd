"""The command table as Discord's application commands, and what a command's options say. Pure."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from bot.catalogue import ENGLISH, _, language_for, speaking
from bot.commands.command import FAMILIES, Command, Kind, Parameter
from bot.handed import readable
from bot.labels import choice_label

_STRING, _INTEGER, _CHANNEL, _ROLE, _FILE, _SUB_COMMAND = 3, 4, 7, 8, 11, 1
_MESSAGE = 3  # the type of a command on messages
_POSTABLE = [0, 5, 15]  # text and announcement channels, forums
_MANAGE_GUILD = 1 << 5
_COMPLETED = {
    Kind.SEARCH,
    Kind.ARTICLE,
    Kind.STORY,
    Kind.SPEAKER,
    Kind.TOPIC,
    Kind.SOURCE,
    Kind.COMMAND,
    Kind.SCHEDULE,
    Kind.ZONE,
    Kind.DAYS,
}
_DESCRIPTION = 100
_TYPED = 6000  # characters of an option ("Application Command Option Structure")
_GUILD_ONLY = [0]
_BY_PEOPLE = {"integration_types": [0, 1], "contexts": [0, 1, 2]}
# In which Discord can be used (docs.discord.com/developers/reference#locales), but for English.
_LOCALES = (
    "bg cs da de el es-ES es-419 fi fr hi hr hu id it ja ko lt nl no pl pt-BR ro ru sv-SE th tr uk vi zh-CN zh-TW"
).split()

# View channels, send messages, embed links, read message history, create public threads, send messages in threads: the
# least that posting a digest once needs.
PERMISSIONS = (1 << 10) | (1 << 11) | (1 << 14) | (1 << 16) | (1 << 35) | (1 << 38)


def invite_link(application: str) -> str:
    """Return the link that invites the bot to a server with the least rights it needs."""
    scope = "bot%20applications.commands"
    return f"https://discord.com/oauth2/authorize?client_id={application}&scope={scope}&permissions={PERMISSIONS}"


def command_payloads(commands: Sequence[Command], *, by_people: bool = False) -> list[dict[str, Any]]:
    """Return the JSON of every top-level command; those of a family are sub-commands of one.

    *by_people*: people may bring the bot along to wherever they are ("user install").
    """
    payloads: dict[str, dict[str, Any]] = {}
    for command in commands:
        family, _, name = command.name.partition(" ")
        if not name:
            payloads[family] = {**_top(command), **_described(command.help), "options": _options(command)}
            continue
        top = payloads.setdefault(family, {**_top(command), **_described(FAMILIES[family]), "options": []})
        top["options"].append(
            {"type": _SUB_COMMAND, "name": name, **_described(command.help), "options": _options(command)}
        )
    on_message = [_on_message(command) for command in commands if command.on_message]
    every = [*payloads.values(), *on_message]
    return [{**each, **_BY_PEOPLE} if by_people and each["contexts"] != _GUILD_ONLY else each for each in every]


def shown_to_all(payloads: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the payloads without who is shown them: Discord knows no roles there, and use is checked anyway."""
    return [{key: value for key, value in each.items() if key != "default_member_permissions"} for each in payloads]


def _on_message(command: Command) -> dict[str, Any]:
    names = _localised("name", command.on_message)
    return {"type": _MESSAGE, "name": command.on_message, **names, "integration_types": [0], "contexts": [0, 1]}


def message_text(data: Mapping[str, Any]) -> str | None:
    """Return the text of the message that a command was used on, its embeds' and a forwarded one's included.

    None for other commands.
    """
    if data.get("type") != _MESSAGE:
        return None
    texts = (text for part in _parts(data) for text in (part.get("content"), *_embedded(part)))
    return "\n".join(str(text) for text in texts if text)


def message_files(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return what Discord says of the files of that message whose words are read: filename, size in bytes, url."""
    files = [file for part in _parts(data) for file in part.get("attachments") or ()]
    return [files[place] for place in readable((str(file["filename"]), int(file["size"])) for file in files)]


def _parts(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the message that a command was used on, and what it forwards ("Message Snapshot Object")."""
    message = data.get("resolved", {}).get("messages", {}).get(str(data.get("target_id")), {})
    return [message, *(each["message"] for each in message.get("message_snapshots") or ())]


def _embedded(part: Mapping[str, Any]) -> list[object]:
    return [embed.get("description") for embed in part.get("embeds") or ()]


def read_options(data: Mapping[str, Any]) -> tuple[str, dict[str, str], str | None]:
    """Return the command's name, its arguments and the focused option's name (None unless something is completed)."""
    name, options = str(data["name"]), data.get("options", [])
    if options and options[0]["type"] == _SUB_COMMAND:
        name, options = f"{name} {options[0]['name']}", options[0].get("options", [])
    focused = next((str(option["name"]) for option in options if option.get("focused")), None)
    return name, {str(option["name"]): given_value(option["value"], data) for option in options}, focused


def attachments(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return what Discord says of the files that came with a command or form: filename, size in bytes, url."""
    return list((data.get("resolved") or {}).get("attachments", {}).values())


def given_value(value: object, data: Mapping[str, Any]) -> str:
    """Return the *value* of an option or field of *data*; for a file, which is given by its id, its name."""
    file = (data.get("resolved") or {}).get("attachments", {}).get(str(value))
    return str(file["filename"]) if file else str(value)


def _top(command: Command) -> dict[str, Any]:
    # default_member_permissions hold for a whole top-level command, so a family is for managers as a whole.
    rights = (
        {"default_member_permissions": _MANAGE_GUILD, "contexts": _GUILD_ONLY}
        if command.manage
        else {"contexts": [0, 1]}
    )
    return {"type": 1, "name": command.name.split()[0], "integration_types": [0], **rights}


def _options(command: Command) -> list[dict[str, Any]]:
    shown: Sequence[Parameter] = [parameter for parameter in command.parameters if not parameter.hidden]
    return [_option(parameter) for parameter in sorted(shown, key=lambda each: not each.required)]


def _option(parameter: Parameter) -> dict[str, Any]:
    option: dict[str, Any] = {
        "type": _STRING,
        "name": parameter.name,
        **_described(parameter.help),
        "required": parameter.required,
    }
    if parameter.kind is Kind.NUMBER:
        return {**option, "type": _INTEGER, "min_value": 1, **({"max_value": parameter.most} if parameter.most else {})}
    if parameter.kind is Kind.FILE:
        return {**option, "type": _FILE}
    if parameter.kind is Kind.ROLE:
        return {**option, "type": _ROLE}
    if parameter.kind is Kind.CHANNEL:
        return {**option, "type": _CHANNEL, "channel_types": _POSTABLE}
    if parameter.choices and not parameter.or_number:
        return {**option, "choices": [_choice(each) for each in parameter.choices]}
    completed = bool(parameter.choices) or parameter.kind in _COMPLETED
    return {**option, "max_length": min(parameter.longest, _TYPED), **({"autocomplete": True} if completed else {})}


def _choice(value: str) -> dict[str, Any]:
    """Return one of an option's choices under what people call it."""
    with speaking(ENGLISH):
        name = choice_label(value)
    return {"name": name, **_translated("name", name, partial(choice_label, value)), "value": value}


def _described(text: str) -> dict[str, Any]:
    """Return the description *text* in English and in every other language that Discord can be used in."""
    return {"description": _short(text), **_localised("description", text)}


def _localised(key: str, text: str) -> dict[str, Any]:
    """Return *text* in the other languages as the localisations of *key*; commands and options keep their names."""
    return _translated(key, text, partial(_, text))


def _translated(key: str, text: str, said: Callable[[], str]) -> dict[str, Any]:
    """Return what is *said* for *text* in each of the other languages as the localisations of *key*."""
    found: dict[str, str] = {}
    for locale in _LOCALES:
        with speaking(language_for(locale)):
            if said() != text:
                found[locale] = _short(said())
    return {f"{key}_localizations": found} if found else {}


def _short(text: str) -> str:
    return text if len(text) <= _DESCRIPTION else text[: _DESCRIPTION - 1] + "…"
