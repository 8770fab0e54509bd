"""Speakers: who is quoted, under which names and how often, by the tallies and what they do not count.

What a speaker can be asked for is every word of the names that articles give; one person has several names.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, func, literal, or_, select, union, union_all

from briefings.folding import telling_words
from briefings.library.reader import Counted, begins, nearest
from briefings.library.rows import Verdict
from briefings.library.schema import bearers, called, curations, name_counts, name_words, quotes
from briefings.library.spoken import NAMED, Corrected

_NEARBY = 400  # names that are compared when nothing matches
_MOST_USED = 400  # names among which those are who are quoted most
Condition = Callable[[ColumnElement[Any]], ColumnElement[bool]]


class Speakers(Corrected):
    """Reads of who is quoted."""

    def speakers(self, words: str = "", limit: int = 25) -> list[Counted]:
        """Return the speakers whose names hold every one of *words* (the last may be begun only), most quoted first."""
        telling = telling_words(words)
        if words.strip() and not telling:
            return []  # "he" and "the" name nobody
        called = [self._called(word) for word in telling] or [self._most_used]
        names = self._names(lambda person: and_(*(each(person) for each in called))).subquery()
        said = func.sum(names.c.said)
        query = select(names.c.person, said).group_by(names.c.person).having(said > 0)
        found = self._rows(query.order_by(said.desc(), names.c.person).limit(limit))
        labels = self._labels([person for person, _ in found])
        return [Counted(person, labels[person], int(count)) for person, count in found]

    def speakers_of(self, article: int) -> list[Counted]:
        """Return the speakers of one entry, most quoted first."""
        spoken = self._spoken()
        least, most = func.min(spoken.speaker), func.max(spoken.speaker)
        query = select(spoken.key, least, most, func.count()).select_from(spoken.source)
        here = (quotes.c.article == article, self._readable(quotes.c.article), *spoken.where, spoken.key.is_not(None))
        found = self._rows(query.where(*here).group_by(spoken.key).order_by(func.count().desc(), spoken.key))
        labels = self._labels([key for key, one, other, _ in found if one != other])
        return [Counted(key, labels.get(key, label), count) for key, _, label, count in found]

    def speakers_in(self, numbers: Sequence[int]) -> dict[int, frozenset[str]]:
        """Return the names of those whom each of these entries quotes."""
        spoken = self._spoken()
        here = (quotes.c.article.in_(numbers), self._readable(quotes.c.article), *spoken.where)
        query = select(quotes.c.article, spoken.speaker).select_from(spoken.source).distinct()
        found: dict[int, set[str]] = {number: set() for number in numbers}
        for article, name in self._rows(query.where(*here, spoken.speaker.is_not(None))):
            found[article].add(name)
        return {number: frozenset(names) for number, names in found.items()}

    def nearest_speakers(self, wanted: str, limit: int = 3) -> list[str]:
        """Return speakers whose names are like *wanted*, else the most quoted ones."""
        return nearest(wanted, self.speakers(limit=_NEARBY), limit)

    def _said(self, people: Sequence[str]) -> int:
        """Return how many quotes these people have."""
        names = self._names(lambda person: person.in_(people)).subquery()
        return int(self._rows(select(func.coalesce(func.sum(names.c.said), 0)))[0][0])

    def _labels(self, people: Sequence[str]) -> dict[str, str]:
        """Return the fullest name that each of these people has in an entry."""
        if not people:
            return {}
        names = self._names(lambda person: person.in_(people)).subquery()
        grouped = select(names.c.person, names.c.speaker_key).group_by(names.c.person, names.c.speaker_key)
        known = [tuple(row) for row in self._rows(grouped.having(func.sum(names.c.said) > 0))]
        fullest = dict(sorted(known, key=_by_fullness))
        printed = self._printed(sorted(set(fullest.values())))
        return {person: printed.get(fullest.get(person, person), person) for person in people}

    def _printed(self, keys: Sequence[str]) -> dict[str, str]:
        """Return how an entry prints each of these names."""
        each = select(name_counts.c.speaker_key).where(name_counts.c.speaker_key.in_(keys)).distinct().subquery()
        first = select(quotes.c.speaker).where(quotes.c.speaker_key == each.c.speaker_key)
        first = first.where(self._readable(quotes.c.article)).order_by(quotes.c.article).limit(1)
        found = dict(map(tuple, self._rows(select(each.c.speaker_key, first.scalar_subquery()))))
        missing = [key for key in keys if not found.get(key)]
        for table, here in (
            (quotes, [self._readable(quotes.c.article)]),
            (curations, [*self._in_force(curations), self._readable(curations.c.article)]),
        ):
            if missing:
                query = select(table.c.speaker_key, func.max(table.c.speaker)).group_by(table.c.speaker_key)
                rest = self._rows(query.where(table.c.speaker_key.in_(missing), *here))
                found.update((key, name) for key, name in rest if not found.get(key))
        return {key: name for key, name in found.items() if name}

    def _names(self, wanted: Condition) -> "Select[Any] | CompoundSelect[Any]":
        """Return the query for the names of the people who are *wanted*, each with a number of quotes to be summed."""
        parts = list(self._parts(wanted))
        return union_all(*parts) if len(parts) > 1 else parts[0]

    def _parts(self, wanted: Condition) -> Iterator[Select[Any]]:
        columns = (name_counts.c.speaker_key, name_counts.c.person, name_counts.c.said)
        yield select(*columns).where(wanted(name_counts.c.person))
        if self._sees_uncounted():
            others = (bearers.c.article.in_(self._others_seen()), wanted(bearers.c.person))
            yield select(bearers.c.speaker_key, bearers.c.person, bearers.c.said).where(*others)
        if self._touched().corrected:
            made, counting = self._counting()
            corrects = and_(quotes.c.article == made.c.article, quotes.c.number == made.c.quote)
            found = and_(bearers.c.article == quotes.c.article, bearers.c.speaker_key == quotes.c.speaker_key)
            source = made.join(quotes, corrects).join(bearers, found)
            taken = select(bearers.c.speaker_key, bearers.c.person, literal(-1).label("said")).select_from(source)
            yield taken.where(*counting, wanted(bearers.c.person))
            joined = and_(NAMED.c.article == made.c.article, NAMED.c.speaker_key == made.c.speaker_key)
            person = func.coalesce(NAMED.c.person, made.c.speaker_key)
            given = select(made.c.speaker_key, person.label("person"), literal(1).label("said"))
            given = given.select_from(made.join(quotes, corrects).outerjoin(NAMED, joined))
            yield given.where(*counting, made.c.verdict == Verdict.SPEAKER.value, wanted(person))

    def _called(self, word: str) -> Condition:
        """Return the condition that a speaker can be asked for by *word*, or by one that it begins."""
        exact = self._people_with(lambda each: each == word)
        begun = self._people_with(lambda each: begins(each, word))
        found = exact if self._rows(exact.limit(1)) else begun
        corrected = self._corrected_keys() if self._touched().corrected else []
        by_hand = [each for each in corrected if any(part.startswith(word) for part in telling_words(each))]
        return lambda person: or_(person.in_(found), person.in_(by_hand)) if by_hand else person.in_(found)

    def _people_with(self, word: Condition) -> "Select[Any] | CompoundSelect[Any]":
        keys = select(name_words.c.speaker_key).where(word(name_words.c.word))
        found = select(name_counts.c.person).where(name_counts.c.speaker_key.in_(keys))
        if not self._sees_uncounted():
            return found
        same = and_(called.c.article == bearers.c.article, called.c.speaker_key == bearers.c.speaker_key)
        others = select(bearers.c.person).join(called, same).where(bearers.c.article.in_(self._others_seen()))
        return union(found, others.where(word(called.c.word)))

    def _most_used(self, person: ColumnElement[Any]) -> ColumnElement[bool]:
        """Return the condition that a speaker is one of those who are quoted most, or is not in the tallies."""
        most = select(name_counts.c.person).order_by(name_counts.c.said.desc(), name_counts.c.person).limit(_MOST_USED)
        some = [person.in_(select(most.subquery().c.person))]
        if self._sees_uncounted():
            some.append(person.in_(select(bearers.c.person).where(bearers.c.article.in_(self._others_seen()))))
        if self._touched().corrected:
            some.append(person.in_(self._corrected_keys()))
        return or_(*some)

    def _corrected_keys(self) -> list[str]:
        """Return the names that corrections give, and the people whose names they are."""
        joined = and_(NAMED.c.article == curations.c.article, NAMED.c.speaker_key == curations.c.speaker_key)
        query = select(curations.c.speaker_key, NAMED.c.person).select_from(curations.outerjoin(NAMED, joined))
        here = (*self._in_force(curations), curations.c.speaker_key.is_not(None), self._readable(curations.c.article))
        return sorted({key for row in self._rows(query.where(*here).distinct()) for key in row if key})


def _by_fullness(name: tuple[str, str]) -> tuple[bool, int, int, str]:
    """Order people and names: the name that a person is known by comes last, before it the fullest."""
    person, key = name
    return key == person, len(key.split()), len(key), key
