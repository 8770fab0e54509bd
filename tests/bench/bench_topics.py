"""Topics against the entities that people's summaries mention: ``python -m tests.bench.bench_topics``."""

import sys
import time

from briefings.sentences import sentences
from briefings.topics import find_topics
from tests.bench.gold import find_gold, score, table

REFERENCES = (
    ("n-gram x position x capitals + document frequencies", "66.7"),
    ("n-gram x position x capitals", "61.9"),
    ("YAKE", "41.9"),
    ("summa", "26.7"),
    ("RAKE", "5.7"),
)
MEASURES = ("lenP5", "lenR5", "lenR10", "anyP5", "P5")


def main() -> int:
    """Print how many of the first five topics are salient entities, beside what other tools reach."""
    gold = find_gold("topics", "dev-gum.jsonl")
    if gold is None:
        return 0
    rows = gold.rows()
    began = time.process_time()
    found = [find_topics(row["text"], sentences(row["text"]), row["title"]) for row in rows]
    spent = time.process_time() - began
    pred = [
        {"id": row["id"], "keyphrases": [topic.label for topic in topics]}
        for row, topics in zip(rows, found, strict=True)
    ]
    result = score(gold, pred)
    print(f"{len(rows)} articles, {round(len(rows) / spent)} a second (sentences and topics)")
    table(
        ("topics", *MEASURES),
        [
            ("ours", *(result[key] for key in MEASURES)),
            *((name, value, *[""] * (len(MEASURES) - 1)) for name, value in REFERENCES),
        ],
    )
    if "--show" in sys.argv:
        for row in pred:
            print(row["id"], row["keyphrases"])
    return 0 if result["lenP5"] >= 72 else 1


if __name__ == "__main__":
    sys.exit(main())
