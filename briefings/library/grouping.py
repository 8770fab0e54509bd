"""Grouping: each entry gets its story when it arrives, in the transaction that stores it.

What the shared articles tell is decided among themselves alone; a workspace's own article only joins what is there, so
that nobody can tell from the stories of others that it exists.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, bindparam, delete, func, insert, or_, select, update

from briefings.article import Article
from briefings.duplicates import Sketch, is_copy, sketch
from briefings.library.schema import articles, profiles, stories, story_words
from briefings.library.vocabulary import Vocabulary
from briefings.moments import maybe_micros, maybe_moment
from briefings.profile import Profile, profile_of
from briefings.stories import ALIKE, Counts, Links, join, keep, link

_TELLING = 30  # words of an article by which others are found
_HASHES = 4  # of its sketch, which find copies whatever they are about
_FREQUENT = 300  # articles from which a word finds none
_FEW = 3  # such words that two articles must share to be compared
_NEAREST = 12  # articles that are compared
_MOST = 60  # of their stories' entries

_KNOWN_BY = select(profiles.c.story, profiles.c.terms).where(profiles.c.article == bindparam("number"))
_ADD = insert(profiles)
_ADD_WORDS = insert(story_words)
_ADD_STORY = insert(stories)
_SCOPE: BindParameter[str] = bindparam("scope", expanding=True)
_IS_NEAR = profiles.c.article.in_(bindparam("near", expanding=True))
_NEAR = (
    select(story_words.c.article)
    .where(story_words.c.word.in_(bindparam("rare", expanding=True)))
    .where(story_words.c.workspace.in_(_SCOPE), story_words.c.article != bindparam("number"))
    .group_by(story_words.c.article)
    .having(func.count() >= _FEW)
    .order_by(func.count().desc(), story_words.c.article)
    .limit(_NEAREST)
)
_OTHERS = (
    select(profiles, articles.c.workspace)
    .join(articles, articles.c.number == profiles.c.article)
    .where(or_(_IS_NEAR, profiles.c.story.in_(bindparam("known", expanding=True))))
    .where(articles.c.workspace.in_(_SCOPE), articles.c.gone_at.is_(None), articles.c.number != bindparam("number"))
    .order_by(_IS_NEAR.desc(), profiles.c.article.desc())
    .limit(_MOST)
)


@dataclass(frozen=True, slots=True)
class _Member:
    """An entry as it is compared: its number, its workspace, its story if it has one, and what it is known by."""

    number: int
    workspace: str
    story: int | None
    copy_of: int | None
    profile: Profile
    sketch: Sketch

    @property
    def original(self) -> int:
        """Return the number of the first entry with these words."""
        return self.copy_of or self.number


def enter(connection: Connection, vocabulary: Vocabulary, number: int, article: Article, workspace: str) -> None:
    """Find the story of the entry *number* and whose copy it is, and let the stories around it change with it."""
    before = forget(connection, vocabulary, number)
    read = profile_of(article)
    own = _Member(number, workspace, before, None, read, sketch(article.text))
    counts = vocabulary.counts([read])
    words = _telling_words(own, counts)
    near = _near(connection, own, words, counts)
    copied = next((each for each in near if is_copy(own.sketch, each.sketch)), None)
    own = replace(own, copy_of=copied.original if copied else None)
    _add(connection, own, words)
    vocabulary.add(number, read.terms)
    alike = _alike(own, near, vocabulary.counts(each.profile for each in (own, *near)))
    if alike or before is not None:
        members = [own, *_with_stories(connection, own, alike)]
        _settle(connection, members, vocabulary.counts(each.profile for each in members))


def forget(connection: Connection, vocabulary: Vocabulary, number: int) -> int | None:
    """Take out what the entry was known by; return the story that it had, None if it had none."""
    row = connection.execute(_KNOWN_BY, {"number": number}).first()
    if row is None:
        return None
    vocabulary.take(row.terms)
    connection.execute(delete(story_words).where(story_words.c.article == number))
    connection.execute(delete(profiles).where(profiles.c.article == number))
    copies = select(func.min(profiles.c.article)).where(profiles.c.copy_of == number)
    first = connection.execute(copies).scalar()  # of the copies, which is now the one that others are copies of
    if first is not None:
        connection.execute(update(profiles).where(profiles.c.copy_of == number).values(copy_of=first))
        connection.execute(update(profiles).where(profiles.c.article == first).values(copy_of=None))
    return int(row.story)


def _add(connection: Connection, own: _Member, words: Sequence[str]) -> None:
    values = {
        "article": own.number,
        "story": own.story or _new_story(connection),
        "copy_of": own.copy_of,
        "terms": {word: round(often, 2) for word, often in own.profile.terms.items()},
        "anchors": dict(own.profile.anchors),
        "years": sorted(own.profile.years),
        "published_at": maybe_micros(own.profile.published),
        "sketch": list(own.sketch),
    }
    connection.execute(_ADD, values)
    if words:
        connection.execute(
            _ADD_WORDS, [{"word": word, "article": own.number, "workspace": own.workspace} for word in words]
        )


def _new_story(connection: Connection) -> int:
    return int((connection.execute(_ADD_STORY, {"became": None}).inserted_primary_key or [0])[0])


def _telling_words(own: _Member, counts: Counts) -> list[str]:
    """Return the words by which others find the entry, and a few hashes of its sketch."""
    rarest = sorted(own.profile.terms, key=lambda word: (-own.profile.terms[word] * counts.rarity(word), word))
    return [*rarest[:_TELLING], *(f"#{each}" for each in own.sketch[:_HASHES])]


def _near(connection: Connection, own: _Member, words: Sequence[str], counts: Counts) -> list[_Member]:
    """Return the entries that share most telling words with *own*, the nearest first."""
    rare = [word for word in words if counts.words.get(word, 0) <= _FREQUENT]
    scope = ["", own.workspace]
    nearest = list(connection.execute(_NEAR, {"rare": rare, "scope": scope, "number": own.number}).scalars())
    return _members(connection, own, nearest, ()) if nearest else []


def _alike(own: _Member, near: Sequence[_Member], counts: Counts) -> list[_Member]:
    """Return those of *near* with which *own* can be in one story; without any, no story changes by it."""
    links = link([own.profile, *(each.profile for each in near)], counts) if near else Links()
    return [
        each
        for place, each in enumerate(near, 1)
        if links.likeness.get((0, place), 0.0) >= ALIKE or each.original == own.original
    ]


def _with_stories(connection: Connection, own: _Member, alike: Sequence[_Member]) -> list[_Member]:
    """Return *alike* and the others of their stories and of the one that *own* had."""
    known = sorted({each.story for each in (own, *alike) if each.story is not None})
    return _members(connection, own, [each.number for each in alike], known)


def _members(connection: Connection, own: _Member, near: Sequence[int], known: Sequence[int]) -> list[_Member]:
    """Return the entries with these numbers, in their order, and those of the stories *known*, but not *own*."""
    asked = {"near": near, "known": known, "scope": ["", own.workspace], "number": own.number}
    places = {number: place for place, number in enumerate(near)}
    found = [_member(row) for row in connection.execute(_OTHERS, asked)]
    return sorted(found, key=lambda each: places.get(each.number, len(places)))


def _member(row: Row[Any]) -> _Member:
    published = maybe_moment(row.published_at)
    read = Profile(row.terms, row.anchors, frozenset(row.years), published)
    return _Member(row.article, row.workspace, row.story, row.copy_of, read, tuple(row.sketch))


def _settle(connection: Connection, members: Sequence[_Member], counts: Counts) -> None:
    """Group *members*, the new one first, and store whose story has changed."""
    own = members[0]
    if own.workspace:
        _join(connection, own, next(group for group in _grouped(members, counts) if own in group), members)
        return
    groups = _grouped(members, counts)
    places = {each.number: at for at, each in enumerate(members)}
    stories_before = [each.story for each in members]
    kept = keep([[places[each.number] for each in group] for group in groups], stories_before)
    for group, story in zip(groups, kept, strict=True):
        moved = [each.number for each in group if each.story is None or each.story != story]
        if moved and (story is not None or len(group) > 1 or own.story is not None):
            _move(connection, moved, story or _new_story(connection))
    _close(connection, {story for story in stories_before if story} - set(kept), members)


def _join(connection: Connection, own: _Member, group: Sequence[_Member], members: Sequence[_Member]) -> None:
    """Put a workspace's own entry to the story that most of its *group* has; nobody else moves."""
    known = Counter(each.story for each in group if each is not own and each.story)
    if known:
        _move(connection, [own.number], min(known, key=lambda story: (-known[story], story)))
    elif any(each.story == own.story for each in members[1:]):  # it has left the story of its earlier text
        _move(connection, [own.number], _new_story(connection))


def _grouped(members: Sequence[_Member], counts: Counts) -> list[list[_Member]]:
    """Return the stories of *members*; a copy is always in the story of what it repeats."""
    links = link([each.profile for each in members], counts)
    for one, other in combinations(range(len(members)), 2):
        if members[one].original == members[other].original:
            links.likeness[one, other] = 1.0
            links.anchored.add((one, other))
    return [[members[at] for at in group] for group in join(len(members), links)]


def _move(connection: Connection, numbers: Sequence[int], story: int) -> None:
    connection.execute(update(profiles).where(profiles.c.article.in_(numbers)).values(story=story))


def _close(connection: Connection, ended: set[int], members: Sequence[_Member]) -> None:
    """Let the cites of stories that others took in lead there, and what is left of them follow."""
    for story in sorted(ended):
        was = [each.number for each in members if each.story == story]
        now = connection.execute(select(profiles.c.story).where(profiles.c.article.in_(was))).scalars()
        became = Counter(now).most_common(1)[0][0]
        if became != story:
            connection.execute(update(stories).where(stories.c.number == story).values(became=became))
            connection.execute(update(profiles).where(profiles.c.story == story).values(story=became))
