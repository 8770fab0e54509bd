"""Stories as one workspace may see them: which entries tell one event, and which are the same words again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, union_all
from sqlalchemy.sql.util import ClauseAdapter

from briefings.errors import NotHere
from briefings.library.reader import AFTER, MOST, TIME, VISIBLE, Page, Reader, of_articles, some
from briefings.library.rows import Held
from briefings.library.schema import articles, profiles, stories

STORY_CITE = re.compile(r"S(\d{1,9})", re.IGNORECASE)
MOST_STORIES = 200  # that are paged through; older ones are found by asking for something
_STEPS = 100  # stories that took one another in, from the first to the last
_OTHERS = articles.alias("others")
_THEIRS = profiles.alias("theirs")
_TO_OTHERS = ClauseAdapter(_OTHERS)


@dataclass(frozen=True, slots=True)
class Story:
    """Entries that tell one event, the first first; ``number`` and ``cite`` ("S1") stay when others join."""

    number: int
    entries: tuple[Held, ...]

    @property
    def cite(self) -> str:
        """Return the cite of the story."""
        return f"S{self.number}"


class StoryReader(Reader):
    """Reads of stories. What a workspace may not see is in none of them, and counts in none."""

    def story(self, wanted: str) -> Story:
        """Return the story with the cite *wanted*; raise NotHere when it has no entry that may be seen."""
        match = STORY_CITE.fullmatch(wanted.strip(" `[]"))
        number = self._became(int(match[1])) if match else None
        told = select(profiles.c.article).where(profiles.c.story == number)
        query = of_articles(articles).where(articles.c.number.in_(told)).order_by(TIME, articles.c.number)
        entries = tuple(self._held(self._rows(query))) if number is not None else ()
        if number is None or not entries:
            raise NotHere(wanted)
        return Story(number, entries)

    def stories_of(self, numbers: Sequence[int]) -> dict[int, tuple[int, int]]:
        """Return of each of these entries the number of its story, and how many entries that has; only if several."""
        found = self._ready(_STORIES_OF, numbers=numbers)
        counts: dict[int, int] = {}
        for row in found:
            counts[row.story] = counts.get(row.story, 0) + 1
        wanted = set(numbers)
        return {
            row.article: (row.story, counts[row.story])
            for row in found
            if row.article in wanted and counts[row.story] > 1
        }

    def copies_of(self, numbers: Sequence[int]) -> dict[int, tuple[int, ...]]:
        """Return of each of these entries the numbers of those with the same words, in order; only if there are any."""
        found = self._ready(_COPIES, numbers=numbers)
        wanted = set(numbers)
        roots = {row.article: row.original for row in found if row.article in wanted}
        alike: dict[int, list[int]] = {}
        for row in found:
            alike.setdefault(row.original, []).append(row.article)
        copies = {at: tuple(each for each in alike[root] if each != at) for at, root in roots.items()}
        return {number: others for number, others in copies.items() if others}

    def newest_stories(self, limit: int, offset: int = 0) -> Page[Held]:
        """Return the newest entry of each story, newest first.

        Of more than MOST_STORIES the newest are counted and given.
        """
        upto = min(limit, max(0, MOST_STORIES - offset))
        found = self._ready(_newest_stories(), most=upto, after=offset)
        total = self._total(found, limit, offset, _count_of_stories())
        return Page(tuple(self._held(found)), total)

    def stories(self, numbers: Sequence[int], limit: int = 25) -> list[tuple[int, int, str]]:
        """Return the stories of several entries to which the entries with these *numbers* belong, newest first.

        Of each its number, how many entries it has, and the title of the newest one.
        """
        told = self.stories_of(numbers)
        counts = dict(told.values())
        found = self._rows(_NEWEST_OF, stories=list(counts), most=limit)
        return [(row.story, counts[row.story], row.title) for row in found]

    def _became(self, number: int) -> int | None:
        """Return the story that *number* leads to now; None when it never was."""
        for _ in range(_STEPS):
            found = self._rows(select(stories.c.became).where(stories.c.number == number))
            if not found:
                return None
            if found[0].became is None:
                return number
            number = found[0].became
        return number


@cache
def _told_later() -> ColumnElement[bool]:
    """Tell whether the story of an article has a newer entry that may be seen."""
    later = func.coalesce(_OTHERS.c.published_at, _OTHERS.c.added_at)
    visible: list[Any] = [_TO_OTHERS.traverse(condition) for condition in VISIBLE]
    mine = profiles.alias("mine")
    return exists(
        select(1)
        .select_from(mine)
        .join(_THEIRS, and_(_THEIRS.c.story == mine.c.story, _THEIRS.c.article != mine.c.article))
        .join(_OTHERS, _OTHERS.c.number == _THEIRS.c.article)
        .where(
            mine.c.article == articles.c.number,
            *visible,
            or_(later > TIME, and_(later == TIME, _OTHERS.c.id < articles.c.id)),
        )
        .correlate(articles)
    )


@cache
def _newest_stories() -> Select[Any]:
    query = of_articles(articles).where(~_told_later()).order_by(TIME.desc(), articles.c.id)
    return query.limit(MOST).offset(AFTER)


@cache
def _count_of_stories() -> Select[Any]:
    newest = of_articles(articles.c.number).where(~_told_later()).order_by(TIME.desc(), articles.c.id)
    return select(func.count()).select_from(newest.limit(MOST_STORIES).subquery())


_NEWEST_OF = (
    select(profiles.c.story, articles.c.title)
    .join(articles, articles.c.number == profiles.c.article)
    .where(*VISIBLE, profiles.c.story.in_(some("stories")), ~_told_later())
    .order_by(TIME.desc(), articles.c.id)
    .limit(MOST)
)
_STORIES_OF = (
    select(profiles.c.article, profiles.c.story)
    .join(articles, articles.c.number == profiles.c.article)
    .where(*VISIBLE, profiles.c.story.in_(select(profiles.c.story).where(profiles.c.article.in_(some("numbers")))))
)
_ORIGINAL = func.coalesce(profiles.c.copy_of, profiles.c.article).label("original")
_ORIGINALS = select(_ORIGINAL).where(profiles.c.article.in_(some("numbers")))
_ALIKE = union_all(select(profiles.c.article).where(profiles.c.copy_of.in_(_ORIGINALS)), _ORIGINALS)
_COPIES = (
    select(profiles.c.article, _ORIGINAL)
    .join(articles, articles.c.number == profiles.c.article)
    .where(*VISIBLE, profiles.c.article.in_(_ALIKE))
    .order_by(profiles.c.article)
)
