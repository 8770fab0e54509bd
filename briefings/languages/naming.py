"""People in a language's words: where a name stands at a verb of saying, without offices and titles before it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefings.spans import Span

_LOOK = 160  # characters in which a noun phrase must end
_AFTER_ASIDE = ("", ",", ".", ";", ":", "\n")
_MOST_WORDS = 5  # of a name
_WORD = r"[^\W\d_a-zà-öø-ÿ][\w'’]*(?:-[\w'’]+)*"
_INITIAL = r"(?:[^\W\d_a-zà-öø-ÿ]|Dr|Prof|St)\."


class Naming(NamedTuple):
    """How a language names people.

    ``opening`` matches what may stand before the capitals: article, adjectives, offices in small letters;
    ``office`` a word that is an office or title; ``spokesman`` a whole phrase of one who speaks for another;
    ``particles`` may stand inside a name; ``never`` are words that no name has. After a ``gendered`` title a
    single name is traced to no fuller one: it may be the husband's or the wife's.
    """

    opening: re.Pattern[str]
    office: re.Pattern[str]
    spokesman: re.Pattern[str]
    particles: str
    never: frozenset[str]
    both: str  # "and" between two people
    gendered: tuple[str, ...]  # titles of a man or a woman

    def name_at(self, text: str, start: int, end: int) -> Span | None:
        """Return the name of the one person whom the noun phrase at *start* names, looking no further than *end*."""
        end = min(end, start + _LOOK)
        opening = self.opening.match(text, start, end)
        first = opening.end() if opening else start
        run = self._run().match(text, first, end)
        if run is None or self._goes_on(text, run.end(), end):
            return None
        if text[first - 2 : first] == ", " and text[run.end() : run.end() + 1] not in _AFTER_ASIDE:
            return None
        return self.bare(text, Span(*run.span()))

    def spokesman_at(self, text: str, start: int, end: int) -> Span | None:
        """Return the phrase of one who speaks for another, where it stands at *start*."""
        match = self.spokesman.match(text, start, min(end, start + _LOOK))
        return Span(*match.span()) if match else None

    def bare(self, text: str, run: Span) -> Span | None:
        """Return the name in a run of capitals, without the offices before it; None where it may be none."""
        words = [Span(run.start + m.start(), run.start + m.end()) for m in re.finditer(r"\S+", run.of(text))]
        offices = [index for index, word in enumerate(words[:-1]) if self.office.fullmatch(word.of(text))]
        words = words[offices[-1] + 1 :] if offices else words
        if (
            not words
            or len(words) > _MOST_WORDS
            or any(self._never(word.of(text), at) for at, word in enumerate(words))
        ):
            return None
        last = words[-1].of(text)
        if self.office.fullmatch(last) and (len(words) != 2 or words[0].of(text).endswith("s")):
            return None  # an office, or "Merkels Sprecher"
        return Span(words[0].start, words[-1].end)

    def runs(self, text: str) -> Iterator[Span]:
        """Yield the stretches of words with capitals, in order."""
        for match in self._run().finditer(text):
            yield Span(*match.span())

    def names(self, text: str) -> Iterator[Span]:
        """Yield the names in *text*, without the small words that open a sentence before them."""
        for run in self.runs(text):
            at = run.start
            for match in re.finditer(r"\S+", run.of(text)):
                if not self._never(match.group(), 0):
                    at = run.start + match.start()
                    break
            name = self.bare(text, Span(at, run.end))
            if name:
                yield name

    def fuller_forms(self, text: str) -> dict[str, Span]:
        """Return for each last name the one fuller name that *text* has; none where it has several."""
        found: dict[str, dict[str, Span]] = {}
        for name in self.names(text):
            words = name.of(text).split()
            if len(words) > 1:
                found.setdefault(words[-1], {}).setdefault(name.of(text), name)
        return {last: next(iter(names.values())) for last, names in found.items() if len(names) == 1}

    def _never(self, word: str, at: int) -> bool:
        """Tell whether no name has *word* as its part number *at* (from 0)."""
        lower = word.lower().replace("’", "'").rstrip(".")
        if lower.split("'")[0] in self.never and "'" in lower:
            return True  # "C'est"
        return lower in self.never and not (at and lower in re.split(r"[| ]", self.particles))

    def _run(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w-])(?:{_INITIAL}|{_WORD})(?: (?:(?:{self.particles}) )?(?:{_INITIAL}|{_WORD}))*")

    def _goes_on(self, text: str, at: int, end: int) -> bool:
        """Tell whether a second person, or the rest of an inflected phrase, follows: then nobody is sure."""
        return re.compile(rf"(?:[-’'/]| {self.both} [^\W\d_])").match(text, at, end) is not None
