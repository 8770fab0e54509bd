"""Summaries against people's, and whether they can be cut out: ``python -m tests.bench.bench_summaries``."""

import re
import sys
import time
from typing import Any

from briefings.furniture import is_furniture
from briefings.sentences import sentences
from briefings.summary import summary_order, take
from tests.bench.gold import find_gold, score, table

COUNT = 3
DEPENDENT = re.compile(
    r"[\W_]*(?:he|she|it|they|his|her|its|their|this|these|that|those|but|and|so|however|also|then|such)\b",
    re.IGNORECASE,
)
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
        ours = [summarised(row) for row in rows]
        spent = time.process_time() - began
        lead = [
            {"id": row["id"], "sentences": [span.of(row["text"]) for span in sentences(row["text"])[:COUNT]]}
            for row in rows
        ]
        base = score(gold, lead)
        result = score(gold, ours, lead)
        shown = ("R1", "R2", "RL", "words", "verbatim")
        print(f"{name}: {len(rows)} articles, {round(len(rows) / spent)} a second (sentences and summary)")
        table(
            ("summary", *shown, "mean against Lead-3"),
            [
                ("Lead-3", *(base[key] for key in shown), "0"),
                ("ours", *(result[key] for key in shown), f"{result['diff_vs_base']:+} {result['ci95']}"),
                *((reference, *[""] * len(shown), value) for reference, value in REFERENCES[name]),
            ],
        )
        lint(ours)
    return 0


def summarised(row: dict[str, Any]) -> dict[str, Any]:
    """Return the row's summary, and how many of its sentences hang on a sentence that is left out or are furniture."""
    text = row["text"]
    spans = sentences(text)
    chosen = take(summary_order(text, spans, row.get("title", "")), COUNT)
    return {
        "id": row["id"],
        "sentences": [spans[index].of(text) for index in chosen],
        "hanging": sum(bool(DEPENDENT.match(spans[i].of(text))) and i - 1 not in chosen for i in chosen),
        "furniture": sum(is_furniture(text, spans[index]) for index in chosen),
    }


def lint(rows: list[dict[str, Any]]) -> None:
    """Print the share of sentences that hang on others, and the mean number of sentences."""
    total = sum(len(row["sentences"]) for row in rows)
    hanging = sum(row["hanging"] for row in rows)
    furniture = sum(row["furniture"] for row in rows)
    print(
        f"hanging on a sentence left out: {hanging} of {total} ({100 * hanging / total:.1f} %; at most 1 %), "
        f"furniture: {furniture}, sentences a summary: {total / len(rows):.2f} (2.5 to 3.05)\n"
    )


if __name__ == "__main__":
    sys.exit(main())
