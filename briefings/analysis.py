"""The one pipeline: an article goes in, an entry comes out."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from briefings.article import Article
from briefings.entry import Entry, Quote, Reported, Topic
from briefings.languages import extract, french, french_speech, german, german_speech, subjects
from briefings.languages.cues import Speech
from briefings.languages.detection import detect, primary
from briefings.languages.lexis import Lexis
from briefings.languages.speech import find_quotes as find_speech
from briefings.quotes import find_quotes
from briefings.quoting.reported import find_reported
from briefings.sentences import sentences
from briefings.spans import Span
from briefings.summary import needed, steps
from briefings.topics import find_topics, topic_key

VERSION = 10  # raised when the same text would give another entry; stored entries are then analysed again


class Offer(NamedTuple):
    """What is found in articles of one language, and by what: only what was tested for it."""

    summary: Callable[[str, Sequence[Span], str], Iterable[tuple[int, ...]]]
    quotes: Callable[[str, Sequence[Span]], tuple[Quote, ...]]
    reported: Callable[[str, Sequence[Span], tuple[Quote, ...]], tuple[Reported, ...]]
    topics: Callable[[str, Sequence[Span], str], tuple[Topic, ...]]


def _elsewhere(speech: Speech, lexis: Lexis) -> Offer:
    """Return what is found by a language's tables; speech without quotation marks is not looked for."""
    return Offer(
        summary=lambda text, split, title: extract.summary_order(text, split, title, lexis),
        quotes=lambda text, split: find_speech(text, split, speech),
        reported=lambda *_: (),
        topics=lambda text, split, title: subjects.find_topics(text, split, title, lexis, speech.naming),
    )


NOTHING = Offer(lambda *_: (), lambda *_: (), lambda *_: (), lambda *_: ())
OFFERED = {
    "en": Offer(lambda text, split, _: steps(text, split), find_quotes, find_reported, find_topics),
    "de": _elsewhere(german_speech.SPEECH, german.LEXIS),
    "fr": _elsewhere(french_speech.SPEECH, french.LEXIS),
}
"""By language (ISO 639-1); an article in another one is held, searched and cut into sentences."""


def language_of(article: Article) -> str:
    """Return the language of *article*: as given, else as found, English where too little tells."""
    return primary(article.language or detect(article.text) or "en")


def analyse(article: Article, shown: int | None = None) -> Entry:
    """Return the entry of *article*; pure, the same article gives the same entry.

    With *shown* only what is printed at once: the order of so many sentences, no reported speech. That spares a sixth
    of the time; such an entry is not for the library.
    """
    text = article.text
    language = language_of(article)
    offer = OFFERED.get(language, NOTHING)
    split = tuple(sentences(text, language))
    title = article.title if article.title_by == "source" else ""
    quotes = offer.quotes(text, split)
    order = offer.summary(text, split, title)
    return Entry(
        article=article,
        sentences=split,
        order=tuple(order if shown is None else needed(order, shown)),
        quotes=quotes,
        reported=offer.reported(text, split, quotes) if shown is None else (),
        topics=_with_given(article, offer.topics(text, split, title)),
    )


def _with_given(article: Article, found: tuple[Topic, ...]) -> tuple[Topic, ...]:
    """Put the topics of the front matter first, each once; where analysis found the same one, keep its mentions."""
    by_key = {topic_key(topic.label): topic for topic in found}
    best = found[0].score if found else 1.0
    labels: dict[str, str] = {}
    for label in article.topics:
        labels.setdefault(topic_key(label), label)
    given = [replace(by_key.pop(key, Topic(label, best, ())), label=label, score=best) for key, label in labels.items()]
    return (*given, *by_key.values())
