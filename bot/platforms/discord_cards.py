"""A reply as Discord's message JSON. Pure; the numbers are from Discord's API documentation (2026)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import Any

from bot.catalogue import speaking
from bot.platforms.packing import Size, button_id, pack, place_text, printable, sharing, turning, with_lists
from bot.replies import Button, Card, Ink, Line, Piece, Press, Reply, plain

DESCRIPTION = 4096  # with its footer, an embed stays below the 6,000 that all of its texts may have
CONTENT = 2000
LABEL = 80
ROW = 5
ROWS = 5
_TITLE_ROOM = 900
COLOUR = 0x2F6FB0
_PRIMARY, _SECONDARY = 1, 2

# Whatever Discord's markdown could read as form, mention, link, emoji or time gets a backslash, which it does not show.
# "discord.gg/x" is shown with a button to join, also without "https://" (Cog-Creators/Red-DiscordBot#6586).
_SPECIAL = re.compile(r"[\\`*_~|<@\[\]]|:(?=//|[\w+~-]+:)|(?i:(?<=discord)|(?<=discordapp))\.(?=\w)")
_ID = re.compile(r"[0-9]{15,20}")
_QUOTED = re.compile(r'(?<=:)"((?:[^"\\]|\\.)*)"(?=\s|$)')
_SHORT = 200  # characters of a line; a longer one may be parted
_FORMS = {
    Ink.STRONG: "bold",
    Ink.MARKED: "bold",
    Ink.CITE: "code",
    Ink.TYPED: "code",
    Ink.LINE: "code",
    Ink.PERSON: "person",
    Ink.CHANNEL: "channel",
    Ink.GROUP: "role",
}
_CALLS = {"person": "@", "channel": "#", "role": "@&"}
# A carriage return begins a line too.
_LINE_START = re.compile(r"(?:^|(?<=\r))([^\S\r\n]*)([-+=#>]|\d+(?=\.))", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Message:
    """A message's JSON, how many parts the reply has, and the lines that its buttons' ids are too short for."""

    payload: dict[str, Any]
    parts: int
    kept: dict[str, str] = field(default_factory=dict)


def escape(text: str) -> str:
    """Return *text* so that Discord shows it letter for letter."""
    escaped = _SPECIAL.sub(r"\\\g<0>", printable(text))
    if text.isprintable() and not _LINE_START.match(escaped):
        return escaped  # as most texts are: without line breaks
    return _LINE_START.sub(lambda m: f"{m[1]}{m[2]}\\" if m[2].isdigit() else f"{m[1]}\\{m[2]}", escaped)


def units(text: str) -> int:
    """Return the length of *text* as Discord counts it: in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


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
    description = "\n\n".join(card_text(card) for card in with_lists(groups[part]))
    footer = [place_text(reply, part, len(groups)), f"id {token}-{part + 1}" if token else ""]
    kept: dict[str, str] = {}
    mention = reply.mention if token and part == 0 else ""
    payload: dict[str, Any] = {"content": _content(reply, f"<@&{mention}> " if mention else "", lead_in)}
    if mention:
        payload["allowed_mentions"] = {"parse": [], "roles": [mention]}
    if description.strip():
        embed: dict[str, Any] = {"description": description, "color": COLOUR}
        if any(footer):
            embed["footer"] = {"text": " · ".join(filter(None, footer))}
        payload["embeds"] = [embed]
    rows = _rows(reply, part, len(groups), token, kept)
    if rows:
        payload["components"] = rows
    return Message(payload, len(groups), kept)


@lru_cache(maxsize=100)
def _groups(reply: Reply) -> list[list[Card]]:
    """Return the cards of each part."""
    return pack([*reply.cards, *((Card(reply.notes),) if reply.notes else ())], _size, (DESCRIPTION,))


def card_text(card: Card) -> str:
    """Return a card in Discord's markdown."""
    return "\n".join(line_text(line) for line in card.lines)


def line_text(line: Line) -> str:
    """Return a line of pieces in Discord's markdown; neighbours of one form are one, so their marks cannot meet."""
    groups = groupby((piece for piece in line if piece.text), key=lambda piece: (_form(piece.ink), piece.url))
    return "".join(_form_text("".join(map(_said, group)), *form) for form, group in groups)


def _said(piece: Piece) -> str:
    return slash_command(piece.text) if piece.ink is Ink.LINE and not piece.url else piece.text


def slash_command(line: str) -> str:
    """Return a typed *line* as a slash command, whose options need no quotation marks; one that is long keeps them."""
    return "/" + (_QUOTED.sub(lambda found: re.sub(r"\\(.)", r"\1", found[1]), line) if len(line) <= _SHORT else line)


def _form(ink: Ink) -> str:
    return _FORMS.get(ink, "plain")


def _form_text(text: str, form: str, url: str | None) -> str:
    if url:
        return f"[{escape(text)}](<{url.replace('>', '%3E').replace(')', '%29').replace('<', '%3C')}>)"
    if form in ("person", "channel", "role") and _ID.fullmatch(text):
        return f"<{_CALLS[form]}{text}>"  # shown as the name; mentions are off, so none calls
    if form == "code":
        return f"`{printable(text).replace('`', chr(0x2019))}`"
    return f"**{escape(text)}**" if form == "bold" and text.strip() else escape(text)


def _size(card: Card) -> Size:
    return (units(card_text(card)) + 2,)


def title_text(reply: Reply) -> str:
    """Return the reply's title in Discord's markdown; one that is too long ends in an ellipsis."""
    title = line_text(reply.title).rstrip()  # the dash after a line break would begin a list
    return title if units(title) <= _TITLE_ROOM else escape(printable(plain(reply.title))[: _TITLE_ROOM // 2]) + "…"


def _content(reply: Reply, mention: str, lead_in: str) -> str:
    """Return the line beside the embed: what this is and how many. It is what a push notification shows."""
    lead = f" - {escape(reply.lead)}" if reply.lead else ""
    return within(f"{mention}{escape(lead_in)}{title_text(reply)}{lead}", CONTENT)


def _rows(reply: Reply, part: int, parts: int, token: str | None, kept: dict[str, str]) -> list[dict[str, Any]]:
    turns = [] if token else turning(reply, part, parts)
    share = [] if token else sharing(reply)
    asks = list({button.line: button for button in reply.buttons}.values())
    every = [*asks[: ROW * ROWS - len(share)], *share]
    rows = [[*turns, *share], *in_rows(asks)] if turns else in_rows(every)
    return [{"type": 1, "components": button_parts(row, kept)} for row in rows[:ROWS]]


def in_rows(buttons: Sequence[Button]) -> list[list[Button]]:
    """Return the buttons in rows, as many in one as Discord allows."""
    return [list(buttons[at : at + ROW]) for at in range(0, len(buttons), ROW)]


def button_parts(buttons: Sequence[Button], kept: dict[str, str]) -> list[dict[str, Any]]:
    """Return the JSON of buttons; a line that is too long for an id goes into *kept*."""
    return [
        {
            "type": 2,
            "style": _PRIMARY if button.press is Press.TURN else _SECONDARY,
            "label": _cut(printable(button.label), LABEL),
            "custom_id": button_id(button, kept),
        }
        for button in buttons
    ]


def _cut(text: str, limit: int) -> str:
    text = " ".join(text.split()) or "?"
    return text if units(text) <= limit else within(text, limit - 1) + "…"


def within(text: str, limit: int) -> str:
    """Return as much of the beginning of *text* as *limit* UTF-16 units hold."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * limit].decode("utf-16-le", "ignore")
