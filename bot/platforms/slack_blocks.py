"""A reply as Slack's message JSON: blocks, and a text that is a complete answer by itself. Pure.

The numbers are from Slack's Block Kit reference (2026). The articles' words stand in rich text elements, which are
literal: nothing in them is read as form, mention or link.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from bot.catalogue import speaking
from bot.platforms.packing import Size, button_id, pack, place_text, printable, sharing, turning, with_lists
from bot.replies import Button, Card, Ink, Line, Piece, Reply, plain

HEADER = 150
BUTTON_TEXT = 75
BLOCKS = 50
ALL_BLOCKS = 13200  # characters of the blocks' JSON: more is refused, which no document says
_AROUND = 9  # blocks beside the cards: who is called, title, lead, footer and five rows of buttons
# At most, for a message's cards: characters of their JSON and of their text, and cards.
_ROOM = (9000, 2600, BLOCKS - _AROUND)
_LEAST_ROOM = 2000
_SPARE = 1100  # for the footer, the seals of the buttons, what is said before the title and what stands around it all
_TITLE_ROOM = (3000, 1000, 1)
_TITLE_TEXT = 300
_ROW = 5
_ROWS = 4  # of the reply's own buttons

_USER = re.compile(r"[UW][A-Z0-9]+")
_CHANNEL = re.compile(r"[CG][A-Z0-9]+")

Block = dict[str, Any]
_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


@dataclass(frozen=True, slots=True)
class Message:
    """A message's JSON (text, blocks), how many parts the reply has, and lines that button values are too short for."""

    payload: dict[str, Any]
    parts: int
    kept: dict[str, str] = field(default_factory=dict)


def escape(text: str) -> str:
    """Return *text* for a `text` field, in which <...> would be a mention, a channel or a link."""
    return printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@lru_cache(maxsize=500)
def render(reply: Reply, part: int = 0, token: str | None = None, lead_in: str = "") -> Message:
    """Return part *part* (from 0; the last one if there are fewer) of *reply*.

    *token* marks a digest's message, so that it is found again; *lead_in* is said before the title ("Shared by ...").
    """
    with speaking(reply.language):
        return _render(reply, part, token, lead_in)


def _render(reply: Reply, part: int, token: str | None, lead_in: str) -> Message:
    groups = _groups(reply)
    part = min(part, len(groups) - 1)
    kept: dict[str, str] = {}
    place = place_text(reply, part, len(groups))
    footer = " · ".join(filter(None, (place, f"id {token}-{part + 1}" if token else "")))
    called = [_calling(reply.mention)] if reply.mention and token and part == 0 else []
    blocks = [*called, *_title(reply, lead_in), *(_rich(card) for card in with_lists(groups[part]))]
    if footer:
        blocks.append({"type": "context", "elements": [{"type": "plain_text", "text": footer, "emoji": False}]})
    blocks += _actions(reply, part, len(groups), token, kept)
    payload: dict[str, Any] = {"text": _text(reply, groups[part], lead_in, place), "blocks": blocks}
    return Message(payload, len(groups), kept)


def _calling(group: str) -> Block:
    """Return the block that calls a user group (its id)."""
    elements = [{"type": "usergroup", "usergroup_id": group}]
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}


@lru_cache(maxsize=100)
def _groups(reply: Reply) -> list[list[Card]]:
    """Return the cards of each part."""
    return pack([*reply.cards, *((Card(reply.notes),) if reply.notes else ())], _size, _room(reply))


def _room(reply: Reply) -> Size:
    """Return what a message's cards may measure beside the title and the buttons that each of its parts has."""
    around = [*_title(reply, ""), *_actions(replace(reply, private=False), 1, 3, None, {})]
    return (max(_LEAST_ROOM, min(_ROOM[0], ALL_BLOCKS - _SPARE - _length(around))), *_ROOM[1:])


def _length(json_value: object) -> int:
    return len(_JSON(json_value))


def _title(reply: Reply, lead_in: str) -> list[Block]:
    """Return a header where the title fits into one, and the lead below it."""
    title = printable(lead_in + plain(reply.title))
    lead = printable(reply.lead)
    blocks: list[Block] = []
    if len(title) <= HEADER and reply.lead:
        blocks.append({"type": "header", "text": {"type": "plain_text", "text": title, "emoji": False}})
        blocks.append(_rich(Card(((Piece(lead),),))))
        return blocks
    line = (*((Piece(lead_in),) if lead_in else ()), *reply.title, *((Piece(f" - {lead}"),) if lead else ()))
    return [_rich(card) for group in pack([Card((line,))], _size, _TITLE_ROOM)[:1] for card in group]


@lru_cache(maxsize=100)
def _rich(card: Card) -> Block:
    """Return the block of a card, which is not to be changed: it is measured first and shown after that."""
    elements: list[Block] = []
    for number, line in enumerate(card.lines):
        if number:
            elements.append({"type": "text", "text": "\n"})
        elements += [_element(piece) for piece in line if piece.text]
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements or [_EMPTY]}]}


_EMPTY: Block = {"type": "text", "text": " "}
_STYLES: dict[Ink, dict[str, bool]] = {
    Ink.STRONG: {"bold": True},
    Ink.MARKED: {"bold": True},
    Ink.QUIET: {"italic": True},
    Ink.CITE: {"code": True},
    Ink.TYPED: {"code": True},
    Ink.LINE: {"code": True},
}


def _element(piece: Piece) -> Block:
    text = printable(piece.text)
    if piece.url:
        return {"type": "link", "url": piece.url.replace("|", "%7C").replace(">", "%3E"), "text": text}
    if piece.ink is Ink.PERSON and _USER.fullmatch(text):
        return {"type": "user", "user_id": text}
    if piece.ink is Ink.CHANNEL and _CHANNEL.fullmatch(text):
        return {"type": "channel", "channel_id": text}
    style = _STYLES.get(piece.ink)
    return {"type": "text", "text": text, **({"style": style} if style else {})}


def _size(card: Card) -> Size:
    return (_length(_rich(card)) + 2, len(_card_text(card)) + 1, 1)


@lru_cache(maxsize=100)
def _card_text(card: Card) -> str:
    return "\n".join(_line_text(line) for line in card.lines)


def _line_text(line: Line) -> str:
    return escape(plain(line))


def _text(reply: Reply, cards: Sequence[Card], lead_in: str, place: str) -> str:
    """Return the whole part as text: what notifications show and screen readers read."""
    title = (lead_in + plain(reply.title))[:_TITLE_TEXT]
    head = escape(f"{title} - {reply.lead}" if reply.lead else title)
    return "\n".join(filter(None, (head, *(_card_text(card) for card in cards), place)))


def _actions(reply: Reply, part: int, parts: int, token: str | None, kept: dict[str, str]) -> list[Block]:
    turns = [] if token else turning(reply, part, parts)
    share = [] if token else sharing(reply)
    asks = list({button.line: button for button in reply.buttons}.values())[: _ROW * _ROWS]
    below = asks if turns else [*asks, *share]
    rows = [[*turns, *share]] if turns else []
    rows += [below[at : at + _ROW] for at in range(0, len(below), _ROW)]
    return [
        {"type": "actions", "block_id": f"row{number}", "elements": _buttons(row, number, kept)}
        for number, row in enumerate(rows)
    ]


def _buttons(buttons: Sequence[Button], row: int, kept: dict[str, str]) -> list[Block]:
    return [
        {
            "type": "button",
            "action_id": f"{button.press.value}-{row}-{place}",
            "text": {"type": "plain_text", "text": _cut(printable(button.label)), "emoji": False},
            "value": button_id(button, kept),
        }
        for place, button in enumerate(buttons)
    ]


def _cut(text: str) -> str:
    text = " ".join(text.split()) or "?"
    return text if len(text) <= BUTTON_TEXT else text[: BUTTON_TEXT - 1] + "…"
