"""Who said what: quotes, speakers and reported speech of the articles that a workspace may see.

People's corrections count in every read: the workspace's own before those of the operator, which count for everybody.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Row, Select, and_, case, func, or_, select

from briefings.entry import Reported
from briefings.folding import fold, name_key, telling_words, words_key
from briefings.library import rows
from briefings.library.reader import TIME, Counted, Page, Reader, nearest, published
from briefings.library.rows import Correction, Held, HeldQuote, Verdict
from briefings.library.schema import articles, bearers, curations, flags, quote_topics, quotes, reported, speaker_words
from briefings.moments import from_micros
from briefings.spans import Span

_MOST_TWINS = 100
_MOST_FOUND = 200  # quotes that hold search words, of the entries shown
_NEARBY = 400  # names that are compared when nothing matches


@dataclass(frozen=True, slots=True)
class QuoteFilter:
    """Which quotes are meant; what is left None does not limit. *since* and *until* are of the publication."""

    speakers: tuple[str, ...] | None = None  # keys, as ``speakers`` gives them
    topic: str | None = None  # a key
    text: str | None = None
    article: int | None = None
    since: datetime | None = None
    until: datetime | None = None


class Speech(Reader):
    """Reads of what is said in the articles."""

    _touch: "_Touched | None" = None

    def quotes(self, wanted: QuoteFilter, limit: int, offset: int = 0) -> Page[HeldQuote]:
        """Return the quotes that *wanted* describes, in the order of their articles' time and of the text."""
        spoken = self._spoken()
        where = (*self._visible, *spoken.where, *_conditions(wanted, spoken.key))
        query = select(quotes).select_from(spoken.source).where(*where).order_by(TIME, quotes.c.article, quotes.c.start)
        found = self._rows(query.limit(limit).offset(offset))
        total = self._total(found, limit, offset, select(func.count()).select_from(spoken.source).where(*where))
        return Page(tuple(self._held_quotes(found)), total)

    def quote(self, article: int, number: int) -> HeldQuote | None:
        """Return the quote that a cite names, also one that a person said is none; None when there is no such."""
        query = (
            select(quotes)
            .join(articles, articles.c.number == quotes.c.article)
            .where(*self._visible, quotes.c.article == article, quotes.c.number == number)
        )
        found = self._held_quotes(self._rows(query))
        return found[0] if found else None

    def quotes_with(self, numbers: Sequence[int], some: Sequence[str]) -> list[HeldQuote]:
        """Return the quotes of these entries in whose words or speaker's name one of *some* folded words can stand."""
        spoken = self._spoken()
        holds = or_(*(each.contains(word, autoescape=True) for word in some for each in (quotes.c.folded, spoken.key)))
        where = (*self._visible, *spoken.where, quotes.c.article.in_(numbers), holds)
        query = select(quotes).select_from(spoken.source).where(*where).order_by(quotes.c.article, quotes.c.start)
        return self._held_quotes(self._rows(query.limit(_MOST_FOUND)))

    def speakers(self, words: str = "", limit: int = 25) -> list[Counted]:
        """Return the speakers whose names hold every one of *words* (the last may be begun only), most quoted first."""
        telling = telling_words(words)
        if words.strip() and not telling:
            return []  # "he" and "the" name nobody
        spoken = self._spoken()
        where = [self._called(word, spoken.key) for word in telling]
        return self._counted(spoken, where, limit)

    def speakers_of(self, article: int) -> list[Counted]:
        """Return the speakers of one entry, most quoted first."""
        return self._counted(self._spoken(), [quotes.c.article == article], None)

    def _counted(self, spoken: "_Spoken", where: Sequence[ColumnElement[bool]], limit: int | None) -> list[Counted]:
        """Return the speakers of the quotes that *where* lets through, most quoted first, by their fullest names."""
        least, most = func.min(spoken.speaker), func.max(spoken.speaker)
        query = select(spoken.key, least, most, func.count()).select_from(spoken.source)
        grouped = query.where(*self._visible, *spoken.where, spoken.key.is_not(None), *where).group_by(spoken.key)
        found = self._rows(grouped.order_by(func.count().desc(), spoken.key).limit(limit))
        fullest = self._fullest({key for key, one, other, _ in found if one != other})
        return [Counted(key, fullest.get(key, label), count) for key, _, label, count in found]

    def _fullest(self, people: set[str]) -> dict[str, str]:
        """Return the fullest name that each of these people has in an entry."""
        if not people:
            return {}
        spoken = self._spoken()
        query = select(spoken.key, spoken.speaker).select_from(spoken.source)
        said = query.where(*self._visible, *spoken.where, spoken.key.in_(people)).distinct()
        return dict(sorted(((str(row[0]), str(row[1])) for row in self._rows(said)), key=_by_fullness))

    def speakers_in(self, numbers: Sequence[int]) -> dict[int, frozenset[str]]:
        """Return the names of those whom each of these entries quotes."""
        spoken = self._spoken()
        query = (
            select(quotes.c.article, spoken.speaker)
            .select_from(spoken.source)
            .where(*self._visible, *spoken.where, quotes.c.article.in_(numbers), spoken.speaker.is_not(None))
            .distinct()
        )
        found: dict[int, set[str]] = {number: set() for number in numbers}
        for article, name in self._rows(query):
            found[article].add(name)
        return {number: frozenset(names) for number, names in found.items()}

    def nearest_speakers(self, wanted: str, limit: int = 3) -> list[str]:
        """Return speakers whose names are like *wanted*, else the most quoted ones."""
        return nearest(wanted, self.speakers(limit=_NEARBY), limit)

    def reported(self, speakers: Sequence[str], limit: int, offset: int = 0) -> Page[tuple[Held, Reported]]:
        """Return what these speakers (keys) are reported to have said, in the order of time and of the text."""
        named = and_(bearers.c.article == reported.c.article, bearers.c.speaker_key == reported.c.speaker_key)
        source = reported.join(articles, articles.c.number == reported.c.article).join(bearers, named)
        where = (*self._visible, bearers.c.person.in_(speakers))
        total = self._rows(select(func.count()).select_from(source).where(*where))[0][0]
        query = select(reported).select_from(source).where(*where)
        ordered = query.order_by(TIME, reported.c.article, reported.c.start).limit(limit).offset(offset)
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
        query = (
            select(quotes)
            .select_from(spoken.source)
            .where(*self._visible, *spoken.where, quotes.c.words_key.in_({key for key in keys.values() if key}))
            .limit(_MOST_TWINS)
        )
        known = {(quote.held.number, quote.number) for quote in found}
        others = self._rows(query)
        if all((row.article, row.number) in known for row in others) and len(others) == len(
            set(keys.values()) - {None}
        ):
            return {}  # as a rule: each stands once only
        same: dict[str | None, list[HeldQuote]] = {}
        for quote in self._held_quotes(others):
            same.setdefault(words_key(quote.quote.span.of(quote.held.article.text)), []).append(quote)
        return {cite: [twin for twin in same.get(key, ()) if twin.cite != cite] for cite, key in keys.items() if key}

    def _called(self, word: str, key: ColumnElement[Any]) -> ColumnElement[bool]:
        """Return the condition that a speaker can be asked for by *word*, or by one that it begins."""
        exact = self._keys_with(speaker_words.c.word == word)
        begun = self._keys_with(speaker_words.c.word.startswith(word, autoescape=True))
        found = exact if self._rows(exact.limit(1)) else begun
        corrected = self._corrected_keys() if self._touched().corrected else []
        by_hand = [each for each in corrected if any(part.startswith(word) for part in telling_words(each))]
        return or_(key.in_(found), key.in_(by_hand)) if by_hand else key.in_(found)

    def _keys_with(self, condition: ColumnElement[bool]) -> Select[Any]:
        named = and_(bearers.c.article == speaker_words.c.article, bearers.c.speaker_key == speaker_words.c.speaker_key)
        return (
            select(bearers.c.person)
            .join(speaker_words, named)
            .join(articles, articles.c.number == speaker_words.c.article)
            .where(*self._visible, condition)
        )

    def _corrected_keys(self) -> list[str]:
        query = select(curations.c.speaker_key).where(*self._in_force(curations), curations.c.speaker_key.is_not(None))
        return [row[0] for row in self._rows(query.distinct())]

    def _in_force(self, table: Any) -> tuple[ColumnElement[bool], ...]:
        return (table.c.ended_at.is_(None), table.c.workspace.in_({"", self._workspace}))

    def _spoken(self) -> "_Spoken":
        """Return where quotes are read from; corrections are joined only where there are any."""
        if not self._touched().corrected:
            return _UNTOUCHED
        own, everyone = curations.alias("own"), curations.alias("everyone")
        joined = _QUOTES.outerjoin(own, _corrects(own, self._workspace)).outerjoin(everyone, _corrects(everyone, ""))

        def by_hand(name: str, found: ColumnElement[Any]) -> ColumnElement[Any]:
            given = ((each.c.verdict.is_not(None), each.c[name]) for each in (own, everyone))
            return case(*given, else_=found)

        verdict = func.coalesce(own.c.verdict, everyone.c.verdict, "")
        kept = (verdict != Verdict.NOT_A_QUOTE.value,)
        key = by_hand("speaker_key", quotes.c.speaker_key)
        person = select(_NAMED.c.person).where(_NAMED.c.article == quotes.c.article, _NAMED.c.speaker_key == key)
        return _Spoken(joined, func.coalesce(person.scalar_subquery(), key), by_hand("speaker", quotes.c.speaker), kept)

    def _touched(self) -> "_Touched":
        """Return whether people have corrected or doubted anything here; mostly not, and then nothing more is asked."""
        if self._touch is not None:
            return self._touch
        corrected = select(curations.c.number).where(*self._in_force(curations)).exists()
        doubted = (
            select(flags.c.number).where(flags.c.settled_at.is_(None), flags.c.workspace == self._workspace).exists()
        )
        touched = _Touched(*self._rows(select(corrected, doubted))[0])
        if self._connection is not None:  # what is read at once stays as it is
            self._touch = touched
        return touched

    def _held_quotes(self, found: Sequence[Row[Any]]) -> list[HeldQuote]:
        numbers = list({row.article for row in found})
        entries = {held.number: held for held in self.numbered(numbers)}
        touched = self._touched()
        corrections = self._corrections(numbers) if touched.corrected else {}
        people = self._people(numbers)
        fullest = self._fullest(set(people.values()))
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

    def _corrections(self, numbers: Sequence[int]) -> dict[tuple[int, int], Correction]:
        query = select(curations).where(*self._in_force(curations), curations.c.article.in_(numbers))
        # The workspace's own come last, so that they take the place of the operator's.
        return {
            (row.article, row.quote): Correction(Verdict(row.verdict), row.speaker, row.set_by, from_micros(row.set_at))
            for row in self._rows(query.order_by(curations.c.workspace, curations.c.number))
        }

    def _doubted(self, numbers: Sequence[int]) -> set[tuple[int, int]]:
        here = (flags.c.settled_at.is_(None), flags.c.workspace == self._workspace, flags.c.article.in_(numbers))
        return {(row.article, row.quote) for row in self._rows(select(flags.c.article, flags.c.quote).where(*here))}


def _by_fullness(called: tuple[str, str]) -> tuple[bool, int, int, str]:
    """Order people's keys and names: the name that a person is known by comes last, before it the fullest."""
    key, name = called
    return name_key(name) == key, len(name.split()), len(name), name


@dataclass(frozen=True, slots=True)
class _Touched:
    """Whether there are corrections in force, and flags that wait."""

    corrected: bool
    doubted: bool


@dataclass(frozen=True, slots=True)
class _Spoken:
    """Where quotes are read from, and which columns give the speaker."""

    source: FromClause
    key: ColumnElement[Any]
    speaker: ColumnElement[Any]
    where: tuple[ColumnElement[bool], ...]


_QUOTES = quotes.join(articles, articles.c.number == quotes.c.article)
_NAMED = bearers.alias("named")
_UNTOUCHED = _Spoken(
    _QUOTES.outerjoin(
        bearers, and_(bearers.c.article == quotes.c.article, bearers.c.speaker_key == quotes.c.speaker_key)
    ),
    bearers.c.person,
    quotes.c.speaker,
    (),
)


def _corrects(table: Any, workspace: str) -> ColumnElement[bool]:
    return and_(
        table.c.article == quotes.c.article,
        table.c.quote == quotes.c.number,
        table.c.workspace == workspace,
        table.c.ended_at.is_(None),
    )


def _conditions(wanted: QuoteFilter, key: ColumnElement[Any]) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if wanted.speakers is not None:
        where.append(key.in_(wanted.speakers))
    if wanted.topic is not None:
        topical = select(quote_topics.c.quote).where(
            quote_topics.c.key == wanted.topic,
            quote_topics.c.article == quotes.c.article,
            quote_topics.c.quote == quotes.c.number,
        )
        where.append(topical.exists())
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
