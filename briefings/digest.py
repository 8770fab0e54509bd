"""Digests: in which order entries come, which are chosen, why each is or is not, and which sentences stand for them."""

import hashlib
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field
from enum import StrEnum

from briefings.filters import Candidate, Filters
from briefings.folding import fold
from briefings.spans import Span

_NEW = "new"
_CONTINUES = "goes on with what was told before"
_NO_ROOM = "more than {} were new"
SAME_AGAIN = "the same words again"
_SAID = "it says nothing that was not told before"


class Why(StrEnum):
    """Why an entry is in a digest or not, as far as that is told apart; it is stored, and never shown."""

    NEW = "new"
    CONTINUES = "continues"
    SAME_WORDS = "same words"
    NO_ROOM = "no room"
    SAID = "said"
    FILTERED = "filtered"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a digest shows of an entry: whole sentences, and the number of a quote.

    ``keys`` are those of everything that is said by it; ``numbers`` those of the sentences, which they keep when the
    article is changed.
    """

    sentences: tuple[Span, ...] = ()
    quote: int | None = None
    keys: frozenset[str] = field(default=frozenset(), compare=False)
    numbers: tuple[int, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """Whether an entry is in a digest, the reason, for people to read, what kind of one it is, and what is shown of it.

    ``story`` is that of its story if others were in it, ``says`` a hash of what is shown, None while nobody knows it.
    """

    number: int
    chosen: bool
    reason: str
    why: Why
    shown: Shown = Shown()
    story: int | None = None
    says: str | None = None

    @property
    def had_no_room(self) -> bool:
        """Tell whether the entry is left out only because enough others were before it."""
        return self.why is Why.NO_ROOM


Pick = Callable[[Candidate], Shown | None]
"""Says what of an entry can be shown that was not said before; None for nothing."""


def choose(
    candidates: Sequence[Candidate],
    filters: Filters,
    at_most: int,
    told: int = 0,
    pick: Pick = lambda _: Shown(),
) -> tuple[Choice, ...]:
    """Choose at most *at_most* of the *candidates* (best first) that pass the *filters*.

    The same words are chosen once: not again when a copy is chosen, nor when one has a number up to *told*, which
    earlier digests considered.
    """
    choices: list[Choice] = []
    chosen = set[int]()
    for candidate in candidates:
        objection, why = filters.objection(candidate), Why.FILTERED
        known = [number for number in candidate.copies if number in chosen or number <= told]
        if objection is None and known:
            objection, why = f"the same words as A{known[0]}", Why.SAME_WORDS
        elif objection is None and len(chosen) >= at_most:
            objection, why = _NO_ROOM.format(at_most), Why.NO_ROOM
        shown = pick(candidate) if objection is None else None
        if objection is not None:
            choices.append(Choice(candidate.number, False, objection, why, story=candidate.story))
        elif shown is None:
            choices.append(Choice(candidate.number, False, _SAID, Why.SAID, story=candidate.story))
        else:
            chosen.add(candidate.number)
            reason, why = (_CONTINUES, Why.CONTINUES) if candidate.continues else (_NEW, Why.NEW)
            choices.append(Choice(candidate.number, True, reason, why, shown, candidate.story))
    return tuple(choices)


def in_order(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return *candidates* (newest first) as a digest has them: new stories, then those that go on.

    Among each: the highest priority first, then stories that several sources tell, then the newest. The entries of a
    story stand together, where its first one is.
    """
    sources: dict[object, set[str | None]] = {}
    for each in candidates:
        sources.setdefault(_story(each), set()).add(each.source)

    def rank(place: int, each: Candidate) -> tuple[bool, int, bool, int]:
        return (each.continues, -each.priority, len(sources[_story(each)]) < 2, place)

    ranks = {each.number: rank(place, each) for place, each in enumerate(candidates)}
    best: dict[object, tuple[bool, int, bool, int]] = {}
    for each in candidates:
        best[_story(each)] = min(ranks[each.number], best.get(_story(each), ranks[each.number]))
    return sorted(candidates, key=lambda each: (best[_story(each)], ranks[each.number]))


def _story(candidate: Candidate) -> object:
    return ("story", candidate.story) if candidate.story is not None else ("entry", candidate.number)


def key_of(words: str) -> str:
    """Return a short hash of *words*, the same whatever their case and typography."""
    return hashlib.sha256(fold(words).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def not_said(order: Sequence[Sequence[int]], keys: Sequence[str], said: Set[str], count: int) -> tuple[int, ...]:
    """Return up to *count* sentence indexes, in the article's order, none of which was *said*.

    *order* are the steps of the summary, best first; sentences of one step are shown together or not at all.
    """
    chosen: set[int] = set()
    heard = set(said)
    for step in order:
        fresh = {keys[index] for index in step}
        if len(chosen.union(step)) <= count and not fresh & heard and len(fresh) == len(step):
            chosen.update(step)
            heard |= fresh
    return tuple(sorted(chosen))
