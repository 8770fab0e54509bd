"""The folders are followed while the bot runs: what is settled is taken up, what is still being written waits."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import App, open_app
from bot.config import Config
from bot.reading import Reading
from bot.settings import Settings
from bot.watching import Settling, look
from tests.fakes import FakeClock


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "bridge.md").write_text("The bridge opened.")
    (tmp_path / "one.txt").write_text("One file by itself.")
    return tmp_path / "in"


@pytest.fixture
def app(folder: Path, tmp_path: Path) -> Iterator[App]:
    settings = Settings.model_validate({"corpus": ["in", "one.txt", "later"]})
    with open_app(Config(settings, base=tmp_path), FakeClock()) as app:
        yield app


def ids(app: App) -> list[str]:
    return sorted(held.article.id for held in app.library.shelf().newest(9).items)


def move(path: Path, target: Path) -> None:
    path.rename(target)


async def looks(app: App, *changed: Path) -> None:
    """Two looks: at the first one the changes are told, at the second they have settled."""
    settling, reading = Settling([path.absolute() for path in app.config.corpus]), Reading(app)
    await look(settling, changed, reading.take_up)
    await look(settling, (), reading.take_up)


def test_a_file_waits_until_two_looks_see_the_same(folder: Path) -> None:
    settling = Settling([folder])
    file = folder / "new.md"
    file.write_text("The")
    assert settling.look([file]) == []
    file.write_text("The school")
    assert settling.look([]) == []
    file.write_text("The school closed.")
    assert settling.look([file]) == []
    assert settling.look([]) == [file]
    assert settling.look([]) == []


@pytest.mark.parametrize(
    "name", [".x.md.swp", ".#x.md", "#x.md#", "x.md~", "~$x.md", "4913", ".git/x.md", "x.tmp", "x.md.part"]
)
def test_what_editors_leave_is_not_waited_for(folder: Path, name: str) -> None:
    settling = Settling([folder])
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("x")
    settling.look([folder / name])
    assert settling.look([]) == []


def test_a_configured_file_is_looked_at_by_itself(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    settling = Settling([folder, file])
    assert settling.look([]) == [] and settling.look([]) == []
    file.write_text("Another text.")
    assert settling.look([]) == []
    assert settling.look([]) == [file]
    assert settling.look([]) == []


async def test_new_changed_and_deleted_files_are_taken_up(app: App, folder: Path) -> None:
    assert ids(app) == ["bridge", "one"]
    (folder / "deep" / "school.md").write_text("The school closed.")
    await looks(app, folder / "deep" / "school.md")
    assert ids(app) == ["bridge", "one", "school"]
    (folder / "bridge.md").write_text("The bridge sank.")
    await looks(app, folder / "bridge.md")
    assert app.library.shelf().find("bridge").article.text == "The bridge sank."
    (folder / "bridge.md").unlink()
    await looks(app, folder / "bridge.md")
    assert ids(app) == ["one", "school"]


async def test_a_renamed_file_keeps_its_article(app: App, folder: Path) -> None:
    (folder / "a.md").write_text("---\nid: ferry\n---\nThe ferry sails.")
    await looks(app, folder / "a.md")
    number = app.library.shelf().find("ferry").number
    (folder / "a.md").rename(folder / "b.md")
    await looks(app, folder / "b.md", folder / "a.md")
    assert app.library.shelf().find("ferry").number == number


async def test_an_id_of_another_file_is_not_taken(app: App, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    (folder / "thief.md").write_text("---\nid: bridge\n---\nNot the bridge.")
    await looks(app, folder / "thief.md")
    assert app.library.shelf().find("bridge").article.text == "The bridge opened."
    assert "the id 'bridge' is taken by" in caplog.text


async def test_a_folder_that_moves_in_or_out_is_taken_up_whole(app: App, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "school.md").write_text("The school closed.")
    (tmp_path / "more").rename(folder / "more")
    await looks(app, folder / "more")
    assert ids(app) == ["bridge", "one", "school"]
    (folder / "more").rename(tmp_path / "away")
    await looks(app, folder / "more")
    assert ids(app) == ["bridge", "one"]


async def test_a_configured_folder_that_vanishes_takes_nothing_away(app: App, folder: Path, tmp_path: Path) -> None:
    move(folder, tmp_path / "unmounted")
    await looks(app, folder / "bridge.md", folder)
    assert ids(app) == ["bridge", "one"]


async def test_a_file_that_is_no_article_is_told_and_the_old_one_stays(
    app: App, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "bridge.md").write_text("---\ntitel: x\n---\nThe bridge sank.")
    await looks(app, folder / "bridge.md")
    assert app.library.shelf().find("bridge").article.text == "The bridge opened."
    assert "the key 'titel' is unknown" in caplog.text
