"""Answers to read from, replies made up by hypothesis, and a reader of what Discord would make of a text."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path

from hypothesis import strategies as st

from bot.answers import Answers
from bot.calls import write_line
from bot.desk import Asker
from bot.replies import Button, Card, Ink, Line, Piece, Reply
from briefings.library.database import open_database
from briefings.library.deliveries import Deliveries
from briefings.library.library import Library
from tests.fakes import FakeClock

MANAGER = Asker("terminal", may_manage=True)


@contextmanager
def answers_from(folder: Path, *corpus: Path) -> Iterator[Answers]:
    """Answers from the articles of *corpus*, with a database in *folder*."""
    clock, engine = FakeClock(), open_database("sqlite:///library.db", folder)
    library = Library(engine)
    library.sync(corpus, clock.now())
    yield Answers(library, Deliveries(engine), clock)
    library.close()


def ask(answers: Answers, line: str, asker: Asker = MANAGER) -> Reply:
    """The answer to a typed line."""
    return answers.answer_here(line, asker)


NASTY = (
    "@everyone",
    "@here",
    "<!channel>",
    "<@1>",
    "<@&2>",
    "<#3>",
    "<t:1700000000:R>",
    "<:cat:123>",
    "</open:1>",
    "[masked](https://example.com)",
    "||spoiler||",
    "**bold**",
    "*x*",
    "_y_",
    "__z__",
    "~~gone~~",
    "`code`",
    "``",
    "\n```py\nprint()\n```",
    "\n# Heading",
    "\r## Heading",
    "\n-# small",
    "\n> quote",
    "\n>>> quote",
    "\n- item",
    "\n* item",
    "\n1. item",
    "\n  12. item",
    "https://example.com/a_b?c=d&e",
    "http://x",
    "discord.gg/abc",
    ":smile:",
    ":+1::wave::skin-tone-2:",
    "10:30:59",
    "\\",
    "\\*",
    "&amp;",
    "a|b",
    "\x00",
    "\x1b[31m",
    "\ud800",
    "\udfff",
    "\u202egnp.exe\u202c",
    "\u200f",
    "שלום עולם",
    "👩‍👩‍👧‍👦",
    "🏳️‍🌈" * 3,
    "e\u0301",
    "“curly”",
    "”",
    "'",
    '"',
    "part:3 page:2",
    "A1-q2",
    "x" * 300,
    " " * 40,
    "\t",
)
texts = st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=12)), max_size=8).map("".join)
typeable = texts.map(lambda text: re.sub(r"[\ud800-\udfff]", "", text))
urls = st.from_regex(r"https?://[a-z]{1,8}\.org/[\w()<>|\\*_\[\]%-]{0,20}", fullmatch=True)
pieces = st.builds(Piece, texts, st.sampled_from(Ink), st.one_of(st.none(), st.none(), urls))
lines = st.lists(pieces, min_size=1, max_size=4).map(tuple)
cards = st.builds(Card, st.lists(lines, min_size=1, max_size=3).map(tuple))


@st.composite
def long_cards(draw: st.DrawFn) -> Card:
    """A card with a line of up to 20,000 characters."""
    text = draw(texts.filter(bool))
    times = draw(st.integers(1, 20_000 // len(text) + 1))
    return Card((draw(lines), (Piece((text * times)[:20_000], draw(st.sampled_from(Ink))),)), draw(st.booleans()))


@st.composite
def buttons(draw: st.DrawFn) -> tuple[Button, ...]:
    """Up to thirty buttons; some have lines that are longer than a platform's ids."""
    some = draw(st.lists(st.tuples(texts, typeable), max_size=5))
    count = draw(st.integers(0, 30)) if some else 0
    return tuple(
        Button(f"{label}{number}", write_line("search", {"text": f"{text} {number}"}))
        for number, (label, text) in enumerate(islice(cycle(some), count))
    )


@st.composite
def replies(draw: st.DrawFn) -> Reply:
    """A reply of one to 500 cards with at most about 20,000 characters."""
    some = draw(st.lists(cards, min_size=1, max_size=4)) + draw(st.lists(long_cards(), max_size=1))
    count = draw(st.one_of(st.integers(1, 60), st.integers(1, 500)))
    several = islice(cycle(some), count)
    numbered = (Card(((Piece(f"({number}) "),), *card.lines), card.listed) for number, card in enumerate(several))
    title = draw(texts.filter(str.strip))[:200]
    pages = draw(st.integers(1, 3))
    return Reply(
        title=(Piece(title, draw(st.sampled_from([Ink.OURS, Ink.STRONG]))),),
        lead=draw(texts)[:200],
        cards=tuple(_first(numbered, 20_000)),
        notes=draw(st.lists(lines, max_size=2).map(tuple)),
        buttons=draw(buttons()),
        line=draw(st.sampled_from(["", "quotes", "search text:" + '"part:3 page:2 ' + "x" * 120 + '"'])),
        page=draw(st.integers(1, pages)),
        pages=pages,
        private=draw(st.booleans()),
    )


def _first(several: Iterable[Card], characters: int) -> Iterable[Card]:
    """Give cards until they have so many characters together; the first in any case."""
    used = 0
    for card in several:
        length = sum(len(piece.text) for line in card.lines for piece in line)
        if used and used + length > characters:
            return
        used += length
        yield card


def lines_of(reply: Reply) -> list[Line]:
    """The lines of the reply's cards and notes."""
    return [line for card in (*reply.cards, Card(reply.notes)) for line in card.lines]


def squeezed(text: str) -> str:
    """*text* without white space, for comparing what may be folded differently."""
    return "".join(text.split())


def sendable(text: str) -> str:
    """*text* with what may not be sent replaced, by a rule of its own."""
    return "".join(c if c in "\t\n\r" or not is_unsendable(c) else "\ufffd" for c in text)


def is_unsendable(c: str) -> bool:
    """Whether no platform takes *c*, or it would turn the direction of what follows it."""
    return ord(c) < 32 or c == "\x7f" or 0xD800 <= ord(c) <= 0xDFFF or unicodedata.bidirectional(c) in TURNING


OBEYED = {"Cc", "Cs", "Zl", "Zp"}  # control characters, halves of characters, line and paragraph separators
TURNING = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}


def is_harmless(character: str) -> bool:
    """Tell whether no terminal obeys *character*."""
    known = unicodedata.category(character) not in OBEYED and unicodedata.bidirectional(character) not in TURNING
    return known and character not in "\u200e\u200f\u061c"


def utf16_units(text: str) -> int:
    return sum(2 if ord(character) > 0xFFFF else 1 for character in text)


@dataclass
class Shown:
    """What a reader sees: the letters, and every form with the letters in it."""

    text: str = ""
    forms: list[tuple[str, str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)  # words and address


# As Discord's client reads it (simple-markdown with Discord's rules); a form that is only likely counts too.
_BLOCKS = (
    ("heading", re.compile(r"[^\S\n\r]*#{1,3}\s")),
    ("small", re.compile(r"[^\S\n\r]*-#\s")),
    ("quote", re.compile(r"[^\S\n\r]*>")),
    ("list", re.compile(r"[^\S\n\r]*(?:[-*+]|\d+\.)\s")),
)
_WRAPS = (
    ("bold", re.compile(r"\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)")),
    ("spoiler", re.compile(r"\|\|([\s\S]+?)\|\|")),
    ("struck", re.compile(r"~~([\s\S]+?)~~")),
    ("slanted", re.compile(r"[*_]([\s\S]+?)[*_]")),
)
_ONES = (
    ("link", re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S")),
    ("mention", re.compile(r"@(?:everyone|here)\b")),
    ("angle", re.compile(r"<[@#:/aité]|<\w+:")),
    ("emoji", re.compile(r":[\w+~-]+:")),
)
_CODE = re.compile(r"(`+)([\s\S]*?[^`])\1(?!`)")
_MASKED = re.compile(r"\[((?:\\[\s\S]|[^\\\]])+)\]\((<[^<>\s]*>|[^\s()]*)\)")
_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
_LINK_BEHIND = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*$")


def as_discord_shows(markdown: str) -> Shown:
    """Read *markdown* as Discord's client would."""
    shown = Shown()
    at = 0
    while at < len(markdown):
        if at == 0 or markdown[at - 1] in "\n\r":
            shown.forms += [(name, "") for name, block in _BLOCKS if block.match(markdown, at)]
        at = _step(markdown, at, shown)
    return shown


def _step(markdown: str, at: int, shown: Shown) -> int:
    character = markdown[at]
    if character not in "\\`[*_~|<@:":
        shown.text += character
        return at + 1
    if escaped := _ESCAPE.match(markdown, at):
        shown.text += escaped[1]
        return escaped.end()
    if code := _CODE.match(markdown, at):
        return _formed("code", Shown(code[2]), code.end(), shown)
    if masked := _MASKED.match(markdown, at):
        inner = as_discord_shows(masked[1])
        inner.links.append((inner.text, masked[2].strip("<>")))
        return _formed("masked", inner, masked.end(), shown)
    for name, wrap in _WRAPS:
        if wrapped := wrap.match(markdown, at):
            return _formed(name, as_discord_shows(wrapped[1]), wrapped.end(), shown)
    for name, one in _ONES:
        if one.match(markdown, at):
            shown.forms.append((name, markdown[at : at + 20]))
    if markdown.startswith("://", at) and _LINK_BEHIND.search(markdown, max(0, at - 12), at):
        shown.forms.append(("link", markdown[at : at + 20]))
    shown.text += character
    return at + 1


def _formed(name: str, inner: Shown, end: int, shown: Shown) -> int:
    shown.forms += [(name, inner.text), *inner.forms]
    shown.links += inner.links
    shown.text += inner.text
    return end
