"""What every library must do: a list in memory, SQLite and PostgreSQL.

Each article is analysed once, under a number that is never given twice; each workspace sees its own and what is shared.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefings.article import parse_article
from briefings.audience import EVERYBODY, place_of
from briefings.errors import NotHere
from briefings.library.database import open_database
from briefings.library.library import Library
from briefings.library.search import Fit
from briefings.library.speech import QuoteFilter
from briefings.library.syncing import Synced
from briefings.place import Place
from briefings.terms import parse_terms
from tests.fakes import NOON
from tests.memory_library import MemoryLibrary
from tests.postgres import PostgresServer

AnyLibrary = Library | MemoryLibrary
BRIDGE = 'Mayor Anna Kern opened the bridge. "The bridge is a promise that we have kept," Kern said.\n'
SCHOOL = 'The school closes in June. "We will miss every one of the children," said teacher Paul Moss.\n'
EVERYTHING = QuoteFilter()


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[AnyLibrary]:
    """A library without an article."""
    if request.param == "memory":
        yield MemoryLibrary()
    elif request.param == "sqlite":
        library = Library(open_database("sqlite:///library.db", tmp_path))
        yield library
        library.close()
    else:
        server: PostgresServer = request.getfixturevalue("postgres")
        with server.database() as address:
            library = Library(open_database(address, tmp_path))
            yield library
            library.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    write(folder / "bridge.md", BRIDGE)
    write(folder / "school.md", SCHOOL)
    return folder


def write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


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


def test_what_is_in_a_folder_is_held_with_its_quotes(empty: AnyLibrary, folder: Path) -> None:
    assert counts(empty.sync([folder], NOON)) == (2, 0, 0)
    assert titles(empty) == ["bridge", "school"]
    assert said(empty) == {
        "A1-q1": "The bridge is a promise that we have kept",
        "A2-q1": "We will miss every one of the children",
    }


def test_a_changed_file_keeps_its_number_and_its_moment_of_arrival(empty: AnyLibrary, folder: Path) -> None:
    empty.sync([folder], NOON)
    write(folder / "bridge.md", "# Bridge\n" + BRIDGE)
    assert counts(empty.sync([folder], NOON + timedelta(days=1))) == (0, 1, 0)
    held = empty.shelf().find("A1")
    assert (held.article.title, held.added) == ("Bridge", NOON)


def test_a_quote_keeps_its_number_and_a_new_one_gets_one_that_none_ever_had(empty: AnyLibrary, folder: Path) -> None:
    empty.sync([folder], NOON)
    more = '"It was a long road and it was worth it," she added.\n'
    for text, cites in (
        (BRIDGE + more, ["A1-q1", "A1-q2"]),
        (more + BRIDGE, ["A1-q1", "A1-q2"]),
        (BRIDGE, ["A1-q1"]),
        ("Nobody said a word about the bridge.\n", []),
        (BRIDGE, ["A1-q3"]),
    ):
        write(folder / "bridge.md", text)
        empty.sync([folder], NOON)
        assert sorted(cite for cite in said(empty) if cite.startswith("A1")) == cites


def test_an_article_whose_file_is_gone_is_not_shown_and_its_number_waits_for_it(
    empty: AnyLibrary, folder: Path
) -> None:
    empty.sync([folder], NOON)
    (folder / "bridge.md").unlink()
    assert counts(empty.sync([folder], NOON)) == (0, 0, 1)
    assert titles(empty) == ["school"] and set(said(empty)) == {"A2-q1"}
    with pytest.raises(NotHere):
        empty.shelf().find("A1")
    write(folder / "town.md", "The town is quiet.")
    write(folder / "bridge.md", BRIDGE)
    assert counts(empty.sync([folder], NOON)) == (2, 0, 0)
    assert empty.shelf().find("A1").article.id == "bridge"
    assert empty.shelf().find("A3").article.id == "town"


def test_a_file_that_was_renamed_is_another_article_unless_it_names_its_id(empty: AnyLibrary, folder: Path) -> None:
    write(folder / "bridge.md", f"---\nid: kern\n---\n{BRIDGE}")
    empty.sync([folder], NOON)
    (folder / "bridge.md").rename(folder / "a.md")
    (folder / "school.md").rename(folder / "b.md")
    assert counts(empty.sync([folder], NOON)) == (1, 0, 1)
    assert titles(empty) == ["b", "kern"]


def test_a_file_that_changes_its_id_leaves_nothing_behind(empty: AnyLibrary, folder: Path) -> None:
    empty.sync([folder], NOON)
    write(folder / "bridge.md", f"---\nid: kern\n---\n{BRIDGE}")
    assert counts(empty.sync([folder], NOON)) == (1, 0, 1)
    assert titles(empty) == ["kern", "school"]


def test_a_broken_file_keeps_the_version_that_was_read_before(empty: AnyLibrary, folder: Path) -> None:
    empty.sync([folder], NOON)
    write(folder / "bridge.md", "---\nid: [\n---\n")
    synced = empty.sync([folder], NOON)
    assert [Path(fault.path).name for fault in synced.faults] == ["bridge.md"]
    assert (synced.added, synced.changed, synced.gone) == (0, 0, 0)
    assert titles(empty) == ["bridge", "school"] and len(said(empty)) == 2


def test_what_cannot_be_read_is_a_fault_and_the_others_load(empty: AnyLibrary, folder: Path) -> None:
    (folder / "link.md").symlink_to(folder / "nowhere.md")
    synced = empty.sync([folder, folder / "missing.md"], NOON)
    assert sorted(Path(fault.path).name for fault in synced.faults) == ["link.md", "missing.md"]
    assert synced.added == 2


def test_of_two_files_with_one_id_the_first_is_held_and_the_second_told(empty: AnyLibrary, folder: Path) -> None:
    empty.sync([folder], NOON)
    write(folder / "a.md", f"---\nid: bridge\n---\n{SCHOOL}")
    for _ in range(2):
        synced = empty.sync([folder], NOON)
        (fault,) = synced.faults
        assert Path(fault.path).name == "bridge.md"
        assert f"the id 'bridge' is taken by {folder / 'a.md'}" in fault.problem
        assert empty.shelf().find("A1").article.text == SCHOOL
    (folder / "a.md").unlink()
    assert counts(empty.sync([folder], NOON)) == (0, 1, 0)
    assert empty.shelf().find("A1").article.text == BRIDGE


def test_putting_an_article_again_changes_nothing(empty: AnyLibrary) -> None:
    bridge = parse_article(BRIDGE.encode(), "bridge.md")
    number = empty.put(bridge, NOON)
    version = empty.version
    assert empty.put(bridge, NOON + timedelta(days=1)) == number
    assert empty.version == version
    assert empty.shelf().find("bridge").added == NOON


def test_articles_that_did_not_come_from_files_stay_when_folders_are_read(empty: AnyLibrary, folder: Path) -> None:
    empty.put(parse_article(b"Nothing was said.", "sent.md"), NOON)
    assert counts(empty.sync([folder], NOON)) == (2, 0, 0)
    assert counts(empty.sync([], NOON)) == (0, 0, 2)
    assert titles(empty) == ["sent"]


def test_workspaces_do_not_see_each_others_articles(empty: AnyLibrary, folder: Path) -> None:
    empty.sync([folder], NOON)
    secret = f"---\nsource: Our Desk\ntopics: [secret merger]\n---\n{BRIDGE.replace('Anna Kern', 'Eva Secret')}"
    number = empty.put(
        parse_article(secret.replace("Kern said", "Secret said").encode(), "secret.md"), NOON, "slack:T1"
    )
    assert titles(empty, "slack:T1") == ["bridge", "school", "secret"]
    assert f"A{number}-q1" in said(empty, "slack:T1")
    for workspace in ("", "slack:T2"):
        shelf = empty.shelf(at(workspace))
        assert titles(empty, workspace) == ["bridge", "school"]
        assert f"A{number}-q1" not in said(empty, workspace)
        assert shelf.holdings().entries == 2
        assert not shelf.speakers("secret") and not shelf.topics("secret").items and not shelf.titles("secret")
        assert not shelf.sources() and not shelf.numbered([number]) and not shelf.arrived(2, 100, 10)
        assert not shelf.search(parse_terms("secret"), 5)[0]
        assert "secret" not in " ".join(topic.label for topic in shelf.topics().items).lower()
        for wanted in (f"A{number}", "secret"):
            with pytest.raises(NotHere):
                shelf.find(wanted)
        with pytest.raises(NotHere):
            shelf.topic("secret merger")


def test_two_workspaces_may_have_one_id(empty: AnyLibrary) -> None:
    first = empty.put(parse_article(BRIDGE.encode(), "x.md"), NOON, "slack:T1")
    second = empty.put(parse_article(SCHOOL.encode(), "x.md"), NOON, "slack:T2")
    assert first != second
    assert empty.shelf(at("slack:T1")).find("x").article.text == BRIDGE
    assert empty.shelf(at("slack:T2")).find("x").article.text == SCHOOL


@pytest.mark.parametrize(
    "typed", ['"', "'", "*", "^", "NEAR(", "title:", "a OR", "-", "x AND NOT y", "%", "\\", "é" * 999]
)
def test_no_search_can_break_the_search(empty: AnyLibrary, folder: Path, typed: str) -> None:
    empty.sync([folder], NOON)
    for text in (typed, f"bridge {typed}", f'"bridge {typed}'):
        terms = parse_terms(text)
        if terms:
            empty.shelf().search(terms, 5)


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


@pytest.fixture
def library(empty: AnyLibrary) -> AnyLibrary:
    """A library of two dated articles and two without a date."""
    for name, text in (("bridge", BRIDGE), ("ferry", FERRY), ("pier", PIER), ("school", SCHOOL)):
        empty.put(parse_article(text.encode(), f"{name}.md"), NOON)
    return empty


@pytest.mark.parametrize(
    ("typed", "found", "every"),
    [
        ("pier", ["pier", "ferry"], True),  # a title counts more
        ("PIER", ["pier", "ferry"], True),
        ("hacker", ["pier"], True),  # the beginning of a word
        ("pie", ["pier", "ferry"], True),  # and of a short one that is last
        ("pie school", ["school"], False),  # but of no other
        ('"new pier"', ["pier"], True),
        ('"pier new"', [], True),
        ("pier -ferry", ["pier"], True),
        ('pier -"new pier"', ["ferry"], True),
        ("cafe", ["ferry"], True),
        ("pier school", ["ferry", "pier", "school"], False),
        ("it's", ["pier"], True),
        ("100%", ["ferry"], True),
    ],
)
def test_a_search_finds_words_phrases_and_beginnings(
    library: AnyLibrary, typed: str, found: list[str], every: bool
) -> None:
    page, how = library.shelf().search(parse_terms(typed), 5)
    names = [held.article.id for held in page]
    assert (names if every else sorted(names)) == found
    assert how.total == len(found)
    assert not found or (how.fit is not Fit.SOME) == every


def test_a_search_has_pages(library: AnyLibrary) -> None:
    (first, how), (second, _) = (library.shelf().search(parse_terms("the"), 3, offset) for offset in (0, 3))
    assert (len(first), len(second), how.total) == (3, 1, 4)
    assert len({held.number for held in (*first, *second)}) == 4


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (QuoteFilter(text="glad to BE"), ["A2-q1"]),
        (QuoteFilter(text="100%"), ["A2-q1"]),
        (QuoteFilter(text="back_again"), ["A2-q1"]),
        (QuoteFilter(text="back%again"), []),
        (QuoteFilter(text="it’s a"), ["A3-q1"]),
        (QuoteFilter(text="\0\\'"), []),
        (QuoteFilter(speakers=("ada moss",)), ["A2-q1", "A3-q1"]),
        (QuoteFilter(speakers=()), []),
        (QuoteFilter(article=4), ["A4-q1"]),
        (QuoteFilter(since=datetime(2026, 11, 21, tzinfo=UTC)), ["A3-q1"]),
        (QuoteFilter(until=datetime(2026, 11, 21, tzinfo=UTC)), ["A2-q1"]),
        (QuoteFilter(text="pier", speakers=("ada moss",), since=datetime(2026, 11, 21, tzinfo=UTC)), ["A3-q1"]),
    ],
)
def test_the_filters_of_quotes_combine(library: AnyLibrary, wanted: QuoteFilter, found: list[str]) -> None:
    page = library.shelf().quotes(wanted, 10)
    assert [quote.cite for quote in page.items] == found
    assert page.total == len(found)


def test_quotes_are_in_the_order_of_their_articles_time_and_have_pages(library: AnyLibrary) -> None:
    shelf = library.shelf()
    cites = [quote.cite for quote in shelf.quotes(EVERYTHING, 10).items]
    assert cites == ["A2-q1", "A3-q1", "A1-q1", "A4-q1"]
    for offset in range(4):
        page = shelf.quotes(EVERYTHING, 2, offset)
        assert ([quote.cite for quote in page.items], page.total) == (cites[offset : offset + 2], 4)


def test_entries_are_newest_first_and_narrowed_by_source_and_topic(library: AnyLibrary) -> None:
    shelf = library.shelf()
    everything = [held.article.id for held in shelf.newest(10).items]
    assert everything == ["bridge", "school", "pier", "ferry"]
    assert [held.article.id for held in shelf.newest(10, source="example").items] == ["ferry"]
    assert [held.article.id for held in shelf.newest(10, topic="harbour").items] == ["pier", "ferry"]
    page = shelf.newest(1, 2)
    assert ([held.article.id for held in page.items], page.total) == (["pier"], 4)
    assert [held.number for held in shelf.arrived(1, 3, 10)] == [3, 2]
    holdings = shelf.holdings()
    assert (holdings.entries, holdings.dated) == (4, 2)
    assert holdings.first == datetime(2026, 11, 20, tzinfo=UTC)
    assert holdings.last == datetime(2026, 11, 22, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize("wanted", ["A2", "a2", " ferry ", "Ferry Returns", "returns"])
def test_an_entry_is_found_by_its_cite_its_id_or_its_title(library: AnyLibrary, wanted: str) -> None:
    assert library.shelf().find(wanted).article.id == "ferry"


@pytest.mark.parametrize("wanted", ["", "A9", "the", "%", "A999999999999", "\0"])
def test_what_names_no_entry_or_several_is_not_here(library: AnyLibrary, wanted: str) -> None:
    with pytest.raises(NotHere):
        library.shelf().find(wanted)


def test_completions_go_on_from_what_was_typed(library: AnyLibrary) -> None:
    shelf = library.shelf()
    assert [(each.label, each.count) for each in shelf.topics("harb").items] == [("harbour", 2)]
    assert [each.id for each in shelf.titles("new p")] == ["pier"]
    assert [each.id for each in shelf.titles("A4")] == ["school"]
    assert shelf.sources() == ["The Example Gazette", "The Other Paper"]
    assert shelf.sources("OTHER") == ["The Other Paper"]
    assert {each.key for each in shelf.speakers("mos")} >= {"ada moss", "paul moss"}
    assert [each.key for each in shelf.speakers("anna kern")] == ["anna kern"]
    assert not shelf.speakers("the") and not shelf.speakers("%") and not shelf.titles("\0")


def test_a_topic_is_found_in_any_form_of_its_name(library: AnyLibrary) -> None:
    topic = library.shelf().topic("Harbour")
    assert (topic.key, topic.count) == ("harbour", 2)
    with pytest.raises(NotHere):
        library.shelf().topic("harb")


def test_the_state_is_another_one_after_every_change(empty: AnyLibrary) -> None:
    states = [empty.state()]
    for number in range(3):
        empty.put(parse_article(BRIDGE.encode(), f"bridge-{number}.md"), NOON)
        states.append(empty.state())
    assert len(set(states)) == 4
    assert empty.state() == states[-1]


def test_a_line_is_kept_under_its_key(empty: AnyLibrary) -> None:
    empty.keep_line("key", 'quotes text:"ü"', NOON)
    empty.keep_line("key", "another", NOON)
    assert empty.kept_line("key") == 'quotes text:"ü"'
    assert empty.kept_line("other") is None


def counted(library: AnyLibrary, workspace: str = "") -> tuple[list[tuple[str, str, int]], list[str], tuple[int, int]]:
    """Topics with their labels and counts, sources, and how many entries there are, with and without a date."""
    shelf = library.shelf(at(workspace))
    every, holdings = shelf.topics(limit=100), shelf.holdings()
    assert every.total == len(every.items)
    topics = sorted((topic.key, topic.label, topic.count) for topic in every.items)
    return topics, shelf.sources(), (holdings.entries, holdings.dated)


def test_counts_follow_every_change(empty: AnyLibrary, folder: Path) -> None:
    plain = MemoryLibrary()
    for text in (FERRY, PIER, FERRY.replace("Ada Moss", "Ida Brandt"), BRIDGE):
        write(folder / "changing.md", text)
        for library in (empty, plain):
            library.sync([folder], NOON)
        assert counted(empty) == counted(plain)
    (folder / "changing.md").unlink()
    (folder / "bridge.md").unlink()
    for library in (empty, plain):
        library.sync([folder], NOON)
        library.put(parse_article(FERRY.encode(), "own.md"), NOON, "slack:T1")
    for workspace in ("", "slack:T1", "slack:T2"):
        assert counted(empty, workspace) == counted(plain, workspace)
    write(folder / "bridge.md", BRIDGE)
    for library in (empty, plain):
        library.sync([folder], NOON)
    assert counted(empty, "slack:T1") == counted(plain, "slack:T1")
    assert [each.label for each in empty.shelf(at("slack:T1")).topics("harb").items] == ["harbour"]
    assert not empty.shelf(at("slack:T2")).topics("harb").items
