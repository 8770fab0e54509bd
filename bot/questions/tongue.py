"""The tongue in which somebody asks: which of its words name nothing."""

import re
from dataclasses import dataclass


def _is_name(word: str, loud: bool) -> bool:
    """Tell whether a word that could be an everyday one is a name: "US", unless all is written in capitals."""
    return len(word) > 1 and word.isupper() and not loud


@dataclass(frozen=True, slots=True)
class Tongue:
    """The words of a language that name nothing: ``empty`` ones, and those for ``anybody``.

    ``determiners`` are no part of the name that they precede. ``article`` is how an article is named: it has the groups
    *cite* and *title*.
    """

    empty: frozenset[str]
    anybody: frozenset[str]
    determiners: frozenset[str]
    article: re.Pattern[str]

    def bare(self, name: str) -> str:
        """Return *name* without what is no part of it."""
        words = name.strip(" ,:").split()
        while len(words) > 1 and words[0].lower() in self.determiners:
            del words[0]
        return " ".join(words)

    def telling(self, text: str) -> str:
        """Return the words of *text* that tell something, phrases in quotation marks as they are."""
        parts = re.findall(r'-?"[^"]*"|\S+', text)
        kept = [part if '"' in part else re.sub(r"'s?$", "", part.strip("()[],.;:!?'")) for part in parts]
        loud = text.isupper()
        return " ".join(part for part in kept if part and (part.lower() not in self.empty or _is_name(part, loud)))

    def article_name(self, words: str) -> str | None:
        """Return what an article is called by in "A1" or "the article on …", None where no article is meant."""
        match = self.article.fullmatch(words)
        return (match["cite"] or match["title"]) if match else None
