"""The terminal: a prompt with completion and history, or one command a line from a pipe."""

import asyncio
import os
import string
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TextIO
from urllib.parse import quote

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.app import App, open_app
from bot.calls import read_line
from bot.catalogue import ENGLISH, _, counted, speak, spoken
from bot.clock import SystemClock
from bot.commands.command import PAGE
from bot.commands.table import COMMANDS
from bot.completions import complete
from bot.config import load_config
from bot.correcting import Corrector
from bot.delivery import Postman
from bot.desk import Asker
from bot.platforms import plain_text
from bot.platforms.terminal_poster import TerminalPoster
from bot.replies import File, Ink, Line, Press, Reply, ours
from bot.zones import zone_here

ASKER = Asker(platform="terminal", channel="here", user="you", may_manage=True)
_ALL = 1000  # things on a page when nobody turns pages
_PAGE = 8
_MOST_NAMES = 1000
_STYLES = {
    Ink.STRONG: "bold",
    Ink.QUIET: "dim",
    Ink.MARKED: "bold yellow",
    Ink.CITE: "cyan",
    Ink.TYPED: "green",
    Ink.LINE: "green",
}
_LEAVE = {"exit", "quit", "bye"}


def run_chat(config_file: Path | None, language: str = ENGLISH) -> int:
    """Answer what is typed until the input ends; return 0, or 2 if a piped command was not understood."""
    speak(language)
    config = load_config(config_file)
    interactive = sys.stdin.isatty()
    with open_app(config, SystemClock(), _PAGE if interactive else _ALL) as app:
        _tell_faults(app)
        if interactive:
            _prompt(app)
            return 0
        return _read(app, sys.stdin, sys.stdout)


def answer_once(line: str, config_file: Path | None, language: str = ENGLISH) -> int:
    """Answer one typed line on standard output; return 0, or 2 if it was not understood."""
    speak(language)
    with open_app(load_config(config_file), SystemClock(), _ALL) as app:
        return _read(app, [line], sys.stdout)


def _tell_faults(app: App) -> None:
    for fault in app.faults:
        print(fault.discreet, file=sys.stderr)


def _read(app: App, lines: Iterable[str], out: TextIO) -> int:
    def show_plain(reply: Reply) -> None:
        out.write(plain_text.render(reply) + "\n")
        out.flush()

    deliver = _deliverer(app, show_plain)
    code = 0
    for line in lines:
        if not line.strip():
            continue
        if line.strip().lower() in _LEAVE:
            break
        reply = _answer(app, line)
        show_plain(reply)
        deliver()
        code = code if reply.understood else 2
    return code


def _deliverer(app: App, show_reply: Callable[[Reply], None]) -> Callable[[], None]:
    """Return what shows the digests for this terminal that have come due, and what was corrected in earlier ones."""
    rules = app.config.settings.deliveries
    posters = {"terminal": TerminalPoster(show_reply)}
    here = (app.library, app.deliveries, app.clock, posters, f"chat-{os.getpid()}")
    postman = Postman(*here, rules.late_limit, rules.wait)
    corrector = Corrector(*here, rules.wait, postman.pace)

    async def deliver() -> None:
        await postman.deliver_due()
        await corrector.correct_due()

    return lambda: asyncio.run(deliver())


def _answer(app: App, line: str) -> Reply:
    reply = app.answers.answer_here(line, replace(ASKER, language=spoken(), zone=zone_here()))
    return reply if reply.file is None else replace(reply, notes=(*reply.notes, kept(reply.file)))


def kept(file: File, folder: Path = Path()) -> Line:
    """Write *file* into the folder the chat was started in, over no other, and say where it is."""
    stem, ending = Path(file.name).stem, Path(file.name).suffix
    for number in range(1, _MOST_NAMES):
        path = folder / (f"{stem}-{number}{ending}" if number > 1 else file.name)
        try:
            with path.open("xb") as target:
                target.write(file.data)
        except FileExistsError:
            continue
        except OSError as error:
            sentence = _("The file {path} cannot be written ({reason}).")
            return (ours(sentence.format(path=path, reason=error.strerror)),)
        return (ours(_("Written to {path}.").format(path=path)),)
    sentence = _("There are too many files like {file} here; start the chat in another folder.")
    return (ours(sentence.format(file=file.name)),)


def _prompt(app: App) -> None:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import Completer, Completion
    from prompt_toolkit.document import Document
    from prompt_toolkit.history import FileHistory, History, InMemoryHistory

    class LineCompleter(Completer):
        def get_completions(self, document: Document, complete_event: object) -> Iterator[Completion]:
            for value, shown, length in suggestions(app, document.text_before_cursor):
                yield Completion(value, start_position=-length, display=shown)

    history: History = InMemoryHistory()
    try:
        folder = Path.home() / ".local" / "state" / "briefing-bot"
        folder.mkdir(parents=True, exist_ok=True)
        history = FileHistory(str(folder / "history"))
    except OSError:
        pass  # a home that cannot be written costs only the history
    session: PromptSession[str] = PromptSession("briefing> ", completer=LineCompleter(), history=history)
    console = Console(highlight=False)
    entries = app.library.shelf(ASKER.place, app.clock.now()).holdings().entries
    here = _("{articles} here. Type help, briefing, quotes or a word; exit leaves.")
    console.print(here.format(articles=counted("{n} article", "{n} articles", entries)))
    deliver = _deliverer(app, lambda reply: show(reply, console))
    last: Reply | None = None
    while True:
        deliver()
        try:
            line = session.prompt()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if line.strip().lower() in _LEAVE:
            return
        if line.strip().lower() == "more" and last is not None:
            line = next_page(last) if last.page < last.pages else ""
        if line.strip():
            reply = _answer(app, line)
            show(reply, console)
            last = reply if reply.understood else last


def next_page(reply: Reply) -> str:
    """Return the line that asks for the page after the reply's."""
    call = read_line(reply.line, COMMANDS)
    return type(call)(call.command, {**call.arguments, PAGE.name: str(reply.page + 1)}).line


def show(reply: Reply, console: Console) -> None:
    """Print *reply* for people: cards indented, the article's words as they are, what to type next in green."""
    heading = _text(reply.title)
    heading.stylize("bold")
    console.print(heading, Text(f"- {reply.lead}", "dim") if reply.lead else "")
    for card in reply.cards:
        for number, line in enumerate(card.lines):
            console.print(Padding(_text(line), (0, 0, 0, 2 if number == 0 else 4)))
    for line in reply.notes:
        console.print(_text(line))
    asks = [button for button in reply.buttons if button.press is Press.ASK]
    if reply.pages > 1:
        page = _("Page {page} of {pages}")
        if reply.page < reply.pages:
            page = _("Page {page} of {pages}, type more for the next")
        console.print(Text(page.format(page=reply.page, pages=reply.pages), "dim"))
    if asks:
        console.print(
            Text.assemble((_("Try: "), "dim"), (plain_text.visible(" | ".join(b.line for b in asks[:6])), "green"))
        )
    console.print()


def _text(line: Line) -> Text:
    text = Text()
    for piece in line:
        style = _STYLES.get(piece.ink, "")
        text.append(plain_text.visible(piece.text), f"{style} link {_target(piece.url)}" if piece.url else style)
    return text


def _target(url: str) -> str:
    """Return *url* with everything percent-encoded that is no printable ASCII: it stands inside a terminal's escape."""
    return quote(url, safe=string.punctuation, errors="replace")


def suggestions(app: App, typed: str) -> list[tuple[str, str, int]]:
    """Return what could be typed next: the text to put in, what is shown of it, and how many characters it replaces."""
    word = typed.rsplit(" ", 1)[-1]
    command = next((each for name, each in COMMANDS.items() if typed.lower().startswith(name + " ")), None)
    if command is None:
        return [(name, name, len(typed)) for name in COMMANDS if name.startswith(typed.lower().lstrip("/"))]
    rest = typed[len(command.name) + 1 :]
    named = next((p for p in reversed(command.parameters) if f"{p.name}:" in rest), None)
    parameter = named or (command.parameters[0] if command.parameters else None)
    if parameter is None:
        return []
    begun = rest.rsplit(f"{parameter.name}:", 1)[-1] if named else rest
    shelf = app.library.shelf(ASKER.place, app.clock.now())
    choices = complete(parameter, begun.strip('"'), shelf, app.deliveries, ASKER)
    found = [(_quoted(choice.value), choice.label, len(begun)) for choice in choices]
    options = [(f"{p.name}:", f"{p.name}: {_(p.help)}", len(word)) for p in command.parameters]
    return found + [each for each in options if (word and each[0].startswith(word)) or not word]


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value
