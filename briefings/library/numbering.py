"""The numbers of an article's quotes and sentences: what a cite names keeps its number through every new analysis."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from briefings.spans import Span

Found = tuple[Span, str]  # where something stands, and its folded words


@dataclass(frozen=True, slots=True)
class Numbered:
    """Something that has a number: where it stood and its folded words."""

    number: int
    span: Span
    folded: str


def numbers(found: Sequence[Found], old: Sequence[Numbered], last: int, same_text: bool) -> dict[Span, int]:
    """Give each thing in *found* the number it had, else the next that nothing in the article ever had.

    *last* is the highest number ever given. In an unchanged text a thing is the one that stood there, even if its ends
    have moved; in a changed text it is the one with the same words, the first with the first.
    """
    given: dict[Span, int] = {}
    if same_text:
        _match(found, old, given, lambda span, _: span)
    _match(found, old, given, lambda _, folded: folded)
    if same_text:
        _match_overlapping(found, old, given)
    for span, _ in found:
        if span not in given:
            last += 1
            given[span] = last
    return given


def _match(
    found: Sequence[Found], old: Sequence[Numbered], given: dict[Span, int], key: Callable[[Span, str], Hashable]
) -> None:
    """Give the numbers that are still free to the things that have the same *key*, in order."""
    taken = set(given.values())
    free: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for each in old:
        if each.number not in taken:
            free[key(each.span, each.folded)].append(each.number)
    for span, folded in found:
        if span not in given and free.get(key(span, folded)):
            given[span] = free[key(span, folded)].popleft()


def _match_overlapping(found: Sequence[Found], old: Sequence[Numbered], given: dict[Span, int]) -> None:
    taken = set(given.values())
    left = [each for each in old if each.number not in taken]
    for span, _ in found:
        match = next((each for each in left if span not in given and each.span.meets(span)), None)
        if match is not None:
            given[span] = match.number
            left.remove(match)
