"""A reply: what is answered, as meaning. Every platform's renderer gives it a form.

A reply has a title, a lead (what it is and how many, in our words), cards (one thing each: a quote, a sentence, an
entry), notes, and buttons. All text is made of pieces, and a piece knows whose words it holds: renderers show an
article's words literally.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from string import Formatter

from bot.catalogue import spoken


class Ink(StrEnum):
    """Whose words a piece holds and how they stand out."""

    OURS = "ours"
    STRONG = "strong"  # our words, or a name or title, as a heading
    QUIET = "quiet"  # our words, less important: speaker's grade, dates
    WORDS = "words"  # the article's words
    MARKED = "marked"  # the article's words that are meant inside a longer slice
    CITE = "cite"  # opens what it names
    TYPED = "typed"  # something to type
    LINE = "line"  # a whole command to type: its name, and each option with its name
    PERSON = "person"  # the platform's own id of somebody who asked
    CHANNEL = "channel"  # the platform's own id of a channel
    GROUP = "group"  # the platform's own id of a role or group


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text of one kind; ``url`` makes it a link to the article's source."""

    text: str
    ink: Ink = Ink.OURS
    url: str | None = None


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One thing of a reply: lines that belong together and are never parted from one another if they fit.

    A ``listed`` one is a row of a list: no room is left between it and the row before.
    """

    lines: tuple[Line, ...]
    listed: bool = False


class Press(StrEnum):
    """What a button does with the answer to its line."""

    ASK = "ask"  # give it to the person who pressed
    TURN = "turn"  # put it in the place of the present one
    SHARE = "share"  # post it to the channel
    TAKE_BACK = "unshare"  # delete it from the channel; the line is the id of who shared it
    FORM = "form"  # add what was filled in


@dataclass(frozen=True, slots=True)
class Button:
    """A label and the typed line that pressing it stands for."""

    label: str
    line: str
    press: Press = Press.ASK


class Entry(StrEnum):
    """How a field is filled in."""

    TYPED = "typed"
    CHOSEN = "chosen"  # one of its choices
    OFFERED = "offered"  # values of the library are offered for what is typed, which will do as well
    NUMBER = "number"
    CHANNEL = "channel"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in: the parameter's name, what is shown above it, what stands in it, and whether it is long.

    ``hint`` says what it is for, ``menu_hint`` so where it is a menu; ``labels`` what its ``choices`` are called;
    ``several`` that commas part several values in it; ``most`` how many files it takes.
    """

    name: str
    label: str
    value: str = ""
    long: bool = False
    required: bool = False
    entry: Entry = Entry.TYPED
    choices: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    hint: str = ""
    menu_hint: str = ""
    several: bool = False
    most: int = 1

    @property
    def labelled(self) -> tuple[tuple[str, str], ...]:
        """Return the choices, each with what it is called before it."""
        return tuple(zip(self.labels or self.choices, self.choices, strict=True))


@dataclass(frozen=True, slots=True)
class Form:
    """Things to fill in; sent off, they are added to the typed *line*. ``about`` says what becomes of them."""

    title: str
    line: str
    fields: tuple[Field, ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """A file that goes with a reply."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer. ``line`` is the typed line that asks for it again; ``page`` of ``pages`` says which part it is.

    ``mention`` is the platform's id of a role or group that a posted digest calls: the one mention that is ever sent.
    ``form`` is opened where the platform has forms; the rest of the reply says what to type where it has none.
    ``option`` names the parameter whose value was not understood.
    """

    title: Line
    lead: str = ""
    cards: tuple[Card, ...] = ()
    notes: tuple[Line, ...] = ()
    buttons: tuple[Button, ...] = ()
    line: str = ""
    page: int = 1
    pages: int = 1
    understood: bool = True
    private: bool = False  # for the person alone: settings, mistakes
    shareable: bool = True  # where this person is
    form: Form | None = None
    file: File | None = None
    mention: str = ""
    language: str = field(default_factory=spoken)  # of our own words in it
    option: str = ""

    @property
    def size(self) -> int:
        """Return how many characters the cards hold."""
        return sum(len(piece.text) for card in self.cards for line in card.lines for piece in line)

    def asked_by(self, line: str) -> "Reply":
        """Return this reply as the answer to the typed *line*."""
        return replace(self, line=line)


def ours(text: str) -> Piece:
    """Return a piece of our own words."""
    return Piece(text)


def strong(text: str) -> Piece:
    """Return a piece that heads what follows."""
    return Piece(text, Ink.STRONG)


def quiet(text: str) -> Piece:
    """Return a piece of less important words of ours."""
    return Piece(text, Ink.QUIET)


def words(text: str) -> Piece:
    """Return a piece of an article's words."""
    return Piece(text, Ink.WORDS)


def marked(text: str) -> Piece:
    """Return a piece of an article's words that stands out in its slice."""
    return Piece(text, Ink.MARKED)


def cite(text: str) -> Piece:
    """Return a piece that opens what it names."""
    return Piece(text, Ink.CITE)


def person(text: str) -> Piece:
    """Return a piece that names somebody by the platform's own id."""
    return Piece(text, Ink.PERSON)


def channel(text: str) -> Piece:
    """Return a piece that names a channel by the platform's own id."""
    return Piece(text, Ink.CHANNEL)


def typed(text: str) -> Piece:
    """Return a piece that can be typed."""
    return Piece(text, Ink.TYPED)


def command_line(text: str) -> Piece:
    """Return a piece that is a whole command; platforms show it as it is typed there."""
    return Piece(text, Ink.LINE)


def phrase(message: str, ink: Ink = Ink.OURS, /, **values: Piece | Iterable[Piece]) -> list[Piece]:
    """Return *message*, a sentence of ours, as pieces: its named places hold the pieces given as *values*."""
    found: list[Piece] = []
    for literal, name, _, _ in Formatter().parse(message):
        found += [Piece(literal, ink)] if literal else []
        if name:
            value = values[name]
            found += [value] if isinstance(value, Piece) else value
    return found


def card(*lines: Iterable[Piece]) -> Card:
    """Return a card of these lines; empty ones are left out."""
    return Card(tuple(filter(None, (tuple(line) for line in lines))))


def row(*pieces: Piece) -> Card:
    """Return a row of a list."""
    return Card((pieces,), listed=True)


def mistake(sentence: str, *buttons: Button) -> Reply:
    """Return the reply to something that was not understood: one sentence that says what to do instead."""
    return Reply(title=(ours(sentence),), buttons=buttons, understood=False, private=True)


def plain(line: Line) -> str:
    """Return the text of *line* without any form."""
    return "".join(piece.text for piece in line)
