"""Between rows and values: what is stored of an entry, and what is given back once its text has been checked."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import partial
from typing import Any

from sqlalchemy import Row

from briefings.article import Article, Withdrawal
from briefings.entry import Entry, Grade, Kind, Quote, Reported
from briefings.folding import fold, name_key, telling_words, words_key
from briefings.moments import from_micros, maybe_micros, maybe_moment
from briefings.people.identity import Bearer, read_bearer
from briefings.spans import Span, meeting
from briefings.topics import topic_key

Values = dict[str, Any]
_span: Callable[[tuple[int, int]], Span] = partial(tuple.__new__, Span)  # Span(*pair) of very many pairs


@dataclass(frozen=True, slots=True)
class Held:
    """An entry in the library: its article, what analysis found, when it was added and its words last changed (UTC).

    ``number`` is its place in the order of arrival; ``cite`` ("A1") opens it. ``sentence_numbers`` are the numbers that
    the sentences have in their cites: 1, 2, 3 ... until a text or the analysis changes.
    """

    number: int
    article: Article
    added: datetime
    sentences: tuple[Span, ...]
    sentence_numbers: tuple[int, ...]
    order: tuple[tuple[int, ...], ...]
    corrected: datetime | None = None

    @property
    def cite(self) -> str:
        """Return the cite of the entry."""
        return f"A{self.number}"

    def sentence_at(self, span: Span) -> int:
        """Return the index of the sentence that holds the start of *span* (or comes last before it)."""
        starts = [sentence.start for sentence in self.sentences]
        return max(0, bisect_right(starts, span.start) - 1)


class Verdict(StrEnum):
    """What a person said of a quote that analysis found."""

    SPEAKER = "speaker"
    UNATTRIBUTED = "unattributed"
    NOT_A_QUOTE = "not_a_quote"


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's correction of a quote: what it says, by whom (a platform's user id) and when (UTC)."""

    verdict: Verdict
    speaker: str | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HeldQuote:
    """A quote in the library with the entry that it stands in.

    ``correction`` says who set its speaker, if a person did; ``flagged`` that somebody doubts it. ``person`` is one for
    all the names that a speaker has in the entries; ``fuller`` is the fullest of them where this article's is shorter.
    """

    held: Held
    number: int
    quote: Quote
    correction: Correction | None = None
    flagged: bool = False
    person: str | None = None
    fuller: str | None = None

    @property
    def cite(self) -> str:
        """Return the cite of the quote: "A1-q2"."""
        return f"{self.held.cite}-q{self.number}"

    @property
    def speaker(self) -> str | None:
        """Return the speaker as the article has it."""
        return self.quote.speaker.of(self.held.article.text) if self.quote.speaker else None


def article_values(entry: Entry, workspace: str, analysis: int) -> Values:
    """Return the columns of the entry's article, all but the numbers and the moments of arrival and leaving."""
    article = entry.article
    return {
        "id": article.id,
        "workspace": workspace,
        "title": article.title,
        "title_by": article.title_by,
        "source": article.source,
        "url": article.url,
        "author": article.author,
        "published_at": maybe_micros(article.published),
        "language": article.language,
        "given_topics": list(article.topics),
        "share": article.share,
        "priority": article.priority,
        **_limits(article),
        "text": article.text,
        "sha256": article.sha256,
        "analysis": analysis,
        "summary": [list(step) for step in entry.order],
    }


def _limits(article: Article) -> Values:
    """Return the columns that say who may see the article, from when, and how much of it at once."""
    withdrawn = article.withdrawn or Withdrawal()
    return {
        "audience": list(article.audience),
        "limited": bool(article.audience),
        "embargo_until": maybe_micros(article.embargo),
        "most_words": article.most_words,
        "withdrawn": article.withdrawn is not None,
        "withdrawn_at": maybe_micros(_midnight(withdrawn.on)),
        "withdrawn_why": withdrawn.why,
    }


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), UTC) if day else None


def quote_values(entry: Entry, article: int, numbers: dict[Span, int]) -> list[Values]:
    """Return the rows of the entry's quotes; *numbers* gives each span the number that its cite carries."""
    text = entry.article.text
    rows = []
    for quote in entry.quotes:
        speaker = quote.speaker.of(text) if quote.speaker else None
        rows.append(
            {
                "article": article,
                "number": numbers[quote.span],
                "start": quote.span.start,
                "end": quote.span.end,
                "spans": [_pair(span) for span in (quote.speaker, quote.mention, quote.cue, quote.evidence)],
                "grade": quote.grade.value,
                "kind": quote.kind.value,
                "utterance": quote.utterance,
                "speaker": speaker,
                "speaker_key": name_key(speaker) if speaker else None,
                "folded": fold(quote.span.of(text)),
                "words_key": words_key(quote.span.of(text)),
            }
        )
    return rows


def reported_values(entry: Entry, article: int) -> list[Values]:
    """Return the rows of the entry's reported speech."""
    text = entry.article.text
    about = [(topic_key(topic.label), meeting(topic.spans)) for topic in entry.topics]
    return [
        {
            "article": article,
            "start": each.sentence.start,
            "end": each.sentence.end,
            "spans": [list(span) for span in (each.speaker, each.mention, each.cue)],
            "speaker_key": name_key(each.speaker.of(text)),
            "folded": fold(each.sentence.of(text)),
            "topics": lined(key for key, meets in about if meets(each.sentence)),
        }
        for each in entry.reported
    ]


def lined(keys: Iterable[str]) -> str:
    """Return *keys* in one text, in which each is found by what this gives for it alone; nothing for none."""
    found = "\n".join(keys)
    return f"\n{found}\n" if found else ""


def called_values(entry: Entry, article: int) -> list[Values]:
    """Return every word by which the entry's speakers can be asked for."""
    text = entry.article.text
    pairs: set[tuple[str, str]] = set()
    said = [(quote.speaker, quote.mention) for quote in entry.quotes if quote.speaker]
    for speaker, mention in [*said, *((each.speaker, each.mention) for each in entry.reported)]:
        key = name_key(speaker.of(text))
        forms = speaker.of(text) + " " + (mention.of(text) if mention else "")
        pairs.update((word, key) for word in telling_words(forms))
    return [{"word": word, "speaker_key": key, "article": article} for word, key in sorted(pairs)]


def bearer_values(entry: Entry, article: int) -> list[Values]:
    """Return the rows of the entry's speakers, each as the person of its own name; a name in doubt has no forms.

    Their time is still left out.
    """
    text = entry.article.text
    found: dict[str, Bearer | None] = {}
    said = [(quote.speaker, quote.grade) for quote in entry.quotes if quote.speaker]
    for span, grade in [*said, *((each.speaker, Grade.NAMED) for each in entry.reported)]:
        speaker = span.of(text)
        if name_key(speaker) not in found:
            found[name_key(speaker)] = read_bearer(text, speaker, grade)
    often = Counter(name_key(span.of(text)) for span, _ in said)
    return [
        {"article": article, "speaker_key": key, "said": often[key], **_bearer(key, bearer)}
        for key, bearer in found.items()
    ]


def _bearer(key: str, bearer: Bearer | None) -> Values:
    if bearer is None:
        return {"name": key, "surname": None, "first": None, "sex": "", "offices": "", "person": key}
    forms = {"surname": bearer.surname or None, "first": bearer.first or None}
    return {"name": bearer.name, **forms, "sex": bearer.sex, "offices": bearer.listed, "person": bearer.name}


def topic_values(entry: Entry, article: int) -> list[Values]:
    """Return the rows of the entry's topics, best first."""
    return [
        {
            "article": article,
            "key": topic_key(topic.label),
            "label": topic.label,
            "rank": rank,
            "score": topic.score,
            "spans": [list(span) for span in topic.spans],
        }
        for rank, topic in enumerate(entry.topics)
    ]


def topic_quote_values(entry: Entry, article: int, numbers: dict[Span, int]) -> list[Values]:
    """Return which quotes speak of which topics, in their words or in the sentence that says who spoke."""
    pairs = set()
    for topic in entry.topics:
        meets, key = meeting(topic.spans), topic_key(topic.label)
        for quote in entry.quotes:
            if meets(quote.span) or (quote.evidence and meets(quote.evidence)):
                pairs.add((key, numbers[quote.span]))
    return [{"key": key, "article": article, "quote": number} for key, number in sorted(pairs)]


def held(row: Row[Any]) -> Held | None:
    """Return the entry in *row*, or None when its stored text is not the text that was analysed."""
    article = Article(
        id=row.id,
        text=row.text,
        title=row.title,
        title_by=row.title_by,
        source=row.source,
        url=row.url,
        author=row.author,
        published=maybe_moment(row.published_at),
        language=row.language,
        topics=tuple(row.given_topics),
        share=row.share,
        priority=row.priority,
        audience=tuple(row.audience),
        embargo=maybe_moment(row.embargo_until),
        most_words=row.most_words,
        withdrawn=withdrawal(row),
    )
    if article.sha256 != row.sha256:
        return None
    starts, ends, numbers = zip(*row.sentences, strict=True) if row.sentences else ((), (), ())
    return Held(
        number=row.number,
        article=article,
        added=from_micros(row.added_at),
        sentences=tuple(map(_span, zip(starts, ends, strict=True))),
        sentence_numbers=numbers,
        order=tuple(tuple(step) for step in row.summary),
        corrected=maybe_moment(row.corrected_at),
    )


def withdrawal(row: Row[Any]) -> Withdrawal | None:
    """Return that the article in *row* was withdrawn, None if it was not."""
    on = maybe_moment(row.withdrawn_at)
    return Withdrawal(on.date() if on else None, row.withdrawn_why) if row.withdrawn else None


def reported(row: Row[Any]) -> Reported:
    """Return the reported speech in *row*."""
    speaker, mention, cue = (Span(*pair) for pair in row.spans)
    return Reported(Span(row.start, row.end), speaker, mention, cue)


def corrected(found: Quote, correction: Correction, text: str) -> Quote:
    """Return the quote as *correction* has it; a speaker that the text no longer holds is none."""
    start = text.find(correction.speaker) if correction.speaker else -1
    if correction.speaker is None or start < 0:
        return replace(found, speaker=None, mention=None, grade=Grade.UNATTRIBUTED)
    speaker = Span(start, start + len(correction.speaker))
    return replace(found, speaker=speaker, mention=None, grade=Grade.NAMED)


def quote(row: Row[Any]) -> Quote:
    """Return the quote in *row*."""
    speaker, mention, cue, evidence = (Span(*pair) if pair else None for pair in row.spans)
    return Quote(
        span=Span(row.start, row.end),
        speaker=speaker,
        mention=mention,
        cue=cue,
        evidence=evidence,
        grade=Grade(row.grade),
        kind=Kind(row.kind),
        utterance=row.utterance,
    )


def _pair(span: Span | None) -> list[int] | None:
    return list(span) if span else None
