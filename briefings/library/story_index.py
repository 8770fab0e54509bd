"""The entries as stories see them, as one that writes reads and changes them: read once, written many at a time.

It counts on being the only one that writes. What it gives is what stands in the tables, with what is still to be
written.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from briefings.duplicates import Sketch
from briefings.library.finds import Finds, hashed
from briefings.library.packed import by_weight, steps, weights
from briefings.library.prepared import fetched
from briefings.library.schema import articles, profiles, stories
from briefings.library.sequences import Sequence as Numbers
from briefings.library.whose import COLUMNS, Whose
from briefings.library.written import write
from briefings.moments import maybe_micros, maybe_moment
from briefings.profile import Profile

_REMEMBERED = 4_000  # entries, some 10 kB each
_MEMBERS = (
    select(profiles, *COLUMNS)
    .join(articles, articles.c.number == profiles.c.article)
    .where(articles.c.gone_at.is_(None), profiles.c.article.in_(bindparam("numbers", expanding=True)))
)
_OF_STORY = select(profiles.c.article).where(profiles.c.story == bindparam("story"))
_KNOWN_BY = (
    select(profiles.c.story, profiles.c.published_at, profiles.c.known, articles.c.workspace)
    .join(articles, articles.c.number == profiles.c.article)
    .where(profiles.c.article == bindparam("number"))
)
_ADD, _ADD_STORY = insert(profiles), insert(stories)
_MOVE = update(profiles).where(profiles.c.article == bindparam("of")).values(story=bindparam("to"))


@dataclass(slots=True)
class Member:
    """An entry as it is compared: its number, whose it is, its story, and what it is known by."""

    number: int
    whose: Whose
    story: int | None
    copy_of: int | None
    profile: Profile
    sketch: Sketch

    @property
    def original(self) -> int:
        """Return the number of the first entry with these words."""
        return self.copy_of or self.number


class StoryIndex:
    """The entries of one database by their numbers and stories."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._members: OrderedDict[int, Member] = OrderedDict()
        self._of_story: dict[int, set[int]] = {}  # of the stories that were asked for
        self._new: dict[int, Member] = {}
        self._moved: dict[int, int] = {}
        self._new_stories: list[int] = []
        self._ended: list[tuple[int, int]] = []
        self._numbers = Numbers(connection, stories)
        self.finds = Finds(connection)

    def members(self, numbers: Sequence[int], own: Member, now: int, most: int) -> list[Member]:
        """Return the first *most* of the entries with these numbers that all see, at *now*, who see *own*."""
        scope, found = own.whose.sees(now), list[Member]()
        for at in range(0, len(numbers), most):
            some = self._shown(numbers[at : at + most])
            found += [each for each in some if each.whose.at(now) in scope]
            if len(found) >= most:
                break
        return found[:most]

    def _shown(self, numbers: Sequence[int]) -> list[Member]:
        """Return the entries with these numbers that are shown, in this order."""
        missing = [each for each in numbers if each not in self._members and each not in self._new]
        found: dict[int, Member] = {}
        if missing:
            for row in fetched(self._connection, _MEMBERS, {"numbers": missing}):
                found[row.article] = self._members[row.article] = self._member(row)
        for number in numbers:
            each = self._new.get(number) or self._members.get(number)
            if each is not None:
                found[number] = each
        return [found[each] for each in numbers if each in found]

    def of_stories(self, known: Iterable[int]) -> set[int]:
        """Return the numbers of the entries of these stories."""
        return set[int]().union(*(self._read_story(story) for story in known))

    def new_story(self) -> int:
        """Return the number of a new story."""
        self._new_stories.append(next(self._numbers))
        return self._new_stories[-1]

    def add(self, own: Member, telling: Mapping[str, int]) -> None:
        """Add the entry *own*, which has a story, under its *telling* words, with the roots of their shares of it."""
        self._new[own.number] = own
        self._moved.pop(own.number, None)
        if own.story in self._of_story:
            self._of_story[own.story].add(own.number)
        self.finds.add(own.number, own.whose.workspace, telling, maybe_micros(own.profile.published))

    def move(self, moved: Iterable[Member], story: int) -> None:
        """Put entries to *story*."""
        for each in moved:
            for known, change in ((each.story, set.discard), (story, set.add)):
                if known in self._of_story:
                    change(self._of_story[known], each.number)
            each.story = story
            if each.number not in self._new:
                self._moved[each.number] = story

    def end(self, story: int, became: int) -> None:
        """Let the cites of *story* lead to the one that it *became*; who is left of it follows."""
        left = self._read_story(story)
        for number in left:
            if (each := self._new.get(number) or self._members.get(number)) is not None:
                each.story = became
        self._of_story[became] = self._read_story(became) | left
        self._of_story[story] = set()
        self._ended.append((story, became))

    def forget(self, number: int) -> tuple[int, Iterable[str]] | None:
        """Take out the entry; return the story that it had and its words, None if it was not there.

        The first of its copies is now the one that the others are copies of. Whatever was new is written.
        """
        row = self._connection.execute(_KNOWN_BY, {"number": number}).first()
        if row is None:
            return None
        read, sketch = _known(row.known, row.published_at)
        self.finds.forget(number, row.workspace, {*read.terms, *map(hashed, sketch)})
        self._connection.execute(delete(profiles).where(profiles.c.article == number))
        self._members.pop(number, None)
        self._of_story.get(row.story, set()).discard(number)
        copies = select(func.min(profiles.c.article)).where(profiles.c.copy_of == number)
        first = self._connection.execute(copies).scalar()
        if first is not None:
            self._connection.execute(update(profiles).where(profiles.c.copy_of == number).values(copy_of=first))
            self._connection.execute(update(profiles).where(profiles.c.article == first).values(copy_of=None))
            self._members.clear()
        return int(row.story), read.terms

    def write(self) -> None:
        """Write what is new or has moved. The rows of the articles are there."""
        write(self._connection, _ADD_STORY, [{"number": each, "became": None} for each in self._new_stories])
        write(self._connection, _ADD, [_values(each) for each in self._new.values()])
        write(self._connection, _MOVE, [{"of": number, "to": story} for number, story in self._moved.items()])
        for story, became in self._ended:
            self._connection.execute(update(stories).where(stories.c.number == story).values(became=became))
            self._connection.execute(update(profiles).where(profiles.c.story == story).values(story=became))
        self._numbers.write()
        self.finds.write()
        self._members.update(self._new)
        self._new, self._moved, self._new_stories, self._ended = {}, {}, [], []
        while len(self._members) > _REMEMBERED:
            self._members.popitem(last=False)

    def _read_story(self, story: int) -> set[int]:
        if story not in self._of_story:
            found = set(self._connection.execute(_OF_STORY, {"story": story}).scalars())
            found.difference_update(self._moved)
            found.update(number for number, to in self._moved.items() if to == story)
            found.update(each.number for each in self._new.values() if each.story == story)
            self._of_story[story] = found
        return self._of_story[story]

    def _member(self, row: Row[Any]) -> Member:
        story = self._moved.get(row.article, row.story)
        return Member(row.article, Whose.stored(row), story, row.copy_of, *_known(row.known, row.published_at))


def _values(own: Member) -> dict[str, Any]:
    read = own.profile
    labels = {word: label if label != word else "" for word, label in read.anchors.items()}
    return {
        "article": own.number,
        "story": own.story,
        "copy_of": own.copy_of,
        "published_at": maybe_micros(read.published),
        "known": [by_weight(read.terms), labels, sorted(read.years), steps(own.sketch)],
    }


def _known(known: Sequence[Any], published: int | None) -> tuple[Profile, Sketch]:
    terms, labels, years, sketch = known
    anchors = {word: label or word for word, label in labels.items()}
    read = Profile(weights(terms), anchors, frozenset(years), maybe_moment(published))
    return read, tuple(accumulate(sketch))
