"""Digests: which of the considered entries are chosen, and why each is or is not."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that could be in a digest: its number and the keys of its topics."""

    number: int
    topics: frozenset[str]


@dataclass(frozen=True, slots=True)
class Choice:
    """Whether an entry is in a digest, and the reason, for people to read."""

    number: int
    chosen: bool
    reason: str


def choose(candidates: Sequence[Candidate], topics: frozenset[str], at_most: int) -> tuple[Choice, ...]:
    """Choose at most *at_most* of the *candidates* (best first) that have one of *topics* (keys; empty: all)."""
    choices: list[Choice] = []
    chosen = 0
    for candidate in candidates:
        if topics and not topics & candidate.topics:
            choices.append(Choice(candidate.number, False, "none of the digest's topics"))
        elif chosen >= at_most:
            choices.append(Choice(candidate.number, False, f"more than {at_most} were new"))
        else:
            chosen += 1
            choices.append(Choice(candidate.number, True, "new"))
    return tuple(choices)
