"""Identities: which person each speaker is, kept as articles come, change and go.

Only articles that everybody may see tell who there is; others are joined to those people and change nobody. So no
answer tells of an article that the asker may not see.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import BindParameter, Connection, bindparam, case, delete, func, insert, or_, select, update

from briefings.library import tallies
from briefings.library.rows import Values
from briefings.library.schema import articles, bearers
from briefings.library.tallies import OPEN
from briefings.library.written import write
from briefings.people.identity import Bearer, join

_MOST = 500  # names of one surname that are compared
_AT_ONCE = 400  # surnames in one statement
_REMEMBERED = 100_000  # surnames
_NAME = (bearers.c.name, bearers.c.sex, bearers.c.offices, bearers.c.surname, bearers.c.first)
_WORDS: BindParameter[str] = bindparam("words", expanding=True)
_NAMES = (
    select(*_NAME, func.max(case((OPEN, 1), else_=0)), func.min(bearers.c.person), func.max(bearers.c.person))
    .join(articles, articles.c.number == bearers.c.article)
    .where(or_(bearers.c.surname.in_(_WORDS), bearers.c.first.in_(_WORDS)))
    .group_by(*_NAME)
)
_SURNAMES = select(bearers.c.surname, bearers.c.first).where(bearers.c.article == bindparam("number"))
_ADD = insert(bearers)
_MOVE = (
    update(bearers)
    .where(bearers.c.name == bindparam("of"), bearers.c.sex == bindparam("as"), bearers.c.offices == bindparam("in"))
    .values(person=bindparam("to"))
)
_Key = tuple[str, str, str]  # name, sex, offices


@dataclass(slots=True)
class _Name:
    """A name with what articles tell of its bearer; ``person`` is None while its rows have several."""

    bearer: Bearer
    surname: str
    first: str
    open: bool
    person: str | None
    stored: bool


class Identities:
    """The speakers of one database, for one that writes; it is the only one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._by_word: dict[str, dict[_Key, _Name]] = {}  # by surname, and by a family name that stands first
        self._by_name: dict[str, dict[_Key, _Name]] = {}
        self._new: list[Values] = []
        self._touched: set[str] = set()

    def read(self, values: Iterable[Values]) -> None:
        """Read the names that are compared with those in *values*."""
        words = {word for each in values if each["surname"] for word in _words(each)}
        new = sorted(words.difference(self._by_word))
        self._by_word.update((word, {}) for word in new)
        for at in range(0, len(new), _AT_ONCE):
            for row in self._connection.execute(_NAMES, {"words": new[at : at + _AT_ONCE]}):
                name, sex, offices, surname, first, is_open, least, most = row
                bearer = Bearer(name, sex, frozenset(offices.split()))
                person = least if least == most else None
                self._hold(_Name(bearer, surname, first or "", bool(is_open), person, stored=True))

    def enter(self, values: Sequence[Values], is_open: bool) -> None:
        """Take in the speakers of an article; *is_open* tells that everybody may see it."""
        self.read(values)
        for each in values:
            if each["surname"]:
                self._enter(each, is_open)
        self._new.extend(values)

    def forget(self, number: int) -> None:
        """Take out the speakers of an article. Whatever was new is written."""
        self.come_back(number)
        self._connection.execute(delete(bearers).where(bearers.c.article == number))

    def come_back(self, number: int) -> None:
        """Join anew what the speakers of an article touch that is shown again. Whatever was new is written."""
        self._touched.update(surnames(self._connection, number))
        self._by_word.clear()
        self._by_name.clear()

    def settle(self, words: Iterable[str]) -> None:
        """Join anew the names that have one of these *words* as their surname."""
        self._touched.update(words)
        self.write()

    def write(self) -> None:
        """Join the names that something new is told of, and write what has changed. The articles' rows are there."""
        self.read({"surname": word, "first": None} for word in self._touched)
        moved = [move for word in sorted(self._touched) for move in self._join(word)]
        for each in self._new:
            if each["surname"] and (name := self._by_name[each["name"]][_key(each)]):
                each["person"] = name.person or each["person"]
                name.stored = True
        if moved:
            tallies.move(self._connection, moved)
            write(self._connection, _MOVE, moved)
        write(self._connection, _ADD, self._new)
        self._new = []
        self._touched.clear()
        if len(self._by_word) > _REMEMBERED:
            self._by_word.clear()
            self._by_name.clear()

    def _enter(self, each: Values, is_open: bool) -> None:
        known = [name for name in self._by_name.get(each["name"], {}).values() if name.open]
        person = _as_known(each, known)
        if person is None:
            self._touched.update(_words(each))
        else:
            each["person"] = person
        name = self._by_name.get(each["name"], {}).get(_key(each))
        if name is None:
            bearer = Bearer(each["name"], each["sex"], frozenset(each["offices"].split()))
            self._hold(_Name(bearer, each["surname"], each["first"] or "", is_open, each["person"], stored=False))
        else:
            name.open = name.open or is_open
            name.person = name.person if name.person == each["person"] else None

    def _hold(self, name: _Name) -> None:
        """Hold *name* under its surname and the family name that stands first, as far as those are held."""
        key = (name.bearer.name, name.bearer.sex, name.bearer.listed)
        held = self._by_name.setdefault(name.bearer.name, {}).setdefault(key, name)
        for word in (name.surname, name.first):
            if word in self._by_word:
                self._by_word[word][key] = held

    def _join(self, word: str) -> Iterator[dict[str, str]]:
        """Join the names with this surname, and yield those that are another person now."""
        names = [name for _, name in sorted(self._by_word[word].items())[:_MOST]]
        joined = join([each.bearer for each in names if each.open], [each.bearer for each in names if not each.open])
        for each in names:
            person = joined[each.bearer]
            if each.surname == word and each.person != person:
                if each.stored:
                    yield {"of": each.bearer.name, "as": each.bearer.sex, "in": each.bearer.listed, "to": person}
                each.person = person


def settle_article(connection: Connection, number: int) -> None:
    """Join anew what the speakers of an article touch, after it has gone or come back."""
    settle(connection, surnames(connection, number))


def settle(connection: Connection, words: Iterable[str]) -> None:
    """Join anew the names that have one of these *words* as their surname."""
    Identities(connection).settle(words)


def surnames(connection: Connection, number: int) -> set[str]:
    """Return the words by which the other names of an article's speakers are looked up."""
    return {word for row in connection.execute(_SURNAMES, {"number": number}) for word in row if word}


def is_open(values: Values) -> bool:
    """Tell whether everybody may see the article with these columns, whenever they ask."""
    limits = (values["workspace"], values["limited"], values["withdrawn"], values["embargo_until"] is not None)
    return not any(limits)


def _words(values: Values) -> list[str]:
    return [word for word in (values["surname"], values["first"]) if word]


def _key(values: Values) -> _Key:
    return values["name"], values["sex"], values["offices"]


def _as_known(values: Values, known: Sequence[_Name]) -> str | None:
    """Return the person of a name that tells nothing new, None where all of its surname must be joined anew."""
    for each in known:
        if (each.bearer.sex, each.bearer.listed) == (values["sex"], values["offices"]):
            return each.person
    told = {office for each in known for office in each.bearer.offices}
    new = not set(values["offices"].split()) <= told or values["sex"] not in {"", *(each.bearer.sex for each in known)}
    people = {each.person for each in known}
    return None if new or len(people) != 1 or " " not in values["name"] else people.pop()
