"""Noun phrases and names of a text, found by word classes: a tag a word, a pattern over the tags.

Chunking with regular expressions over tags is Abney's (1991); the tags come from tables and word endings:
``|`` a mark; ``F`` other small words; ``D`` determiners; ``P`` prepositions; ``O`` "of"; ``&`` and; ``t`` words
before a verb; ``V`` verbs; ``B`` verb or adjective; ``v`` verb or noun; ``n`` such a word settled as a noun;
``R`` adverbs; ``J`` plain adjectives; ``A`` others; ``M`` demonyms; ``T`` times; ``#`` numbers; ``W`` weak
nouns; ``N`` nouns; ``p`` nouns with a possessive ending; ``G`` -ing forms; ``E`` unknown -ed forms; ``C``
names; ``c`` names with a possessive; ``H`` titles.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefings import lexicon
from briefings.spans import Span
from briefings.stopwords import STOPWORDS
from briefings.words import Kept, openings, tokens

_NUMBERS = frozenset(
    """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety dozen dozens hundred hundreds thousand thousands
    million millions billion billions trillion""".split()
)
_DETERMINERS = frozenset(
    "the a an his her its their our my your this these those no any some each every another".split()
)
_PREPOSITIONS = frozenset(
    """in on at by for from with into onto over under about against between among through during without within after
    before since as than like near off upon per via across along around behind beyond despite toward towards""".split()
)
_EXPECT_VERB = frozenset(
    """to will would can could may might must shall should cannot won't can't wouldn't couldn't shouldn't i you he she
    we they it who which that not don't didn't doesn't isn't wasn't aren't weren't""".split()
)
_NO_ADVERBS = frozenset(
    """only family supply reply july italy assembly ally bully jelly belly fly anomaly monopoly kelly billy sally molly
    emily lily holly butterfly homily rally tally valley""".split()
)
_ING_NAMES = frozenset("beijing nanjing chongqing boeing sterling".split())
_SHOUTED_NAMES = frozenset("us it who am un".split())
_ADJECTIVE_ENDS = ("ous", "able", "ible", "ful", "less", "ive", "ish", "ary", "ial", "ical", "nal", "ral", "ual", "ic")

_TABLES: tuple[tuple[str, frozenset[str]], ...] = (
    ("#", _NUMBERS),
    ("O", frozenset({"of"})),
    ("&", frozenset({"and", "&"})),
    ("D", _DETERMINERS),
    ("P", _PREPOSITIONS),
    ("t", _EXPECT_VERB),
    ("F", STOPWORDS),
    ("T", lexicon.TIMES),
    ("v", lexicon.VERB_NOUNS),
    ("W", lexicon.WEAK),
    ("B", lexicon.VERBS & (lexicon.ADJECTIVES | lexicon.UNMARKED_ADJECTIVES)),
    ("V", lexicon.VERBS),
    ("J", lexicon.PLAIN_ADJECTIVES),
    ("A", lexicon.ADJECTIVES | lexicon.UNMARKED_ADJECTIVES),
    ("M", lexicon.DEMONYMS),
)
_CLASSES = {word: tag for tag, table in reversed(_TABLES) for word in table}

_CAPITALISED = re.compile("[CHc]")
_FIGURE = re.compile(r"\d[\d.,:-]*(?:st|nd|rd|th|s|m|bn|k|pm|am|million|billion)?")
_SETTLE = re.compile(r"v(?<=[AJMCNWDOETcp#P]v)(?![DCt])|G(?<=[AJMDOcp]G)(?![DFtCE])")
_BOTH = re.compile(r"B(?<=[DAPOcp&|]B)(?=&?[ANWn])")
_COMMON = re.compile(r"[ACMNWn](?:(?<=A)&A)?[ACMNWn]{0,7}(?<=[NWn])p?|p")
_NAME = re.compile(
    r"[CHMc](?:(?<=[CHM])[HCM]{0,9}[Cc]?|(?<=Dc)C{1,5})?(?:(?<=C)O[FD]?[CM]{0,5}[Cc])?(?:(?<=C)#(?![NWn#]))?"
)


class Words(NamedTuple):
    """The words and marks of a text, where each starts, and one tag letter each."""

    forms: list[str]
    starts: list[int]
    tags: str


Chunk = tuple[int, int]
"""The words of a phrase: the first (included) to the last (excluded)."""


def tagged(text: str, sentences: Sequence[Span]) -> Words:
    """Return the words of *text* with their tags; *sentences* tell where a capital means nothing."""
    forms, starts = tokens(text)
    tags = list(map(_tag, forms))
    _settle_openers(forms, tags, _openers(tags, openings(text, tuple(sentences))))
    return Words(forms, starts, _SETTLE.sub("n", _BOTH.sub("A", "".join(tags))))


def common(words: Words) -> list[Chunk]:
    """Return the noun phrases, the longest at each place, in order."""
    return [match.span() for match in _COMMON.finditer(words.tags)]


def names(words: Words) -> list[Chunk]:
    """Return the names (words with capitals), with the titles before them, in order."""
    tags = words.tags
    return [m.span() for m in _NAME.finditer(tags) if "C" in m[0] or "c" in m[0]]


def is_listed(form: str) -> bool:
    """Tell whether the word, in small letters, stands in a table: its capital alone makes no name."""
    return form.lower() in _CLASSES


def _read_tag(form: str) -> str:
    """Return the tag of a word as it would have inside a sentence, where a capital makes a name."""
    if not form[0].isupper():
        return _lower_tag(form)
    lower = form.lower()
    possessive = lower.endswith(("'s", "’s"))
    bare = lower[:-2] if possessive else lower
    if len(form) == 1:
        return {"I": "t", "A": "D"}.get(form, "C")
    tag = _CLASSES.get(bare, "N")
    if tag in "ODPtF&" and not (form.isupper() and bare in _SHOUTED_NAMES):
        return "F" if tag == "t" else tag
    if tag == "M" or (tag == "T" and bare not in ("may", "march", "august", "summer", "daily")):
        return tag
    if possessive:
        return "c"
    return "H" if bare in lexicon.TITLES else "C"


_tag = Kept(_read_tag, 1 << 16).__getitem__


@lru_cache(maxsize=1 << 14)
def _lower_tag(word: str) -> str:
    """Return the tag of a word in small letters, of a number or of a mark."""
    tag = _CLASSES.get(word)
    if tag:
        return "G" if tag == "V" and word.endswith("ing") else tag
    if not word[0].isalpha():
        return "|" if not word[0].isalnum() else "#" if _FIGURE.fullmatch(word) else "N"
    if word.endswith(("'s", "’s")):
        return "p" if _lower_tag(word[:-2]) in "NA" else "D"
    return _ending_tag(word)


def _ending_tag(word: str) -> str:
    """Guess the class of an unknown word by its ending."""
    if len(word) < 5 or word in lexicon.NOUN_ENDINGS_EXCEPTIONS:
        return "N"
    if word.endswith("ly") and word not in _NO_ADVERBS:
        return "R"
    if word.endswith("ing") and word not in _ING_NAMES:
        return "G"
    if word.endswith("ed") and not word.endswith("eed"):
        return "E"
    return "A" if word.endswith(_ADJECTIVE_ENDS) else "N"


def _openers(tags: list[str], openings: Iterable[int]) -> set[int]:
    """Return the places of the sentences' first words, past the marks with which they open."""
    found = set()
    total = len(tags)
    at = 0
    for opening in openings:
        at = max(at, opening)  # sentences of marks alone open with the word that one of them has come to
        while at < total and tags[at] == "|":
            at += 1
        found.add(at)
    found.discard(total)
    return found


def _settle_openers(forms: list[str], tags: list[str], openers: Iterable[int]) -> None:
    """Decide for each word that opens a sentence whether its capital makes a name."""
    doubtful = [at for at in openers if tags[at] in "CHc"]
    if not doubtful:
        return
    opening = set(doubtful)
    names = [match.start() for match in _CAPITALISED.finditer("".join(tags))]
    inside = {forms[at] for at in names if at not in opening}
    small = set(forms)
    for at in doubtful:
        form = forms[at]
        lower = form.lower()
        if form in inside or (form.isupper() and len(form) > 1 and lower not in small):
            continue
        before_name = at + 1 < len(tags) and tags[at + 1] in "CcH"
        tag = _lower_tag(lower)
        known = lower in _CLASSES or lower in small or tag in "RGp" or (tag == "N" and lower.endswith("s"))
        if known and not (before_name and tag in "vWNA" and lower not in small and tags[at] != "H"):
            tags[at] = tag if tags[at] != "H" or not before_name else "H"
