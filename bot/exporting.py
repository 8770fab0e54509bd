"""`briefing-bot export`: the articles or quotes of the library in files."""

import sys
from collections.abc import Iterable
from pathlib import Path

from bot.clock import SystemClock
from bot.commands.shown import one_or_many
from bot.config import load_config
from bot.exports import entries, json_lines, markdown_name, quote_table
from briefings.audience import EVERYBODY, place_of
from briefings.errors import BriefingError
from briefings.library.database import open_database
from briefings.library.library import Library
from briefings.library.shelf import Shelf
from briefings.place import Place
from briefings.records import write_markdown

_FORMS = {".csv": "quotes", ".jsonl": "jsonl"}


class CannotWrite(BriefingError):
    """A file or folder that cannot be written; the text says what to do."""


def form_of(target: Path | None) -> str:
    """Return the form that the name of *target* asks for: articles in a folder where it says nothing."""
    return _FORMS.get(target.suffix.lower(), "markdown") if target else "markdown"


def export(config_file: Path | None, form: str, target: Path | None, workspace: str) -> int:
    """Write the shared articles, or those added in *workspace*, in the form markdown, jsonl or quotes; return 0.

    *workspace* is a key, "discord:123". What is not to be seen there now, as an article under embargo, is left out.
    *target* is a new or empty folder for markdown, else a new file; without one the lines go to standard output.
    """
    config = load_config(config_file)
    library = Library(open_database(config.settings.database, config.base))
    try:
        shelf = library.shelf(_place(workspace), SystemClock().now())
        if form == "markdown":
            _write_folder(shelf, target)
        else:
            lines = quote_table(shelf) if form == "quotes" else json_lines(entries(shelf, own=True))
            _write_lines(lines, target, "utf-8-sig" if form == "quotes" else "utf-8")
    finally:
        library.close()
    return 0


def _place(workspace: str) -> Place:
    try:
        return place_of(workspace) if workspace else EVERYBODY
    except ValueError:
        sentence = (
            "name the workspace with its platform, as in --workspace discord:1234567890 or --workspace slack:T0123"
        )
        raise CannotWrite(sentence) from None


def _write_folder(shelf: Shelf, target: Path | None) -> None:
    if target is None:
        raise CannotWrite("name a new folder for the files, as in: briefing-bot export my-articles")
    count = 0
    try:
        target.mkdir(parents=True, exist_ok=True)
        if any(target.iterdir()):
            raise CannotWrite(f"the folder {target} is not empty; name a new one")
        for held in entries(shelf, own=True):
            count += 1
            with (target / markdown_name(held.article)).open("x", encoding="utf-8", newline="") as file:
                file.write(write_markdown(held.article))
    except FileExistsError as error:
        raise CannotWrite(f"{error.filename} is there already; name another folder") from None
    except OSError as error:
        raise CannotWrite(f"the folder {target} cannot be written ({error.strerror})") from None
    print(f"{one_or_many(count, 'article')} written to {target}", file=sys.stderr)


def _write_lines(lines: Iterable[str], target: Path | None, encoding: str) -> None:
    if target is None:
        for line in lines:
            sys.stdout.write(line)
        return
    try:
        with target.open("x", encoding=encoding, newline="") as file:
            file.writelines(lines)
    except FileExistsError:
        raise CannotWrite(f"the file {target} is there already; name another one") from None
    except OSError as error:
        raise CannotWrite(f"the file {target} cannot be written ({error.strerror})") from None
    print(f"Written to {target}", file=sys.stderr)
