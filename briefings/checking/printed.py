"""What is printed in one article: its words, its quotes, and whom it calls what."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from briefings.checking.wording import Wording
from briefings.entry import Quote, Reported
from briefings.people.person import office_in
from briefings.people.roles import roles
from briefings.spans import Span, met


@dataclass(frozen=True)
class Printed:
    """What is known of one article: its words, its quotes and what it reports somebody to have said, both in order.

    What is asked again and again is worked out once, so that a check costs by the length of the article.
    """

    wording: Wording
    quotes: tuple[Quote, ...]
    reported: tuple[Reported, ...] = ()

    @property
    def text(self) -> str:
        """Return the article's text."""
        return self.wording.text

    @cached_property
    def quotes_at(self) -> Callable[[Span], list[int]]:
        """Return what tells which quotes a span meets, by their places."""
        return met([quote.span for quote in self.quotes])

    @cached_property
    def reported_at(self) -> Callable[[Span], list[int]]:
        """Return what tells the reported speech of which sentences a span meets."""
        return met([each.sentence for each in self.reported])

    def called(self, quote: Quote) -> list[str]:
        """Return the name of a quote's speaker, and the forms by which the article names that speaker else."""
        name = quote.speaker.of(self.text) if quote.speaker else ""
        return [name, *self._mentions.get(name, ())] if name else []

    def offices(self, name: str) -> list[str]:
        """Return what the article says that *name* is: in mentions, in titles and in appositions."""
        if name not in self._offices:
            given = (office_in(mention, name) for mention in self._mentions.get(name, ()))
            printed = (span.of(self.text) for span in roles(self.text, name))
            self._offices[name] = list(dict.fromkeys((*filter(None, given), *printed)))
        return self._offices[name]

    @cached_property
    def _mentions(self) -> dict[str, list[str]]:
        found: dict[str, dict[str, None]] = {}
        told = [(each.speaker, each.mention) for each in self.quotes]
        told += [(each.speaker, each.mention) for each in self.reported]
        for speaker, mention in told:
            if speaker and mention:
                found.setdefault(speaker.of(self.text), {})[mention.of(self.text)] = None
        return {name: list(mentions) for name, mentions in found.items()}

    @cached_property
    def _offices(self) -> dict[str, list[str]]:
        return {}
