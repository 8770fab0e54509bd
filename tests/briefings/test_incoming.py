"""What is brought in: files, folders, archives and JSON Lines; hostile ones end as one clear sentence."""

import io
import zipfile
from pathlib import Path

import pytest

from briefings import incoming as module
from briefings.article import MAX_BYTES, Article
from briefings.errors import Fault
from briefings.incoming import from_bytes, incoming

TEXT = b"The mayor opened the bridge on Main Street."


def archive(files: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", packing) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return data.getvalue()


def ids(found: list[module.Incoming]) -> list[str]:
    return [each.id for _, each in found if isinstance(each, Article)]


def faults(found: list[module.Incoming]) -> list[Fault]:
    return [each for _, each in found if isinstance(each, Fault)]


def test_files_folders_archives_and_lines_are_read(tmp_path: Path) -> None:
    (tmp_path / "in" / ".git").mkdir(parents=True)
    (tmp_path / "in" / "a.md").write_bytes(TEXT)
    (tmp_path / "in" / "b.jsonl").write_bytes(b'\xef\xbb\xbf{"id": "b", "text": "x"}\n\n{"text": "y"}\n')
    (tmp_path / "in" / "c.zip").write_bytes(archive({"d/c.txt": TEXT, "lines.ndjson": b'{"id": "l", "text": "x"}'}))
    (tmp_path / "in" / ".git" / "e.zip").write_bytes(archive({"e.md": TEXT}))
    (tmp_path / "one.md").write_bytes(TEXT)
    found = list(incoming([tmp_path / "in", tmp_path / "one.md"]))
    assert ids(found) == ["a", "b", "b-3", "c", "l", "one"]
    assert not faults(found)


def test_what_is_wrong_is_told_by_place_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "x"}\nnothing\n{"text": "y"}\n')
    found = list(incoming([tmp_path / "a.jsonl", tmp_path / "missing.md", tmp_path / "missing.zip"]))
    assert ids(found) == ["a-1", "a-3"]
    assert [(Path(each.path).name, each.line) for each in faults(found)] == [
        ("a.jsonl", 2),
        ("missing.md", 1),
        ("missing.zip", 1),
    ]


@pytest.mark.parametrize("name", ["../../etc/x.md", "/etc/x.md", "C:\\x.md", "a/../x.md"])
def test_a_name_in_an_archive_leads_nowhere(tmp_path: Path, name: str) -> None:
    (tmp_path / "evil.zip").write_bytes(archive({name: TEXT}))
    found = list(incoming([tmp_path / "evil.zip"]))
    assert ids(found) == ["x"]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["evil.zip"]


def test_hidden_and_foreign_files_of_an_archive_are_left_out() -> None:
    data = archive({".x.md": TEXT, "__MACOSX/._a.md": TEXT, "picture.png": TEXT, "deep.zip": archive({"z.md": TEXT})})
    assert list(from_bytes(data, "a.zip")) == []


def test_a_file_that_unpacks_to_more_than_an_article_may_have_is_refused() -> None:
    found = list(from_bytes(archive({"bomb.md": b"x" * 40_000_000, "a.md": TEXT}), "a.zip"))
    assert ids(found) == ["a"]
    assert "more than 5 MB" in faults(found)[0].problem


def test_an_archive_that_unpacks_to_gigabytes_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_SENT", 1)
    (fault,) = faults(list(from_bytes(archive({"a.md": b"x" * 600_000, "b.md": b"y" * 600_000}), "a.zip")))
    assert "more than 1 MB" in str(fault.problem)


def test_a_run_of_empty_lines_ends_the_reading() -> None:
    lines = b'{"text": "x"}\n' + b"\n" * 1000 + b'{"text": "y"}\n' + b"\n" * 5000 + b'{"text": "z"}\n'
    for found in (list(from_bytes(lines, "a.jsonl")), list(from_bytes(archive({"a.jsonl": lines}), "a.zip"))):
        assert ids(found) == ["a-1", "a-1002"]
        (fault,) = faults(found)
        assert fault.line == 2003 and "empty lines" in str(fault.problem)


def test_an_archive_of_too_many_files_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_IN_ARCHIVE", 2)
    (fault,) = faults(list(from_bytes(archive({f"{each}.md": TEXT for each in "abc"}), "a.zip")))
    assert "articles" in fault.problem


def test_a_size_that_the_archive_lies_about_does_not_let_more_in() -> None:
    data = bytearray(archive({"a.md": b"x" * 1000}))
    place = data.rindex(b"PK\x01\x02") + 24  # the central directory's "uncompressed size"
    data[place : place + 4] = (10).to_bytes(4, "little")
    found = list(from_bytes(bytes(data), "a.zip"))
    assert all(isinstance(each, Fault) or len(each.text) <= 10 for _, each in found)


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", archive({"a.md": TEXT})[:60], b"no archive at all" * 100],
    ids=["empty", "begun", "cut", "text"],
)
def test_a_broken_archive_is_one_fault(data: bytes) -> None:
    (fault,) = faults(list(from_bytes(data, "a.zip")))
    assert "cannot be read" in fault.problem


def test_an_archive_whose_packing_is_damaged_is_one_fault() -> None:
    for packing in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        data = bytearray(archive({"a.md": TEXT}, packing))
        place = data.index(b"a.md") + len(b"a.md") + 4  # where LZMA says how it packed
        data[place] = 0xFF
        (fault,) = faults(list(from_bytes(bytes(data), "a.zip")))
        assert "cannot be read" in fault.problem


def test_an_archive_with_a_password_is_one_fault() -> None:
    data = bytearray(archive({"a.md": TEXT}))
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.index(mark) + place] |= 1  # the flag "encrypted"
    (fault,) = faults(list(from_bytes(bytes(data), "a.zip")))
    assert "without a password" in fault.fix


def test_a_line_without_end_is_one_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LONGEST_LINE", 100)
    found = list(from_bytes(b'{"text": "x"}\n' + b"x" * 1000 + b'\n{"text": "y"}', "a.jsonl"))
    assert ids(found) == ["a-1"] and "too long" in faults(found)[0].problem


def test_a_text_in_json_may_have_as_many_bytes_as_a_file() -> None:
    found = list(from_bytes(b'{"text": "' + b"x" * (MAX_BYTES + 1) + b'"}', "a.jsonl"))
    assert "more than 5 MB" in faults(found)[0].problem
