"""Many articles are imported by several processes, and an import that was killed or stopped goes on from there."""

import gc
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from bot import importing
from bot.workers import Lost, workers
from briefings.library.database import open_database
from briefings.library.library import Library
from briefings.library.syncing import PORTION
from tests.bench.made_articles import made_article
from tests.fakes import NOON
from tests.postgres import PostgresServer

MANY = 450


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A configuration beside a file with many articles."""
    (tmp_path / "config.yaml").write_text("database: sqlite:///news.db\ncorpus: []\n")
    rows = ({"id": f"a{at}", "text": made_article(at, 3, 900)} for at in range(MANY))
    (tmp_path / "many.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return tmp_path / "config.yaml"


def ids(config: Path) -> list[str]:
    """The ids of the articles that others can see, in the order of their numbers."""
    with closing(sqlite3.connect(config.parent / "news.db")) as connection:
        try:
            return [name for (name,) in connection.execute("SELECT id FROM articles ORDER BY number")]
        except sqlite3.OperationalError:  # the tables are not there yet
            return []


def importing_in_a_process(config: Path, file: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "bot", "import", str(file), "--config", str(config), "--workers", "2"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)


def started(config: Path) -> "subprocess.Popen[str]":
    """An import in a process of its own, once it has stored something."""
    process = importing_in_a_process(config, config.parent / "many.jsonl")
    while not ids(config) and process.poll() is None:
        time.sleep(0.01)
    return process


def living(group: int) -> list[str]:
    """The processes of a group that still run, by their state."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has just ended
            found.append(path.read_text().rpartition(")")[2].split()[:3])
    return [state for state, _, in_group in found if in_group == str(group) and state != "Z"]


def test_a_killed_import_goes_on_and_nothing_is_lost_or_doubled(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    process = started(config)
    process.kill()
    process.communicate()
    before = ids(config)
    assert 0 < len(before) <= MANY
    while living(process.pid):  # the processes that analysed end by themselves
        time.sleep(0.05)
    assert importing.import_articles(config, [str(config.parent / "many.jsonl")], 2) == 0
    assert ids(config) == [f"a{at}" for at in range(MANY)]
    assert f"{MANY - len(before)} added, 0 changed, {len(before)} unchanged" in capsys.readouterr().out


def test_ctrl_c_stops_with_a_sentence_and_what_was_stored_stays(config: Path) -> None:
    process = started(config)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate()
    if process.returncode != 0:  # else it was done before
        assert (process.returncode, out) == (130, "")
        assert f"stopped: {len(ids(config))} added" in err and "the same command goes on from here" in err
        assert "Traceback" not in err
    assert ids(config) == [f"a{at}" for at in range(len(ids(config)))]


def test_imports_by_two_processes_at_once_lose_and_double_nothing(
    config: Path, postgres: PostgresServer, tmp_path: Path
) -> None:
    lines = (tmp_path / "many.jsonl").read_text().splitlines(keepends=True)
    with postgres.database() as address:
        config.write_text(f'database: "{address}"\ncorpus: []\n')
        both = []
        for name, rows in (("one", lines[:200]), ("other", lines[250:100:-1])):  # a hundred are in both
            (tmp_path / f"{name}.jsonl").write_text("".join(rows))
            both.append(importing_in_a_process(config, tmp_path / f"{name}.jsonl"))
        told = [process.communicate() for process in both]
        assert [process.returncode for process in both] == [0, 0], told
        library = Library(open_database(address, tmp_path))
        taken = sorted(int(held.article.id[1:]) for held in library.shelf().newest(400).items)
        library.close()
    assert taken == list(range(251))


def end(item: int) -> int:
    os._exit(1)


def twice(item: int) -> int:
    return 2 * item


def test_a_map_over_processes_is_a_map() -> None:
    for count in (1, 2):
        with workers(count) as mapped:
            assert list(mapped(twice, range(20))) == [2 * each for each in range(20)]


def test_folders_that_several_processes_read_give_the_same_library(tmp_path: Path) -> None:
    many = PORTION + 30
    for at in range(many):
        (tmp_path / f"a{at:03}.md").write_text(made_article(at, 3, 900))
    (tmp_path / "b.md").write_text("---\nid: a007\n---\nA second article with the id of the first.\n")
    (tmp_path / "c.md").write_bytes(b"\xff\xfe\x00")
    found, told = [], list[tuple[int, int]]()
    for count in (1, 2):
        library = Library(open_database(f"sqlite:///{count}.db", tmp_path))
        with workers(count) as mapped:
            result = library.sync([tmp_path], NOON, mapped=mapped, progress=lambda done, of: told.append((done, of)))
        held = [(each.cite, each.article.text) for each in library.shelf().newest(many).items]
        found.append((result.added, [str(fault) for fault in result.faults], held))
        assert library.sync([tmp_path], NOON).added == 0
        library.close()
    assert found[0] == found[1] and found[0][0] == many
    assert told == [(PORTION, many + 2), (many, many + 2)] * 2


def test_a_process_that_was_killed_is_told_in_a_sentence() -> None:
    with pytest.raises(Lost, match="run the command again"), workers(2) as mapped:
        list(mapped(end, range(3)))


def test_who_worked_with_others_looks_for_garbage_as_often_as_before() -> None:
    before = gc.get_threshold()
    with workers(1):
        assert gc.get_threshold() != before
    assert gc.get_threshold() == before
