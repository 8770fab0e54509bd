"""The most frequent topics, by the tallies and what they do not count; and what may be seen of that."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, String, and_, bindparam, func, or_, select, union_all

from briefings.library.reader import LAST, MOST, UNCOUNTED, VISIBLE, escaped, holds, readable
from briefings.library.schema import articles, topics
from briefings.library.tally_schema import topic_counts

_LOOKED_AT = 10_000  # the most frequent, in which words that begin so are looked for; the rest by its own beginning
_NEWEST = 15  # entries of a topic that tell how it is called
_START: BindParameter[str] = bindparam("start", type_=String)
_END: BindParameter[str] = bindparam("end", type_=String)
_COUNTS = (topic_counts.c.key, topic_counts.c.articles, topic_counts.c.score)
Count = int | BindParameter[int]


class Frequent:
    """The keys of topics, the most frequent first, in one text: a word is found in it in microseconds."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._text = "\n".join(("", *keys, ""))

    def begun(self, start: str, limit: int) -> list[str]:
        """Return those in which a word begins with *start*, which is folded: first those that begin so themselves."""
        return list(dict.fromkeys((*self._with("\n" + start, limit), *self._with(" " + start, limit))))[:limit]

    def _with(self, part: str, limit: int) -> list[str]:
        found: list[str] = []
        end, last = 0, len(self._text) - 1
        while len(found) < limit and (at := self._text.find(part, end, last)) >= 0:
            begin, end = self._text.rfind("\n", 0, at + 1) + 1, self._text.index("\n", at + 1)
            found.append(self._text[begin:end])
        return found


def looked_at() -> Select[Any]:
    """Return the query for the keys of so many of the most frequent topics as are looked through for a word."""
    return most_frequent(_LOOKED_AT).with_only_columns(topic_counts.c.key)


def most_frequent(limit: Count) -> Select[Any]:
    """Return the query for key, articles and score of the most frequent topics."""
    key, count, score = _COUNTS
    return select(key, count, score).order_by(count.desc(), score.desc(), key).limit(limit)


def begun(start: str) -> dict[str, str]:
    """Return the values of the parameters for topics in which a word begins with *start*, which is folded."""
    return {"start": start, "end": start + LAST, "inside": escaped(" " + start)}


def with_word() -> Select[Any]:
    """Return the query for the keys of those in which a word is ``begun``, as ``Frequent.begun`` gives them."""
    key, count, score = most_frequent(_LOOKED_AT).subquery().c
    first = (_begins(key).desc(), count.desc(), score.desc(), key)
    return select(key).where(_has_word(key)).order_by(*first).limit(MOST)


def beginning() -> Select[Any]:
    """Return the same for all that begin as is ``begun``."""
    return most_frequent(MOST).where(_begins(topic_counts.c.key))


def called(keys: BindParameter[Any]) -> Select[Any]:
    """Return the same for the topics with these *keys*, a parameter."""
    return select(*_COUNTS).where(topic_counts.c.key.in_(keys))


def not_counted(word: bool = False, keys: BindParameter[Any] | None = None) -> Select[Any]:
    """Return the same for what the tallies do not count of what may be seen, where a *word* is ``begun`` if so."""
    query = select(topics.c.key, func.count().label("articles"), func.sum(_points()).label("score"))
    where = [_has_word(topics.c.key)] if word else []
    where += [] if keys is None else [topics.c.key.in_(keys)]
    joined = query.join(articles, articles.c.number == topics.c.article)
    return joined.where(UNCOUNTED, *VISIBLE, *where).group_by(topics.c.key)


def together(found: Select[Any], more: Select[Any] | None, limit: Count) -> Select[Any]:
    """Return the same for *found*, at least *limit* of them where there are, with *more* added."""
    if more is None:
        return found
    kept, added = found.subquery(), more.cte("more")
    counted = added.outerjoin(topic_counts, topic_counts.c.key == added.c.key)
    count, score = (added.c[name] + func.coalesce(topic_counts.c[name], 0) for name in ("articles", "score"))
    both = union_all(
        select(kept).where(kept.c.key.not_in(select(added.c.key))),
        select(added.c.key, count.label("articles"), score.label("score")).select_from(counted),
    ).subquery()
    return select(both).order_by(both.c.articles.desc(), both.c.score.desc(), both.c.key).limit(limit)


def labelled(found: Select[Any]) -> Select[Any]:
    """Return the query for the key, the label and the number of articles of the topics *found*.

    A topic is called as most of its newest visible entries call it.
    """
    each = found.subquery()
    newest = (
        select(topics.c.label)
        .where(topics.c.key == each.c.key, readable(topics.c.article))
        .order_by(topics.c.time.desc(), topics.c.article.desc())
        .limit(_NEWEST)
        .correlate(each)
        .subquery()
    )
    most = select(newest.c.label).group_by(newest.c.label).order_by(func.count().desc(), newest.c.label).limit(1)
    query = select(each.c.key, most.scalar_subquery().label("label"), each.c.articles)
    return query.order_by(each.c.articles.desc(), each.c.score.desc(), each.c.key)


def _points() -> ColumnElement[Any]:
    """Return a topic's score as the tallies keep it."""
    return func.round(topics.c.score * 1_000_000)


def _begins(key: ColumnElement[Any]) -> ColumnElement[bool]:
    return and_(key >= _START, key < _END)


def _has_word(key: ColumnElement[Any]) -> ColumnElement[bool]:
    return or_(_begins(key), holds(key, "inside"))
