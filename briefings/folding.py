"""Words as they are compared: without case, accents of typography, and the words that carry no name."""

import hashlib
import re
import unicodedata
from functools import lru_cache

# NUL ends a text for SQLite's LIKE and is none for PostgreSQL; no article holds it.
_TYPOGRAPHY = {
    "\0": "\ufffd",
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "–": "-",
    "—": "-",
    "\u00a0": " ",
}
_TELLING = 4  # words from which the same ones elsewhere are no accident
_WORD = re.compile(r"[a-z]++(?=[ \n])|[^\W_]++(?:['.&-][^\W_]++)*+")  # the first is only the quick way to most words
_ARTICLE = re.compile(r"^(?:the|an?)\s+")
_EMPTY_WORDS = frozenset(
    "a an the of for in at on to and or by with from his her its their our my your this that these those "
    "he she it they we i you him them us me who one".split()
)


def fold(text: str) -> str:
    """Return *text* without differences of case, of typographic marks and of white space."""
    for mark, plain in _TYPOGRAPHY.items():  # several times as fast as str.translate
        if mark in text:
            text = text.replace(mark, plain)
    return " ".join(text.casefold().split())


def words(text: str) -> list[str]:
    """Return the folded words of *text*, a possessive 's dropped."""
    return plain_words(text).split()


def plain_words(text: str) -> str:
    """Return the words of *text* as ``words`` has them, with a space after each."""
    return " ".join([*_WORD.findall(fold(text)), ""]).replace("'s ", " ")


def telling_words(text: str) -> list[str]:
    """Return the folded words of *text* that can tell one name from another, without accents: "loffler" for Löffler."""
    return [word for word in words(without_accents(text)) if word not in _EMPTY_WORDS]


def without_accents(text: str) -> str:
    """Return *text* with plain letters for those with accents, as people type them who have no keys for these."""
    if text.isascii():
        return text
    return "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))


def typed_key(text: str) -> str:
    """Return the key under which a name is found, also by a part of it, whatever its case, accents and marks.

    The key of a part is part of the key of the whole.
    """
    return fold(without_accents(text))


def words_key(text: str) -> str | None:
    """Return the key that texts of the same words share, 16 characters; None for fewer than four words."""
    found = words(text)
    if len(found) < _TELLING:
        return None
    return hashlib.sha256(" ".join(found).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@lru_cache(maxsize=1 << 12)
def name_key(name: str) -> str:
    """Return the key under which one name is the same everywhere: folded, without a leading article."""
    return _ARTICLE.sub("", fold(name))
