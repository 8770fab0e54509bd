"""`briefing-bot analyse`: articles analysed and printed, nothing stored."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from briefings.analysis import analyse
from briefings.entry import Entry, Quote
from briefings.errors import BadFile
from briefings.folder import find_files, read_file
from briefings.summary import take


def analyse_paths(paths: Sequence[Path], as_json: bool, sentences: int) -> int:
    """Print every article at *paths*, as a JSON row or as text; return 1 if a file could not be read, else 0."""
    code = 0
    for path in find_files(paths):
        try:
            entry = analyse(read_file(path))
        except BadFile as error:
            print(error, file=sys.stderr)
            code = 1
            continue
        chosen = take(entry.order, sentences)
        sys.stdout.write(json.dumps(row(entry, str(path), chosen)) + "\n" if as_json else text(entry, chosen))
    return code


def row(entry: Entry, path: str, chosen: Sequence[int]) -> dict[str, Any]:
    """Return the entry as plain data; offsets are characters in "text"."""
    return {
        "path": path,
        "id": entry.article.id,
        "title": entry.article.title,
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
    lines += [f"  {visible(entry.sentences[index].of(body))}" for index in chosen]
    for quote in entry.quotes:
        speaker = quote.speaker.of(body) if quote.speaker else "not attributed"
        lines.append(
            f'  "{visible(quote.span.of(body))}" - {visible(speaker)} ({quote.grade.value}, {quote.kind.value})'
        )
    lines.append("  topics: " + " · ".join(visible(topic.label) for topic in entry.topics))
    return "\n".join(lines) + "\n\n"
