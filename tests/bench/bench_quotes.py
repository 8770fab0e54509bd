"""Prints how well quotes and speakers are found, and how fast: ``python -m tests.bench.bench_quotes``.

The weights of the package were learned on these very articles; ``--unseen`` learns them five times without a fifth
of the articles and measures on that fifth (two minutes), which is the number to believe.
"""

import sys
import time
from collections import Counter
from collections.abc import Sequence

from briefings.entry import Grade, Quote
from briefings.quotes import find_quotes
from briefings.quoting import weights
from briefings.sentences import sentences
from tests.bench import learn_quotes, quotes_data
from tests.bench.quotes_data import Row

Found = list[tuple[Quote, ...]]


def main(arguments: Sequence[str]) -> int:
    """Measure and print; 0 also where the set is not there."""
    rows = quotes_data.rows()
    if not rows:
        print(f"bench-quotes: no set at {quotes_data.SET}, nothing measured")
        return 0
    split = [tuple(sentences(row["text"])) for row in rows]
    found = [find_quotes(row["text"], spans) for row, spans in zip(rows, split, strict=True)]
    start = time.process_time()
    for row, spans in zip(rows, split, strict=True):
        find_quotes(row["text"] + "\n", spans)  # another text, so that nothing is remembered
    speed = len(rows) / (time.process_time() - start)
    if "--unseen" in arguments:
        found = _unseen(rows)
    print(f"{len(rows)} articles, weights {'learned without them' if '--unseen' in arguments else 'as shipped'}")
    _print_table(rows, found)
    print(f"articles a second, one core, quotes only     {speed:8.0f}   (must 800, aim 2,000)")
    _print_grades(rows, found)
    return 0


def _unseen(rows: list[Row]) -> Found:
    """Return the quotes of every article as found with weights that never saw it."""
    found: dict[str, tuple[Quote, ...]] = {}
    for part in range(learn_quotes.PARTS):
        tables = learn_quotes.learn([row for row in rows if learn_quotes.part_of(row) != part])
        with weights.replaced(tables):
            for row in rows:
                if learn_quotes.part_of(row) == part:
                    found[row["doc_id"]] = find_quotes(row["text"], tuple(sentences(row["text"])))
    return [found[row["doc_id"]] for row in rows]


def _print_table(rows: list[Row], found: Found) -> None:
    score = quotes_data.scorer()
    predicted = [_as_rows(row["text"], quotes) for row, quotes in zip(rows, found, strict=True)]
    result = {}
    for kinds in ({"direct"}, {"direct", "mixed"}):
        parts = [score.score_doc(row, quotes, kinds, None) for row, quotes in zip(rows, predicted, strict=True)]
        result[len(kinds)] = score.summary(sum(parts, Counter()))
    direct, both = result[1], result[2]
    speakers = direct["speaker_all"]
    for label, value, goal in (
        ("direct: span F1", direct["exact"]["F1"], "must .95, aim .97"),
        ("direct: span and speaker's head word, F1", direct["e2e"]["F1"], "must .92, aim .95"),
        ("direct: speakers shown that are right", speakers["head"] / speakers["answered"], "must .97, aim .99"),
        ("pronouns resolved to the right name", direct["entity"]["acc"], "must .80, aim .90"),
        ("direct and mixed: span and speaker, F1", both["e2e"]["F1"], "must .84, aim .90"),
    ):
        print(f"{label:44} {value:8.4f}   ({goal})")


def _as_rows(text: str, quotes: Sequence[Quote]) -> list[Row]:
    return [
        {
            "start": quote.span.start,
            "end": quote.span.end,
            "speaker": quote.speaker.of(text) if quote.speaker else None,
            "mention": quote.mention.of(text) if quote.speaker and quote.mention else None,
        }
        for quote in quotes
    ]


def _print_grades(rows: list[Row], found: Found) -> None:
    """Print for each grade how many quotes have it and how many of these have the right speaker."""
    score = quotes_data.scorer()
    count: Counter[Grade] = Counter()
    right: Counter[Grade] = Counter()
    total = 0
    for row, quotes in zip(rows, found, strict=True):
        text = row["text"]
        gold = {span: q for q in row["quotes"] for span in score.canon(q["start"], q["end"], text)}
        total += sum(1 for q in gold.values() if q["kind"] == "direct")
        for quote in quotes:
            spans = score.canon(quote.span.start, quote.span.end, text)
            known = gold.get(spans[0]) if spans else None
            if known is None or known["kind"] != "direct" or not known["speaker"]:
                continue
            count[quote.grade] += 1
            if quote.speaker is not None and quote.mention is not None:
                right[quote.grade] += score.sp_match(known["speaker"], quote.mention.of(text))[1]
    print("\ngrade           coverage  precision   (direct quotes whose speaker is known)")
    for grade in Grade:
        shown = bool(count[grade]) and grade is not Grade.UNATTRIBUTED
        precision = f"{right[grade] / count[grade]:9.4f}" if shown else "        -"
        print(f"{grade.value:14} {count[grade] / total:9.4f}  {precision}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
