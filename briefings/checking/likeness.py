"""Likeness: the printed passage that is closest to the pasted words, and whether it is close enough to be meant."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefings.checking.alignment import Alignment, alignments
from briefings.checking.difference import Difference, difference, end_differs, left_out, only_denies
from briefings.checking.occurrence import occurrences
from briefings.checking.wording import Wording
from briefings.spans import Span
from briefings.stopwords import STOPWORDS

SHORTEST = 3  # words from which a passage can be near another
_FEW = 7  # words up to which one difference is the most
_LIKE = 0.7  # share of the words that must agree
_LONG_RUN = 10  # words in a row that make a passage near although much else of it is not there
_EDGE = 2  # characters by which a passage may miss the edges of a quote that it covers


@dataclass(frozen=True, slots=True)
class Near:
    """The closest passage: its span, the share of words that agree (0 to 1), and every difference in order."""

    span: Span
    likeness: float
    differences: tuple[Difference, ...]


def find_near(printed: Wording, pasted: Wording, quoted: Sequence[Span] = ()) -> Near | None:
    """Return the passage of *printed* that is closest to *pasted*, None when nothing is close.

    *quoted* are the spans of its quotes: a few words are close to a whole quote sooner than to any other words.
    """
    close = [aligned for aligned in alignments(printed, pasted) if _close(aligned, printed, pasted, quoted)]
    if not close:
        return None
    best = max(close, key=lambda aligned: aligned.likeness)
    found = [difference(printed, pasted, region) for region in best.regions]
    differences = [each for each in found if each] or [end_differs(printed, best.end - 1, pasted)]
    return Near(printed.span(best.first, best.end), best.likeness, tuple(differences))


def find_shortened(printed: Wording, parts: Sequence[Wording]) -> Near | None:
    """Return the shortest passage that holds all *parts* word for word and in order, with what was left out."""
    starts = _shortest(printed, parts)
    ends = [at + len(part) for at, part in zip(starts, parts, strict=False)]
    left = [printed.span(end, start) for end, start in zip(ends, starts[1:], strict=False) if start > end]
    if not left:
        return None
    return Near(printed.span(starts[0], ends[-1]), 1.0, tuple(left_out(printed, gap) for gap in left))


def _shortest(printed: Wording, parts: Sequence[Wording]) -> list[int]:
    """Return where the *parts* begin, in order and as close together as they stand; nothing where they do not."""
    places = [list(occurrences(printed, part)) for part in parts]
    starts = reversed(places[0]) if places else ()  # of equally short ones the last
    chains = (chain for start in starts if (chain := _chain(start, places, parts)))
    return min(chains, key=lambda chain: chain[-1] - chain[0], default=[])


def _chain(start: int, places: Sequence[Sequence[int]], parts: Sequence[Wording]) -> list[int]:
    """Return the first places that follow one another from *start*, one for each part; nothing where one is missing."""
    chain = [start]
    for later, before in zip(places[1:], parts, strict=False):
        following = next((at for at in later if at >= chain[-1] + len(before)), None)
        if following is None:
            return []
        chain.append(following)
    return chain


def _close(aligned: Alignment, printed: Wording, pasted: Wording, quoted: Sequence[Span]) -> bool:
    """Tell whether so much agrees that the passage can be meant."""
    differing = [region for region in aligned.regions if region.has_words]
    if aligned.agreeing == len(pasted) and not differing:
        return True
    if len(pasted) < SHORTEST:
        return False
    words = [form for _, at, size in aligned.blocks for form in pasted.forms[at : at + size]]
    telling = sum(form not in STOPWORDS for form in words)
    changed = sum(
        not only_denies(printed.forms[start:end], pasted.forms[pasted_start:pasted_end])
        for start, end, pasted_start, pasted_end in differing
    )
    if len(pasted) <= _FEW:
        if not changed:
            return telling > 0
        span = printed.span(aligned.first, aligned.end)
        whole = len(differing) == 1 and any(_covers(span, quote) for quote in quoted)
        enough = telling >= 3 or (telling > 0 and (len(words) > 4 or whole))
        return changed == 1 and len(words) >= len(pasted) - 1 and enough
    longest = max(block.size for block in aligned.blocks)
    if longest >= 4 * _LONG_RUN or (longest >= _LONG_RUN and 2 * len(words) >= len(pasted)):
        return True
    return aligned.likeness >= _LIKE and (telling >= 3 or len(differing) == 1)


def _covers(span: Span, quote: Span) -> bool:
    return abs(span.start - quote.start) <= _EDGE and abs(span.end - quote.end) <= _EDGE
