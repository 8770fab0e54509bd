"""The whole analysis beside sumy and YAKE on the same articles: ``python -m tests.bench.bench_analysis``.

"ours" is everything that ``briefing-bot analyse`` does: reading the files, sentences, quotes and speakers, summary,
topics, printing. The others get the texts in memory; sumy (TextRank) is given our sentences and words. All run one
after the other in one process, so the ratio hardly depends on the machine.
"""

import io
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout, suppress
from pathlib import Path

import yake
from sumy.parsers.plaintext import PlaintextParser
from sumy.summarizers.text_rank import TextRankSummarizer

from bot.analysing import analyse_paths
from briefings.sentences import sentences
from briefings.words import tokens
from tests.bench.gold import table
from tests.bench.made_articles import made_article

SEED, LENGTH, ARTICLES, OTHERS, RUN = 20261126, 5_000, 300, 30, 1_500
MUST, MUST_ON_TWO, MEMORY, START = 250, 450, 150, 0.5


class OurTokenizer:
    """Our sentences and words, in the form in which sumy asks for them."""

    def to_sentences(self, text: str) -> tuple[str, ...]:
        return tuple(span.of(text) for span in sentences(text))

    def to_words(self, text: str) -> tuple[str, ...]:
        return tuple(form for form in tokens(text)[0] if form[0].isalnum())


def main() -> None:
    """Print how many articles a second, beside the others, at growing sizes, and as a whole process."""
    texts = [made_article(number, SEED, LENGTH) for number in range(ARTICLES)]
    ours(texts[:20])
    speed = ARTICLES / ours(texts)
    theirs = {"sumy TextRank": by_sumy, "YAKE": by_yake}
    spent = {name: seconds(make, texts[:OTHERS]) / OTHERS for name, make in theirs.items()}
    both = 1 / sum(spent.values())
    print(f"{ARTICLES} articles of {sum(map(len, texts)) // ARTICLES:,} characters, one core, processor time")
    rows = [(name, f"{1 / each:.0f}", f"{speed * each:.1f}") for name, each in spent.items()]
    table(
        ("", "articles a second", "ours is so many times as fast"),
        [("ours, everything", f"{speed:.0f} (must {MUST})", ""), *rows, ("both", f"{both:.0f}", f"{speed / both:.1f}")],
    )
    print("\nseconds for an article or a number of articles, and what ten times as much costs")
    table(("", "1x", "10x", "100x", "10x / 1x", "100x / 10x"), [grown_length(), grown_number()])
    print()
    processes(texts)


def seconds(make: Callable[[str], object], texts: Sequence[str]) -> float:
    """Return the processor time that *make* takes for all *texts*."""
    start = time.process_time()
    for text in texts:
        make(text)
    return time.process_time() - start


def ours(texts: Sequence[str]) -> float:
    """Return the processor time that the command takes for files with these texts."""
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(io.StringIO()):
        write(Path(folder), texts)
        return seconds(lambda path: analyse_paths([Path(path)], True, 3), [folder])


def by_sumy(text: str) -> object:
    """Return three sentences."""
    return TextRankSummarizer()(PlaintextParser(text, OurTokenizer()).document, 3)


def by_yake(text: str) -> object:
    """Return twelve keyphrases."""
    return yake.KeywordExtractor(lan="en", n=3, top=12).extract_keywords(text)


def grown_length() -> Sequence[str]:
    """Return the row of one article of growing length."""
    return _row("length of one", [min(ours([made_article(n, SEED, LENGTH * t)]) for n in (1, 2)) for t in (1, 10, 100)])


def grown_number() -> Sequence[str]:
    """Return the row of a growing number of articles."""
    return _row("number", [ours([made_article(n, SEED, LENGTH) for n in range(10 * t)]) for t in (1, 10, 100)])


def _row(name: str, spent: Sequence[float]) -> Sequence[str]:
    one, ten, hundred = spent
    return (name, *(f"{each:.3f}" for each in spent), f"{ten / one:.1f}", f"{hundred / ten:.1f}")


def write(folder: Path, texts: Sequence[str]) -> None:
    """Write each text into a file of its own."""
    for number, text in enumerate(texts):
        (folder / f"{number:06}.md").write_text(text, encoding="utf-8")


def processes(texts: Sequence[str]) -> None:
    """Print what whole runs of the command take, from start to end."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), texts[:1])
        start = min(run(folder, 1)[0] for _ in range(3))
        print(f"start, one article: {start:.2f} s (must {START})")
        write(Path(folder), [texts[number % ARTICLES] for number in range(RUN)])
        for workers, must in ((1, MUST), (2, MUST_ON_TWO)):
            before = _children()
            spent, most = run(folder, workers)
            print(
                f"--workers {workers}: {RUN / spent:.0f} articles a second by the clock with the start (must {must}), "
                f"{RUN * workers / (_children() - before):.0f} by processor time, {most:.0f} MB in all (must {MEMORY})"
            )


def _children() -> float:
    return sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])


def run(folder: str, workers: int) -> tuple[float, float]:
    """Return the seconds by the clock and the most memory (MB, shared pages once) of one run of the command."""
    command = [sys.executable, "-m", "bot", "analyse", folder, "--format", "jsonl", "--workers", str(workers)]
    start = time.perf_counter()
    most = 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            time.sleep(0.01)
            most = max(most, memory(process.pid))
    return time.perf_counter() - start, most


def memory(pid: int) -> float:
    """Return the megabytes of a process and its children (Linux; 0 elsewhere)."""
    found = 0.0
    with suppress(OSError, ValueError):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        found = int(rollup.split("\nPss:")[1].split()[0]) / 1024 + sum(memory(int(child)) for child in children)
    return found


if __name__ == "__main__":
    main()
