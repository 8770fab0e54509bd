"""The one command table that serves every platform."""

from collections.abc import Mapping

from bot.commands import (
    checking,
    collecting,
    comparing,
    curating,
    digesting,
    explaining,
    exporting,
    finding,
    forgetting,
    passing,
    planning,
    quoting,
    reading,
    searching,
    subscribing,
    summarising,
    topics,
)
from bot.commands.asking import ask_command
from bot.commands.command import Command
from bot.commands.helping import help_command

# In the order in which help lists them, and the README.
_READING = (
    *reading.COMMANDS[:1],
    *summarising.COMMANDS[:1],
    *quoting.COMMANDS[:1],
    *topics.COMMANDS,
    *searching.COMMANDS,
    *finding.COMMANDS,
    *comparing.COMMANDS,
    *reading.COMMANDS[1:],
    *quoting.COMMANDS[1:],
)
_ASKING = (*checking.COMMANDS, *passing.COMMANDS, *summarising.COMMANDS[1:])
_LIBRARY = (*curating.COMMANDS, *collecting.COMMANDS, *exporting.COMMANDS)
_DIGESTS = (*explaining.COMMANDS, *digesting.COMMANDS, *planning.COMMANDS)
_PERSONAL = (*subscribing.COMMANDS, *forgetting.COMMANDS)
_REST = (*_ASKING, *_LIBRARY, *_DIGESTS, *_PERSONAL)

_HELP = help_command((*_READING, ask_command((*_READING, *_REST)), *_REST))
_EVERY = (*_READING, *_REST, _HELP)
COMMANDS: Mapping[str, Command] = {each.name: each for each in (*_READING, ask_command(_EVERY), *_REST, _HELP)}

ON_MESSAGES: Mapping[str, Command] = {each.on_message: each for each in COMMANDS.values() if each.on_message}
