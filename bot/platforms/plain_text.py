"""A reply as plain text: one line for each card, nothing folded, nothing that a terminal would obey."""

import re

from bot.catalogue import _, speaking
from bot.replies import Card, Ink, Line, Piece, Press, Reply

# Control characters move the cursor or colour the screen; bidirectional ones turn words around. Both are shown, not
# obeyed. Line breaks and tabs inside a slice become spaces.
_SPACE = re.compile(r"[\t\n\r\v\f\x85\u2028\u2029]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """Return *text* on one line, its control characters written out."""
    return _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", _SPACE.sub(" ", text))


def line_text(line: Line) -> str:
    """Return a line of pieces as text; words that stand out in their slice have asterisks around them."""
    return "".join(_piece_text(piece) for piece in line)


def card_text(card: Card) -> str:
    """Return a card as one line."""
    return " — ".join(line_text(line) for line in card.lines)


def render(reply: Reply) -> str:
    """Return *reply* as lines of text with a line break at the end."""
    title = line_text(reply.title)
    lines = [f"{title} - {visible(reply.lead)}" if reply.lead else title]
    lines += [card_text(card) for card in reply.cards]
    lines += [line_text(line) for line in reply.notes]
    if reply.pages > 1:
        with speaking(reply.language):
            lines.append(_("Page {page} of {pages}").format(page=reply.page, pages=reply.pages) + ".")
    asks = [f"{button.label}: {button.line}" for button in reply.buttons if button.press is Press.ASK]
    if asks:
        lines.append("[" + "] [".join(visible(ask) for ask in asks) + "]")
    return "\n".join(lines) + "\n"


def _piece_text(piece: Piece) -> str:
    text = visible(piece.text)
    if piece.url:
        return f"{text} <{visible(piece.url)}>"
    if piece.ink is Ink.MARKED:
        return f"*{text}*"
    return text
