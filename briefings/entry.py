"""An entry: an article analysed. What the bot holds and serves."""

from dataclasses import dataclass
from enum import StrEnum

from briefings.article import Article
from briefings.spans import Span


class Grade(StrEnum):
    """How sure a quote's speaker is. There is no grade for a guess."""

    NAMED = "named"  # the article names the speaker at the quote
    RESOLVED = "resolved"  # a pronoun or short form, traced to a fuller form in the article
    ROLE = "role"  # "a spokesman for the embassy", "Article 10 of the law"
    UNATTRIBUTED = "unattributed"


class Kind(StrEnum):
    """Whether the quoted words stand alone or are a few words inside a sentence."""

    FULL = "full"
    FRAGMENT = "fragment"


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted words and who said them; every part is a span of the article's text.

    ``speaker`` is the fullest form of the speaker's name in the article, ``mention`` the words at the quote
    that point there ("he"), ``cue`` the verb of saying, ``evidence`` the sentence that holds mention and cue.
    The spans of a split quote share one ``utterance`` number.
    """

    span: Span
    speaker: Span | None
    mention: Span | None
    cue: Span | None
    evidence: Span | None
    grade: Grade
    kind: Kind
    utterance: int


@dataclass(frozen=True, slots=True)
class Reported:
    """A sentence that says what somebody said without quoting it."""

    sentence: Span
    speaker: Span
    mention: Span
    cue: Span


@dataclass(frozen=True, slots=True)
class Topic:
    """What an article is about: a label in a form the article uses, its weight, and where it stands."""

    label: str
    score: float
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An article with everything that analysis found in it.

    ``order`` is the order in which sentences are taken into a summary: each step is a group of sentence indexes
    that belong together (see ``briefings.summary``).
    """

    article: Article
    sentences: tuple[Span, ...]
    order: tuple[tuple[int, ...], ...]
    quotes: tuple[Quote, ...]
    reported: tuple[Reported, ...]
    topics: tuple[Topic, ...]
