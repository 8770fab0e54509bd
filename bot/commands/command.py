"""A command: its name, what it takes, what its help says, who may use it, and what answers it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.catalogue import N_
from bot.desk import Desk
from bot.replies import Reply

FAMILIES = {
    "curate": N_("Speakers that people doubt: what waits, and setting them right"),
    "digest": N_("Digests: what is set up, what was posted, what comes next"),
    "forget": N_("What is kept about you"),
    "library": N_("Articles that are added here: add, change, withdraw and list them"),
}


class Kind(StrEnum):
    """What a parameter's value means; it decides how it is completed."""

    TEXT = "text"
    WORDS = "words"  # search words: quotation marks inside them mean phrases
    SEARCH = "search"  # search words that are completed over titles, names and topics
    ARTICLE = "article"
    STORY = "story"  # an article or a story
    SPEAKER = "speaker"
    TOPIC = "topic"
    SOURCE = "source"
    CITE = "cite"
    COMMAND = "command"
    SCHEDULE = "schedule"
    NUMBER = "number"
    CHANNEL = "channel"
    ZONE = "zone"
    DAYS = "days"  # days of the week
    ROLE = "role"
    FILE = "file"  # a file that comes with the command; at the terminal its path


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing a command takes. ``hidden`` ones are for buttons; ``longest`` is in characters,
    ``most`` the highest number; ``several`` values are parted by commas; ``proposed`` where the asker's own is
    filled in; ``in_menu`` is the help where values are chosen from a menu, if that differs."""

    name: str
    help: str
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    or_number: bool = False  # the choices are names for numbers, and a number will do
    hidden: bool = False
    longest: int = 300
    most: int | None = None
    several: bool = False
    proposed: bool = False
    in_menu: str = ""


PAGE = Parameter("page", "Which page", Kind.NUMBER, hidden=True)
PART = Parameter("part", "Which part of a page that is too long for one message", Kind.NUMBER, hidden=True)


@dataclass(frozen=True, slots=True)
class Command:
    """Name ("digest send" belongs to the family "digest"), help, parameters, permission and handler.

    ``handler`` gets the desk and the checked arguments. ``steady`` answers depend on the library and the day alone, and
    may be kept until one of them changes. ``on_message`` is the label under which the command is offered on any
    message, whose text is then its first argument; of such a text nothing is kept. ``rights_matter`` where managers are
    answered otherwise. An example may hold {article}, {speaker}, {topic}, {cite}, {quote} and {word}: help fills them
    in from the corpus at hand.
    """

    name: str
    help: str
    handler: Callable[[Desk, Mapping[str, str]], Reply]
    parameters: tuple[Parameter, ...] = ()
    examples: tuple[str, ...] = ()
    manage: bool = False
    steady: bool = True
    on_message: str = ""
    rights_matter: bool = False

    def parameter(self, name: str) -> Parameter | None:
        """Return the parameter called *name*, hidden ones included, or None."""
        for parameter in (*self.parameters, PAGE, PART):
            if parameter.name == name:
                return parameter
        return None
