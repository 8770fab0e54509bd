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

_ANSWERING = (
    *reading.COMMANDS[:1],
    *summarising.COMMANDS[:1],
    *comparing.COMMANDS,
    *quoting.COMMANDS,
    *checking.COMMANDS,
    *topics.COMMANDS,
    *searching.COMMANDS,
    *finding.COMMANDS,
    *reading.COMMANDS[1:],
    *passing.COMMANDS,
    *explaining.COMMANDS,
    *subscribing.COMMANDS,
    *summarising.COMMANDS[1:],
    *forgetting.COMMANDS,
    *curating.COMMANDS,
    *collecting.COMMANDS,
    *exporting.COMMANDS,
    *digesting.COMMANDS,
    *planning.COMMANDS,
)

_WITH_HELP = (*_ANSWERING, help_command((ask_command(_ANSWERING), *_ANSWERING)))
COMMANDS: Mapping[str, Command] = {each.name: each for each in (ask_command(_WITH_HELP), *_WITH_HELP)}

ON_MESSAGES: Mapping[str, Command] = {each.on_message: each for each in COMMANDS.values() if each.on_message}
