"""Passages: which entries can hold some words, by the full-text index. What they really hold is compared elsewhere."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row

from briefings.entry import Reported
from briefings.library import rows
from briefings.library.fulltext import Match, Phrase, Values, best, oldest
from briefings.library.rows import Held, HeldQuote
from briefings.stopwords import STOPWORDS

_TOKEN = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")  # as the index cuts words: a combining mark parts none
_PHRASE = 24  # words of one phrase; longer parts are several phrases
_MOST_PHRASES = 8
_SEEDS = 10  # phrases of which an entry should hold some
_FEW = 3  # phrases that are too few to miss a changed word
_SHORT = 12  # words up to which pairs are looked for, beyond it threes


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that can hold the words, with all of its quotes and reported speech."""

    held: Held
    quotes: tuple[HeldQuote, ...]
    reported: tuple[Reported, ...]


def find_entries(connection: Connection, parts: Sequence[str], here: Values, whole: bool, limit: int) -> list[int]:
    """Return the numbers of at most *limit* entries that can hold the texts *parts*.

    With *whole*, those in which each part stands as a phrase, the oldest first; else those that share most with them,
    best first. Any text may be given; one without words is in no entry.
    *here* holds the values of a reader's parameters.
    """
    words = [tokens for part in parts if (tokens := _TOKEN.findall(part))]
    if not words:
        return []
    find = _with_phrases if whole else _alike
    return find(connection, words, here, limit)


def _with_phrases(connection: Connection, words: Sequence[list[str]], here: Values, limit: int) -> list[int]:
    phrases = [part[at : at + _PHRASE] for part in words for at in range(0, len(part), _PHRASE)]
    return oldest(connection, _in_text(phrases[:_MOST_PHRASES], every=True), here, limit)


def _alike(connection: Connection, words: Sequence[list[str]], here: Values, limit: int) -> list[int]:
    """Rank by the seeds that the entries hold, the rare ones first."""
    seeds = _seeds([word for part in words for word in part])
    return best(connection, _in_text(seeds, every=False), here, limit, title_weight=0.0)


def _seeds(words: list[str]) -> list[list[str]]:
    """Return the phrases of two or three words that tell most, from all over the text; one of them is never enough."""
    length = 2 if len(words) <= _SHORT else 3
    phrases = [words[at : at + length] for at in range(max(1, len(words) - length + 1))]
    told = [sum(len(word) for word in phrase if word.casefold() not in STOPWORDS) for phrase in phrases]
    stretch = max(1, -(-len(phrases) // _SEEDS))
    if len(phrases) <= _SEEDS + 2:
        chosen = [at for at in range(len(phrases)) if told[at]]
        if len(chosen) < _FEW:  # mostly common words: only longer runs of them find anything
            return [phrases[at] for at in chosen] + [words[at : at + 4] for at in range(max(1, len(words) - 3))]
    else:
        starts = range(0, len(phrases), stretch)
        chosen = [max(range(at, min(at + stretch, len(phrases))), key=lambda each: told[each]) for at in starts]
    return [phrases[at] for at in chosen]


def _in_text(phrases: Sequence[Sequence[str]], every: bool) -> Match:
    """Limit a match to the text: what stands in a title alone is no passage."""
    return Match(tuple(Phrase(tuple(words)) for words in phrases), every, text_only=True)


def candidates(entries: Sequence[Held], said: Sequence[HeldQuote], reported: Sequence[Row[Any]]) -> list[Candidate]:
    """Return the *entries* with what is said in them."""
    spoken: dict[int, list[HeldQuote]] = {held.number: [] for held in entries}
    told: dict[int, list[Reported]] = {held.number: [] for held in entries}
    for quote in said:
        spoken[quote.held.number].append(quote)
    for row in reported:
        if row.article in told:
            told[row.article].append(rows.reported(row))
    return [Candidate(held, tuple(spoken[held.number]), tuple(told[held.number])) for held in entries]
