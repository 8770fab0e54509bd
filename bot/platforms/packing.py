"""Cards into messages: parted at item borders, so that nothing is lost to a platform's limits."""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.replies import Button, Card, Line, Piece, Press, Reply

T = TypeVar("T")
Size = tuple[int, ...]  # a card measured against each of a platform's limits

OLD_BUTTON = "This button is from an earlier version; ask again with a command, for example help."
_UNSENDABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def printable(text: str) -> str:
    """Return *text* with what no platform takes (control characters, halves of characters) as U+FFFD."""
    return _UNSENDABLE.sub("\ufffd", text)


def pack(cards: Sequence[Card], size: Callable[[Card], Size], limits: Size) -> list[list[Card]]:
    """Return *cards* in order in as few groups as hold them within *limits*; a card that is too long is parted.

    There is at least one group, if only an empty one.
    """
    groups: list[list[Card]] = [[]]
    used = (0,) * len(limits)
    for card in _parted(cards, lambda card: not _over(size(card), limits)):
        needed = size(card)
        total = tuple(a + b for a, b in zip(used, needed, strict=True))
        if groups[-1] and _over(total, limits):
            groups.append([])
            total = needed
        groups[-1].append(card)
        used = total
    return groups


def _parted(cards: Sequence[Card], fits: Callable[[Card], bool]) -> Iterator[Card]:
    """Yield *cards*; one that is too long for a message is cut between lines, else pieces, else words, else anywhere."""
    for card in cards:
        if fits(card):
            yield card
            continue
        lines = [part for line in card.lines for part in _parted_line(line, fits)]
        yield from (Card(tuple(run)) for run in _runs(lines, lambda run: fits(Card(tuple(run)))))


def _parted_line(line: Line, fits: Callable[[Card], bool]) -> list[Line]:
    if fits(Card((line,))):
        return [line]
    pieces = [part for piece in line for part in _parted_piece(piece, fits)]
    return [tuple(run) for run in _runs(pieces, lambda run: fits(Card((tuple(run),))))]


def _parted_piece(piece: Piece, fits: Callable[[Card], bool]) -> list[Piece]:
    if fits(Card(((piece,),))):
        return [piece]
    found: list[Piece] = []
    text, at = piece.text, 0
    while at < len(text):
        end = _end(text, at, lambda part: fits(Card(((replace(piece, text=str(part)),),))))
        space = text.rfind(" ", (at + end) // 2, end) if end < len(text) else -1
        end = space + 1 if space >= 0 else end
        found.append(replace(piece, text=text[at:end]))
        at = end
    return found


def _runs(things: Sequence[T], fit: Callable[[Sequence[T]], bool]) -> Iterator[Sequence[T]]:
    """Yield *things* in runs that fit; one that does not is a run of its own."""
    at = 0
    while at < len(things):
        end = _end(things, at, fit)
        yield things[at:end]
        at = end


def _end(things: Sequence[T], at: int, fit: Callable[[Sequence[T]], bool]) -> int:
    """Return where a run of *things* from *at* ends that holds as many as fit, but at least one.

    It is looked for in steps that double, so that the cost goes by the length of the run and not of the rest.
    """
    most, all_ = 1, len(things) - at
    while most < all_ and fit(things[at : at + 2 * most]):
        most *= 2
    more = range(min(most, all_) + 1, min(2 * most, all_))
    return at + more.start - 1 + bisect_left(more, True, key=lambda count: not fit(things[at : at + count]))


def _over(size: Size, limits: Size) -> bool:
    return any(a > b for a, b in zip(size, limits, strict=True))


def line_key(line: str) -> str:
    """Return the key under which a line is kept that is too long for a button's id."""
    return hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def button_id(button: Button, longest: int, kept: dict[str, str]) -> str:
    """Return a button's id of at most *longest* UTF-16 units; a line that is too long goes into *kept* by its key."""
    text = f"{button.press.value}:{button.line}"
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 <= longest:
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
    """Return the buttons that turn to the part or page before and after."""
    if not reply.line:
        return []
    buttons = []
    if part > 0:
        buttons.append(Button("Back", _with(reply.line, reply.page, part), Press.TURN))
    elif reply.page > 1:
        buttons.append(Button("Back", _with(reply.line, reply.page - 1, 1), Press.TURN))
    if part + 1 < parts:
        buttons.append(Button("More", _with(reply.line, reply.page, part + 2), Press.TURN))
    elif reply.page < reply.pages:
        buttons.append(Button("More", _with(reply.line, reply.page + 1, 1), Press.TURN))
    return buttons


def _with(line: str, page: int, part: int) -> str:
    """Return the line for another page and part (from 1) of the same answer; those of *line* are left out."""
    plain = re.sub(r"(?: (?:page|part):\d+)+$", "", line)
    return plain + (f" page:{page}" if page > 1 else "") + (f" part:{part}" if part > 1 else "")


def place_text(reply: Reply, part: int, parts: int) -> str:
    """Return which part of which page this is; "" when there is only one."""
    words = [f"Page {reply.page} of {reply.pages}"] if reply.pages > 1 else []
    words += [f"part {part + 1} of {parts}"] if parts > 1 else []
    return ", ".join(words)
