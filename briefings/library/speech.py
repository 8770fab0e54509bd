"""Who said what: quotes, speakers and reported speech of the articles that a workspace may see.

People's corrections count in every read: the workspace's own before those of the operator, which count for everybody.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Row, Select, bindparam, or_, select

from briefings.entry import Reported
from briefings.folding import fold, name_key, words_key
from briefings.library import rows, sought, told
from briefings.library.fulltext import Match, newest_matching, text_matches
from briefings.library.reader import Page, escaped, holds, published, readable, some
from briefings.library.rows import Held, HeldQuote
from briefings.library.schema import bearers, quotes, reported
from briefings.library.search import MOST as LOOKED_AT
from briefings.library.sought import THESE, Limits
from briefings.library.speakers import Speakers
from briefings.library.spoken import spoken
from briefings.spans import Span

_MARKS = frozenset('"“”„«»')
_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]+)["“”„«»]|([^\s"“”„«»]+)')
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


class Speech(Speakers):
    """Reads of what is said in the articles."""

    def quotes(self, wanted: QuoteFilter, limit: int, offset: int = 0) -> Page[HeldQuote]:
        """Return the quotes that *wanted* describes, in the order of their articles' time and of the text.

        Of words that stand in very many articles only the newest are looked at; the page is *capped* then.
        """
        phrases = _phrases(wanted)
        limits, values = _limits(wanted, phrases), _values(wanted, phrases)
        corrected = self._touched().corrected
        if limits.by_words and (matches := text_matches(phrases)):
            tried = (self._with_words(match, limits, corrected, values, limit, offset) for match in matches)
            return next((page for page in tried if page.total or page.capped), Page((), 0))
        found = self._ready(sought.page(limits, corrected), most=limit, after=offset, upto=limit + offset, **values)
        if wanted.speakers is not None and wanted == QuoteFilter(wanted.speakers) and len(found) == limit:
            return Page(tuple(self._held_quotes(found)), self._said(wanted.speakers))
        total = self._total(found, limit, offset, sought.count(limits, corrected), **values)
        return Page(tuple(self._held_quotes(found)), total)

    def _with_words(
        self, match: Match, limits: Limits, corrected: bool, values: dict[str, Any], limit: int, offset: int
    ) -> Page[HeldQuote]:
        """Return a page of the quotes of the newest articles that *match*."""
        asked = ("words", match, limits, *values.items(), limit, offset)
        places = self._known_alike(asked, lambda: self._places(match, limits, corrected, values, limit, offset))
        if not places.items:
            return Page((), places.total, places.capped)
        numbers = list({article for article, _ in places.items})
        rows_of = {(row.article, row.number): row for row in self._ready(THESE, numbers=numbers, places=places.items)}
        found = [rows_of[place] for place in places.items if place in rows_of]
        return Page(tuple(self._held_quotes(found)), places.total, places.capped)

    def _places(
        self, match: Match, limits: Limits, corrected: bool, values: dict[str, Any], limit: int, offset: int
    ) -> Page[tuple[int, int]]:
        """Return the same by the articles and the numbers of the quotes."""
        with self._connected() as connection:
            among, words = newest_matching(connection, match, limits.when, LOOKED_AT)
        page, looked_at = sought.among(limits, corrected, among)
        values = {**values, **words}
        found = self._ready(page, most=limit, after=offset, **values)
        if found:
            return Page(tuple((row[0], row[1]) for row in found), found[0].total, found[0].looked_at >= LOOKED_AT)
        if offset:  # beyond the last page
            return replace(self._places(match, limits, corrected, values, 1, 0), items=())
        return Page((), 0, self._ready(looked_at, **values)[0][0] >= LOOKED_AT)

    def quote(self, article: int, number: int) -> HeldQuote | None:
        """Return the quote that a cite names, also one that a person said is none; None when there is no such."""
        found = self._held_quotes(self._ready(_QUOTE, article=article, number=number))
        return found[0] if found else None

    def quotes_with(self, numbers: Sequence[int], words: Sequence[str]) -> list[HeldQuote]:
        """Return the quotes of these entries in whose words or speaker's name one of the folded *words* can stand."""
        values = {f"word{place}": escaped(word) for place, word in enumerate(words)}
        query = _quotes_with(len(words), self._touched().corrected)
        return self._held_quotes(self._ready(query, numbers=numbers, **values))

    def reported(self, wanted: QuoteFilter, limit: int, offset: int = 0) -> Page[tuple[Held, Reported]]:
        """Return what the speakers that *wanted* names are reported to have said, in the order of time and of the text.

        Only sentences are given that *wanted* lets through; with a limit of 0 none, but how many there are.
        """
        if not wanted.speakers:
            return Page((), 0)
        phrases = _phrases(wanted)
        limits, values = _limits(wanted, phrases), _values(wanted, phrases)
        found = self._ready(told.page(limits), most=limit, after=offset, **values) if limit else ()
        total = self._total(found, limit, offset, told.count(limits), **values)
        entries = {held.number: held for held in self.numbered(list({row.article for row in found}))}
        return Page(tuple((entries[r.article], rows.reported(r)) for r in found if r.article in entries), total)

    def mentions_of_speakers(self, held: Held) -> list[tuple[Span, Span]]:
        """Return the words that point to a speaker in the entry ("he") with the speaker's fullest name there."""
        spoken = [each.quote for each in self.quotes(QuoteFilter(article=held.number), _MOST_FOUND).items]
        apart = [rows.reported(row) for row in self._ready(_REPORTED_IN, article=held.number)]
        pairs = [(each.mention, each.speaker) for each in spoken] + [(each.mention, each.speaker) for each in apart]
        return [(mention, speaker) for mention, speaker in pairs if mention and speaker]

    def twins(self, found: Sequence[HeldQuote]) -> dict[str, list[HeldQuote]]:
        """Return, by the cite of each quote in *found*, the quotes elsewhere that have the same words."""
        keys = {quote.cite: words_key(quote.quote.span.of(quote.held.article.text)) for quote in found}
        others = self._ready(_twins(self._touched().corrected), keys=list({key for key in keys.values() if key}))
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
        return {(article, key): person for article, key, person in self._ready(_OTHER_NAMES, numbers=numbers)}


@lru_cache(maxsize=50)
def _quotes_with(words: int, corrected: bool) -> Select[Any]:
    said = spoken(corrected)
    found = (holds(each, f"word{place}") for place in range(words) for each in (quotes.c.folded, said.key))
    where = (readable(quotes.c.article), *said.where, quotes.c.article.in_(some("numbers")), or_(*found))
    query = select(quotes).select_from(said.source).where(*where).order_by(quotes.c.article, quotes.c.start)
    return query.limit(_MOST_FOUND)


@cache
def _twins(corrected: bool) -> Select[Any]:
    said = spoken(corrected)
    query = select(quotes).select_from(said.source).limit(_MOST_TWINS)
    return query.where(readable(quotes.c.article), *said.where, quotes.c.words_key.in_(some("keys")))


_QUOTE = select(quotes).where(
    readable(quotes.c.article), quotes.c.article == bindparam("article"), quotes.c.number == bindparam("number")
)
_OTHER_NAMES = select(bearers.c.article, bearers.c.speaker_key, bearers.c.person).where(
    bearers.c.article.in_(some("numbers")), bearers.c.person != bearers.c.speaker_key
)
_REPORTED_IN = select(reported).where(reported.c.article == bindparam("article")).limit(_MOST_FOUND)


def _phrases(wanted: QuoteFilter) -> list[str]:
    """Return the text, or its phrases and words where some of it stands in quotation marks; nothing for none."""
    if wanted.text is None:
        return []
    if _MARKS.isdisjoint(wanted.text):
        return [wanted.text]
    return [part for match in _QUOTED.finditer(wanted.text) if fold(part := match[1] or match[2])]


def _limits(wanted: QuoteFilter, phrases: Sequence[str]) -> Limits:
    given = (each is not None for each in (wanted.article, wanted.since, wanted.until))
    return Limits(wanted.speakers is not None, wanted.topic is not None, len(phrases), *given)


def _values(wanted: QuoteFilter, phrases: Sequence[str]) -> dict[str, Any]:
    """Return the parameters that stand for what is *wanted*."""
    return {
        "people": wanted.speakers,
        "topic": wanted.topic,
        "about": escaped(rows.lined([wanted.topic])) if wanted.topic else "",
        "article": wanted.article,
        **published(wanted.since, wanted.until)[1],
        **{f"phrase{place}": escaped(fold(each)) for place, each in enumerate(phrases)},
    }
