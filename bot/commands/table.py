"""The one command table that serves every platform."""

from collections.abc import Mapping

from bot.commands import curating, digesting, finding, quoting, reading
from bot.commands.command import Command
from bot.commands.helping import help_command

_ANSWERING = (
    *reading.COMMANDS[:2],
    *quoting.COMMANDS,
    *finding.COMMANDS,
    *reading.COMMANDS[2:],
    *curating.COMMANDS,
    *digesting.COMMANDS,
)

COMMANDS: Mapping[str, Command] = {each.name: each for each in (*_ANSWERING, help_command(_ANSWERING))}
