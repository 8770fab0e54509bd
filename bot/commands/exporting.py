"""Exporting in chat: the quotes that are seen here, or the articles that were added here, as a file."""

from collections.abc import Iterable, Mapping

from bot.catalogue import N_, _
from bot.commands.command import Command, Parameter
from bot.desk import Desk
from bot.exports import entries, json_lines, markdown_archive, quote_table
from bot.replies import File, Reply, ours, strong
from briefings.errors import BriefingError

_LARGEST = 8_000_000  # bytes; every platform takes as much
_FORMS = {
    "quotes": N_("every quote that is seen here, as a table (CSV)"),
    "markdown": N_("the articles that were added here, as Markdown in a zip archive"),
    "jsonl": N_("the articles that were added here, as JSON Lines"),
}


class TooLarge(BriefingError):
    """An export that is larger than a message may carry."""

    def __init__(self) -> None:
        super().__init__(N_("This is more than 8 MB; the operator can export it with briefing-bot export"))


def export(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer with a file."""
    what = arguments.get("what", "quotes")
    if what == "quotes":
        data, ending = _joined(quote_table(desk.shelf), "utf-8-sig"), "csv"
    elif what == "jsonl":
        data, ending = _joined(json_lines(entries(desk.shelf, own=True)), "utf-8"), "jsonl"
    else:
        data, ending = markdown_archive(entries(desk.shelf, own=True)), "zip"
    if len(data) > _LARGEST:
        raise TooLarge
    name = f"{'quotes' if what == 'quotes' else 'articles'}-{desk.now:%Y-%m-%d}.{ending}"
    return Reply(title=(strong(_("Exported")), ours(f": {_(_FORMS[what])}")), private=True, file=File(name, data))


def _joined(lines: Iterable[str], encoding: str) -> bytes:
    """Return *lines* as bytes; no more are made than a message may carry."""
    found = bytearray("".encode(encoding))
    for line in lines:
        found += line.encode()
        if len(found) > _LARGEST:
            raise TooLarge
    return bytes(found)


COMMANDS = (
    Command(
        "export",
        "The quotes seen here, or the articles that were added here, as a file",
        export,
        (Parameter("what", "Which; left out: quotes", choices=tuple(_FORMS)),),
        ("export", "export jsonl"),
        manage=True,
        steady=False,
    ),
)
