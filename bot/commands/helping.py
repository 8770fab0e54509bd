"""Help: what can be asked, with examples that work on the corpus at hand."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from bot.calls import read_line
from bot.catalogue import _, counted
from bot.commands.command import FAMILIES, Command, Kind, Parameter
from bot.commands.schedules import set_up
from bot.commands.shown import ask
from bot.desk import Desk
from bot.replies import Button, Card, Line, Reply, card, command_line, mistake, ours, quiet, strong, typed
from briefings.library.speech import QuoteFilter


def help_command(commands: Sequence[Command]) -> Command:
    """Return the command that explains *commands* and itself."""

    def answer(desk: Desk, arguments: Mapping[str, str]) -> Reply:
        every = [each for each in (*commands, itself) if desk.asker.may_manage or not each.manage]
        wanted = arguments.get("command", "").lower().strip().removeprefix("/")
        if any(wanted in (each.name, each.name.split()[0]) and each not in every for each in commands):
            return mistake(_("{command} is for people who may manage this server or workspace.").format(command=wanted))
        chosen = [each for each in every if each.name == wanted or each.name.startswith(wanted + " ")]
        if wanted and chosen:
            return _details(chosen, _Filled(desk, by_name), _buttons(desk))
        return _overview(every, _Filled(desk, by_name), wanted, _buttons(desk))

    which = Parameter("command", "The command to explain; left out: all of them", Kind.COMMAND)
    itself = Command("help", "What can be asked", answer, (which,), ("help", "help quotes"), rights_matter=True)
    by_name = {each.name: each for each in (*commands, itself)}
    return itself


class _Filled:
    """Fills examples in with names of the corpus at hand; an example that needs one there is none of is left out."""

    def __init__(self, desk: Desk, commands: Mapping[str, Command]) -> None:
        self._commands = commands
        newest = desk.shelf.newest(1).items
        speakers, topics = desk.shelf.speakers(limit=1), desk.shelf.topics(limit=1).items
        speaker = speakers[0].label.split()[-1] if speakers else ""
        topic = topics[0].label if topics else ""
        quotes = desk.shelf.quotes(QuoteFilter(), 1).items
        self._names = {
            "{article}": newest[0].cite if newest else "",
            "{cite}": f"{newest[0].cite}-s1" if newest else "",
            "{speaker}": speaker,
            "{quote}": quotes[0].cite if quotes else "",
            "{topic}": f'"{topic}"' if " " in topic else topic,
            "{word}": topic.split()[0] if topic else "",
        }

    def fill(self, examples: Sequence[str]) -> list[Line]:
        """Return the examples that can be filled in, each option with its name, as every platform takes it.

        A text with quotation marks stands as it is: it is the first option everywhere.
        """
        found: list[Line] = []
        for example in map(_, examples):
            if all(value or name not in example for name, value in self._names.items()):
                for name, value in self._names.items():
                    example = example.replace(name, value)
                line = read_line(example, self._commands).line
                found.append((quiet(_("e.g. ")), command_line(example if "\\" in line else line)))
        return found


def _overview(commands: Sequence[Command], filled: _Filled, unknown: str, buttons: tuple[Button, ...]) -> Reply:
    families: dict[str, list[Command]] = {}
    for each in commands:
        families.setdefault(each.name.split()[0], []).append(each)
    cards = [_told(family, filled) for family in families.values()]
    known = _("Every answer is in the articles' own words, with a cite that open shows in its place")
    near = get_close_matches(unknown, [each.name for each in commands], 1)
    said = _("What can be asked")
    if unknown:
        said = _("There is no command {typed!r}; did you mean {near}?") if near else _("There is no command {typed!r}")
    title: Line = (strong(said.format(typed=unknown, near="".join(near))),)
    return Reply(title, known, tuple(cards), (), buttons, private=True)


def _told(family: Sequence[Command], filled: _Filled) -> Card:
    """Tell of one command, or of several that begin with the same word by their names."""
    first = family[0]
    if len(family) == 1:
        examples = filled.fill(first.examples)
        return card((strong(first.name), ours(f" · {_(first.help)}")), *examples[-1:])
    word = first.name.split()[0]
    names = [typed(each.name.removeprefix(f"{word} ")) for each in family]
    return card(
        (strong(word), ours(f" · {_(FAMILIES[word])}")),
        [piece for name in names for piece in (ours(" · "), name)][1:],
        (quiet(_("e.g. ")), command_line(f"help command:{word}")),
    )


def _details(commands: Sequence[Command], filled: _Filled, buttons: tuple[Button, ...]) -> Reply:
    cards = [_detail(each, filled) for each in commands]
    title = (strong(commands[0].name if len(commands) == 1 else commands[0].name.split()[0]),)
    lead = counted("{n} command", "{n} commands", len(cards)) if len(cards) > 1 else ""
    return Reply(title, lead, tuple(cards), (), buttons, private=True)


def _detail(command: Command, filled: _Filled) -> Card:
    lines: list[Line] = [(strong(command.name), ours(f" · {_(command.help)}"))]
    for parameter in command.parameters:
        choices = f" ({', '.join(parameter.choices)})" if parameter.choices else ""
        needed = "" if parameter.required or "left out" in parameter.help else f", {_('may be left out')}"
        lines.append((typed(f"{parameter.name}:"), ours(f" {_(parameter.help)}{choices}{needed}")))
    return card(*lines, *filled.fill(command.examples))


def _buttons(desk: Desk) -> tuple[Button, ...]:
    first = (ask(_("What's new"), "briefing"), ask(_("Who said what"), "quotes"), ask(_("Topics"), "topics"))
    return (*first, set_up()) if desk.asker.may_manage else first
