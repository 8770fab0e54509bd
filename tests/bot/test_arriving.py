"""The command line: articles come in, go out, are taken out, and the library is copied and put back."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import exporting, importing, keeping, removing
from bot.exporting import CannotWrite
from bot.exports import cell
from briefings.errors import NotHere, StoreError

BRIDGE = 'The bridge opened. "=1+1 is a promise," said Mayor Anna Kern.\n'
SCHOOL = '{"id": "school", "text": "The school closed. \\"We are sad,\\" said Paul Moss.", "licence": "all"}\n'


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A configuration in a folder of its own, with two articles imported."""
    (tmp_path / "config.yaml").write_text("database: sqlite:///news.db\ncorpus: []\n")
    (tmp_path / "bridge.md").write_text(BRIDGE)
    (tmp_path / "more.jsonl").write_text(SCHOOL)
    importing.import_articles(tmp_path / "config.yaml", [str(tmp_path / "bridge.md"), str(tmp_path / "more.jsonl")])
    return tmp_path / "config.yaml"


def lines(config: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    """The library as JSON Lines."""
    capsys.readouterr()
    exporting.export(config, "jsonl", None, "")
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_importing_says_what_became_of_each_article(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    (config.parent / "bridge.md").write_text(BRIDGE + "It rained.\n")
    places = [str(config.parent / name) for name in ("bridge.md", "more.jsonl", "nothing.md")]
    assert importing.import_articles(config, [*places, "http://127.0.0.1:1/", places[0]]) == 1
    said = capsys.readouterr()
    assert said.out == "0 added, 1 changed, 1 unchanged, 3 faults\n"
    assert "nothing.md:1: the file cannot be read" in said.err
    assert "http://127.0.0.1:1/:1: This address leads into a private network; " in said.err
    assert "the id 'bridge' is taken by" in said.err


@pytest.mark.parametrize("form", ["markdown", "jsonl"])
def test_what_is_exported_imports_again_as_the_same_articles(
    config: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = lines(config, capsys)
    target = config.parent / ("out" if form == "markdown" else "out.jsonl")
    exporting.export(config, form, target, "")
    other = config.parent / "other" / "config.yaml"
    other.parent.mkdir()
    other.write_text("database: sqlite:///other.db\ncorpus: []\n")
    assert importing.import_articles(other, [str(target)]) == 0
    assert lines(other, capsys) == before
    assert importing.import_articles(config, [str(target)]) == 0
    assert "0 added, 0 changed, 2 unchanged" in capsys.readouterr().out


def test_quotes_are_a_table_that_no_spreadsheet_calculates_with(config: Path) -> None:
    target = config.parent / "quotes.csv"
    exporting.export(config, "quotes", target, "")
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8-sig"))))
    assert [(row["cite"], row["quote"], row["speaker"], row["grade"]) for row in rows] == [
        ("A1-q1", "'=1+1 is a promise", "Anna Kern", "named"),
        ("A2-q1", "We are sad", "Paul Moss", "named"),
    ]


@given(st.text(max_size=20))
def test_no_cell_begins_with_what_could_be_a_formula(text: str) -> None:
    found = cell(text)
    assert found.removeprefix("'").endswith(text.removeprefix("'"))
    assert found.lstrip()[:1] not in set("=+-@|%＝＋－＠") and found[:1] not in set("\t\r\n")


def test_nothing_that_is_there_is_written_over(config: Path) -> None:
    for form, target in (("markdown", config.parent), ("jsonl", config.parent / "bridge.md")):
        with pytest.raises(CannotWrite, match="name a"):
            exporting.export(config, form, target, "")
    with pytest.raises(CannotWrite, match="name a new folder"):
        exporting.export(config, "markdown", None, "")
    assert (config.parent / "bridge.md").read_text() == BRIDGE


def test_a_sync_of_the_folders_leaves_what_was_imported(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from bot.app import open_app
    from bot.config import load_config
    from tests.fakes import FakeClock

    with open_app(load_config(config, {}), FakeClock()) as app:
        assert app.library.shelf().holdings().entries == 2 and app.synced.gone == 0


def test_an_article_of_a_folder_is_changed_in_its_file(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from bot.app import open_app
    from bot.config import load_config
    from tests.fakes import FakeClock

    (config.parent / "in").mkdir()
    (config.parent / "in" / "ferry.md").write_text("The ferry sank.")
    config.write_text("database: sqlite:///news.db\ncorpus: [in]\n")
    with open_app(load_config(config, {}), FakeClock()) as app:
        assert app.synced.added == 1
    (config.parent / "ferry.md").write_text("The ferry sails.")
    assert importing.import_articles(config, [str(config.parent / "ferry.md")]) == 1
    assert "the id 'ferry' is taken by" in capsys.readouterr().err


def test_removing_and_purging_say_what_is_left(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keeping.backup(config, config.parent / "copy.db")
    capsys.readouterr()
    assert removing.remove(config, "A1") == 0
    assert "A1 (The bridge opened.) is no longer shown; its text is kept until briefing-bot purge A1" in (
        capsys.readouterr().out
    )
    assert removing.purge(config, "bridge") == 1
    said = capsys.readouterr().out
    assert "A1 (The bridge opened.) is deleted, with its versions, quotes and cites" in said
    assert f"still there: the backup {config.parent / 'copy.db'} holds it" in said
    (config.parent / "copy.db").unlink()
    assert removing.purge(config, "school") == 0
    assert lines(config, capsys) == []
    with pytest.raises(NotHere):
        removing.remove(config, "A1")


def test_a_backup_is_put_back(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keeping.backup(config, config.parent / "copy.db")
    removing.remove(config, "A1")
    assert [each["id"] for each in lines(config, capsys)] == ["school"]
    keeping.restore(config, config.parent / "copy.db")
    assert "what was there before is kept in" in capsys.readouterr().out
    assert [each["id"] for each in lines(config, capsys)] == ["bridge", "school"]


def test_postgresql_is_sent_to_its_own_means(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("database: postgresql+psycopg://u:p@localhost/x\n")
    with pytest.raises(StoreError, match="pg_restore"):
        keeping.restore(tmp_path / "config.yaml", tmp_path / "copy.db")


@pytest.mark.parametrize(
    ("name", "form"),
    [("articles", "markdown"), ("a.jsonl", "jsonl"), ("A.JSONL", "jsonl"), ("q.csv", "quotes"), (None, "markdown")],
)
def test_the_name_of_a_file_says_in_which_form_is_exported(name: str | None, form: str) -> None:
    assert exporting.form_of(Path(name) if name else None) == form
