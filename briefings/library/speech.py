"""Who said what: quotes, speakers and reported speech of the articles that a workspace may see.

People's corrections count in every read: the workspace's own before those of the operator, which count for everybody.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Row, Select, and_, func, or_, select, union

from briefings.entry import Reported
from briefings.folding import fold, name_key, words_key
from briefings.library import rows
from briefings.library.reader import TIME, Page, published
from briefings.library.rows import Held, HeldQuote
from briefings.library.schema import articles, bearers, curations, quotes, reported, topic_quotes
from briefings.library.speakers import Speakers
from briefings.library.spoken import SAME_NAME
from briefings.spans import Span

_MOST_TWINS = 100
_MOST_FOUND = 200  # quotes that hold search words, of the entries shown


@dataclass(frozen=True, slots=True)
class QuoteFilter:
    """Which quotes are meant; what is left None does not limit. *since* and *until* are of the publication."""

    speakers: tuple[str, ...] | None = None  # keys, as ``speakers`` gives them
    topic: str | None = None  # a key
    text: str | None = None
    article: int | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Sought:
    """Where the quotes that are asked for are looked up, and by which columns they come in order."""

    source: FromClause
    order: tuple[ColumnElement[Any], ColumnElement[Any]]
    where: tuple[ColumnElement[bool], ...]

    def select(self, *columns: Any) -> Select[Any]:
        return select(*columns).select_from(self.source).where(*self.where)


class Speech(Speakers):
    """Reads of what is said in the articles."""

    def quotes(self, wanted: QuoteFilter, limit: int, offset: int = 0) -> Page[HeldQuote]:
        """Return the quotes that *wanted* describes, in the order of their articles' time and of the text."""
        sought = self._sought(wanted)
        query = sought.select(quotes).order_by(*sought.order, quotes.c.start)
        found = self._rows(query.limit(limit).offset(offset))
        if wanted.speakers is not None and wanted == QuoteFilter(wanted.speakers) and len(found) == limit:
            return Page(tuple(self._held_quotes(found)), self._said(wanted.speakers))
        total = self._total(found, limit, offset, sought.select(func.count()))
        return Page(tuple(self._held_quotes(found)), total)

    def _sought(self, wanted: QuoteFilter) -> _Sought:
        """Return where to look: by the speakers, else by the topic, else in all articles, the narrowest first."""
        spoken, corrected = self._spoken(), self._touched().corrected
        source: FromClause = spoken.source
        order, where = _BY_ARTICLES, [*spoken.where, *_conditions(wanted)]
        if wanted.speakers is not None and not corrected:
            source, order = bearers.join(quotes, SAME_NAME), (bearers.c.time, bearers.c.article)
            where.append(bearers.c.person.in_(wanted.speakers))
        elif wanted.speakers is not None:
            where += [spoken.key.in_(wanted.speakers), quotes.c.article.in_(self._with_speakers(wanted.speakers))]
        if wanted.topic is not None:
            source = source.join(topic_quotes, _SPEAKS)
            order = order if wanted.speakers is not None else (topic_quotes.c.time, topic_quotes.c.article)
        if order is _BY_ARTICLES or wanted.since is not None or wanted.until is not None:
            source = source.join(articles, articles.c.number == quotes.c.article)
        seen = self._visible if order is _BY_ARTICLES else (self._readable(order[1]),)
        return _Sought(source, order, (*where, *seen))

    def _with_speakers(self, people: Sequence[str]) -> Any:
        """Return the query for the articles that may quote these people, with all that are corrected."""
        corrected = select(curations.c.article).where(*self._in_force(curations))
        return union(select(bearers.c.article).where(bearers.c.person.in_(people)), corrected)

    def quote(self, article: int, number: int) -> HeldQuote | None:
        """Return the quote that a cite names, also one that a person said is none; None when there is no such."""
        here = (self._readable(quotes.c.article), quotes.c.article == article, quotes.c.number == number)
        found = self._held_quotes(self._rows(select(quotes).where(*here)))
        return found[0] if found else None

    def quotes_with(self, numbers: Sequence[int], some: Sequence[str]) -> list[HeldQuote]:
        """Return the quotes of these entries in whose words or speaker's name one of *some* folded words can stand."""
        spoken = self._spoken()
        holds = or_(*(each.contains(word, autoescape=True) for word in some for each in (quotes.c.folded, spoken.key)))
        where = (self._readable(quotes.c.article), *spoken.where, quotes.c.article.in_(numbers), holds)
        query = select(quotes).select_from(spoken.source).where(*where).order_by(quotes.c.article, quotes.c.start)
        return self._held_quotes(self._rows(query.limit(_MOST_FOUND)))

    def reported(self, speakers: Sequence[str], limit: int, offset: int = 0) -> Page[tuple[Held, Reported]]:
        """Return what these speakers (keys) are reported to have said, in the order of time and of the text."""
        named = and_(bearers.c.article == reported.c.article, bearers.c.speaker_key == reported.c.speaker_key)
        source = bearers.join(reported, named)
        where = (self._readable(bearers.c.article), bearers.c.person.in_(speakers))
        total = self._rows(select(func.count()).select_from(source).where(*where))[0][0]
        query = select(reported).select_from(source).where(*where)
        ordered = query.order_by(bearers.c.time, bearers.c.article, reported.c.start).limit(limit).offset(offset)
        found = self._rows(ordered)
        entries = {held.number: held for held in self.numbered(list({row.article for row in found}))}
        return Page(tuple((entries[r.article], rows.reported(r)) for r in found if r.article in entries), total)

    def mentions_of_speakers(self, held: Held) -> list[tuple[Span, Span]]:
        """Return the words that point to a speaker in the entry ("he") with the speaker's fullest name there."""
        spoken = [each.quote for each in self.quotes(QuoteFilter(article=held.number), _MOST_FOUND).items]
        query = select(reported).where(reported.c.article == held.number).limit(_MOST_FOUND)
        told = [rows.reported(row) for row in self._rows(query)]
        pairs = [(each.mention, each.speaker) for each in spoken] + [(each.mention, each.speaker) for each in told]
        return [(mention, speaker) for mention, speaker in pairs if mention and speaker]

    def twins(self, found: Sequence[HeldQuote]) -> dict[str, list[HeldQuote]]:
        """Return, by the cite of each quote in *found*, the quotes elsewhere that have the same words."""
        keys = {quote.cite: words_key(quote.quote.span.of(quote.held.article.text)) for quote in found}
        spoken = self._spoken()
        same_words = quotes.c.words_key.in_({key for key in keys.values() if key})
        query = select(quotes).select_from(spoken.source).limit(_MOST_TWINS)
        others = self._rows(query.where(self._readable(quotes.c.article), *spoken.where, same_words))
        known = {(quote.held.number, quote.number) for quote in found}
        if all((row.article, row.number) in known for row in others) and len(others) == len(
            set(keys.values()) - {None}
        ):
            return {}  # as a rule: each stands once only
        same: dict[str | None, list[HeldQuote]] = {}
        for quote in self._held_quotes(others):
            same.setdefault(words_key(quote.quote.span.of(quote.held.article.text)), []).append(quote)
        return {cite: [twin for twin in same.get(key, ()) if twin.cite != cite] for cite, key in keys.items() if key}

    def _held_quotes(self, found: Sequence[Row[Any]]) -> list[HeldQuote]:
        numbers = list({row.article for row in found})
        entries = {held.number: held for held in self.numbered(numbers)}
        touched = self._touched()
        corrections = self._corrections(numbers) if touched.corrected else {}
        people = self._people(numbers)
        fullest = self._labels(sorted(set(people.values())))
        doubted = self._doubted(numbers) if touched.doubted else set()
        quoted = []
        for row in found:
            if row.article in entries:
                held, name = entries[row.article], (row.article, row.number)
                correction, said = corrections.get(name), rows.quote(row)
                if correction is not None:
                    said = rows.corrected(said, correction, held.article.text)
                speaker = said.speaker.of(held.article.text) if said.speaker else ""
                person = people.get((row.article, name_key(speaker)), name_key(speaker))
                fuller = fullest.get(person, "")
                known = fuller if fuller and name_key(fuller) != name_key(speaker) else None
                quoted.append(HeldQuote(held, row.number, said, correction, name in doubted, person or None, known))
        return quoted

    def _people(self, numbers: Sequence[int]) -> dict[tuple[int, str], str]:
        """Return the people of these entries who have another name elsewhere, by entry and by the name's key there."""
        query = select(bearers.c.article, bearers.c.speaker_key, bearers.c.person)
        joined = query.where(bearers.c.article.in_(numbers), bearers.c.person != bearers.c.speaker_key)
        return {(article, key): person for article, key, person in self._rows(joined)}


_BY_ARTICLES: tuple[ColumnElement[Any], ColumnElement[Any]] = (TIME, articles.c.number)
_SPEAKS = and_(topic_quotes.c.article == quotes.c.article, topic_quotes.c.quote == quotes.c.number)


def _conditions(wanted: QuoteFilter) -> list[ColumnElement[bool]]:
    """Return what is wanted besides the speakers."""
    where = [] if wanted.topic is None else [topic_quotes.c.key == wanted.topic]
    if wanted.text is not None:
        where += [quotes.c.folded.contains(part, autoescape=True) for part in _phrases(wanted.text)]
    if wanted.article is not None:
        where.append(quotes.c.article == wanted.article)
    return where + published(wanted.since, wanted.until)


def _phrases(text: str) -> list[str]:
    """Return the folded text, or its phrases and words where some of it stands in quotation marks."""
    folded = fold(text)
    if '"' not in folded:
        return [folded]
    return [part for match in re.finditer(r'"([^"]+)"|([^\s"]+)', folded) if (part := (match[1] or match[2]).strip())]
