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


def choose(candidates: Sequence[Candidate], filters: Filters, at_most: int, told: int = 0) -> tuple[Choice, ...]:
    """Choose at most *at_most* of the *candidates* (best first) that pass the *filters*.

    The same words are chosen once: not again when a copy is chosen, nor when one has a number up to *told*, which
    earlier digests considered.
    """
    choices: list[Choice] = []
    chosen = 0
    shown = set[int]()
    for candidate in candidates:
        objection = filters.objection(candidate)
        known = [number for number in candidate.copies if number in shown or number <= told]
        if objection is None and known:
            objection = f"the same words as A{known[0]}"
        elif objection is None and chosen >= at_most:
            objection = f"more than {at_most} were new"
        if objection is None:
            chosen += 1
            shown.add(candidate.number)
        choices.append(Choice(candidate.number, objection is None, objection or "new"))
    return tuple(choices)
