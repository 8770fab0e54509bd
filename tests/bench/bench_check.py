"""What `check` says to 600 made cases, and how long it takes: ``python -m tests.bench.bench_check [--articles N]``."""

import argparse
import asyncio
import gc
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles

from bot.answers import Answers
from bot.desk import Asker
from bot.replies import plain
from briefings.article import Article
from briefings.library.database import open_database
from briefings.library.deliveries import Deliveries
from briefings.library.library import Library
from tests.bench.gold import table
from tests.bench.made_cases import Case, make_article, make_cases
from tests.fakes import FakeClock

ARTICLES, SEED = 10_000, 20261123
VERDICTS = ("exact", "near", "other speaker", "unconfirmed", "not in the library")
TITLES = {
    "Exact:": "exact",
    "Near": "near",
    "Shortened": "near",
    "Other": "other speaker",
    "Not quoted": "other speaker",
    "Exact words,": "unconfirmed",
    "Not in": "not in the library",
}


def main() -> int:
    """Store the articles, check the cases, print the matrix and the times; return 1 where a figure is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--wrong", action="store_true", help="print the cases that were answered wrongly")
    options = parser.parse_args()
    made = [make_article(number, SEED) for number in range(options.articles)]
    cases = make_cases(made, SEED)
    with tempfile.TemporaryDirectory() as folder:
        clock = FakeClock()
        engine = open_database("sqlite:///check.db", Path(folder))
        library = Library(engine)
        began = time.perf_counter()
        for each in made:
            library.put(Article(each.id, each.text, each.id), clock.now())
        print(f"{len(made):,} articles stored in {time.perf_counter() - began:.1f} s")
        answers = Answers(library, Deliveries(engine), clock)
        gc.collect()
        gc.freeze()  # the made articles are the bench's, not the bot's
        found, times = asyncio.run(answered(answers, cases))
        library.close()
    if options.wrong:
        for case, verdict in zip(cases, found, strict=True):
            if verdict != case.verdict:
                print(f"{case.kind} -> {verdict}: {case.text!r} {case.speaker}")
    return report(cases, found, times, len(made))


async def answered(answers: Answers, cases: Sequence[Case]) -> tuple[list[str], list[float]]:
    """Return the verdict on each case and the milliseconds it took."""
    found: list[str] = []
    times: list[float] = []
    for case in cases:
        began = time.perf_counter()
        reply = await answers.answer("check", {"text": case.text, "speaker": case.speaker}, Asker("terminal"))
        times.append(1000 * (time.perf_counter() - began))
        title = plain(reply.title)
        found.append(next((verdict for start, verdict in TITLES.items() if title.startswith(start)), title))
    return found, times


def report(cases: Sequence[Case], found: Sequence[str], times: Sequence[float], articles: int) -> int:
    """Print the confusion matrix, the figures and the times; return how the program ends."""
    matrix = Counter((case.kind, verdict) for case, verdict in zip(cases, found, strict=True))
    kinds = list(dict.fromkeys((case.kind, case.verdict) for case in cases))
    strange = sorted(set(found) - set(VERDICTS))
    columns = [*VERDICTS, *strange]
    table(
        ("case", "should be", *columns), [(kind, right, *(matrix[kind, v] for v in columns)) for kind, right in kinds]
    )
    right = Counter((case.verdict, case.verdict == verdict) for case, verdict in zip(cases, found, strict=True))
    said_exact = [case.verdict == "exact" for case, verdict in zip(cases, found, strict=True) if verdict == "exact"]
    made_up = [verdict for case, verdict in zip(cases, found, strict=True) if case.kind == "invented"]
    p99 = quantiles(times, n=100)[98]
    figures = (
        ("exact, precision", sum(said_exact) / max(1, len(said_exact)), 1.0, True),
        ("exact, recall", _share(right, "exact"), 0.99, True),
        ("near, recall", _share(right, "near"), 0.95, True),
        ("other speaker, recall", _share(right, "other speaker"), 0.95, True),
        ("invented, near", made_up.count("near") / len(made_up), 0.01, False),
        ("invented, exact", made_up.count("exact") / len(made_up), 0.0, False),
        (f"p99 in ms at {articles:,} articles", p99, 100.0, False),
    )
    rows = [(name, f"{value:.3f}", f"{'at least' if up else 'at most'} {goal}") for name, value, goal, up in figures]
    table(("figure", "measured", "wanted"), rows)
    print(f"in ms: p50 {median(times):.1f}, p99 {p99:.1f}, longest {max(times):.1f}")
    return int(any(value < goal if up else value > goal for _, value, goal, up in figures))


def _share(right: Counter[tuple[str, bool]], verdict: str) -> float:
    return right[verdict, True] / max(1, right[verdict, True] + right[verdict, False])


if __name__ == "__main__":
    sys.exit(main())
