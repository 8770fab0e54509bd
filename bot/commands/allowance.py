"""How much of an article one answer may show: its licence's share of the sentences, and so many words at once."""

from collections.abc import Iterable
from math import floor

from briefings.analysis import language_of
from briefings.library.rows import Held
from briefings.sentences import sentences
from briefings.spans import Span


def most_shown(held: Held) -> int:
    """Return how many sentences of the entry one answer may show with all of its pages: at least one."""
    return max(1, floor(held.article.share * len(held.sentences)))


def stretch(held: Held, index: int) -> range:
    """Return the sentences around the one at *index* that may be turned to from it, as many as may be shown.

    The article is cut into stretches of that length, so that no turning leads out of them.
    """
    length = most_shown(held)
    start = index - index % length
    return range(start, min(start + length, len(held.sentences)))


def too_long(held: Held, span: Span) -> int:
    """Return how many words the slice at *span* has if they are too many to be quoted at once, else 0."""
    return words_over(held, span.of(held.article.text)) if held.article.most_words else 0


def words_over(held: Held, text: str) -> int:
    """Return how many words *text* has if the entry allows fewer at once, else 0."""
    count = len(text.split())
    return count if held.article.most_words and count > held.article.most_words else 0


def may_be_shown(held: Held, text: str) -> bool:
    """Tell whether the licence lets *text* be shown, which stood in the article once, with all of its sentences."""
    return len(sentences(text, language_of(held.article))) <= most_shown(held)


class Allowance:
    """What an answer has shown so far of each entry, so that it stays within the licence."""

    def __init__(self) -> None:
        self._shown: dict[int, set[int]] = {}

    def spend(self, held: Held, *spans: Span) -> bool:
        """Tell whether all of *spans* may be shown too; they then count as shown."""
        shown = self._shown.setdefault(held.number, set())
        wanted = shown.union(_sentences(held, spans))
        if len(wanted) > most_shown(held) and wanted != shown:
            return False
        shown |= wanted
        return True


def _sentences(held: Held, spans: Iterable[Span]) -> set[int]:
    return {
        index
        for span in spans
        if held.sentences
        for index in range(held.sentence_at(span), held.sentence_at(Span(span.end - 1, span.end)) + 1)
    }
