"""Duplicates: articles that are another one's words again, exactly or nearly: wire copy, a corrected version.

Two articles are compared by the runs of four words (shingles) that they share (Broder 1997, "On the resemblance and
containment of documents"); of each article only the smallest hashes are kept, its sketch.
"""

import zlib
from collections.abc import Sequence

from briefings.folding import plain_words

_RUN = 4  # words
_KEPT = 64  # hashes of a sketch
_SMALL = 2 * _KEPT << 32  # a hash below this, divided by how many there are, is mostly kept; sorting all takes longer
_FEW = 8  # hashes below which a text must be the same word for word
_COPY = 0.5  # share of all runs that stand in both, from which one is a copy of the other
_LONGEST = 40_000  # characters that are read

Sketch = tuple[int, ...]
"""The smallest hashes of an article's runs of words, in order; none for a text without words."""


def sketch(text: str) -> Sketch:
    """Return the sketch of *text*. Texts of the same words have the same sketch, whatever their case and marks."""
    found = plain_words(text[:_LONGEST]).encode("utf-8", "surrogatepass").split()
    runs = zip(*(found[at:] for at in range(_RUN)), strict=False) if len(found) > _RUN else [found] if found else []
    hashes = set(map(zlib.crc32, map(b" ".join, runs)))
    small = [each for each in hashes if each * len(hashes) < _SMALL]  # about twice as many as are kept
    return tuple(sorted(small if len(small) >= _KEPT else hashes)[:_KEPT])


def resemblance(one: Sequence[int], other: Sequence[int], least: float = 0.0) -> float:
    """Return about what share (0 to 1) of the runs of two articles stands in both, by their sketches.

    It is 0 where that is less than *least*, which the hashes in both mostly tell by their number.
    """
    both, most = {*one} & {*other}, min(_KEPT, max(len(one), len(other)))
    if not both or len(both) < least * most:
        return 0.0
    smallest = sorted({*one, *other})[:most]
    share = sum(each in both for each in smallest) / len(smallest)
    return share if share >= least else 0.0


def is_copy(one: Sequence[int], other: Sequence[int]) -> bool:
    """Tell whether two articles with these sketches are the same one again."""
    if min(len(one), len(other)) < _FEW:
        return bool(one) and tuple(one) == tuple(other)
    return resemblance(one, other, _COPY) > 0
