"""A reply as Discord's Components V2: one panel, each button beside what it is about. Pure.

The numbers are from Discord's component reference (2026). A message of this kind has neither content nor embeds and
shows nothing in a push notification, so it is for answers to a person; digests and what is shared are discord_cards.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from bot.catalogue import _, speaking
from bot.platforms.discord_cards import (
    COLOUR,
    CONTENT,
    ROW,
    Message,
    button_parts,
    escape,
    in_rows,
    line_text,
    title_text,
    units,
    within,
)
from bot.platforms.packing import Size, pack, place_text, sharing, turning, with_lists
from bot.replies import Button, Card, Ink, Line, Reply

TEXT = 4000  # characters of all text displays
COMPONENTS = 40  # nested ones too
_ROW, _SECTION, _TEXT, _FILE, _SEPARATOR, _CONTAINER = 1, 9, 10, 13, 14, 17
_ASIDE = 15  # the most buttons that stand beside nothing
_AROUND = 10  # the panel, its title, the line under it, the first text, a file, the page, and a row to turn it
_BESIDE = 4  # a section, its text, its button, and the text that follows it
_FOOTER = 60  # characters

Component = dict[str, Any]


@lru_cache(maxsize=500)
def render(reply: Reply, part: int = 0, lead_in: str = "") -> Message:
    """Return part *part* (from 0; the last one if there are fewer) of *reply*; *lead_in* is said before the title."""
    with speaking(reply.language):
        return _message(reply, part, lead_in)


def _message(reply: Reply, part: int, lead_in: str) -> Message:
    beside = _beside(reply)
    aside = [button for button in _asked(reply) if button not in beside.values()][:_ASIDE]
    head = _head(reply, lead_in)
    groups = _groups(reply, TEXT - units(head) - _FOOTER, COMPONENTS - _AROUND - _cost(len(aside)))
    part = min(part, len(groups) - 1)
    kept: dict[str, str] = {}
    body = list(_body(with_lists(groups[part]), beside, kept))
    shown = [_text(head), *([{"type": _SEPARATOR}] if body else []), *body]
    if reply.file:
        shown.append({"type": _FILE, "file": {"url": f"attachment://{reply.file.name}"}})
    place = place_text(reply, part, len(groups))
    shown += [_text(f"-# {place}")] if place else []
    turns, share = turning(reply, part, len(groups)), sharing(reply)
    rows = [*in_rows(aside), [*turns, *share]] if turns else in_rows([*aside, *share])
    shown += [{"type": _ROW, "components": button_parts(row, kept)} for row in rows]
    panel = {"type": _CONTAINER, "accent_color": COLOUR, "components": shown}
    return Message({"components": [panel]}, len(groups), kept)


@lru_cache(maxsize=100)
def _groups(reply: Reply, characters: int, components: int) -> list[list[Card]]:
    """Return the cards of each part."""
    cites = set(_beside(reply))

    def size(card: Card) -> Size:
        return units(_card(card)) + 2, _BESIDE if _first_cite(card) in cites else 0

    return pack([*reply.cards, *((Card(reply.notes),) if reply.notes else ())], size, (characters, components))


def _asked(reply: Reply) -> list[Button]:
    """Return the reply's buttons, each line once."""
    return list({button.line: button for button in reply.buttons}.values())


def _beside(reply: Reply) -> dict[str, Button]:
    """Return, by the cite that heads a card, the button that names it: "Context A1-q2" asks about A1-q2."""
    named = {button.label.rpartition(" ")[2]: button for button in reversed(_asked(reply))}
    heading = dict.fromkeys(filter(None, map(_first_cite, reply.cards)))
    return {cite: named[cite] for cite in heading if cite in named and named[cite].line.endswith(f":{cite}")}


def _first_cite(card: Card) -> str:
    """Return the cite of what *card* is about; one that begins with less important words is about nothing by itself."""
    if card.lines and card.lines[0][:1] and card.lines[0][0].ink is Ink.QUIET:
        return ""
    return next((piece.text for line in card.lines for piece in line if piece.ink is Ink.CITE), "")


def _body(cards: Sequence[Card], beside: dict[str, Button], kept: dict[str, str]) -> Iterator[Component]:
    """Yield the cards: those with a button as sections, those between them as one text."""
    left = dict(beside)
    for button, group in groupby(cards, key=lambda card: left.pop(_first_cite(card), None)):
        text = "\n\n".join(map(_card, group))
        if not text.strip():
            continue
        if button is None:
            yield _text(text)
            continue
        (part,) = button_parts([Button(_short(button.label), button.line, button.press)], kept)
        yield {"type": _SECTION, "components": [_text(text)], "accessory": part}


def _short(label: str) -> str:
    """Return what a button says beside a card that shows its cite: "Context" for "Context A1-q2", "Read" for "A1"."""
    return label.rpartition(" ")[0] or _("Read")


@lru_cache(maxsize=100)
def _card(card: Card) -> str:
    """Return a card in Discord's markdown; it is asked for when cards are measured, and again when they are shown."""
    return "\n".join(map(_line, card.lines))


def _line(line: Line) -> str:
    """Return a line in Discord's markdown; one that begins with less important words is small."""
    text = line_text(line)
    small = line and line[0].ink is Ink.QUIET and text.strip()
    return f"-# {text}" if small else text


def _head(reply: Reply, lead_in: str) -> str:
    """Return what this is and, smaller, how many; a sentence of ours is no heading."""
    title = " ".join(title_text(reply).split())
    heading = any(piece.ink is Ink.STRONG and piece.text.strip() for piece in reply.title)
    lead = f"\n-# {escape(' '.join(reply.lead.split()))}" if reply.lead.strip() else ""
    return within(f"{'### ' if heading else ''}{escape(lead_in)}{title}{lead}", CONTENT)


def _text(content: str) -> Component:
    return {"type": _TEXT, "content": content}


def _cost(buttons: int) -> int:
    return buttons + -(-buttons // ROW)
