"""Full-text search by itself: what the library asks of FTS5, beside tantivy and bm25s, on the same texts and words.

All three look for the ten best articles by BM25. FTS5 and tantivy want every word, as the library does; bm25s knows
only "some of them". "the same" is the share of the library's ten that the other has among its ten.
"""

import random
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from statistics import mean, median

import bm25s
import tantivy
from sqlalchemy import Engine, create_engine

from briefings.library.fulltext import Match, Phrase, best
from tests.bench.gold import table
from tests.bench.made_library import ABOUT, PEOPLE
from tests.bench.made_questions import COMMON, COMMON_SHARE

_BEST = 10
_TITLE_WEIGHT = 1.0
_EVERYBODY = {"workspace": "", "place": "", "lifted": 0}  # values of a reader's parameters
_MEMORY = 200_000_000  # bytes that tantivy may use while it indexes
Words = Sequence[str]
Search = Callable[[Words], list[int]]


def compare(file: Path, times: int) -> None:
    """Print how fast the texts of the library in *file* are indexed and searched, the median and p99 of *times*."""
    queries = _queries(times)
    expected: list[set[int]] = []
    rows = []
    for name, begin in (("library", _library), ("FTS5", _fts5), ("tantivy", _tantivy), ("bm25s", _bm25s)):
        began = time.process_time()
        search, count = begin(file)
        rate = count / (time.process_time() - began)
        spent, found = [], []
        for words in queries:
            began = time.process_time()
            found.append(set(search(words)))
            spent.append((time.process_time() - began) * 1000)
        expected = expected or found
        same = mean(len(one & other) / len(one) for one, other in zip(expected, found, strict=True) if one)
        times_taken = (median(spent), sorted(spent)[len(spent) * 99 // 100])
        rows.append(
            (name, f"{rate:.0f}" if name != "library" else "", *(f"{each:.2f}" for each in times_taken), f"{same:.2f}")
        )
    table(("search", "indexed/s", "p50, ms", "p99, ms", "the same"), rows)


def _queries(times: int) -> list[Words]:
    """Names and two-word topics; now and then a word that is nearly everywhere."""
    chance = random.Random(5)
    makes: list[Callable[[], Words]] = [lambda: PEOPLE.choose(chance).split(), lambda: ABOUT.choose(chance).split()]
    common: Callable[[], Words] = lambda: [chance.choice(COMMON)]
    return [(common if chance.random() < COMMON_SHARE else chance.choice(makes))() for _ in range(times)]


def _texts(file: Path) -> Iterator[tuple[int, str]]:
    with closing(sqlite3.connect(file)) as connection:
        yield from connection.execute("SELECT number, text FROM articles ORDER BY number")


def _library(file: Path) -> tuple[Search, int]:
    engine: Engine = create_engine(f"sqlite:///{file}")
    connection = engine.connect()

    def search(words: Words) -> list[int]:
        phrases = tuple(Phrase((word.lower(),)) for word in words)
        return best(connection, Match(phrases), _EVERYBODY, _BEST, _TITLE_WEIGHT)

    return search, 0


def _fts5(file: Path) -> tuple[Search, int]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5(text, content='')")
    connection.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", _texts(file))
    connection.commit()
    query = f"SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT {_BEST}"
    count = connection.execute("SELECT count(*) FROM words").fetchone()[0]
    return lambda words: [row[0] for row in connection.execute(query, [" ".join(f'"{word}"' for word in words)])], count


def _tantivy(file: Path) -> tuple[Search, int]:
    fields = tantivy.SchemaBuilder()
    fields.add_integer_field("number", stored=True)
    fields.add_text_field("text", index_option="freq")
    index = tantivy.Index(fields.build())
    writer = index.writer(_MEMORY, 1)
    for number, text in _texts(file):
        writer.add_document(tantivy.Document(number=number, text=text))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(words: Words) -> list[int]:
        query = index.parse_query(" AND ".join(words).lower().replace(" and ", " AND "), ["text"])
        return [searcher.doc(place)["number"][0] for _, place in searcher.search(query, _BEST).hits]

    return search, searcher.num_docs


def _bm25s(file: Path) -> tuple[Search, int]:
    numbers = [number for number, _ in _texts(file)]
    cut = bm25s.tokenize((text for _, text in _texts(file)), stopwords=[], show_progress=False)
    index = bm25s.BM25()
    index.index(cut, show_progress=False)

    def search(words: Words) -> list[int]:
        wanted = bm25s.tokenize([" ".join(words)], stopwords=[], show_progress=False, return_ids=False)
        places, _ = index.retrieve(wanted, k=_BEST, show_progress=False)
        return [numbers[place] for place in places[0]]

    return search, len(numbers)
