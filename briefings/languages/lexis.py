"""What a language's words tell of a sentence or a phrase: the tables behind summaries and topics."""

import re
from typing import NamedTuple


class Lexis(NamedTuple):
    """The words of one language, in small letters.

    ``small`` carry no meaning alone; ``dull`` are nouns that name no topic. ``hangs`` matches at the start of a
    sentence that hangs on the one before; ``odd`` matches what an article does not tell. ``noun`` finds common nouns
    (its group "noun"); without it they are told by their capital. ``endings`` are left off where words are compared.
    """

    small: frozenset[str]
    dull: frozenset[str]
    hangs: re.Pattern[str]
    odd: re.Pattern[str]
    noun: re.Pattern[str] | None
    endings: re.Pattern[str]

    def stem(self, word: str) -> str:
        """Return the form in which inflected words are the same."""
        lower = word.lower()
        return self.endings.sub("", lower) if len(lower) > 4 else lower


def either(table: str) -> str:
    """Return the pattern of any one entry of *table*; "_" stands for a space in an entry."""
    return f"(?:{'|'.join(entry.replace('_', ' ') for entry in table.split())})"
