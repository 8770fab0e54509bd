"""Cards into messages: parted at item borders, so that nothing is lost to a platform's limits."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TypeVar

from bot.catalogue import _
from bot.replies import Button, Card, Ink, Line, Piece, Press, Reply
from bot.seals import fits

T = TypeVar("T")
Size = tuple[int, ...]  # a card measured against each of a platform's limits

# Marks that turn the direction of writing stay open to the line's end, and would turn the bot's own words with it.
_UNSENDABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """Return *text* with what may not be sent (control characters, halves of characters, turning marks) as U+FFFD."""
    return text if text.isprintable() else _UNSENDABLE.sub("\ufffd", text)


def pack(cards: Sequence[Card], size: Callable[[Card], Size], limits: Size) -> list[list[Card]]:
    """Return *cards* in order in as few groups as hold them within *limits*; a card that is too long is parted.

    There is at least one group, if only an empty one.
    """
    groups: list[list[Card]] = [[]]
    used = (0,) * len(limits)
    for card, needed in _parted(cards, size, limits):
        total = tuple(a + b for a, b in zip(used, needed, strict=True))
        if groups[-1] and _over(total, limits):
            groups.append([])
            total = needed
        groups[-1].append(card)
        used = total
    return groups


def _parted(cards: Sequence[Card], size: Callable[[Card], Size], limits: Size) -> Iterator[tuple[Card, Size]]:
    """Yield *cards* with their sizes; too long ones are cut between lines, else pieces, else words, else anywhere."""
    for card in cards:
        measured = size(card)
        if not _over(measured, limits):
            yield card, measured
            continue
        lines = [part for line in card.lines for part in _parted_line(line, size, limits)]
        for part in map(Card, _runs(lines, lambda run: not _over(size(Card(run)), limits))):
            yield part, size(part)


def _parted_line(line: Line, size: Callable[[Card], Size], limits: Size) -> list[Line]:
    if not _over(size(Card((line,))), limits):
        return [line]
    pieces = [part for piece in line for part in _parted_piece(piece, size, limits)]
    return list(_runs(pieces, lambda run: not _over(size(Card((run,))), limits)))


def _parted_piece(piece: Piece, size: Callable[[Card], Size], limits: Size) -> list[Piece]:
    if not _over(size(Card(((piece,),))), limits):
        return [piece]
    found: list[Piece] = []
    text, at, most = piece.text, 0, max(limits)  # no letter measures less than 1
    while at < len(text):
        part = replace(piece, text=text[at : at + most])
        while len(part.text) > 1 and _over(used := size(Card(((part,),))), limits):
            length = min(len(part.text) * limit // each for each, limit in zip(used, limits, strict=True) if each)
            part = replace(piece, text=part.text[: max(1, length)])
        space = part.text.rfind(" ", len(part.text) // 2)
        if space >= 0 and at + len(part.text) < len(text):
            part = replace(piece, text=part.text[: space + 1])
        found.append(part if not at or part.ink is not Ink.LINE else replace(part, ink=Ink.TYPED))
        at += len(part.text)
    return found


def _runs(things: Sequence[T], fit: Callable[[tuple[T, ...]], bool]) -> Iterator[tuple[T, ...]]:
    """Yield *things* in runs that fit, about as long as can be; one that does not fit is a run of its own.

    How many fit is looked for in steps that double, so that the cost goes by the length of a run, not of the rest.
    """
    at = 0
    while at < len(things):
        most, rest = 1, len(things) - at
        while most < rest and fit(tuple(things[at : at + 2 * most])):
            most = min(2 * most, rest)
        step = most // 8 or 1
        for more in range(most + step, min(2 * most, rest), step):
            if not fit(tuple(things[at : at + more])):
                break
            most = more
        yield tuple(things[at : at + most])
        at += most


def _over(size: Size, limits: Size) -> bool:
    return any(a > b for a, b in zip(size, limits, strict=True))


def with_lists(cards: Sequence[Card]) -> list[Card]:
    """Return *cards* with the rows of each list in one."""
    found: list[Card] = []
    for listed, run in groupby(cards, key=lambda card: card.listed):
        together = list(run)
        found += [Card(tuple(line for card in together for line in card.lines))] if listed else together
    return found


def payload_hash(payload: object) -> str:
    """Return a short hash of a message's JSON."""
    return hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()[:16]


def line_key(line: str) -> str:
    """Return the key under which a line is kept that is too long for a button's id."""
    return hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def button_id(button: Button, kept: dict[str, str]) -> str:
    """Return a button's id, which is to be sealed; a line that is too long for it goes into *kept* by its key."""
    text = f"{button.press.value}:{button.line}"
    if fits(button.line):
        return text
    key = line_key(button.line)
    kept[key] = button.line
    return f"{button.press.value}:#{key}"


def read_button_id(text: str) -> tuple[Press, str] | None:
    """Return what pressing does and the line (or "#" and its key) that a button's id says; None if it is not ours."""
    press, colon, line = text.partition(":")
    return (Press(press), line) if colon and line and press in set(Press) else None


def part_asked(line: str) -> int:
    """Return the part (from 0) that a button's line asks for."""
    found = re.search(r" part:(\d{1,6})$", line)
    return max(0, int(found[1]) - 1) if found else 0


def turning(reply: Reply, part: int, parts: int) -> list[Button]:
    """Return the buttons that turn to the part or page before and after, in the language that is spoken."""
    if not reply.line:
        return []
    buttons = []
    if part > 0:
        buttons.append(Button(_("Back"), _with(reply.line, reply.page, part), Press.TURN))
    elif reply.page > 1:
        buttons.append(Button(_("Back"), _with(reply.line, reply.page - 1, 1), Press.TURN))
    if part + 1 < parts:
        buttons.append(Button(_("More"), _with(reply.line, reply.page, part + 2), Press.TURN))
    elif reply.page < reply.pages:
        buttons.append(Button(_("More"), _with(reply.line, reply.page + 1, 1), Press.TURN))
    return buttons


def sharing(reply: Reply) -> list[Button]:
    """Return the button that posts the answer for everybody, none where it may not be or cannot be asked again."""
    may = reply.line and reply.shareable and not reply.private
    return [Button(_("Share to channel"), reply.line, Press.SHARE)] if may else []


def _with(line: str, page: int, part: int) -> str:
    """Return the line for another page and part (from 1) of the same answer; those of *line* are left out."""
    plain = re.sub(r"(?: (?:page|part):\d+)+$", "", line)
    return plain + (f" page:{page}" if page > 1 else "") + (f" part:{part}" if part > 1 else "")


def place_text(reply: Reply, part: int, parts: int) -> str:
    """Return which part of which page this is; "" when there is only one."""
    page = _("Page {page} of {pages}").format(page=reply.page, pages=reply.pages) if reply.pages > 1 else ""
    one = _("part {part} of {parts}").format(part=part + 1, parts=parts) if parts > 1 else ""
    return ", ".join(filter(None, (page, one)))
