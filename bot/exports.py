"""Exports: articles as Markdown or JSON Lines that import again as they are, and quotes as a table."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator

from bot.commands.allowance import Allowance, too_long
from briefings.article import Article
from briefings.library.rows import Held, HeldQuote
from briefings.library.shelf import Shelf
from briefings.library.speech import QuoteFilter
from briefings.records import write_markdown, write_record

COLUMNS = (
    "cite",
    "quote",
    "speaker",
    "grade",
    "kind",
    "set by an editor",
    "article",
    "title",
    "source",
    "url",
    "published",
)
_BATCH = 200  # entries that are read at once
_MOST_QUOTES = 10_000  # of one entry
_LONGEST_NAME = 200  # bytes of a file's name, its ending left out
_LEFT_OUT = "[left out: more than the article allows]"
_FORMULA = "=+-@|%＝＋－＠"  # what spreadsheets may take for the beginning of a formula or a command


def entries(shelf: Shelf, own: bool = False) -> Iterator[Held]:
    """Yield every entry of *shelf* in the order of arrival; *own*: only what was added in its workspace."""
    last = 0
    while found := shelf.after(last, _BATCH, own):
        yield from found
        last = found[-1].number


def markdown_name(article: Article) -> str:
    """Return a file name for *article*: its id, or as much of it as a file name may have."""
    name = article.id.encode()
    if len(name) <= _LONGEST_NAME:
        return f"{article.id}.md"
    return f"{name[:_LONGEST_NAME].decode(errors='ignore')}-{article.sha256[:8]}.md"


def markdown_archive(found: Iterable[Held]) -> bytes:
    """Return a zip archive with one file of Markdown for each entry."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for held in found:
            # The name alone gives the file the earliest date of the format: the same articles are the same archive.
            name = zipfile.ZipInfo(markdown_name(held.article))
            archive.writestr(name, write_markdown(held.article), zipfile.ZIP_DEFLATED)
    return data.getvalue()


def json_lines(found: Iterable[Held]) -> Iterator[str]:
    """Yield one line of JSON, its end included, for each entry."""
    for held in found:
        yield write_record(held.article) + "\n"


def quote_table(shelf: Shelf) -> Iterator[str]:
    """Yield the lines of a table (CSV, RFC 4180) of every quote that *shelf* shows, beginning with the columns.

    A quote that is longer than its article allows, or more than its licence does, is named without its words.
    """
    yield _csv_line(COLUMNS)
    allowance = Allowance()
    for held in entries(shelf):
        for quote in shelf.quotes(QuoteFilter(article=held.number), _MOST_QUOTES).items:
            may = not too_long(held, quote.quote.span) and allowance.spend(held, quote.quote.span)
            yield _csv_line([cell(each) for each in _row(quote, may)])


def cell(text: str) -> str:
    """Return *text* so that no spreadsheet takes it for a formula (owasp.org, "CSV Injection").

    An apostrophe in front is what spreadsheets themselves put before words that are meant as words.
    """
    begins = text.lstrip()[:1]
    return f"'{text}" if (begins and begins in _FORMULA) or text[:1] in ("\t", "\r", "\n") else text


def _row(quote: HeldQuote, may_show: bool) -> list[str]:
    article, found = quote.held.article, quote.quote
    return [
        quote.cite,
        found.span.of(article.text) if may_show else _LEFT_OUT,
        " ".join((quote.speaker or "").split()),
        found.grade.value,
        found.kind.value,
        quote.correction.at.date().isoformat() if quote.correction else "",
        article.id,
        article.title,
        article.source or "",
        article.url or "",
        article.published.date().isoformat() if article.published else "",
    ]


def _csv_line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, quoting=csv.QUOTE_ALL).writerow(cells)
    return line.getvalue()
