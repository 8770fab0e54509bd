"""Digests: which of the considered entries are chosen, and why each is or is not."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefings.filters import Candidate, Filters


@dataclass(frozen=True, slots=True)
class Choice:
    """Whether an entry is in a digest, and the reason, for people to read."""

    number: int
    chosen: bool
    reason: str


def choose(candidates: Sequence[Candidate], filters: Filters, at_most: int) -> tuple[Choice, ...]:
    """Choose at most *at_most* of the *candidates* (best first) that pass the *filters*."""
    choices: list[Choice] = []
    chosen = 0
    for candidate in candidates:
        objection = filters.objection(candidate)
        if objection is None and chosen >= at_most:
            objection = f"more than {at_most} were new"
        chosen += objection is None
        choices.append(Choice(candidate.number, objection is None, objection or "new"))
    return tuple(choices)
