"""Summaries against people's, and whether they can be cut out: ``python -m tests.bench.bench_summaries``.

The weights were fitted on these very NEWTS articles; ``--unseen`` fits them five times without a fifth of the articles
and measures on that fifth, which is the number to believe.
"""

import sys
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

from briefings.sentences import sentences
from briefings.summarising.companions import companions
from briefings.summarising.furniture import furniture
from briefings.summarising.salience import Facts, features
from briefings.summary import ordered, summary_order, take
from tests.bench.gold import find_gold, score, table
from tests.bench.learn_summaries import PARTS, fitted, taught
from tests.summary_lint import faults, hangs

COUNT = 3
REFERENCES = {
    "NEWTS": (
        ("position + centroid + MMR", "0.0"), ("sumy TextRank", "-1.7"), ("MiniLM + position", "-0.1"),
        ("oracle", "+9.1"), ("must reach", "+0.3"), ("aim for", "+1.5"),
    ),
    "GUM": (
        ("position + centroid + MMR", "+1.4"), ("sumy TextRank", "-4"), ("oracle", "+11"),
        ("must reach", "0"), ("aim for", "+2"),
    ),
}  # fmt: skip


def main() -> int:
    """Print ROUGE beside Lead-3 cut with our own sentences, and the counts of the lint."""
    for name, file in (("NEWTS", "dev-newts.jsonl"), ("GUM", "dev-gum.jsonl")):
        gold = find_gold("summaries", file)
        if gold is None:
            return 0
        rows = gold.rows()
        began = time.process_time()
        ours = [summarised(row["text"]) for row in rows]
        spent = time.process_time() - began
        unseen = "--unseen" in sys.argv and name == "NEWTS"
        if unseen:
            ours = _unseen(rows)
        lead = _rows(rows, [range(COUNT)] * len(rows))
        base = score(gold, lead)
        result = score(gold, _rows(rows, ours), lead)
        shown = ("R1", "R2", "RL", "words", "verbatim")
        print(f"{name}: {len(rows)} articles, {round(len(rows) / spent)} a second (sentences and summary)")
        table(
            ("summary", *shown, "mean against Lead-3"),
            [
                ("Lead-3", *(base[key] for key in shown), "0"),
                (
                    "ours, unseen" if unseen else "ours", *(result[key] for key in shown),
                    f"{result['diff_vs_base']:+} {result['ci95']}",
                ),
                *((reference, *[""] * len(shown), value) for reference, value in REFERENCES[name]),
            ],
        )  # fmt: skip
        lint([row["text"] for row in rows], ours)
    return 0


def summarised(text: str) -> Sequence[int]:
    """Return the places of the summary's sentences."""
    return take(summary_order(text, sentences(text)), COUNT)


def _unseen(rows: list[dict[str, Any]]) -> list[Sequence[int]]:
    """Return the summaries with weights that were fitted without the article."""
    known = [taught(row) for row in rows]
    weights = [fitted([each for at, each in enumerate(known) if at % PARTS != part]) for part in range(PARTS)]
    return [_weighed(row["text"], weights[at % PARTS]) for at, row in enumerate(rows)]


def _weighed(text: str, weights: Sequence[float]) -> Sequence[int]:
    spans = sentences(text)
    left_out = furniture(text, spans)
    found = features(text, spans, left_out)
    known = [Facts(words, sum(a * b for a, b in zip(weights, row, strict=True))) for words, row in found]
    return take(tuple(ordered(known, companions(text, spans, left_out))), COUNT)


def _rows(rows: list[dict[str, Any]], chosen: Sequence[Sequence[int]]) -> list[dict[str, Any]]:
    """Return the sentences at these places in the form in which they are scored."""
    split = [sentences(row["text"]) for row in rows]
    return [
        {"id": row["id"], "sentences": [spans[at].of(row["text"]) for at in places if at < len(spans)]}
        for row, spans, places in zip(rows, split, chosen, strict=True)
    ]


def lint(texts: Sequence[str], chosen: Sequence[Sequence[int]]) -> None:
    """Print the share of sentences that hang on others, the other faults, and the mean number of sentences."""
    total = sum(map(len, chosen))
    found: Counter[str] = Counter()
    starts = 0
    for text, places in zip(texts, chosen, strict=True):
        spans = sentences(text)
        starts += sum(hangs(span.of(text)) for span in spans[:COUNT])
        found.update(kind for kind, _ in faults(text, spans, [spans[at] for at in places]))
    hanging = found.pop("hanging", 0)
    print(
        f"hanging on a sentence left out: {hanging} of {total} ({100 * hanging / total:.1f} %; at most 1 %; "
        f"begun so by Lead-3: {100 * starts / COUNT / len(texts):.1f} %), "
        f"sentences a summary: {total / len(texts):.2f} (2.5 to 3.05)\n"
        f"other faults: {', '.join(f'{kind} {count}' for kind, count in found.most_common()) or 'none'}\n"
    )


if __name__ == "__main__":
    sys.exit(main())
