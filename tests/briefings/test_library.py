"""The library keeps what files say: each article analysed once, under a number that is never given twice."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from briefings.article import parse_article
from briefings.errors import NotHere
from briefings.library.database import open_database
from briefings.library.library import Library, Synced
from briefings.library.speech import QuoteFilter
from briefings.terms import parse_terms
from tests.fakes import NOON

BRIDGE = 'Mayor Anna Kern opened the bridge. "The bridge is a promise that we have kept," Kern said.\n'
SCHOOL = 'The school closes in June. "We will miss every one of the children," said teacher Paul Moss.\n'
EVERYTHING = QuoteFilter()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    """A library without an article."""
    library = Library(open_database("sqlite:///library.db", tmp_path))
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


def change(tmp_path: Path, statement: str) -> None:
    """Change the database behind the library's back."""
    connection = sqlite3.connect(tmp_path / "library.db")
    with connection:
        connection.execute(statement)
    connection.close()


def titles(library: Library, workspace: str = "") -> list[str]:
    return sorted(held.article.id for held in library.shelf(workspace).newest(50).items)


def said(library: Library, workspace: str = "") -> dict[str, str]:
    """The quotes' words by their cites."""
    found = library.shelf(workspace).quotes(EVERYTHING, 50).items
    return {each.cite: each.quote.span.of(each.held.article.text).rstrip(",") for each in found}


def counts(synced: Synced) -> tuple[int, int, int]:
    assert not synced.faults
    return synced.added, synced.changed, synced.gone


def test_what_is_in_a_folder_is_held_with_its_quotes(empty: Library, folder: Path) -> None:
    assert counts(empty.sync([folder], NOON)) == (2, 0, 0)
    assert titles(empty) == ["bridge", "school"]
    assert said(empty) == {
        "A1-q1": "The bridge is a promise that we have kept",
        "A2-q1": "We will miss every one of the children",
    }


def test_an_unchanged_folder_is_not_analysed_again(empty: Library, folder: Path, tmp_path: Path) -> None:
    empty.sync([folder], NOON)
    change(tmp_path, "DELETE FROM quotes")  # another analysis would find them again
    version = empty.version
    assert counts(empty.sync([folder], NOON)) == (0, 0, 0)
    assert empty.version == version
    assert said(empty) == {}


def test_a_file_that_was_only_touched_is_not_analysed_again(empty: Library, folder: Path, tmp_path: Path) -> None:
    empty.sync([folder], NOON)
    change(tmp_path, "DELETE FROM quotes")
    (folder / "bridge.md").touch()
    assert counts(empty.sync([folder], NOON)) == (0, 0, 0)
    assert said(empty) == {}


def test_a_changed_file_keeps_its_number_and_its_moment_of_arrival(empty: Library, folder: Path) -> None:
    empty.sync([folder], NOON)
    write(folder / "bridge.md", "# Bridge\n" + BRIDGE)
    assert counts(empty.sync([folder], NOON + timedelta(days=1))) == (0, 1, 0)
    held = empty.shelf().find("A1")
    assert (held.article.title, held.added) == ("Bridge", NOON)


def test_a_quote_keeps_its_number_and_a_new_one_gets_one_that_none_ever_had(empty: Library, folder: Path) -> None:
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


def test_an_article_whose_file_is_gone_is_not_shown_and_its_number_waits_for_it(empty: Library, folder: Path) -> None:
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


def test_a_file_that_was_renamed_is_another_article_unless_it_names_its_id(empty: Library, folder: Path) -> None:
    write(folder / "bridge.md", f"---\nid: kern\n---\n{BRIDGE}")
    empty.sync([folder], NOON)
    (folder / "bridge.md").rename(folder / "a.md")
    (folder / "school.md").rename(folder / "b.md")
    assert counts(empty.sync([folder], NOON)) == (1, 0, 1)
    assert titles(empty) == ["b", "kern"]


def test_a_file_that_changes_its_id_leaves_nothing_behind(empty: Library, folder: Path) -> None:
    empty.sync([folder], NOON)
    write(folder / "bridge.md", f"---\nid: kern\n---\n{BRIDGE}")
    assert counts(empty.sync([folder], NOON)) == (1, 0, 1)
    assert titles(empty) == ["kern", "school"]


def test_a_broken_file_keeps_the_version_that_was_read_before(empty: Library, folder: Path) -> None:
    empty.sync([folder], NOON)
    write(folder / "bridge.md", "---\nid: [\n---\n")
    synced = empty.sync([folder], NOON)
    assert [Path(fault.path).name for fault in synced.faults] == ["bridge.md"]
    assert (synced.added, synced.changed, synced.gone) == (0, 0, 0)
    assert titles(empty) == ["bridge", "school"] and len(said(empty)) == 2


def test_what_cannot_be_read_is_a_fault_and_the_others_load(empty: Library, folder: Path) -> None:
    (folder / "link.md").symlink_to(folder / "nowhere.md")
    synced = empty.sync([folder, folder / "missing.md"], NOON)
    assert sorted(Path(fault.path).name for fault in synced.faults) == ["link.md", "missing.md"]
    assert synced.added == 2


def test_of_two_files_with_one_id_the_first_is_held_and_the_second_told(empty: Library, folder: Path) -> None:
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


@pytest.mark.parametrize(
    "column", ["text = replace(text, 'promise', 'premise')", "text = text || ' '", "sha256 = lower(hex(id))"]
)
def test_quotes_from_a_stored_text_that_was_changed_disappear(
    empty: Library, folder: Path, tmp_path: Path, column: str
) -> None:
    empty.sync([folder], NOON)
    change(tmp_path, f"UPDATE articles SET {column} WHERE number = 1")
    shelf = empty.shelf()
    assert set(said(empty)) == {"A2-q1"}
    assert titles(empty) == ["school"]
    assert shelf.numbered([1, 2]) == [shelf.find("A2")]
    assert not shelf.search(parse_terms("bridge"), 5)[0]
    with pytest.raises(NotHere):
        shelf.find("A1")


def test_a_changed_text_is_mended_from_its_file_when_that_is_read_again(
    empty: Library, folder: Path, tmp_path: Path
) -> None:
    empty.sync([folder], NOON)
    change(tmp_path, "UPDATE articles SET text = text || ' ' WHERE number = 1")
    (folder / "bridge.md").touch()
    assert counts(empty.sync([folder], NOON)) == (0, 1, 0)
    assert set(said(empty)) == {"A1-q1", "A2-q1"}


def test_putting_an_article_again_changes_nothing(empty: Library) -> None:
    bridge = parse_article(BRIDGE.encode(), "bridge.md")
    number = empty.put(bridge, NOON)
    version = empty.version
    assert empty.put(bridge, NOON + timedelta(days=1)) == number
    assert empty.version == version
    assert empty.shelf().find("bridge").added == NOON


def test_articles_that_did_not_come_from_files_stay_when_folders_are_read(empty: Library, folder: Path) -> None:
    empty.put(parse_article(b"Nothing was said.", "sent.md"), NOON)
    assert counts(empty.sync([folder], NOON)) == (2, 0, 0)
    assert counts(empty.sync([], NOON)) == (0, 0, 2)
    assert titles(empty) == ["sent"]


def test_workspaces_do_not_see_each_others_articles(empty: Library, folder: Path) -> None:
    empty.sync([folder], NOON)
    secret = f"---\nsource: Our Desk\ntopics: [secret merger]\n---\n{BRIDGE.replace('Anna Kern', 'Eva Secret')}"
    number = empty.put(parse_article(secret.replace("Kern said", "Secret said").encode(), "secret.md"), NOON, "T1")
    assert titles(empty, "T1") == ["bridge", "school", "secret"]
    assert f"A{number}-q1" in said(empty, "T1")
    for workspace in ("", "T2"):
        shelf = empty.shelf(workspace)
        assert titles(empty, workspace) == ["bridge", "school"]
        assert f"A{number}-q1" not in said(empty, workspace)
        assert shelf.holdings().entries == 2
        assert not shelf.speakers("secret") and not shelf.topics("secret").items and not shelf.titles("secret")
        assert not shelf.sources() and not shelf.numbered([number]) and not shelf.arrived(2, 100, 10)
        assert not shelf.search(parse_terms("secret"), 5)[0]
        assert not shelf.nearest_topics("secret merger") or "secret" not in " ".join(
            shelf.nearest_topics("secret merger") + shelf.nearest_speakers("eva secret")
        )
        for wanted in (f"A{number}", "secret"):
            with pytest.raises(NotHere):
                shelf.find(wanted)
        with pytest.raises(NotHere):
            shelf.topic("secret merger")


def test_two_workspaces_may_have_one_id(empty: Library) -> None:
    first = empty.put(parse_article(BRIDGE.encode(), "x.md"), NOON, "T1")
    second = empty.put(parse_article(SCHOOL.encode(), "x.md"), NOON, "T2")
    assert first != second
    assert empty.shelf("T1").find("x").article.text == BRIDGE
    assert empty.shelf("T2").find("x").article.text == SCHOOL


@pytest.mark.parametrize(
    "typed", ['"', "'", "*", "^", "NEAR(", "title:", "a OR", "-", "x AND NOT y", "%", "\\", "é" * 999]
)
def test_no_search_can_break_the_search(empty: Library, folder: Path, typed: str) -> None:
    empty.sync([folder], NOON)
    for text in (typed, f"bridge {typed}", f'"bridge {typed}'):
        terms = parse_terms(text)
        if terms:
            empty.shelf().search(terms, 5)
