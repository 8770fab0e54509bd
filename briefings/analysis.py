"""The one pipeline: an article goes in, an entry comes out."""

from dataclasses import replace

from briefings.article import Article
from briefings.entry import Entry, Topic
from briefings.quotes import find_quotes
from briefings.reported import find_reported
from briefings.sentences import sentences
from briefings.spans import Span
from briefings.summary import summary_order
from briefings.topics import find_topics, topic_key

VERSION = 1  # raised when the same text would give another entry; stored entries are then analysed again


def analyse(article: Article) -> Entry:
    """Return the entry of *article*. Pure: the same article gives the same entry."""
    text = article.text
    split = tuple(sentences(text))
    title = article.title if article.title_by == "source" else ""
    quotes = find_quotes(text, split)
    return Entry(
        article=article,
        sentences=split,
        order=summary_order(text, split, title),
        quotes=quotes,
        reported=find_reported(text, split, quotes),
        topics=_with_given(article, find_topics(text, split, title)),
    )


def _with_given(article: Article, found: tuple[Topic, ...]) -> tuple[Topic, ...]:
    """Put the topics of the front matter first; where analysis found the same one, keep its mentions."""
    by_key = {topic_key(topic.label): topic for topic in found}
    best = found[0].score if found else 1.0
    given = []
    for label in article.topics:
        known = by_key.pop(topic_key(label), None)
        spans: tuple[Span, ...] = known.spans if known else ()
        given.append(replace(known, label=label, score=best) if known else Topic(label, best, spans))
    return (*given, *by_key.values())
