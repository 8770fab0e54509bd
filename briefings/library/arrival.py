"""An arrival: an article with all that is stored of it worked out, so that whoever writes has only to write.

Working it out costs several times as much as writing it; many articles are worked out in processes of their own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from briefings.analysis import VERSION, analyse
from briefings.article import Article
from briefings.duplicates import Sketch, sketch
from briefings.folding import fold
from briefings.library import rows
from briefings.library.numbering import Numbered, numbers
from briefings.library.rows import Values
from briefings.profile import Profile, profile_of
from briefings.spans import Span


@dataclass(slots=True)
class Arrival:
    """An article and its rows, as those of one that was never here; its own number is still left out (0).

    ``values`` are the columns of its row; ``profile`` and ``sketch`` are what its story and its copies are found by.
    """

    article: Article
    values: Values
    quotes: list[Values]
    reported: list[Values]
    called: list[Values]
    topics: list[Values]
    topic_quotes: list[Values]
    bearers: list[Values]
    profile: Profile
    sketch: Sketch
    number: int = 0

    @property
    def sentences(self) -> list[list[int]]:
        """Return the start, the end and the number of each sentence."""
        found: list[list[int]] = self.values["sentences"]
        return found

    def numbered(self, number: int, time: int) -> "Arrival":
        """Return the arrival, its rows with the article's *number*, and with its *time* (microseconds) some of them."""
        self.number = number
        for table in (self.topics, self.topic_quotes, self.bearers):
            for row in table:
                row["time"] = time
        for table in (self.quotes, self.reported, self.called, self.topics, self.topic_quotes, self.bearers):
            for row in table:
                row["article"] = number
        return self

    def renumber(self, before: Row[Any], quotes: Sequence[Numbered]) -> None:
        """Give the quotes and sentences that stood in the article *before* the numbers that they had there."""
        text, same_text = self.article.text, before.sha256 == self.article.sha256
        found = [(Span(each["start"], each["end"]), each["folded"]) for each in self.quotes]
        given = numbers(found, quotes, before.last_quote, same_text)
        to = {each["number"]: given[span] for each, (span, _) in zip(self.quotes, found, strict=True)}
        for each in self.quotes:
            each["number"] = to[each["number"]]
        for each in self.topic_quotes:
            each["quote"] = to[each["quote"]]
        spans = [(Span(start, end), fold(text[start:end])) for start, end, _ in self.sentences]
        old = [
            Numbered(number, Span(start, end), fold(before.text[start:end])) for start, end, number in before.sentences
        ]
        known = numbers(spans, old, before.last_sentence, same_text)
        self.values |= {
            "sentences": [[*span, known[span]] for span, _ in spans],
            "last_sentence": max((before.last_sentence, *known.values())),
            "last_quote": max((before.last_quote, *given.values())),
        }


def prepare(article: Article) -> Arrival:
    """Analyse *article* and work out what is stored of it. Pure; takes milliseconds."""
    entry = analyse(article)
    given = numbers([(quote.span, "") for quote in entry.quotes], (), 0, same_text=False)
    sentences = [[*span, number] for number, span in enumerate(entry.sentences, 1)]
    ends = {"sentences": sentences, "last_sentence": len(sentences), "last_quote": max(given.values(), default=0)}
    return Arrival(
        article=article,
        values=rows.article_values(entry, "", VERSION) | ends,
        quotes=rows.quote_values(entry, 0, given),
        reported=rows.reported_values(entry, 0),
        called=rows.called_values(entry, 0),
        topics=rows.topic_values(entry, 0),
        topic_quotes=rows.topic_quote_values(entry, 0, given),
        bearers=rows.bearer_values(entry, 0),
        profile=profile_of(article),
        sketch=sketch(article.text),
    )
