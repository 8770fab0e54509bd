"""What is asked of a made library, in stated shares: names, two-word topics, phrases, and common words now and then."""

import random
from collections.abc import Callable

from tests.bench.made_library import ABOUT, PEOPLE

COMMON = "the said will could every march friday dornfeld".split()
COMMON_SHARE = 0.1  # of the words that are searched for
PLAIN_SHARE = 0.1  # of the questions that name nothing: `briefing`, `topics`
READING = ("briefing", "summary", "open")
FINDING = ("quotes speaker", "quotes topic", "quotes text", "topics", "search")


class Questions:
    """Asks about articles A1 to A*count*; the same seed asks the same."""

    def __init__(self, count: int, seed: int = 11) -> None:
        self._chance = random.Random(seed)
        self._count = count

    def lines(self, command: str, times: int) -> list[str]:
        """So many lines for *command*."""
        return [self._line(command) for _ in range(times)]

    def begun(self, times: int) -> list[tuple[str, str]]:
        """Kinds of parameters with what has been typed so far: nothing to six letters."""
        makes: dict[str, Callable[[], str]] = {
            "speaker": lambda: self._chance.choice(PEOPLE.choose(self._chance).split()),
            "topic": lambda: ABOUT.choose(self._chance),
            "article": lambda: self._chance.choice([ABOUT.choose(self._chance), f"A{self._number()}"]),
            "source": lambda: "The Lundby Courier"[4 * self._chance.randrange(2) :],
        }
        kinds = [self._chance.choice(list(makes)) for _ in range(times)]
        return [(kind, makes[kind]()[: self._chance.randint(0, 6)]) for kind in kinds]

    def _number(self) -> int:
        return self._chance.randint(1, self._count)

    def _words(self) -> str:
        """A name, a two-word topic or a phrase; now and then a word that is everywhere."""
        if self._chance.random() < COMMON_SHARE:
            return self._chance.choice(COMMON)
        topic = ABOUT.choose(self._chance)
        return self._chance.choice([PEOPLE.choose(self._chance), topic, f'"the {topic}"', topic.split()[1]])

    def _line(self, command: str) -> str:
        plain = self._chance.random() < PLAIN_SHARE
        match command:
            case "briefing":
                return "briefing" if plain else f"briefing A{self._number()}"
            case "summary":
                return f"summary A{self._number()}"
            case "open":
                return f"open A{self._number()}-s{self._chance.randint(1, 20)}"
            case "quotes speaker":
                name = PEOPLE.choose(self._chance)
                return f'quotes speaker:"{self._chance.choice([name, name.split()[1]])}"'
            case "quotes topic":
                return f'quotes topic:"{ABOUT.choose(self._chance)}"'
            case "quotes text":
                return 'quotes text:"' + self._words().strip('"') + '"'
            case "topics":
                return "topics" if plain else f'topics topic:"{ABOUT.choose(self._chance)}"'
            case _:
                return f"search {self._words()}"
