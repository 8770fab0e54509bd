"""Speakers: who is quoted, under which names and how often, by the tallies and what they do not count.

What a speaker can be asked for is every word of the names that articles give; one person has several names.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    func,
    literal,
    or_,
    select,
    union,
    union_all,
)

from briefings.folding import telling_words
from briefings.library.alike import Names, Near
from briefings.library.prepared import Query
from briefings.library.reader import LAST, MOST, OTHERS_SEEN, Counted, readable, some
from briefings.library.rows import Verdict
from briefings.library.schema import bearers, called, curations, quotes
from briefings.library.spoken import NAMED, Corrected, counting, in_force, spoken
from briefings.library.tally_schema import name_counts, name_words

_NEARBY = 400  # names that are compared when nothing matches
_MOST_USED = 400  # names among which those are who are quoted most
Condition = Callable[[ColumnElement[Any]], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class _Tallied:
    """What a count of names goes by beside the tallies: entries that they do not count, people's corrections."""

    others: bool
    corrected: bool


@dataclass(frozen=True, slots=True)
class _Word:
    """The word at *place* of those by which a speaker is asked for: whole or but begun, in names given by hand too."""

    place: int
    begun: bool
    by_hand: bool


class Speakers(Corrected):
    """Reads of who is quoted."""

    def speakers(self, words: str = "", limit: int = 25) -> list[Counted]:
        """Return the speakers whose names hold every one of *words* (the last may be begun only), most quoted first."""
        telling = telling_words(words)
        if words.strip() and not telling:
            return []  # "he" and "the" name nobody
        asked: list[_Word] = []
        values: dict[str, Any] = {}
        for place, word in enumerate(telling):
            values |= {f"word{place}": word, f"end{place}": word + LAST, f"by_hand{place}": self._by_hand(word)}
            whole = self._ready(_anybody(self._sees_uncounted()), word0=word)
            asked.append(_Word(place, begun=not whole, by_hand=bool(values[f"by_hand{place}"])))
        found = self._ready(_speakers(tuple(asked), self._tallied()), most=limit, **values)
        labels = self._labels([person for person, _ in found])
        return [Counted(person, labels[person], int(count)) for person, count in found]

    def speakers_of(self, article: int) -> list[Counted]:
        """Return the speakers of one entry, most quoted first."""
        found = self._ready(_speakers_of(self._touched().corrected), article=article)
        labels = self._labels([key for key, one, other, _ in found if one != other])
        return [Counted(key, labels.get(key, label), count) for key, _, label, count in found]

    def speakers_in(self, numbers: Sequence[int]) -> dict[int, frozenset[str]]:
        """Return the names of those whom each of these entries quotes."""
        found: dict[int, set[str]] = {number: set() for number in numbers}
        for article, name in self._ready(_speakers_in(self._touched().corrected), numbers=numbers):
            found[article].add(name)
        return {number: frozenset(names) for number, names in found.items()}

    def nearest_speakers(self, wanted: str, limit: int = 3) -> Near:
        """Return speakers whose names are like *wanted*, else the most quoted ones."""
        names = self._known_alike("names", lambda: Names(each.label for each in self.speakers(limit=_NEARBY)))
        return names.near(wanted, limit)

    def _tallied(self) -> _Tallied:
        return _Tallied(self._sees_uncounted(), self._touched().corrected)

    def _said(self, people: Sequence[str]) -> int:
        """Return how many quotes these people have."""
        return int(self._ready(_said(self._tallied()), people=people)[0][0])

    def _labels(self, people: Sequence[str]) -> dict[str, str]:
        """Return the fullest name that each of these people has in an entry."""
        if not people:
            return {}
        known = [tuple(row) for row in self._ready(_names_of(self._tallied()), people=people)]
        fullest = dict(sorted(known, key=_by_fullness))
        printed = self._printed(sorted(set(fullest.values())))
        return {person: printed.get(fullest.get(person, person), person) for person in people}

    def _printed(self, keys: Sequence[str]) -> dict[str, str]:
        """Return how an entry prints each of these names."""
        found = dict(map(tuple, self._ready(_FIRST_PRINTED, names=keys)))
        for query in (_PRINTED, _GIVEN):
            missing = [key for key in keys if not found.get(key)]
            rest = self._ready(query, names=missing) if missing else ()
            found.update((key, name) for key, name in rest if not found.get(key))
        return {key: name for key, name in found.items() if name}

    def _by_hand(self, word: str) -> list[str]:
        """Return the names that corrections give, and the people whose names they are, that begin with *word*."""
        keys = {key for row in self._ready(_GIVEN_KEYS) for key in row if key} if self._touched().corrected else ()
        return sorted(key for key in keys if any(part.startswith(word) for part in telling_words(key)))


def _names(wanted: Condition, tallied: _Tallied) -> Query:
    """Return the query for the names of the people who are *wanted*, each with a number of quotes to be summed."""
    parts = list(_parts(wanted, tallied))
    return union_all(*parts) if len(parts) > 1 else parts[0]


def _parts(wanted: Condition, tallied: _Tallied) -> Iterator[Select[Any]]:
    columns = (name_counts.c.speaker_key, name_counts.c.person, name_counts.c.said)
    yield select(*columns).where(wanted(name_counts.c.person))
    if tallied.others:
        others = (bearers.c.article.in_(OTHERS_SEEN), wanted(bearers.c.person))
        yield select(bearers.c.speaker_key, bearers.c.person, bearers.c.said).where(*others)
    if tallied.corrected:
        made, counts = counting()
        corrects = and_(quotes.c.article == made.c.article, quotes.c.number == made.c.quote)
        found = and_(bearers.c.article == quotes.c.article, bearers.c.speaker_key == quotes.c.speaker_key)
        source = made.join(quotes, corrects).join(bearers, found)
        taken = select(bearers.c.speaker_key, bearers.c.person, literal(-1).label("said")).select_from(source)
        yield taken.where(*counts, wanted(bearers.c.person))
        joined = and_(NAMED.c.article == made.c.article, NAMED.c.speaker_key == made.c.speaker_key)
        person = func.coalesce(NAMED.c.person, made.c.speaker_key)
        given = select(made.c.speaker_key, person.label("person"), literal(1).label("said"))
        given = given.select_from(made.join(quotes, corrects).outerjoin(NAMED, joined))
        yield given.where(*counts, made.c.verdict == Verdict.SPEAKER.value, wanted(person))


@lru_cache(maxsize=100)
def _speakers(asked: tuple[_Word, ...], tallied: _Tallied) -> Select[Any]:
    """Return the query for the people who can be asked for by all of these words, and how often they are quoted."""

    def wanted(person: ColumnElement[Any]) -> ColumnElement[bool]:
        return and_(*(_called(person, each, tallied.others) for each in asked)) if asked else _much(person, tallied)

    names = _names(wanted, tallied).subquery()
    said = func.sum(names.c.said)
    query = select(names.c.person, said).group_by(names.c.person).having(said > 0)
    return query.order_by(said.desc(), names.c.person).limit(MOST)


def _called(person: ColumnElement[Any], word: _Word, others: bool) -> ColumnElement[bool]:
    """Return the condition that a speaker can be asked for by *word*."""
    found = person.in_(_people_with(word, others))
    return or_(found, person.in_(some(f"by_hand{word.place}"))) if word.by_hand else found


def _people_with(word: _Word, others: bool) -> Query:
    start = bindparam(f"word{word.place}", type_=String)
    end = bindparam(f"end{word.place}", type_=String)

    def holds(each: ColumnElement[Any]) -> ColumnElement[bool]:
        return and_(each >= start, each < end) if word.begun else each == start

    keys = select(name_words.c.speaker_key).where(holds(name_words.c.word))
    found = select(name_counts.c.person).where(name_counts.c.speaker_key.in_(keys))
    if not others:
        return found
    same = and_(called.c.article == bearers.c.article, called.c.speaker_key == bearers.c.speaker_key)
    more = select(bearers.c.person).join(called, same).where(bearers.c.article.in_(OTHERS_SEEN))
    return union(found, more.where(holds(called.c.word)))


@cache
def _anybody(others: bool) -> Query:
    """Return the query for one who can be asked for by the whole word."""
    return _people_with(_Word(0, begun=False, by_hand=False), others).limit(1)


def _much(person: ColumnElement[Any], tallied: _Tallied) -> ColumnElement[bool]:
    """Return the condition that a speaker is one of those who are quoted most, or is not in the tallies."""
    most = select(name_counts.c.person).order_by(name_counts.c.said.desc(), name_counts.c.person).limit(_MOST_USED)
    any_of = [person.in_(select(most.subquery().c.person))]
    if tallied.others:
        any_of.append(person.in_(select(bearers.c.person).where(bearers.c.article.in_(OTHERS_SEEN))))
    if tallied.corrected:
        given = _GIVEN_KEYS.subquery()
        any_of += [person.in_(select(column).where(column.is_not(None))) for column in given.c]
    return or_(*any_of)


@cache
def _said(tallied: _Tallied) -> Select[Any]:
    names = _names(lambda person: person.in_(some("people")), tallied).subquery()
    return select(func.coalesce(func.sum(names.c.said), 0))


@cache
def _names_of(tallied: _Tallied) -> Select[Any]:
    names = _names(lambda person: person.in_(some("people")), tallied).subquery()
    grouped = select(names.c.person, names.c.speaker_key).group_by(names.c.person, names.c.speaker_key)
    return grouped.having(func.sum(names.c.said) > 0)


@cache
def _speakers_of(corrected: bool) -> Select[Any]:
    said = spoken(corrected)
    least, most = func.min(said.speaker), func.max(said.speaker)
    query = select(said.key, least, most, func.count()).select_from(said.source)
    here = (quotes.c.article == bindparam("article"), readable(quotes.c.article), *said.where, said.key.is_not(None))
    return query.where(*here).group_by(said.key).order_by(func.count().desc(), said.key)


@cache
def _speakers_in(corrected: bool) -> Select[Any]:
    said = spoken(corrected)
    query = select(quotes.c.article, said.speaker).select_from(said.source).distinct()
    here = (quotes.c.article.in_(some("numbers")), readable(quotes.c.article))
    return query.where(*here, *said.where, said.speaker.is_not(None))


def _printed_first() -> Select[Any]:
    each = select(name_counts.c.speaker_key).where(name_counts.c.speaker_key.in_(some("names"))).distinct().subquery()
    first = select(quotes.c.speaker).where(quotes.c.speaker_key == each.c.speaker_key)
    first = first.where(readable(quotes.c.article)).order_by(quotes.c.article).limit(1)
    return select(each.c.speaker_key, first.scalar_subquery())


def _printed(table: Any, *where: ColumnElement[bool]) -> Select[Any]:
    query = select(table.c.speaker_key, func.max(table.c.speaker)).group_by(table.c.speaker_key)
    return query.where(table.c.speaker_key.in_(some("names")), readable(table.c.article), *where)


def _given_keys() -> Select[Any]:
    joined = and_(NAMED.c.article == curations.c.article, NAMED.c.speaker_key == curations.c.speaker_key)
    query = select(curations.c.speaker_key, NAMED.c.person).select_from(curations.outerjoin(NAMED, joined))
    here = (*in_force(curations), curations.c.speaker_key.is_not(None), readable(curations.c.article))
    return query.where(*here).distinct()


_FIRST_PRINTED = _printed_first()  # by the tallied names, in the first entry that has them
_PRINTED, _GIVEN = _printed(quotes), _printed(curations, *in_force(curations))
_GIVEN_KEYS = _given_keys()  # the names that corrections give, and the people whose names they are


def _by_fullness(name: tuple[str, str]) -> tuple[bool, int, int, str]:
    """Order people and names: the name that a person is known by comes last, before it the fullest."""
    person, key = name
    return key == person, len(key.split()), len(key), key
