"""Alignment: which pasted words answer to which printed ones, where the two texts are most alike.

Words and pairs of words that both texts have are seeds; seeds on about the same diagonal make a window (FASTA: Pearson
and Lipman, "Improved tools for biological sequence comparison", PNAS 1988). The window is aligned with ``difflib``
(Ratcliff and Metzener, "Pattern Matching: The Gestalt Approach", Dr. Dobb's Journal 1988), and of the runs that agree
the best chain is kept (the maximum sum in one pass: Bentley, "Algorithm Design Techniques", CACM 1984).
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from briefings.checking.wording import Wording, marks_agree
from briefings.stopwords import STOPWORDS

_SENTENCE_END = re.compile(r"[.!?:;…\n]")
_WINDOWS = 4  # diagonals that are aligned
_NARROWEST = 8  # words of a diagonal
_MOST_LEFT_OUT = 3  # words: leaving out more in one place counts no more
_FAR = 12  # printed words between two runs from which they count as far apart


class Block(NamedTuple):
    """A run of words that agree: the indexes of its first word in the printed and the pasted text, and its length."""

    printed: int
    pasted: int
    size: int


class Region(NamedTuple):
    """What stands between blocks: printed words from and to, pasted words from and to; no words where marks differ."""

    start: int
    end: int
    pasted_start: int
    pasted_end: int

    @property
    def has_words(self) -> bool:
        """Tell whether any words differ here."""
        return self.end > self.start or self.pasted_end > self.pasted_start


@dataclass(frozen=True, slots=True)
class Alignment:
    """The blocks in order, and the regions before, between, inside and after them; the outermost are at the edges."""

    blocks: tuple[Block, ...]
    regions: tuple[Region, ...]

    @property
    def first(self) -> int:
        """Return the index of the first printed word of the passage."""
        return self.regions[0].start

    @property
    def end(self) -> int:
        """Return the index after the last printed word of the passage."""
        return self.regions[-1].end

    @property
    def agreeing(self) -> int:
        """Return how many words agree."""
        return sum(block.size for block in self.blocks)

    @property
    def likeness(self) -> float:
        """Return the share of the words that agree, from 0 to 1."""
        differ = sum(_cost(r.end - r.start, r.pasted_end - r.pasted_start) for r in self.regions)
        return self.agreeing / (self.agreeing + differ)


def alignments(printed: Wording, pasted: Wording) -> Iterator[Alignment]:
    """Yield an alignment for each window in which some words agree, the most promising window first."""
    for low, high in _windows(printed, pasted):
        matcher = SequenceMatcher(None, printed.forms[low:high], pasted.forms, autojunk=False)
        agreeing = [Block(a + low, b, size) for a, b, size in matcher.get_matching_blocks() if size]
        if blocks := _chain(_pulled(printed, pasted, agreeing)):
            yield Alignment(tuple(blocks), tuple(_regions(printed, pasted, blocks)))


def _windows(printed: Wording, pasted: Wording) -> list[tuple[int, int]]:
    """Return the stretches of words, as indexes, on whose diagonals most words and pairs of words agree."""
    places: dict[str, list[int]] = {}
    for index, form in enumerate(pasted.forms):
        places.setdefault(form, []).append(index)
    width = max(_NARROWEST, len(pasted) // 2)
    votes: Counter[int] = Counter()
    for at, form in enumerate(printed.forms):
        for index in places.get(form, ()):
            pair = at and index and printed.forms[at - 1] == pasted.forms[index - 1]
            votes[(at - index) // width] += (2 if pair else 0) + (form not in STOPWORDS)
    joined = {bucket: votes[bucket] + max(votes[bucket - 1], votes[bucket + 1]) for bucket in list(votes)}
    best = sorted(joined, key=lambda bucket: (-joined[bucket], bucket))[:_WINDOWS]
    return [
        (max(0, (bucket - 1) * width), min(len(printed), (bucket + 2) * width + len(pasted)))
        for bucket in best
        if joined[bucket]
    ]


def _pulled(printed: Wording, pasted: Wording, blocks: list[Block]) -> list[Block]:
    """Return the blocks, those before the longest one drawn near to it: ``difflib`` takes the first of equal places."""
    longest = max(range(len(blocks)), key=lambda index: blocks[index].size, default=0)
    pulled = blocks[longest:]
    for at, index, size in reversed(blocks[:longest]):
        words, last = pasted.forms[index : index + size], pulled[0].printed - size
        nearest = next((place for place in range(last, at, -1) if printed.forms[place : place + size] == words), at)
        pulled.insert(0, Block(nearest, index, size))
    return pulled


def _chain(blocks: list[Block]) -> list[Block]:
    """Return the run of blocks that agrees most: a few common words far off are no part of the passage."""
    best: tuple[float, int, int] = (0, 0, 0)  # gain, first block (negative: the earlier of equals), last block
    gain, start = 0.0, 0
    for index, block in enumerate(blocks):
        if index:
            gain -= _loss(blocks[index - 1], block)
        if gain <= 0:
            gain, start = 0.0, index
        gain += 2 * block.size
        best = max(best, (gain, -start, index))
    return blocks[-best[1] : best[2] + 1] if blocks else []


def _loss(before: Block, block: Block) -> float:
    """Return what it costs to join two blocks: the printed words between them that were not pasted."""
    printed = block.printed - before.printed - before.size
    pasted = block.pasted - before.pasted - before.size
    return max(0, _cost(printed, pasted) - pasted) + max(0, printed - pasted - _FAR) / 4


def _cost(printed: int, pasted: int) -> int:
    """Return how much a region counts in which so many words stand on each side."""
    return max(pasted, min(printed, _MOST_LEFT_OUT))


def _regions(printed: Wording, pasted: Wording, blocks: list[Block]) -> list[Region]:
    """Return what lies before, in, between and after the blocks; at the edges, as much of the printed sentence."""
    at, index, _ = blocks[0]
    start = at
    while start > 0 and at - start < index and not _SENTENCE_END.search(printed.gap(start - 1)):
        start -= 1
    found = [Region(start, at, 0, index)]
    for block, following in pairwise(blocks):
        found += _inside(printed, pasted, block)
        found.append(Region(block.printed + block.size, following.printed, block.pasted + block.size, following.pasted))
    found += _inside(printed, pasted, blocks[-1])
    at, index = blocks[-1].printed + blocks[-1].size, blocks[-1].pasted + blocks[-1].size
    end = at
    while end < len(printed) and end - at < len(pasted) - index and not _SENTENCE_END.search(printed.gap(end - 1)):
        end += 1
    return [*found, Region(at, end, index, len(pasted))]


def _inside(printed: Wording, pasted: Wording, block: Block) -> list[Region]:
    """Return the empty regions inside a block where the marks between two words differ."""
    pairs = [(block.printed + step, block.pasted + step) for step in range(1, block.size)]
    return [Region(at, at, index, index) for at, index in pairs if not marks_agree(printed, at - 1, pasted, index - 1)]
