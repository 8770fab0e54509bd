"""Names alike: those that a misspelt name may stand for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefings.folding import telling_words, typed_key

_CLOSE = 60  # percent of the letters of two names, in their order, from which they are alike
_CLOSE_WORDS = 70  # the same of two words: short ones have more letters in common by chance
_MOST_WORDS = 8  # words of a name


@dataclass(frozen=True, slots=True)
class Near:
    """Names that are *alike* to what was typed, the likest first; where there is none, those that are used most."""

    names: Sequence[str]
    alike: bool


class Names:
    """The names that are compared with what is typed, given by their use, the most used first."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {typed_key(name): name for name in names}
        self._words = {key: telling_words(key) for key in self._names}
        self._known = {word for words in self._words.values() for word in words}

    def near(self, typed: str, limit: int) -> Near:
        """Return at most *limit* of the names, the likest or the most used."""
        whole = _alike(typed_key(typed), self._names, _CLOSE)
        by_words = self._by_words(telling_words(typed))
        scores = {key: max(whole.get(key, 0.0), by_words.get(key, 0.0)) for key in self._names}
        best = sorted((key for key, score in scores.items() if score), key=lambda key: -scores[key])
        return Near([self._names[key] for key in [*(best or self._names)][:limit]], bool(best))

    def _by_words(self, typed: Sequence[str]) -> dict[str, float]:
        """Return the names in which every one of the words *typed* is like one, with how much they are on average."""
        if not 0 < len(typed) <= _MOST_WORDS:
            return {}
        alike = [_alike(word, self._known, _CLOSE_WORDS) for word in typed]
        best = {
            key: [max((found.get(word, 0.0) for word in words), default=0.0) for found in alike]
            for key, words in self._words.items()
        }
        return {key: sum(scores) / len(scores) for key, scores in best.items() if all(scores)}


def _alike(typed: str, known: Iterable[str], least: int) -> dict[str, float]:
    """Return those of *known* that share at least so many percent of their letters with *typed*, and how many."""
    from rapidfuzz import fuzz, process  # here, since a start need not wait for it

    found = process.extract(typed, list(known), scorer=fuzz.ratio, score_cutoff=least, limit=None)
    return {each: score for each, score, _ in found}
