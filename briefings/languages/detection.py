"""Which language a text is in: by its script, else by its commonest words; none where too little tells.

Word lists rather than character n-grams: a text of a sentence or two is then either plain or left open (the small-word
method of Grefenstette 1995, with each word's vote shared among the languages that have it).
"""

import re
from collections import Counter, defaultdict
from functools import lru_cache

from briefings.languages.common_words import COMMON

UNDETERMINED = "und"  # the code of ISO 639-2 for a text in some language that cannot be told
_SAMPLE = 2000  # characters that are looked at
_LONG = 60  # words from which on a text without any known language's words is in another one
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")
_IN_ADDRESSES = ("://", "www.", "@")
_WORD = re.compile(r"[^\W\d_]+")
_BEYOND_LATIN = re.compile(r"[\u0370-\u1cff\u2c00-\ua71f\ua800-\ufdff\ufe70-\ufeff]")
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u3400-\u9fff]")),
    ("ko", re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")),
    ("cyrillic", re.compile(r"[\u0400-\u04ff]")),
    ("arabic", re.compile(r"[\u0600-\u06ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
_CYRILLIC = (("uk", "іїєґ"), ("sr", "јћђџљњ"), ("be", "ў"), ("ru", "ыэё"))
_ARABIC = (("ur", "ٹڈےںھ"), ("fa", "پچژگیک"))
_ARABIC_WORD = re.compile(r"[ةىأإ]|\bال\w{2}")
_RUSSIAN = frozenset("и в не на что с по как из за от но это для к его был она они было также года сообщил".split())
_LETTERS = (("de", "ß"), ("es", "ñ¿¡"), ("pt", "ãõ"), ("fr", "œ"), ("pl", "łąęśż"), ("tr", "ğış"), ("ro", "țșă"))
_LETTER_WORTH = 0.5
_LANGUAGES: dict[str, list[str]] = {}
for _code, _table in COMMON.items():
    for _common in frozenset(_table.split()):
        _LANGUAGES.setdefault(_common, []).append(_code)
_THREE_LETTERS = {"eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it"}


def primary(tag: str) -> str:
    """Return the language of a tag of BCP 47 in two letters where it has such: "de-AT" and "deu" give "de"."""
    code = tag.split("-")[0].lower()
    return _THREE_LETTERS.get(code, code)


def detect(text: str) -> str | None:
    """Return the language of *text* (ISO 639-1), UNDETERMINED for a long text in none of the known ones, else None.

    None means that too little tells: a few words, names, figures.
    """
    return _found(text[:_SAMPLE])


@lru_cache(maxsize=8)
def _found(sample: str) -> str | None:
    """Return what *sample* is in; kept while one article is read and analysed."""
    if any(each in sample for each in _IN_ADDRESSES):
        sample = _ADDRESS.sub(" ", sample)
    words = _WORD.findall(sample.lower())
    if not words:
        return None
    beyond = 0 if sample.isascii() else len(_BEYOND_LATIN.findall(sample))
    if beyond * 2 > sum(map(len, words)):
        return _by_script(sample, words, beyond)
    return _by_words(sample, words)


def _by_script(sample: str, words: list[str], beyond: int) -> str | None:
    counts = {name: len(script.findall(sample)) for name, script in _SCRIPTS}
    if counts["ja"] * 10 > beyond:
        return "ja"
    best = max(counts, key=counts.__getitem__)
    if counts[best] * 2 < beyond:
        return UNDETERMINED
    if best == "cyrillic":
        return _cyrillic(sample, words)
    if best == "arabic":
        return _by_letters(sample, _ARABIC) or ("ar" if _ARABIC_WORD.search(sample) else None)
    return best


def _cyrillic(sample: str, words: list[str]) -> str | None:
    """Return the language of a text in Cyrillic letters; without a telling letter Russian needs its small words."""
    told = _by_letters(sample, _CYRILLIC)
    if told:
        return told
    known = sum(word in _RUSSIAN for word in words)
    if known >= 2 and known * 12 >= len(words) and "ъ" not in sample[:200].lower():
        return "ru"
    return UNDETERMINED if len(words) >= _LONG else None


def _by_letters(sample: str, table: tuple[tuple[str, str], ...]) -> str | None:
    lower = sample.lower()
    return next((code for code, letters in table if any(letter in lower for letter in letters)), None)


def _by_words(sample: str, words: list[str]) -> str | None:
    """Let each known word vote for its languages; the winner must lead clearly, with several words."""
    votes: defaultdict[str, float] = defaultdict(float)
    voters: defaultdict[str, int] = defaultdict(int)
    most_votes = 1 + len(words) // 12
    for word, count in Counter(words).items():
        codes = _LANGUAGES.get(word)
        if codes is None:
            continue
        vote = (count if count < most_votes else most_votes) / len(codes)
        for code in codes:
            voters[code] += 1
            votes[code] += vote
    if not sample.isascii():
        for code, letters in _LETTERS:
            votes[code] += _LETTER_WORTH * sum(letter in sample for letter in letters)
    (best, most), (_, next_most) = sorted([*votes.items(), ("", 0.0), ("", 0.0)], key=lambda each: -each[1])[:2]
    long = len(words) >= _LONG
    share, lead = (0.05, 1.25) if long else (0.12, 1.3 if most >= 3 else 1.8)
    enough = voters[best] >= (5 if long else 2) and most >= 1.5
    if enough and most >= len(words) * share and most >= next_most * lead:
        return best
    told = sum(map(str.islower, _WORD.findall(sample))) * 2 > len(words)  # no list of names
    return UNDETERMINED if long and told and votes["en"] < len(words) * 0.02 else None
