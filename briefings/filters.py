"""Filters: which entries a digest takes, and the reason why it does not take another."""

from collections.abc import Iterable
from dataclasses import dataclass

from briefings.folding import telling_words, typed_key
from briefings.terms import Terms, parse_terms
from briefings.topics import topic_key


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that could be in a digest: its number and what filters and order look at.

    ``topics`` are the keys of its topics, ``speakers`` the names of those it quotes, ``text`` its title and text,
    ``copies`` the numbers of the entries that have the same words, ``story`` that of its story if others are in it;
    it ``continues`` one that was told before.
    """

    number: int
    topics: frozenset[str] = frozenset()
    speakers: frozenset[str] = frozenset()
    source: str | None = None
    text: str = ""
    copies: tuple[int, ...] = ()
    priority: int = 0
    story: int | None = None
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Filters:
    """An entry passes with one of each list that is not empty, and without any of ``not_words``.

    A speaker is named by any part of the name, a source by a part of its name; a word of four letters or more stands
    for its longer forms too, as in a search.
    """

    topics: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    not_words: tuple[str, ...] = ()

    def objection(self, candidate: Candidate) -> str | None:
        """Return why *candidate* does not pass, None if it does."""
        if self.topics and not candidate.topics.intersection(map(topic_key, self.topics)):
            return "none of the digest's topics"
        if self.speakers and not any(_names(wanted, candidate.speakers) for wanted in self.speakers):
            return "none of the digest's speakers is quoted"
        if self.sources and not _part_of(self.sources, candidate.source):
            return "from none of the digest's sources"
        if self.words and not any(_holds(candidate.text, each) for each in self.words):
            return "none of the digest's words"
        unwanted = next((each for each in self.not_words if _holds(candidate.text, each)), None)
        return None if unwanted is None else f"it holds “{unwanted}”"


EVERYTHING = Filters()


def _names(wanted: str, speakers: Iterable[str]) -> bool:
    """Tell whether one of the *speakers* is called by the words of *wanted*."""
    words = set(telling_words(wanted))
    return bool(words) and any(words <= set(telling_words(name)) for name in speakers)


def _part_of(sources: Iterable[str], source: str | None) -> bool:
    return source is not None and any(typed_key(each) in typed_key(source) for each in sources)


def _holds(text: str, words: str) -> bool:
    """Tell whether *words* stand in *text* one after the other."""
    terms = parse_terms(words)
    phrase = tuple(word for term in terms.wanted for word in term)
    return bool(phrase) and bool(Terms((phrase,)).count_in(text))
