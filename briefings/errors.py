"""Everything that can go wrong in the domain, as data.

BriefingError
├── BadFile      a file that cannot become an article (carries a Fault)
├── StoreError   the database cannot be used: newer version, damaged, not reachable
└── NotHere      what was asked for is not in the library (carries what was asked)
"""

from dataclasses import dataclass
from typing import Any


def one_line(text: str) -> str:
    """Return *text* with every character that cannot be printed written out, so that it cannot pass for other lines."""
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)


class Said(str):
    """A sentence of ours in English that can be said in another language.

    ``message`` is the sentence with the names of ``values`` in braces; values that are Said are translated too.
    """

    message: str
    values: dict[str, Any]

    def __new__(cls, message: str, /, **values: Any) -> "Said":
        said = super().__new__(cls, message.format(**values) if values else message)
        said.message, said.values = message, values
        return said

    def __reduce__(self) -> tuple[Any, ...]:
        return _said, (self.message, self.values)

    @classmethod
    def of(cls, text: str) -> "Said":
        """Return *text*, which is a message itself if it keeps none."""
        return text if isinstance(text, Said) else Said(text)


def _said(message: str, values: dict[str, Any]) -> Said:
    """Make again what went to another process."""
    return Said(message, **values)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file: where it is, what it is and how to mend it (messages, Said where they have values).

    ``secret``: the file speaks of an embargo, till when not even its name is to be told.
    """

    path: str
    line: int
    problem: str
    fix: str
    secret: bool = False

    @property
    def said(self) -> Said:
        """Return the fault as a sentence that can be said in another language; its parts may hold what a file holds."""
        problem, fix = Said.of(self.problem), Said.of(self.fix)
        return Said(
            "{path}:{line}: {problem}; {fix}", path=one_line(self.path), line=self.line, problem=problem, fix=fix
        )

    @property
    def discreet(self) -> str:
        """Return the fault as it may stand in a log."""
        if self.secret:
            return "a file with embargo_until cannot be loaded; briefing-bot check-config names it"
        return str(self)

    def __str__(self) -> str:
        return one_line(self.said)


class BriefingError(Exception):
    """The root of the domain's errors; its text is one sentence for a person.

    ``message`` is that sentence with the names of ``values`` in braces, so that it can be said in another language.
    """

    def __init__(self, message: str = "", **values: object) -> None:
        super().__init__(Said(message, **values))
        self.message = message
        self.values = values


class BadFile(BriefingError):
    """A file that was not loaded; ``faults`` says why."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class StoreError(BriefingError):
    """The database cannot be used as it is; the text says what to do."""


class NotHere(BriefingError):
    """Nothing in the library answers to ``wanted``."""

    def __init__(self, wanted: str) -> None:
        super().__init__("nothing here is called {wanted!r}", wanted=wanted)
        self.wanted = wanted
