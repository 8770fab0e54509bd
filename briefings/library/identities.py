"""Identities: which person each speaker is, kept as articles come, change and go.

Only articles that everybody may see tell who there is; others are joined to those people and change nobody. So no
answer tells of an article that the asker may not see.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, case, delete, func, insert, or_, select, update

from briefings.entry import Entry
from briefings.identity import Bearer, join
from briefings.library import rows
from briefings.library.schema import articles, bearers

_MOST = 500  # names of one surname that are compared
_OPEN = and_(
    articles.c.workspace == "",
    articles.c.gone_at.is_(None),
    articles.c.limited.is_(False),
    articles.c.withdrawn.is_(False),
    articles.c.embargo_until.is_(None),
)
_NAME = (bearers.c.name, bearers.c.sex, bearers.c.offices, bearers.c.surname)
_NAMES = (
    select(
        *_NAME,
        func.max(case((_OPEN, 1), else_=0)).label("open"),
        func.min(bearers.c.person).label("least"),
        func.max(bearers.c.person).label("most"),
    )
    .join(articles, articles.c.number == bearers.c.article)
    .where(or_(bearers.c.surname == bindparam("word"), bearers.c.first == bindparam("word")))
    .group_by(*_NAME)
    .order_by(*_NAME)
    .limit(_MOST)
)
_KNOWN = (
    select(bearers.c.name, bearers.c.sex, bearers.c.offices, bearers.c.person)
    .distinct()
    .join(articles, articles.c.number == bearers.c.article)
    .where(bearers.c.name.in_(bindparam("names", expanding=True)), _OPEN)
)
_SURNAMES = select(bearers.c.surname, bearers.c.first).where(bearers.c.article == bindparam("number"))
_MOVE = (
    update(bearers)
    .where(bearers.c.name == bindparam("of"), bearers.c.sex == bindparam("as"), bearers.c.offices == bindparam("in"))
    .values(person=bindparam("to"))
)


def enter(connection: Connection, entry: Entry, number: int) -> None:
    """Store the speakers of *entry* in place of those that its article had, and join anew what they touch."""
    touched = surnames(connection, number)
    connection.execute(delete(bearers).where(bearers.c.article == number))
    values = rows.bearer_values(entry, number)
    if not values:
        return settle(connection, touched)
    known = _known(connection, {each["name"] for each in values})
    for each in values:
        person = _as_known(each, known.get(each["name"], []))
        each["person"] = person or each["person"]
        if touched or person is None:
            touched.update(word for word in (each["surname"], each["first"]) if word)
    connection.execute(insert(bearers), values)
    return settle(connection, touched)


def settle_article(connection: Connection, number: int) -> None:
    """Join anew what the speakers of an article touch, after it has gone or come back."""
    settle(connection, surnames(connection, number))


def settle(connection: Connection, words: Iterable[str]) -> None:
    """Join anew the names that have one of these *words* as their surname."""
    for word in sorted(set(words)):
        moved = []
        found = _names(connection, word)
        known = [_bearer(row) for row in found if row.open]
        joined = join(known, [_bearer(row) for row in found if not row.open])
        for row in found:
            person = joined[_bearer(row)]
            if row.surname == word and (row.least, row.most) != (person, person):
                moved.append({"of": row.name, "as": row.sex, "in": row.offices, "to": person})
        if moved:
            connection.execute(_MOVE, moved)


def surnames(connection: Connection, number: int) -> set[str]:
    """Return the words by which the other names of an article's speakers are looked up."""
    return {word for row in connection.execute(_SURNAMES, {"number": number}) for word in row if word}


def _known(connection: Connection, names: set[str]) -> dict[str, list[Any]]:
    """Return what the open articles have of each of these names: sex, offices and person."""
    found: dict[str, list[Any]] = {}
    for row in connection.execute(_KNOWN, {"names": sorted(names)}):
        found.setdefault(row.name, []).append(row)
    return found


def _as_known(values: rows.Values, known: Sequence[Any]) -> str | None:
    """Return the person of a name that tells nothing new, None where all of its surname must be joined anew."""
    for row in known:
        if (row.sex, row.offices) == (values["sex"], values["offices"]):
            return str(row.person)
    told = {office for row in known for office in row.offices.split()}
    new = not set(values["offices"].split()) <= told or values["sex"] not in {"", *(row.sex for row in known)}
    people = {row.person for row in known}
    return None if new or len(people) != 1 or " " not in values["name"] else str(people.pop())


def _names(connection: Connection, word: str) -> Sequence[Any]:
    """Return the names with *word* as their surname: once each, whether an open article has it, and its persons."""
    return connection.execute(_NAMES, {"word": word}).all()


def _bearer(row: Row[Any]) -> Bearer:
    return Bearer(row.name, row.sex, frozenset(row.offices.split()))
