"""Texts in passing: what stands in a message or a pasted text. It is analysed and answered; nothing of it is stored."""

from collections.abc import Mapping

from bot.catalogue import N_, _, counted, number
from bot.commands.command import Command, Kind, Parameter
from bot.commands.languages import is_offered, not_offered
from bot.commands.shown import ask, grade_text
from bot.desk import Desk
from bot.replies import Button, Card, Line, Reply, card, marked, ours, quiet, strong, words
from briefings.analysis import analyse
from briefings.article import Article
from briefings.entry import Entry, Quote
from briefings.entry import Kind as QuoteKind
from briefings.spans import Span

_GAP = 10  # characters of white space at a cut, which are gone
_MOST_NAMES = 10  # of a text's speakers that are looked for in the library
LONGEST = 20_000  # characters; messages are shorter, their files may be longer


def quotes_in(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer with the quotes of a text and who said them."""
    text = arguments["text"]
    entry = analyse(Article("passing", text, "", title_by="us"))
    total = len(entry.sentences)
    cut = cut_notes(text)
    if not is_offered(entry.article):
        return Reply(not_offered(entry.article, N_("Quotes are not offered for texts in {language}.")), private=True)
    if not entry.quotes:
        searched = counted("Searched: {n} sentence.", "Searched: {n} sentences.", total)
        return Reply((ours(_("Nothing is quoted in this text.")),), notes=((quiet(searched),), *cut), private=True)
    return Reply(
        title=(strong(_("Quotes in this text")),),
        lead=counted(
            "{passages} in {n} sentence",
            "{passages} in {n} sentences",
            total,
            passages=counted("{n} passage", "{n} passages", len(entry.quotes)),
        ),
        cards=tuple(_card(entry, quote) for quote in entry.quotes),
        notes=((quiet(_("Found in the text as it stands; nothing of it is stored or checked.")),), *cut),
        buttons=_quoted_here(desk, entry),
        private=True,
    )


def cut_notes(text: str) -> tuple[Line, ...]:
    """Return how much of a text was read if it may have been longer."""
    said = _("The first {n} characters were read.").format(n=number(LONGEST))
    return ((quiet(said),),) if len(text) > LONGEST - _GAP else ()


def _quoted_here(desk: Desk, entry: Entry) -> tuple[Button, ...]:
    """Offer what the library has of the speakers in the text who are quoted there too."""
    found = dict.fromkeys(
        " ".join(each.speaker.of(entry.article.text).split()) for each in entry.quotes if each.speaker
    )
    known = [name for name in list(found)[:_MOST_NAMES] if desk.shelf.speakers(name, 1)]
    return tuple(ask(_("{name} in the library").format(name=name), "quotes", speaker=name) for name in known[:4])


def _card(entry: Entry, quote: Quote) -> Card:
    text = entry.article.text
    if quote.kind is QuoteKind.FRAGMENT:
        around = next((each for each in entry.sentences if each.holds(quote.span)), quote.span)
        before, after = Span(around.start, quote.span.start), Span(quote.span.end, around.end)
        said = [words(before.of(text)), marked(quote.span.of(text)), words(after.of(text))]
    else:
        said = [ours('"'), words(quote.span.of(text)), ours('"')]
    if quote.speaker is None:
        return card([piece for piece in said if piece.text], [quiet(_("speaker not attributed"))])
    how = f" · {' '.join(quote.cue.of(text).split())}" if quote.cue else ""
    name = strong(" ".join(quote.speaker.of(text).split()))
    return card([piece for piece in said if piece.text], [name, quiet(f"{how} · {grade_text(quote.grade)}")])


COMMANDS = (
    Command(
        "analyse",
        "The quotes in a text you paste, and who said them; nothing is stored",
        quotes_in,
        (Parameter("text", "The text", Kind.WORDS, required=True, longest=LONGEST),),
        ("analyse “We will win,” Mayor Jane Roe said.",),
        steady=False,
        on_message="Quotes in this",
    ),
)
