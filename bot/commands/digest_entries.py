"""The entries of a digest: what is shown of each, and the same again when it was posted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.commands.digest_looks import Look
from briefings.article import Withdrawal
from briefings.digest import SAME_AGAIN, Choice, Shown, Why, key_of
from briefings.library.rows import Held, HeldQuote
from briefings.spans import Span
from briefings.summary import take


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
    return SAME_AGAIN if choice.why is Why.SAME_WORDS else choice.reason
