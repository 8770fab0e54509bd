"""How the library does with many articles: made ones of 3 to 6 kB, from the same seed every time.

``python -m tests.bench.bench_library [SIZE...] [--answers N] [--postgres] [--folder FOLDER]``, 1,000, 10,000 and
100,000 if no size is given: that takes about an hour, 1,000 and 10,000 take some minutes. Everything is made in a
folder that is removed at the end; with --folder in that one, which is kept, and what is there is not imported again.

No answer is kept from one question to the next. On SQLite the time of an answer is what the processor works on it, so
that other programs on the machine do not count; on PostgreSQL, whose work is done elsewhere, it is what passes.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from bot.answers import Answers
from bot.commands.command import Kind, Parameter
from bot.completions import complete
from bot.desk import Asker
from bot.workers import workers
from briefings.library.database import open_database
from briefings.library.deliveries import Deliveries
from briefings.library.library import Library
from tests.bench.made_library import write_library
from tests.bench.made_questions import FINDING, READING, Questions
from tests.bench.searchers import compare
from tests.fakes import NOON, FakeClock
from tests.postgres import postgres_server

Clock = Callable[[], float]  # seconds
Figures = dict[str, float]
SIZES = (1_000, 10_000, 100_000)
PROCESSES = 2
SQLITE = "sqlite:///library.db"
ASKER = Asker("terminal", may_manage=True)
KINDS = {"speaker": Kind.SPEAKER, "topic": Kind.TOPIC, "article": Kind.STORY, "source": Kind.SOURCE}
AIMS = {  # must reach, aim for
    "articles/s": (300, 500),
    "start, s": (2, 1),
    "reading p99, ms": (10, 3),
    "finding p99, ms": (50, 15),
    "completion p99, ms": (15, 5),
    "memory, MB": (250, 150),
    "size/text": (4, 2.5),
}


@contextmanager
def opened(address: str, base: Path) -> Iterator[Answers]:
    engine = open_database(address, base)
    library = Library(engine)
    yield Answers(library, Deliveries(engine), FakeClock())
    library.close()


def p99(times: Sequence[float]) -> float:
    return sorted(times)[min(len(times) - 1, len(times) * 99 // 100)]


def timed(act: Callable[[str], object], lines: Iterable[str], clock: Clock) -> list[float]:
    """Milliseconds that each line takes."""
    times = []
    for line in lines:
        began = clock()
        act(line)
        times.append((clock() - began) * 1000)
    return times


def answer_times(answers: Answers, count: int, times: int, clock: Clock = time.thread_time) -> dict[str, list[float]]:
    """Milliseconds of every command, and of completions."""
    questions = Questions(count)
    found: dict[str, list[float]] = {}

    def answer(line: str) -> None:
        reply = answers.answer_here(line, ASKER)
        assert "went wrong" not in "".join(piece.text for piece in reply.title), line

    for command in (*READING, *FINDING):
        timed(answer, questions.lines(command, 20), clock)
        found[command] = timed(answer, questions.lines(command, times), clock)

    def completed(begun: str) -> None:
        kind, _, typed = begun.partition(":")
        shelf = answers.library.shelf(ASKER.place, NOON)
        complete(Parameter(kind, "", KINDS[kind]), typed, shelf, answers.deliveries, ASKER)

    begun = [f"{kind}:{typed}" for kind, typed in questions.begun(times * 2)]
    found["completion"] = timed(completed, begun, clock)
    return found


def imported(address: str, base: Path, news: Path) -> float:
    """Import the articles with two processes; return the seconds that passed."""
    began = time.perf_counter()
    with opened(address, base) as answers, workers(PROCESSES) as mapped:
        answers.library.sync([news], NOON, mapped=mapped)
    return time.perf_counter() - began


def started(address: str, base: Path, news: Path) -> tuple[float, float]:
    """Start in a process of its own and answer; return the seconds until it is ready and its megabytes afterwards."""
    code = "import sys; from tests.bench.bench_library import start_here; start_here(*sys.argv[1:])"
    run = subprocess.run(
        [sys.executable, "-c", code, address, str(base), str(news)], stdout=subprocess.PIPE, check=True
    )
    seconds, megabytes = json.loads(run.stdout)
    return seconds, megabytes


def start_here(address: str, base: str, news: str) -> None:
    """Bring the library up to date, answer for a while, and print the seconds of the first and the memory."""
    began = time.process_time()
    with opened(address, Path(base)) as answers:
        synced = answers.library.sync([Path(news)], NOON)
        seconds = time.process_time() - began
        assert not synced.added and not synced.changed and not synced.gone, synced
        answer_times(answers, answers.library.shelf().holdings().entries, 20)
        status = Path("/proc/self/status").read_text()
    private = sum(int(line.split()[1]) for line in status.splitlines() if line.startswith(("RssAnon", "RssShmem")))
    print(json.dumps([seconds, private / 1024]))


def measure(count: int, times: int, base: Path) -> Figures:
    """Everything about a library of *count* articles in SQLite."""
    news = base / "news"
    figures: Figures = {}
    if not (base / "library.db").exists():
        if not news.exists():
            write_library(news, count)
        figures["articles/s"] = count / imported(SQLITE, base, news)
    figures["start, s"], figures["memory, MB"] = started(SQLITE, base, news)
    size = sum(
        (base / f"library.db{end}").stat().st_size for end in ("", "-wal") if (base / f"library.db{end}").exists()
    )
    figures["size/text"] = size / sum(each.stat().st_size for each in news.rglob("*.md"))
    with opened(SQLITE, base) as answers:
        return figures | told(answer_times(answers, count, times))


def measure_postgres(count: int, times: int, base: Path) -> Figures:
    """The same articles in PostgreSQL: how fast they come in, and the times of answers."""
    with postgres_server(f"bench-{os.getpid()}", "bench") as server, server.database() as address:
        seconds = imported(address, base, base / "news")
        with opened(address, base) as answers:
            found = answer_times(answers, count, times, time.perf_counter)
            return {"articles/s": count / seconds} | told(found)


def told(found: Mapping[str, Sequence[float]]) -> Figures:
    """The figures of the times: of each kind of command, and of each command."""
    figures = {
        "reading p99, ms": p99([each for command in READING for each in found[command]]),
        "finding p99, ms": p99([each for command in FINDING for each in found[command]]),
        "completion p99, ms": p99(found["completion"]),
    }
    for command, times in found.items():
        figures[f"{command} p50, ms"], figures[f"{command} p99, ms"] = median(times), p99(times)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--answers", type=int, default=300, help="how often each command is asked")
    parser.add_argument("--postgres", action="store_true", help="measure PostgreSQL, too")
    parser.add_argument("--folder", type=Path, help="where what is made is kept")
    asked = parser.parse_args()
    measured: dict[str, Figures] = {}
    with tempfile.TemporaryDirectory() as away:
        for count in sorted(asked.sizes):
            base = (asked.folder or Path(away)).absolute() / str(count)
            base.mkdir(parents=True, exist_ok=True)
            measured[f"{count:,}"] = measure(count, asked.answers, base)
            if asked.postgres:
                measured[f"{count:,} PostgreSQL"] = measure_postgres(count, asked.answers, base)
        table = Table("", *measured, "must", "aim")
        for name in dict.fromkeys(name for figures in measured.values() for name in figures):
            must, aim = AIMS.get(name, ("", ""))
            cells = (f"{figures[name]:.2f}" if name in figures else "" for figures in measured.values())
            table.add_row(name, *cells, str(must), str(aim))
        Console(width=100).print(table)
        print(f"Full-text search alone, {count:,} articles:")
        compare(base / "library.db", asked.answers)


if __name__ == "__main__":
    main()
