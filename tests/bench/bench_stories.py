"""Stories against people's groups of articles about one event: ``python -m tests.bench.bench_stories``.

The test set puts each story beside a very similar one. ``--parts`` also groups a few topics at a time, as a small
library would, and shows how little the measures hang on the limit of likeness. Two rows are what a library finds
that takes the articles in, in the order of the set and in another.
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from briefings.article import Article
from briefings.library.database import open_database
from briefings.library.library import Library
from briefings.profile import profile
from briefings.stories import Counts, group, join, link
from tests.bench.gold import find_gold, table

REFERENCES = (
    ("incremental TF-IDF, average link", ".87", ".73-.83", ".82"),
    ("MiniLM", ".84", ".68", ".78"),
    ("must reach", ".88", ".85", ""),
)
_SHUFFLES = 5
_LIMITS = [limit / 100 for limit in range(10, 27)]


def main() -> int:
    """Print B-cubed F, pair precision, ARI, articles a second, and how much the order matters."""
    gold = find_gold("stories", "dev-ecbplus.jsonl")
    if gold is None:
        return 0
    rows = gold.rows()
    profile("")  # reads the tables
    began = time.process_time()
    found = grouped(rows)
    spent = time.process_time() - began
    ours = measures(rows, found)
    print(f"{len(rows)} articles, {round(len(rows) / spent)} a second (profiles and groups)")
    shown = _figures(ours)
    arrived = [("ours, as they arrive", *_figures(measures(rows, arriving(rows, seed)))) for seed in (0, 1)]
    table(("stories", "B-cubed F", "pair precision", "ARI"), [("ours", *shown), *arrived, *REFERENCES])
    orders = [Random(seed).sample(range(len(rows)), len(rows)) for seed in range(_SHUFFLES)]
    shuffled = [measures(rows, unshuffled(grouped([rows[at] for at in order]), order)) for order in orders]
    print("in other orders: B-cubed F " + " ".join(f"{each['F']:.3f}" for each in shuffled))
    if "--parts" in sys.argv:
        parts(rows)
    return 0 if ours["F"] >= 0.88 and ours["pairs"] >= 0.85 else 1


def grouped(rows: Sequence[dict[str, Any]]) -> list[int]:
    """Return the story of each row."""
    profiles = [profile(row["text"]) for row in rows]
    return labels(len(rows), group(profiles, Counts.of(profiles)))


def arriving(rows: Sequence[dict[str, Any]], seed: int) -> list[int]:
    """Return the story of each row in a library that they come into, in their order or (*seed* > 0) in another."""
    order = Random(seed).sample(range(len(rows)), len(rows)) if seed else list(range(len(rows)))
    with tempfile.TemporaryDirectory() as folder:
        library = Library(open_database("sqlite:///stories.db", Path(folder)))
        articles = (("", Article(id=f"a{at}", text=rows[at]["text"], title=f"a{at}")) for at in order)
        library.take_in(articles, datetime(2026, 1, 1, tzinfo=UTC))
        stories = library.shelf().stories_of(range(1, len(rows) + 1))  # numbers are given as articles come
        library.close()
    found = [stories[at][0] if at in stories else -at for at in range(1, len(rows) + 1)]
    return unshuffled(found, order)


def _figures(found: dict[str, float]) -> list[str]:
    return [f"{found[key]:.3f}" for key in ("F", "pairs", "ARI")]


def labels(count: int, groups: Iterable[Sequence[int]]) -> list[int]:
    """Return the number of each one's group."""
    found = [0] * count
    for number, members in enumerate(groups):
        for member in members:
            found[member] = number
    return found


def unshuffled(found: Sequence[int], order: Sequence[int]) -> list[int]:
    """Return what was *found* for rows in *order* in the order of the rows."""
    back = [0] * len(order)
    for place, at in enumerate(order):
        back[at] = found[place]
    return back


def measures(rows: Sequence[dict[str, Any]], found: Sequence[int]) -> dict[str, float]:
    """Return B-cubed F (Bagga and Baldwin 1998), the share of right pairs, and ARI, as the set's score.py has them."""
    wanted = [row["label"] for row in rows]
    of_gold, of_ours, of_both = Counter(wanted), Counter(found), Counter(zip(wanted, found, strict=True))
    count = len(rows)
    precision = sum(n * n / of_ours[ours] for (_, ours), n in of_both.items()) / count
    recall = sum(n * n / of_gold[gold] for (gold, _), n in of_both.items()) / count
    both, ours, gold = (sum(n * (n - 1) // 2 for n in each.values()) for each in (of_both, of_ours, of_gold))
    chance = ours * gold / (count * (count - 1) // 2)
    return {
        "F": 2 * precision * recall / (precision + recall),
        "pairs": both / max(1, ours),
        "ARI": (both - chance) / max(1e-9, (ours + gold) / 2 - chance),
    }


def parts(rows: Sequence[dict[str, Any]]) -> None:
    """Print the measures for some topics at a time, and with a limit that was chosen on the other topics."""
    topics = sorted({row["topic"] for row in rows})
    for size in (1, 3, 11):
        chunks = [set(topics[at : at + size]) for at in range(0, len(topics), size)]
        found: list[tuple[dict[str, Any], int]] = []
        for chunk in chunks:
            some = [row for row in rows if row["topic"] in chunk]
            found += [(row, label + len(found) * 1000) for row, label in zip(some, grouped(some), strict=True)]
        result = measures([row for row, _ in found], [label for _, label in found])
        print(f"{size} topics at a time: B-cubed F {result['F']:.3f}, pair precision {result['pairs']:.3f}")
    profiles = [profile(row["text"]) for row in rows]
    links = link(profiles, Counts.of(profiles))
    for limit in _LIMITS:
        result = measures(rows, labels(len(rows), join(len(rows), links, limit)))
        print(f"limit {limit}: B-cubed F {result['F']:.3f}, pair precision {result['pairs']:.3f}")


if __name__ == "__main__":
    sys.exit(main())
