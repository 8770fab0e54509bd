"""What every library must do: a list in memory, SQLite and PostgreSQL.

Each article is analysed once, under a number that is never given twice; each workspace sees its own and what is shared.
"""

from datetime import timedelta
from pathlib import Path

import pytest

from briefings.article import parse_article
from briefings.errors import NotHere
from briefings.terms import parse_terms
from tests.fakes import NOON
from tests.libraries import BRIDGE, FERRY, PIER, SCHOOL, AnyLibrary, at, counted, counts, said, titles, write
from tests.memory_library import MemoryLibrary


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


@pytest.mark.parametrize("given", ["fee, Fee", "fee, fee", "fee, fees, bridge, the bridge"])
def test_a_topic_that_a_file_names_twice_is_one_topic_by_its_first_name(
    empty: AnyLibrary, folder: Path, given: str
) -> None:
    write(folder / "fee.md", f"---\ntopics: [{given}]\n---\nThe fee is high, and it will be higher.\n")
    assert counts(empty.sync([folder], NOON)) == (3, 0, 0)
    assert [(topic.label, topic.count) for topic in empty.shelf().topics("fee").items] == [("fee", 1)]


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
