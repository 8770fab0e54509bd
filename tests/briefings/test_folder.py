"""Files and folders: what is an article is read, what is not is a fault, and the others load."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from briefings.article import MAX_BYTES
from briefings.errors import BadFile, Fault
from briefings.folder import file_state, find_files, read_file, read_paths


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with articles and other things."""
    for name in ("b.md", "a.txt", "sub/c.MD", ".hidden.md", ".git/d.md", "notes.pdf", "e.md.bak"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"The text of {name}.", encoding="utf-8")
    return tmp_path


def names(folder: Path, *paths: Path) -> list[str]:
    return [str(file.relative_to(folder)) for file in find_files(paths)]


def test_a_folder_gives_its_articles_in_the_order_of_their_names(folder: Path) -> None:
    assert names(folder, folder) == ["a.txt", "b.md", "sub/c.MD"]


def test_a_file_is_taken_as_it_is_and_each_only_once(folder: Path) -> None:
    assert names(folder, folder / "notes.pdf", folder / "b.md", folder, folder / "b.md") == [
        "notes.pdf",
        "b.md",
        "a.txt",
        "sub/c.MD",
    ]


def test_bad_files_are_faults_and_the_others_load(folder: Path) -> None:
    (folder / "bad.md").write_bytes(b"\xff")
    (folder / "empty.md").write_bytes(b"")
    (folder / "big.md").write_bytes(b"x" * (MAX_BYTES + 1))
    (folder / "gone.md").symlink_to(folder / "nowhere.md")
    reading = read_paths([folder, folder / "missing"])
    assert [path.name for path, _ in reading.articles] == ["a.txt", "b.md", "c.MD"]
    assert {Path(fault.path).name: fault.problem.split(" (")[0] for fault in reading.faults} == {
        "bad.md": "the text is not UTF-8",
        "empty.md": "the file has no text",
        "big.md": "the file has more than 5 MB",
        "gone.md": "the file cannot be read",
        "missing": "the file cannot be read",
    }


def test_of_two_files_with_one_id_the_first_is_kept(folder: Path) -> None:
    (folder / "z.md").write_text("---\nid: a\n---\nAnother text.", encoding="utf-8")
    reading = read_paths([folder])
    (fault,) = reading.faults
    assert Path(fault.path).name == "z.md"
    assert f"the id 'a' is taken by {folder / 'a.txt'}" in fault.problem
    assert {article.id: article.text for _, article in reading.articles}["a"] == "The text of a.txt."


@pytest.mark.parametrize("read", [read_file, file_state])
def test_only_an_ordinary_file_is_read(tmp_path: Path, read: Callable[[Path], object]) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    for path in (tmp_path / "pipe.md", tmp_path, Path("/dev/zero")):
        with pytest.raises(BadFile, match=r":1: this is no ordinary file; "):
            read(path)


def test_a_name_that_is_not_utf_8_is_a_fault_and_the_others_load(folder: Path) -> None:
    (folder / os.fsdecode(b"\xff.md")).write_text("A text.", encoding="utf-8")
    (folder / os.fsdecode(b"\xfe")).mkdir()
    (folder / os.fsdecode(b"\xfe/x.md")).write_text("A text.", encoding="utf-8")
    reading = read_paths([folder])
    assert [path.name for path, _ in reading.articles] == ["a.txt", "b.md", "c.MD"]
    assert sorted(map(str, reading.faults)) == [
        f"{folder}/\\xfe/x.md:1: the file's name is not UTF-8; rename it",
        f"{folder}/\\xff.md:1: the file's name is not UTF-8; rename it",
    ]
    assert all(str(path).encode() for path in find_files([folder]))


def test_a_fault_is_one_line_that_a_terminal_can_show() -> None:
    fault = Fault("a\nb.md:1: x\x1b[31m\u202e.md", 1, "the id 'ü' is taken by c\r\u2028.md", "mend it")
    shown = "a\\nb.md:1: x\\x1b[31m\\u202e.md:1: the id 'ü' is taken by c\\r\\u2028.md; mend it"
    assert (str(fault), str(BadFile(fault))) == (shown, shown)


@pytest.mark.parametrize("read", [read_file, file_state])
def test_what_cannot_be_read_is_a_fault(tmp_path: Path, read: object) -> None:
    assert callable(read)
    with pytest.raises(BadFile, match=r"none\.md:1: the file cannot be read \(.+\); mend the path"):
        read(tmp_path / "none.md")


def test_the_state_of_a_file_is_its_size_and_when_it_was_changed(folder: Path) -> None:
    os.utime(folder / "b.md", ns=(1, 1_000_000_007))
    assert file_state(folder / "b.md") == (len("The text of b.md."), 1_000_000_007)
