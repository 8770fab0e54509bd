"""What tests of the library share: a few articles, and what a library is asked."""

from pathlib import Path

from briefings.audience import EVERYBODY, place_of
from briefings.library.library import Library
from briefings.library.speech import QuoteFilter
from briefings.library.syncing import Synced
from briefings.place import Place
from tests.memory_library import MemoryLibrary

AnyLibrary = Library | MemoryLibrary
BRIDGE = 'Mayor Anna Kern opened the bridge. "The bridge is a promise that we have kept," Kern said.\n'
SCHOOL = 'The school closes in June. "We will miss every one of the children," said teacher Paul Moss.\n'
EVERYTHING = QuoteFilter()


def write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def news(base: Path) -> Path:
    """A folder with two articles."""
    folder = base / "news"
    write(folder / "bridge.md", BRIDGE)
    write(folder / "school.md", SCHOOL)
    return folder


def at(workspace: str) -> Place:
    return place_of(workspace) if workspace else EVERYBODY


def titles(library: AnyLibrary, workspace: str = "") -> list[str]:
    return sorted(held.article.id for held in library.shelf(at(workspace)).newest(50).items)


def said(library: AnyLibrary, workspace: str = "") -> dict[str, str]:
    """The quotes' words by their cites."""
    found = library.shelf(at(workspace)).quotes(EVERYTHING, 50).items
    return {each.cite: each.quote.span.of(each.held.article.text).rstrip(",") for each in found}


def counts(synced: Synced) -> tuple[int, int, int]:
    assert not synced.faults
    return synced.added, synced.changed, synced.gone


DATED = """---
title: {title}
source: {source}
published: {day}
topics: [{topic}]
---
{text}
"""
FERRY = DATED.format(
    title="Ferry returns",
    source="The Example Gazette",
    day="2026-11-20",
    topic="harbour",
    text='The ferry is back. "We are 100% glad to be back_again at the pier," Captain Ada Moss said. The café is open.',
)
PIER = DATED.format(
    title="New pier",
    source="The Other Paper",
    day="2026-11-22T08:30:00+01:00",
    topic="harbour",
    text='The harbour has a new pier for hackers. "It\'s a pier for everybody who has a boat," Ada Moss said.',
)


def counted(library: AnyLibrary, workspace: str = "") -> tuple[list[tuple[str, str, int]], list[str], tuple[int, int]]:
    """Topics with their labels and counts, sources, and how many entries there are, with and without a date."""
    shelf = library.shelf(at(workspace))
    every, holdings = shelf.topics(limit=100), shelf.holdings()
    assert every.total == len(every.items)
    topics = sorted((topic.key, topic.label, topic.count) for topic in every.items)
    return topics, shelf.sources(), (holdings.entries, holdings.dated)
