"""How fast many articles are imported: ``python -m tests.bench.bench_import [SIZE...]``, 10,000 if none is given.

Beside it, in the same run, what it can at best be: the same articles only analysed by two processes, and their texts
only inserted into a table with a full-text index. Every figure is the processors' time of all processes together over
two, so that other programs on the machine do not count; the time that passed is told as well.
"""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from bot.workers import workers
from briefings.article import Article
from briefings.incoming import incoming
from briefings.library.screening import Screened, prepare_all
from tests.bench.gold import table
from tests.bench.made_articles import made_article

_PROCESSES = 2
_TOGETHER = 100  # articles that a process is given at once


def main() -> int:
    """Print articles a second of an import and of what it is made of; fail below 300."""
    sizes = [int(size) for size in sys.argv[1:]] or [10_000]
    slowest = min(measured(size) for size in sizes)
    return 0 if slowest >= 300 else 1


def measured(size: int) -> float:
    """Print the figures for *size* articles; return how many are imported in a second of two processors."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        file = base / "articles.jsonl"
        with file.open("w", encoding="utf-8") as written:
            written.writelines(map(_line, range(size)))
        (base / "config.yaml").write_text("database: sqlite:///library.db\ncorpus: []\n")
        steps: dict[str, Callable[[], object]] = {
            "import": lambda: _import(base),
            "import again, nothing new": lambda: _import(base),
            "analysis alone": lambda: _analyse(file),
            "inserts of the texts alone": lambda: _insert(file, base / "plain.db"),
        }
        times = {name: _times(step) for name, step in steps.items()}
        text = sum(len(json.loads(line)["text"].encode()) for line in file.open(encoding="utf-8"))
        print(f"{size:,} articles; database over text: {(base / 'library.db').stat().st_size / text:.2f}")
    rows = [(name, f"{size / work:.0f}", f"{size / passed:.0f}") for name, (work, passed) in times.items()]
    table(("articles a second", "of two processors", "as it passed"), rows)
    return size / times["import"][0]


def _line(number: int) -> str:
    text = made_article(number, 7, 3_000 + number * 7919 % 3_000)
    day = f"202{number % 7}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    return json.dumps({"id": f"a{number}", "text": text, "published": day, "source": f"Source {number % 75}"}) + "\n"


def _times(step: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds of the processors, this one's and its children's, over two, and those that passed."""
    began, at = _spent(), time.perf_counter()
    step()
    return (_spent() - began) / _PROCESSES, time.perf_counter() - at


def _spent() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _import(base: Path) -> None:
    command = [sys.executable, "-m", "bot", "import", str(base / "articles.jsonl")]
    options = ["--config", str(base / "config.yaml"), "--workers", str(_PROCESSES)]
    subprocess.run([*command, *options], check=True, stdout=subprocess.DEVNULL)


def _analyse(file: Path) -> None:
    """Read and analyse; what is found goes back to one process as it does in an import."""
    with workers(_PROCESSES) as mapped:
        for _ in mapped(prepare_all, _read(file)):
            pass


def _read(file: Path) -> Iterator[Screened]:
    found = _articles(file)
    while batch := [(article, None) for article in islice(found, _TOGETHER)]:
        yield Screened(found=list(batch))


def _articles(file: Path) -> Iterator[Article]:
    return (article for _, article in incoming([file]) if isinstance(article, Article))


def _insert(file: Path, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE articles (number INTEGER PRIMARY KEY, id TEXT UNIQUE, text TEXT)")
        connection.execute("CREATE VIRTUAL TABLE words USING fts5(text, content='articles', content_rowid='number')")
        for article in _articles(file):
            row = connection.execute("INSERT INTO articles (id, text) VALUES (?, ?)", (article.id, article.text))
            connection.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (row.lastrowid, article.text))
        connection.commit()


if __name__ == "__main__":
    sys.exit(main())
