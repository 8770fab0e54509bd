"""Sentence boundaries against hand-corrected text: ``python -m tests.bench.bench_segmentation``."""

import sys
import time

from briefings.sentences import sentences
from tests.bench.gold import Gold, find_gold, score, table

REFERENCES = (
    ("regex and abbreviations", ".955", "5000"),
    ("segtok", ".960", "725"),
    ("blingfire", ".954", ""),
    ("pysbd", ".941", "67"),
    ("spaCy sentencizer", ".923", ""),
)


def main() -> int:
    """Print boundary F1 and articles a second, beside what other tools reach on the half that is kept apart."""
    gold = find_gold("segmentation", "dev-gum.jsonl")
    if gold is None:
        return 0
    rows = gold.rows()
    pred = [{"id": row["id"], "sentences": [s.of(row["text"]) for s in sentences(row["text"])]} for row in rows]
    result = score(gold, pred)
    table(
        ("splitter", "F1", "articles/s", "P", "R", "exact"),
        [
            ("ours", result["F1"], round(speed(gold)), result["P"], result["R"], result["exact"]),
            *((*reference, "", "", "") for reference in REFERENCES),
        ],
    )
    return 0 if result["F1"] >= 0.96 else 1


def speed(gold: Gold) -> float:
    """Return articles a second of processor time, the best of five runs."""
    texts = [row["text"] for row in gold.rows()]
    best = float("inf")
    for _ in range(5):
        began = time.process_time()
        for text in texts:
            sentences(text)
        best = min(best, time.process_time() - began)
    return len(texts) / best


if __name__ == "__main__":
    sys.exit(main())
