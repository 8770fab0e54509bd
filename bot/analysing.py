"""`briefing-bot analyse`: articles analysed and printed, nothing stored."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from bot.workers import seldom_collected
from briefings.analysis import OFFERED, analyse, language_of
from briefings.entry import Entry, Quote
from briefings.errors import BadFile
from briefings.folder import find_files, read_file
from briefings.languages.names import language_name
from briefings.summary import take

_TOGETHER = 8  # files that a process is given at once


def analyse_paths(paths: Sequence[Path], as_json: bool, sentences: int, workers: int = 1) -> int:
    """Print every article at *paths*, as a JSON row or as text; return 1 if a file could not be read, else 0.

    More than one of *workers* are processes of their own; what is printed, and in which order, is the same.
    """
    code = 0
    analysed = partial(_printed, as_json=as_json, sentences=sentences)
    with _processes(workers) as mapped:
        for printed, fault in mapped(analysed, find_files(paths)):
            sys.stdout.write(printed)
            if fault:
                sys.stdout.flush()
                print(fault, file=sys.stderr)
                code = 1
    return code


@contextmanager
def _processes(workers: int) -> Iterator[Callable[..., Iterable[tuple[str, str]]]]:
    """Give a map over one process or several."""
    with seldom_collected():
        if workers == 1:
            yield map
            return
        with ProcessPoolExecutor(workers) as pool:
            yield partial(pool.map, chunksize=_TOGETHER)


def _printed(path: Path, as_json: bool, sentences: int) -> tuple[str, str]:
    """Return what is printed for the file at *path*, and what is wrong with it."""
    try:
        entry = analyse(read_file(path), shown=sentences)
    except BadFile as error:
        return "", str(error)
    chosen = take(entry.order, sentences)
    return json.dumps(row(entry, str(path), chosen)) + "\n" if as_json else text(entry, chosen), ""


def row(entry: Entry, path: str, chosen: Sequence[int]) -> dict[str, Any]:
    """Return the entry as plain data; offsets are characters in "text"."""
    return {
        "path": path,
        "id": entry.article.id,
        "title": entry.article.title,
        "language": language_of(entry.article),
        "text": entry.article.text,
        "sentences": [list(span) for span in entry.sentences],
        "summary": [list(entry.sentences[index]) for index in chosen],
        "quotes": [_quote(quote, entry.article.text) for quote in entry.quotes],
        "topics": [{"label": topic.label, "score": round(topic.score, 4)} for topic in entry.topics],
    }


def _quote(quote: Quote, body: str) -> dict[str, Any]:
    return {
        "start": quote.span.start,
        "end": quote.span.end,
        "speaker": quote.speaker.of(body) if quote.speaker else None,
        "mention": quote.mention.of(body) if quote.mention else None,
        "cue": quote.cue.of(body) if quote.cue else None,
        "grade": quote.grade.value,
        "kind": quote.kind.value,
        "utterance": quote.utterance,
    }


def text(entry: Entry, chosen: Sequence[int]) -> str:
    """Return the entry for people to read."""
    from bot.platforms.plain_text import visible

    body = entry.article.text
    lines = [f"{entry.article.id}: {visible(entry.article.title)}"]
    language = language_of(entry.article)
    if language not in OFFERED:
        lines.append(f"  not offered for texts in {language_name(language)}: summary, quotes, topics")
    lines += [f"  {visible(entry.sentences[index].of(body))}" for index in chosen]
    for quote in entry.quotes:
        speaker = quote.speaker.of(body) if quote.speaker else "not attributed"
        lines.append(
            f'  "{visible(quote.span.of(body))}" - {visible(speaker)} ({quote.grade.value}, {quote.kind.value})'
        )
    lines.append("  topics: " + " · ".join(visible(topic.label) for topic in entry.topics))
    return "\n".join(lines) + "\n\n"
