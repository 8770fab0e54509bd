"""Scenes: the paragraphs of a text with passages, tags, sentences and mentions, read when they are asked for."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import NamedTuple

from briefings.quoting.marks import Passage, paragraphs, passages, single
from briefings.quoting.mentions import Mention, read_mentions
from briefings.quoting.names import Names
from briefings.quoting.tagging import Row, read_row


class Traits(NamedTuple):
    """What a mention shows by itself: how it stands to a verb, what it names, where its verb ends, the word after it.

    ``shape`` is what its features are made of: kind, role, whether it leads its sentence, the tags after and before.
    """

    role: str
    kind: str
    verb_end: int
    following: str
    shape: tuple[str, str, bool, str, str]


_MAY_END = re.compile(r"[.?!Q](?=.)")
_head = attrgetter("head")


@dataclass(slots=True, eq=False)
class Scene:
    """A paragraph ready for attribution: its number, its tags, the sentence number of each tag, its mentions.

    ``traits`` keeps what is known of a mention, by the place of its head, once it was asked for.
    """

    paragraph: int
    row: Row
    sentence: list[int]
    mentions: list[Mention]
    traits: dict[int, Traits]

    def first_after(self, place: int) -> int:
        """Return how many mentions have their head at tag *place* or before it."""
        return bisect_right(self.mentions, place, key=_head)


class Page:
    """A text's paragraphs and passages and, on demand, the scene of each paragraph."""

    def __init__(self, text: str) -> None:
        """Pair the marks of *text*."""
        self.text = text
        self.blocks = paragraphs(text)
        self.passages = passages(text, self.blocks)
        self.inside: dict[int, list[tuple[int, Passage]]] = {}
        for number, passage in enumerate(self.passages):
            self.inside.setdefault(passage.paragraph, []).append((number, passage))
        self._scenes: dict[int, Scene] = {}

    @cached_property
    def names(self) -> Names:
        """The names of the text."""
        return Names(self.text, [p.outer for p in self.passages])

    @cached_property
    def double_marked(self) -> bool:
        """Whether any passage stands between double marks."""
        return any(not single(self.text, passage) for passage in self.passages)

    def scene(self, paragraph: int) -> Scene | None:
        """Return the scene of *paragraph*; none where there is no such paragraph."""
        scene = self._scenes.get(paragraph)
        if scene is None and 0 <= paragraph < len(self.blocks):
            row = read_row(self.text, self.blocks[paragraph], self.inside.get(paragraph, ()))
            numbers = _sentence_numbers(self.text, row, self.passages)
            scene = Scene(paragraph, row, numbers, read_mentions(row), {})
            self._scenes[paragraph] = scene
        return scene


@lru_cache(maxsize=2)
def read_page(text: str) -> Page:
    """Return the page of *text*; kept for a moment, because quotes and reported speech read the same one."""
    return Page(text)


def _sentence_numbers(text: str, row: Row, found: Sequence[Passage]) -> list[int]:
    numbers: list[int] = []
    kinds, starts = row.kinds, row.starts
    number = 0
    for match in _MAY_END.finditer(kinds):
        place = match.start()
        if kinds[place] == "Q" and not _finished(text, found[row.quoted[place]]):
            continue
        if kinds[place + 1] == "Q" or text[starts[place + 1]].isupper():
            numbers.extend([number] * (place + 1 - len(numbers)))
            number += 1
    numbers.extend([number] * (len(kinds) - len(numbers)))
    return numbers


def _finished(text: str, passage: Passage) -> bool:
    """Tell whether a sentence ends with the passage."""
    inner = passage.inner
    return text[inner.end - 1] in ".?!…’'" and text[inner.end : inner.end + 1] != ","
