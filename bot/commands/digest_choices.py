"""What a digest takes: which of the entries that are considered, and which of their sentences and quotes are new."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.commands.allowance import most_shown
from bot.commands.digest_looks import Look
from briefings.digest import Choice, Shown, choose, in_order, key_of, not_said
from briefings.entry import Kind
from briefings.filters import Candidate
from briefings.library.deliveries import Deliveries
from briefings.library.ledger import Through
from briefings.library.rows import Held, HeldQuote
from briefings.schedule import Schedule
from briefings.spans import Span

_SENTENCES_GOING_ON = 3  # of an entry whose story was told before, at most


@dataclass(frozen=True, slots=True)
class Memory:
    """What a schedule's confirmed deliveries told: how far they came (None before the first), and in what words."""

    through: Through | None = None
    said: Callable[[Collection[str]], set[str]] = lambda _: set()
    stories: Callable[[Collection[int]], set[int]] = lambda _: set()


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
