"""Learns ``briefings/tables/speakers.json`` and ``quoted.json`` from the annotated articles beside the checkout.

``python -m tests.bench.learn_quotes`` writes both. Speakers are a softmax over the rivals of a passage and "none of
these" (the gradient of Och and Ney 2002 with several right answers), screening a logistic regression on top of
speakers that were chosen by weights which had not seen the article. AdaGrad (Duchi 2011) with averaged weights and
fixed seeds.
"""

import json
import math
import random
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from briefings.quoting import attribution, weights
from briefings.quoting.rivals import read_spot
from briefings.quoting.scenes import Page
from briefings.quoting.screening import describe
from tests.bench import quotes_data
from tests.bench.quotes_data import Row

PARTS = 5
TABLES = Path(__file__).parents[2] / "briefings" / "tables"
_RARE = 2  # a feature that was seen less often is left out
_SMALL = 0.02  # a weight that is smaller is left out
_ROUNDS = 12
_PENALTY = 0.3

Table = dict[str, float]
T = TypeVar("T")


class Example(NamedTuple):
    """The rivals of one annotated passage as features, and which of them are right (none: nobody beside it)."""

    rivals: list[list[str]]
    right: list[int]


def part_of(row: Row) -> int:
    """Return the part that an article belongs to, by its name alone."""
    return zlib.crc32(f"f{row['doc_id']}".encode()) % PARTS


def learn(rows: Sequence[Row]) -> dict[str, Table]:
    """Return both tables as learned from *rows*."""
    examples = {row["doc_id"]: list(_examples(row)) for row in rows}
    speakers = learn_speakers([e for row in rows for e in examples[row["doc_id"]]])
    screened: list[tuple[list[str], bool]] = []
    for part in range(PARTS):
        seen = [e for row in rows if part_of(row) != part for e in examples[row["doc_id"]]]
        with weights.replaced({"speakers": learn_speakers(seen)}):
            for row in rows:
                if part_of(row) == part:
                    screened.extend(_screened(row))
    return {"speakers": speakers, "quoted": learn_screening(screened)}


def _gold(row: Row) -> dict[tuple[int, int], Row]:
    score = quotes_data.scorer()
    return {span: q for q in row["quotes"] for span in score.canon(q["start"], q["end"], row["text"])}


def _examples(row: Row) -> Iterator[Example]:
    """Yield the annotated passages of an article, each with the right speaker before it as the one before."""
    score = quotes_data.scorer()
    text, gold = row["text"], _gold(row)
    page = Page(text)
    before = None
    place = None
    sure = False
    for paragraph in page.inside:
        scene = page.scene(paragraph)
        assert scene is not None
        for index, number in scene.row.quoted.items():
            spot = read_spot(text, scene, index, page.passages[number])
            spans = score.canon(*spot.passage.inner, text)
            known = gold.get(spans[0]) if spans else None
            certain = attribution.by_pattern(scene, index)
            here = place is not None and place[0] == paragraph
            if certain is None and sure and here and place and attribution.goes_on(scene, place[1], index):
                certain = before
            rivals = attribution.rivals_of(page, spot, before, place)
            right = []
            if known is not None and known["speaker"]:
                said = [score.sp_match(known["speaker"], r.mention.span().of(text))[1] for r in rivals]
                right = [i for i, hit in enumerate(said) if hit]
                yield Example([r.features for r in rivals], right)
            if certain is not None:
                before, place, sure = certain, (paragraph, index), True
            elif right and known is not None:
                there = [
                    i
                    for i in right
                    if rivals[i].mention.span().start < known["speaker_end"]
                    and known["speaker_start"] < rivals[i].mention.span().end
                ]
                before, place, sure = rivals[(there or right)[0]].mention, (paragraph, index), False


def learn_speakers(examples: Sequence[Example]) -> Table:
    """Return the weights that make the right rivals likely."""
    seen = Counter(f for e in examples for features in e.rivals for f in set(features))
    data = [Example([[f for f in r if seen[f] >= _RARE] for r in e.rivals], e.right) for e in examples]
    learner = _Learner(rate=0.3, counts=Counter(f for e in data for features in e.rivals for f in features))
    for rivals, right in learner.rounds(data):
        scores = [*(learner.score(r) for r in rivals), 0.0]
        top = max(scores)
        powers = [math.exp(s - top) for s in scores]
        chances = [p / sum(powers) for p in powers]
        wanted = right or [len(rivals)]
        mass = sum(chances[i] for i in wanted) + 1e-12
        for i, features in enumerate(rivals):
            slope = (chances[i] / mass if i in wanted else 0.0) - chances[i]
            if abs(slope) > 1e-4:
                learner.step(features, slope)
    return learner.table()


def _screened(row: Row) -> Iterator[tuple[list[str], bool]]:
    """Yield the features of every passage and whether the annotators took it for a quote."""
    score = quotes_data.scorer()
    text, gold = row["text"], _gold(row)
    doubtful = [*row.get("ignore", []), *gold]
    page = Page(text)
    for found in attribution.attribute(page):
        inner = found.spot.passage.inner
        spans = score.canon(*inner, text)
        if not spans:
            continue
        known = spans[0] in gold
        if known or not any(inner.start < b and a < inner.end for a, b in doubtful):
            yield describe(page, found), known


def learn_screening(data: Sequence[tuple[list[str], bool]]) -> Table:
    """Return the weights of a logistic regression."""
    seen = Counter(f for features, _ in data for f in features)
    rows = [([f for f in features if seen[f] >= _RARE], wanted) for features, wanted in data]
    learner = _Learner(rate=0.2, counts=seen)
    for features, wanted in learner.rounds(rows):
        score = max(-30.0, min(30.0, learner.score(features)))
        learner.step(features, float(wanted) - 1 / (1 + math.exp(-score)))
    return learner.table()


class _Learner:
    """AdaGrad with an L2 penalty that a feature pays once a round, however often it is seen; averaged weights."""

    def __init__(self, rate: float, counts: Counter[str]) -> None:
        self._rate = rate
        self._shrink = {feature: _PENALTY / count for feature, count in counts.items()}
        self._weight: dict[str, float] = defaultdict(float)
        self._squares: dict[str, float] = defaultdict(float)
        self._sum: dict[str, float] = defaultdict(float)

    def rounds(self, data: Sequence[T]) -> Iterator[T]:
        """Yield *data* in another order in every round; the weights after the later rounds are averaged."""
        data = list(data)
        order = random.Random(0)
        for number in range(_ROUNDS):
            order.shuffle(data)
            yield from data
            if number >= _ROUNDS // 2:
                for feature, weight in self._weight.items():
                    self._sum[feature] += weight

    def score(self, features: Sequence[str]) -> float:
        return sum([self._weight[feature] for feature in features])

    def step(self, features: Sequence[str], slope: float) -> None:
        weight, squares, shrink = self._weight, self._squares, self._shrink
        for feature in features:
            pull = slope - shrink[feature] * weight[feature]
            squares[feature] += pull * pull
            weight[feature] += self._rate * pull / math.sqrt(squares[feature] + 1e-6)

    def table(self) -> Table:
        mean = {feature: total / (_ROUNDS - _ROUNDS // 2) for feature, total in self._sum.items()}
        return {feature: round(w, 3) for feature, w in sorted(mean.items()) if abs(w) > _SMALL}


def main() -> int:
    """Write both tables."""
    rows = quotes_data.rows()
    if not rows:
        print(f"learn-quotes: no set at {quotes_data.SET}, nothing learned")
        return 0
    for name, table in learn(rows).items():
        path = TABLES / f"{name}.json"
        path.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
        print(f"{path}: {len(table)} weights")
    return 0


if __name__ == "__main__":
    sys.exit(main())
