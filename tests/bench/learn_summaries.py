"""The weights of ``briefings.summarising.salience``, fitted to NEWTS: ``python -m tests.bench.learn_summaries``.

Ridge regression of the ROUGE that a sentence alone has against people's summaries; two weights are then set by hand.
"""

import sys
from collections.abc import Sequence
from typing import Any

import numpy
from rouge_score import rouge_scorer

from briefings.sentences import sentences
from briefings.summarising import salience
from briefings.summarising.furniture import furniture
from tests.bench.gold import find_gold

PARTS = 5
_RIDGE = 10.0
_SCORER = rouge_scorer.RougeScorer(["rouge1", "rouge2", "rougeL"], use_stemmer=True)
_NEAR, _LONG = 1, 11  # the places of the features whose weights are moved
_MOVED = {_NEAR: 0.1, _LONG: -0.2}

Taught = tuple[list[tuple[float, ...]], list[float]]


def taught(row: dict[str, Any]) -> Taught:
    """Return the features of the row's sentences, and what each is worth."""
    text = row["text"]
    spans = sentences(text)
    found = [features for _, features in salience.features(text, spans, furniture(text, spans))]
    return found, [_worth(span.of(text), row["references"]) for span in spans]


def _worth(sentence: str, references: Sequence[str]) -> float:
    scores = [float(each.fmeasure) for text in references for each in _SCORER.score(text, sentence).values()]
    return sum(scores) / len(scores)


def fitted(rows: Sequence[Taught]) -> tuple[float, ...]:
    """Return the weights for these rows."""
    known = numpy.array([features for found, _ in rows for features in found])
    known[:, _LONG] = 0
    worth = numpy.array([each for _, found in rows for each in found])
    ridge = _RIDGE * numpy.eye(known.shape[1])
    ridge[0, 0] = 1e-9  # the constant
    weights = numpy.linalg.solve(known.T @ known + ridge, known.T @ worth)
    return tuple(float(weight) + _MOVED.get(place, 0.0) for place, weight in enumerate(weights))


def main() -> int:
    """Print the weights."""
    gold = find_gold("summaries", "dev-newts.jsonl")
    if gold is not None:
        print(", ".join(f"{weight:.4f}" for weight in fitted([taught(row) for row in gold.rows()])))
    return 0


if __name__ == "__main__":
    sys.exit(main())
