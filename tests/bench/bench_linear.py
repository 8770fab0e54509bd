"""Cost against length: the analysis of texts that grow tenfold, ordinary ones and hostile ones, as ratios."""

import gc
import time
from collections.abc import Callable

from briefings.analysis import analyse
from briefings.article import Article

_ORDINARY = (
    "The council of Northport met on Monday to vote on the new harbour. Mayor Jane Roe said that the work would begin "
    'in May. "We will build it for the people of this town," she said. According to the harbour office, the plan is '
    '"sound and affordable". Bob Ray, the chair of the ferry company, denied that fares would rise.\n\n'
)
TEXTS: dict[str, Callable[[int], str]] = {
    "articles of ordinary prose, one after the other": lambda size: (_ORDINARY * (size // len(_ORDINARY) + 1))[:size],
    "one line without a break": lambda size: (_ORDINARY.replace("\n", " ") * (size // len(_ORDINARY) + 1))[:size],
    "quotation marks only": lambda size: '"' * size,
    "opening marks that nothing closes": lambda size: "“a " * (size // 3),
    "capitals only": lambda size: "Ab " * (size // 3),
    "emoji and combining characters": lambda size: "é🙂" * (size // 3),
    "right to left": lambda size: "שלום עולם. " * (size // 11),
}
_SIZES = (10_000, 100_000, 1_000_000)


def seconds(text: str) -> float:
    """Return the processor time that the analysis of *text* takes."""
    gc.collect()
    start = time.process_time()
    analyse(Article("bench", text, ""))
    return time.process_time() - start


def main() -> None:
    """Print the table: seconds at the largest size, and how much ten times the length costs."""
    print(f"{'text':50}{'1 MB, s':>10}{'x10 (10 kB to 100 kB)':>24}{'x10 (100 kB to 1 MB)':>24}")
    seconds(_ORDINARY * 20)
    for name, make in TEXTS.items():
        # Each text is another one, since a page that was just read is remembered.
        small = min(seconds(f"{number} {make(_SIZES[0])}") for number in range(3))
        middle = min(seconds(f"{number} {make(_SIZES[1])}") for number in range(3))
        large = seconds(make(_SIZES[2]))
        print(f"{name:50}{large:10.2f}{middle / small:24.1f}{large / middle:24.1f}")


if __name__ == "__main__":
    main()
