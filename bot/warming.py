"""Warming up: what the first questions after a start would wait for is done before anybody asks them.

Statements are made, modules loaded and pages of the database read at their first use, and very many may ask at once.
"""

from collections.abc import Iterator

from bot.answers import Answers
from bot.commands.table import COMMANDS
from bot.desk import Asker
from bot.replies import Ink, Reply

_NOBODY = Asker("")  # who sees what everybody may see


def warm_up(answers: Answers) -> None:
    """Ask the examples of the help that only read, which name what the library holds; takes a fraction of a second."""
    for command in COMMANDS.values():
        if command.steady and not command.manage:
            for line in _examples(answers.answer_here(f"help command:{command.name}", _NOBODY)):
                answers.answer_here(line, _NOBODY)


def _examples(reply: Reply) -> Iterator[str]:
    for card in reply.cards:
        for line in card.lines:
            yield from (piece.text for piece in line if piece.ink is Ink.LINE)
