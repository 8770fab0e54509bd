"""The wording of a language: by which forms of words it asks, and what these mean."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.questions.days import DayForm
from bot.questions.readings import Question, Reading
from bot.questions.tongue import Tongue

Answer = Callable[[Question], list[Reading]]
Form = tuple[re.Pattern[str], Answer]


def form(pattern: str, answer: Answer) -> Form:
    """Return a form of words whose groups *who*, *what* and *length* are what the question names."""
    return re.compile(pattern, re.IGNORECASE), answer


@dataclass(frozen=True, slots=True)
class Wording:
    """How a language asks.

    ``opening`` is how questions begin, ``spoken`` what is put otherwise before they are read, ``forms`` what they look
    like, the surest first, ``guesses`` what may be one, ``days`` how they name days, ``numbers`` the words from zero
    on, and ``long`` what asks for much.
    """

    tongue: Tongue
    opening: re.Pattern[str]
    spoken: Sequence[tuple[re.Pattern[str], str]]
    forms: Sequence[Form]
    guesses: Sequence[Form]
    days: Sequence[DayForm]
    numbers: tuple[str, ...]
    long: re.Pattern[str]

    def length(self, words: str) -> str:
        """Return the length of a summary that *words* ask for, "" for none."""
        for word in words.lower().split():
            if word.isdigit() or word in self.numbers:
                return word if word.isdigit() else str(self.numbers.index(word))
        return "" if not words else "long" if self.long.search(words) else "short"

    def known_in(self, text: str) -> int:
        """Return how many of the words of *text* are everyday words of this language."""
        return sum(word in self.tongue.empty for word in re.findall(r"[^\W\d_]+", text.lower()))
