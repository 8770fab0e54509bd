"""The entries of a digest: which are considered, what is shown of each, and the same again when it is posted."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.commands.allowance import most_shown
from briefings.article import Withdrawal
from briefings.digest import Choice, Shown, Why, choose, in_order, key_of, not_said
from briefings.entry import Kind
from briefings.filters import Candidate
from briefings.library.deliveries import Deliveries
from briefings.library.ledger import Through
from briefings.library.rows import Held, HeldQuote
from briefings.library.shelf import Shelf
from briefings.library.speech import QuoteFilter
from briefings.schedule import Schedule
from briefings.spans import Span
from briefings.summary import take

_MOST_CONSIDERED = 1000
_MOST_QUOTES = 20  # of an entry, among which one is chosen
_SENTENCES_GOING_ON = 3  # of an entry whose story was told before, at most


@dataclass(frozen=True, slots=True)
class Told:
    """An entry of a digest with what is shown of it; ``story`` is that of its story if others are in it."""

    held: Held
    sentences: tuple[Span, ...]
    quote: HeldQuote | None
    continues: bool
    story: int | None

    @property
    def number(self) -> int:
        """Return the number of the entry."""
        return self.held.number


@dataclass(frozen=True, slots=True)
class Gone:
    """An entry of a posted digest that is no longer shown there, by its number; with ``withdrawal`` it says why."""

    number: int
    withdrawal: Withdrawal | None
    continues: bool
    story: int | None


@dataclass(frozen=True, slots=True)
class Digest:
    """The chosen entries in order, how many were considered, and how many were left out for which reason; ``more`` of
    them for want of room."""

    entries: tuple[Told | Gone, ...]
    considered: int
    left_out: tuple[tuple[str, int], ...]
    more: int = 0

    @property
    def told(self) -> tuple[Told, ...]:
        """Return the entries that are shown."""
        return tuple(each for each in self.entries if isinstance(each, Told))


@dataclass(frozen=True, slots=True)
class Memory:
    """What a schedule's confirmed deliveries told: how far they came (None before the first), and in what words."""

    through: Through | None = None
    said: Callable[[Collection[str]], set[str]] = lambda _: set()
    stories: Callable[[Collection[int]], set[int]] = lambda _: set()


class Look:
    """What is read of a shelf for digests: each thing once, however many of them are made.

    Of what arrived, only what was asked for last is kept.
    """

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._asked: tuple[int, int, datetime | None] | None = None
        self._arrived: tuple[list[Held], list[Candidate]] = [], []
        self._quotes: dict[int, tuple[HeldQuote, ...]] = {}

    def arrived(self, through: int, last: Through | None) -> tuple[list[Held], list[Candidate]]:
        """Return the entries that arrived, or were released, after *last*, up to number *through*, newest first.

        With them what a digest's filters and order look at.
        """
        asked = (last.number if last else 0, through, last.at if last else None)
        if asked != self._asked:
            new = self.shelf.arrived(asked[0], through, _MOST_CONSIDERED, asked[2])
            self._asked, self._arrived = asked, (new, candidates(self.shelf, new))
        return self._arrived

    def quotes(self, article: int) -> tuple[HeldQuote, ...]:
        """Return the first quotes of an entry."""
        if article not in self._quotes:
            self._quotes[article] = self.shelf.quotes(QuoteFilter(article=article), _MOST_QUOTES).items
        return self._quotes[article]


def memory_of(deliveries: Deliveries, schedule: int, before: datetime | None = None) -> Memory:
    """Return what the stored *schedule* (its number) has told, in all slots or in those *before* a moment (UTC)."""
    through = deliveries.last_through(schedule, before)
    if through is None:
        return Memory()
    return Memory(
        through,
        lambda keys: deliveries.said(schedule, keys, before),
        lambda stories: deliveries.stories_told(schedule, stories, before),
    )


def consider(look: Look, schedule: Schedule, memory: Memory, through: int) -> tuple[Choice, ...]:
    """Choose from the entries that arrived, or were released, after the last that was told, up to number *through*.

    Before the first digest that is everything there is: the newest are chosen, and the backlog is not considered.
    """
    last = memory.through
    new, every = look.arrived(through, last)
    found = _continued(every, memory)
    picking = _Picking(look, memory, {held.number: held for held in new})
    if last is not None:
        return choose(in_order(found), schedule.filters, schedule.at_most, last.number, picking.pick)
    first = choose(found, schedule.filters, schedule.at_most)
    end = max((place for place, choice in enumerate(first) if choice.chosen), default=schedule.at_most - 1)
    return choose(in_order(found[: end + 1]), schedule.filters, schedule.at_most, 0, picking.pick)


def candidates(shelf: Shelf, entries: Sequence[Held]) -> list[Candidate]:
    """Return the entries as what a digest's filters and order look at."""
    numbers = [held.number for held in entries]
    topics, speakers = shelf.topics_of(numbers), shelf.speakers_in(numbers)
    copies, stories = shelf.copies_of(numbers), shelf.stories_of(numbers)
    return [
        Candidate(
            held.number,
            topics=frozenset(topic.key for topic in topics[held.number]),
            speakers=speakers[held.number],
            source=held.article.source,
            text=f"{held.article.title}\n{held.article.text}",
            copies=tuple(copies.get(held.number, ())),
            priority=held.article.priority,
            story=stories[held.number][0] if held.number in stories else None,
        )
        for held in entries
    ]


def _continued(found: Sequence[Candidate], memory: Memory) -> list[Candidate]:
    """Return *found*; those say so that go on with a story that was told."""
    told = memory.stories({each.story for each in found if each.story is not None})
    return [replace(each, continues=True) if each.story in told else each for each in found]


@dataclass
class _Picking:
    """Picks sentences and a quote that were not said before, nor earlier in the same digest."""

    look: Look
    memory: Memory
    entries: dict[int, Held]
    heard: set[str] = field(default_factory=set)

    def pick(self, candidate: Candidate) -> Shown | None:
        """Return what can be shown of an entry; None when it says nothing that was not said."""
        held = self.entries[candidate.number]
        text = held.article.text
        if not held.sentences:
            return Shown()
        numbers = held.sentence_numbers
        keys = [key_of(span.of(text)) for span in held.sentences]
        quotes = self.look.quotes(held.number)
        spoken = [key_of(each.quote.span.of(text)) for each in quotes]
        said = self.heard | self.memory.said({*keys, *spoken})
        most = most_shown(held)
        wanted = min(most, _SENTENCES_GOING_ON if candidate.continues else 1)
        order = [*held.order, *([index] for index in range(len(held.sentences)))]
        # A quote that was told in another frame would be told again by the sentence around it.
        said |= {
            keys[index]
            for quote, key in zip(quotes, spoken, strict=True)
            if key in said
            for index in _around(held, quote.quote.span)
        }
        taken = not_said(order, keys, said, wanted)
        if not taken:
            return None
        shown = set(taken)
        quote = _quote_that_matters(held, quotes, shown, {index for index, key in enumerate(keys) if key in said})
        if quote is None and not candidate.continues:
            taken = not_said(order, keys, said, min(most, 2))
            shown = set(taken)
        else:
            shown |= set(_around(held, quote.quote.span)) if quote else set()
        told = {keys[index] for index in shown}
        told |= {key for each, key in zip(quotes, spoken, strict=True) if shown & set(_around(held, each.quote.span))}
        self.heard |= told
        spans = tuple(held.sentences[index] for index in taken)
        shown_quote = quote.number if quote else None
        return Shown(spans, shown_quote, frozenset(told), tuple(numbers[index] for index in taken))


def _around(held: Held, span: Span) -> range:
    """Return the indexes of the sentences that hold *span*."""
    return range(held.sentence_at(span), held.sentence_at(Span(span.end - 1, span.end)) + 1)


def _quote_that_matters(
    held: Held, quotes: Sequence[HeldQuote], shown: Collection[int], said: Collection[int]
) -> HeldQuote | None:
    """Return the first whole quote with a speaker outside what is shown and was said, else the first fragment.

    A quote that the entry's licence does not allow beside what is shown is none.
    """
    hidden, room = {*shown, *said}, most_shown(held) - len(shown)
    around = ((each, _around(held, each.quote.span)) for each in quotes if each.speaker)
    found = [each for each, places in around if hidden.isdisjoint(places) and len(places) <= room]
    return min(found, key=lambda each: (each.quote.kind is not Kind.FULL, each.quote.span), default=None)


def gather(look: Look, choices: Sequence[Choice], posted: bool = False) -> Digest:
    """Return the digest that *choices* describe; entries that can no longer be seen are left out.

    Of one that is *posted* they keep their places, where it says that they are gone.
    """
    chosen = [choice for choice in choices if choice.chosen]
    entries = {held.number: held for held in look.shelf.numbered([choice.number for choice in chosen])}
    found: list[Told | Gone] = []
    for choice in chosen:
        if choice.number in entries:
            found.append(_told(look, entries[choice.number], choice))
        elif posted:
            withdrawal = look.shelf.withdrawal(choice.number)
            found.append(Gone(choice.number, withdrawal, choice.why is Why.CONTINUES, choice.story))
    reasons = Counter(_kind(choice) for choice in choices if not choice.chosen)
    more = sum(choice.had_no_room for choice in choices)
    return Digest(tuple(found), len(choices), tuple(reasons.most_common()), more)


def _told(look: Look, held: Held, choice: Choice) -> Told:
    """Return what is shown of an entry; of one that was changed meanwhile what still stands there.

    Where a sentence is gone, the one that stands for the entry now is shown too.
    """
    sentences = _still_there(held, choice.shown)
    if len(sentences) < len(choice.shown.sentences) and held.sentences:
        head = held.sentences[(take(held.order, 1) or (0,))[0]]
        sentences = tuple(sorted({*sentences, head}))
    quote = None
    if choice.shown.quote is not None:
        quote = next((each for each in look.quotes(held.number) if each.number == choice.shown.quote), None)
    return Told(held, sentences, quote, choice.why is Why.CONTINUES, choice.story)


def _still_there(held: Held, shown: Shown) -> tuple[Span, ...]:
    """Return where the shown sentences stand now: those with the same numbers, or in old records the same places."""
    if not shown.numbers:
        return tuple(span for span in shown.sentences if span in set(held.sentences))
    places = dict(zip(held.sentence_numbers, held.sentences, strict=True))
    return tuple(places[number] for number in shown.numbers if number in places)


def keys_shown(told: Told) -> list[str]:
    """Return the keys of the sentences that are shown of an entry, so that they are not told again."""
    return [key_of(span.of(told.held.article.text)) for span in told.sentences]


def _kind(choice: Choice) -> str:
    """Return the reason of a choice without the article that it names."""
    return "the same words again" if choice.why is Why.SAME_WORDS else choice.reason
