"""Grouping: each entry gets its story when it arrives, in the transaction that stores it.

What the articles for everybody tell is decided among themselves alone. One that is a workspace's own, limited,
withdrawn or under embargo only joins what all see who see it, so that nobody can tell from the stories of others that
it exists.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain, combinations
from operator import mul

from sqlalchemy import Connection

from briefings.duplicates import is_copy
from briefings.library.arrival import Arrival
from briefings.library.finds import WHOLE, hashed
from briefings.library.story_index import Member, StoryIndex
from briefings.library.vocabulary import Vocabulary
from briefings.library.whose import OPEN, Whose
from briefings.moments import maybe_micros
from briefings.stories import ALIKE, Counts, join, keep, likeness, link

_TELLING = 30  # words of an article by which others are found
_HASHES = 4  # of its sketch, which find copies whatever they are about
_HASH = WHOLE // 3  # the root of what such a hash counts as a share of an article
_FREQUENT = 300  # articles from which a word finds none
_NEAREST = 6  # articles that are compared
_MOST = 60  # of their stories' entries


class Grouping:
    """The stories of one database, for one that writes; it is the only one."""

    def __init__(self, connection: Connection) -> None:
        self._vocabulary = Vocabulary(connection)
        self._index = StoryIndex(connection)

    def read(self, arrivals: Sequence[Arrival], workspace: str) -> None:
        """Read what these arrivals will be compared by, many at a time."""
        counts = self._vocabulary.counts([each.profile for each in arrivals])
        words = self._index.finds.unread(chain.from_iterable(each.profile.terms for each in arrivals), workspace)
        rare = {word for word in words if counts.words[word] <= _FREQUENT}
        self._index.finds.read(rare.union(*map(_hashes, arrivals)), workspace)

    def enter(self, number: int, arrival: Arrival, whose: Whose, now: int, before: int | None = None) -> None:
        """Find the story of the entry *number* and whose copy it is, and let the stories around it change with it.

        *whose* tells who sees it, *now* (microseconds) till when embargoes are over, *before* the story that it had.
        """
        own = Member(number, whose, before, None, arrival.profile, arrival.sketch)
        counts = self._vocabulary.counts([own.profile])
        telling = _telling_words(arrival, counts)
        near = self._near(own, telling, now)
        copied = next((each for each in near if is_copy(own.sketch, each.sketch)), None)
        own.copy_of = copied.original if copied else None
        self._vocabulary.add(number, own.profile.terms)
        counts = self._vocabulary.counts(each.profile for each in near)
        alike = _alike(own, near, counts)
        if alike or before is not None:
            members = [own, *self._with_stories(own, alike, now)]
            groups = _grouped(members, self._vocabulary.counts(each.profile for each in members))
            if own.whose.at(now) == OPEN:
                self._settle(members, groups)
            else:
                self._join(own, next(group for group in groups if own in group), members)
        own.story = own.story or self._index.new_story()
        self._index.add(own, telling)

    def forget(self, number: int) -> int | None:
        """Take out what the entry was known by; return the story that it had, None if it had none."""
        found = self._index.forget(number)
        if found is None:
            return None
        story, words = found
        self._vocabulary.take(words)
        return story

    def write(self) -> None:
        """Write what has changed. The rows of the articles are there."""
        self._index.write()
        self._vocabulary.write()

    def _near(self, own: Member, telling: Mapping[str, int], now: int) -> list[Member]:
        """Return the entries that share most of what tells *own*, the nearest first."""
        found = self._index.finds.near(telling, maybe_micros(own.profile.published), {"", own.whose.workspace})
        found.pop(own.number, None)
        nearest = sorted((-alike, number) for number, alike in found.items())
        return self._index.members([number for _, number in nearest], own, now, _NEAREST)

    def _with_stories(self, own: Member, alike: Sequence[Member], now: int) -> list[Member]:
        """Return *alike* and the others of their stories and of the one that *own* had."""
        found = self._index.of_stories({each.story for each in (own, *alike) if each.story is not None})
        others = sorted(found - {own.number, *(each.number for each in alike)}, reverse=True)
        return [*alike, *self._index.members(others, own, now, _MOST - len(alike))]

    def _settle(self, members: Sequence[Member], groups: Sequence[Sequence[Member]]) -> None:
        """Let those of *members*, the new one first, move whose story *groups* change."""
        own = members[0]
        places = {each.number: at for at, each in enumerate(members)}
        before = [each.story for each in members]
        kept = keep([[places[each.number] for each in group] for group in groups], before)
        had_story = own.story is not None
        for group, story in zip(groups, kept, strict=True):
            moved = [each for each in group if each.story is None or each.story != story]
            if moved and (story is not None or len(group) > 1 or had_story):
                self._index.move(moved, story or self._index.new_story())
        for story in sorted({story for story in before if story} - set(kept)):
            now = Counter(each.story for each, was in zip(members, before, strict=True) if was == story)
            became = now.most_common(1)[0][0]
            if became is not None and became != story:
                self._index.end(story, became)

    def _join(self, own: Member, group: Sequence[Member], members: Sequence[Member]) -> None:
        """Put an entry that not everybody sees to the story that most of its *group* has; nobody else moves."""
        known = Counter(each.story for each in group if each is not own and each.story)
        if known:
            self._index.move([own], min(known, key=lambda story: (-known[story], story)))
        elif any(each.story == own.story for each in members[1:]):  # it has left the story of its earlier text
            self._index.move([own], self._index.new_story())


def _telling_words(arrival: Arrival, counts: Counts) -> dict[str, int]:
    """Return the words by which others find the entry, with the roots of their shares of it, and hashes of its sketch.

    So the products that two entries have of the words that they share add up to their likeness (cosine).
    What very many hold is left out: it would find them all.
    """
    weights = counts.weights(arrival.profile)
    heaviest = sorted(weights.values(), reverse=True)
    whole = WHOLE / math.sqrt(sum(map(mul, heaviest, heaviest)) or 1.0)
    least = min(heaviest[:_TELLING], default=0.0)
    rarest = sorted((-weight, word) for word, weight in weights.items() if weight >= least)[:_TELLING]
    held = counts.words
    roots = {word: max(1, round(-weight * whole)) for weight, word in rarest if held.get(word, 0) <= _FREQUENT}
    return roots | dict.fromkeys(_hashes(arrival), _HASH)


def _hashes(arrival: Arrival) -> list[str]:
    return list(map(hashed, arrival.sketch[:_HASHES]))


def _alike(own: Member, near: Sequence[Member], counts: Counts) -> list[Member]:
    """Return those of *near* with which *own* can be in one story; without any, no story changes by it."""
    alike = likeness(own.profile, [each.profile for each in near], counts) if near else []
    return [each for each, how in zip(near, alike, strict=True) if how >= ALIKE or each.original == own.original]


def _grouped(members: Sequence[Member], counts: Counts) -> list[list[Member]]:
    """Return the stories of *members*; a copy is always in the story of what it repeats."""
    links = link([each.profile for each in members], counts)
    for one, other in combinations(range(len(members)), 2):
        if members[one].original == members[other].original:
            links.likeness[one, other] = 1.0
            links.anchored.add((one, other))
    return [[members[at] for at in group] for group in join(len(members), links)]
