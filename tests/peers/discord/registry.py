"""The commands an application has registered, globally and in guilds."""

import copy
from collections import Counter

from tests.peers.discord import limits
from tests.peers.discord.definitions import CHAT_INPUT, check_commands
from tests.peers.discord.refusals import Form, Json, Refusal
from tests.peers.discord.world import snowflake

GLOBAL = ""


class Registry:
    def __init__(self, application_id: str) -> None:
        self._application_id = application_id
        self._commands: dict[str, list[Json]] = {}
        self._created: Counter[str] = Counter()
        self.overwrites = 0

    def of(self, guild_id: str = GLOBAL) -> list[Json]:
        return copy.deepcopy(self._commands.get(guild_id, []))

    def overwrite(self, commands: list[Json], guild_id: str, form: Form) -> list[Json]:
        """Bulk Overwrite: what keeps its name keeps its id; only new names count as created."""
        check_commands(commands, form)
        form.refuse()
        before = {_key(command): command for command in self._commands.get(guild_id, [])}
        new = [command for command in commands if _key(command) not in before]
        if self._created[guild_id] + len(new) > limits.CREATIONS_A_DAY:
            message = f"Max number of daily application command creates has been reached ({limits.CREATIONS_A_DAY})"
            raise Refusal(400, 30034, message)
        self._created[guild_id] += len(new)
        self._commands[guild_id] = [self._stored(command, before.get(_key(command)), guild_id) for command in commands]
        self.overwrites += 1
        return self.of(guild_id)

    def _stored(self, command: Json, before: Json | None, guild_id: str) -> Json:
        permissions = command.get("default_member_permissions")
        return {
            "type": CHAT_INPUT,
            "description": "",
            "options": [],
            "nsfw": False,
            "dm_permission": True,
            "name_localizations": None,
            "description_localizations": None,
            "contexts": None,
            "integration_types": [0],
            **_as_stored(copy.deepcopy(command)),
            "id": before["id"] if before else snowflake(),
            "application_id": self._application_id,
            "version": snowflake(),
            "default_member_permissions": None if permissions is None else str(permissions),
            **({"guild_id": guild_id} if guild_id else {}),
        }

    def find(self, name: str, guild_id: str | None, kind: int = CHAT_INPUT) -> Json | None:
        """A guild's own command hides the global one of the same name."""
        for scope in ([guild_id] if guild_id else []) + [GLOBAL]:
            for command in self._commands.get(scope, []):
                if command["name"] == name and command["type"] == kind:
                    return command
        return None

    def names(self, guild_id: str | None = None) -> list[str]:
        scopes = [GLOBAL, *([guild_id] if guild_id else [])]
        return sorted({command["name"] for scope in scopes for command in self._commands.get(scope, [])})


def _as_stored(command: Json) -> Json:
    """Discord leaves out what an option has by itself."""
    options = [_as_stored({k: v for k, v in each.items() if v is not False}) for each in command.get("options") or []]
    return {**command, "options": options} if options else {k: v for k, v in command.items() if k != "options"}


def _key(command: Json) -> tuple[int, str]:
    return (int(command.get("type") or CHAT_INPUT), str(command.get("name")))
