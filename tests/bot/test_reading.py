"""The folders are read by another process while the bot runs: at the start, and when much has changed."""

import asyncio
import multiprocessing
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from bot.app import App, open_app
from bot.config import Config
from bot.reading import Reading
from bot.settings import Settings
from tests.fakes import FakeClock

_PATIENCE = 30.0  # seconds


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    (tmp_path / "in").mkdir()
    settings = Settings.model_validate({"corpus": ["in"]})
    with open_app(Config(settings, base=tmp_path), FakeClock(), read=False) as app:
        yield app


def write(folder: Path, name: str) -> Path:
    path = folder / "in" / f"{name}.md"
    path.write_text(f"The ferry {name} sailed.")
    return path


def many(folder: Path, name: str, count: int) -> list[Path]:
    return [write(folder, f"{name}-{number:03}") for number in range(count)]


def ids(app: App) -> list[str]:
    return sorted(held.article.id for held in app.library.shelf().newest(500).items)


@asynccontextmanager
async def kept_up(app: App) -> AsyncIterator[Reading]:
    reading = Reading(app)
    task = asyncio.create_task(reading.keep_up())
    try:
        yield reading
    finally:
        await cancelled(task)


async def cancelled(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(_PATIENCE):
        while not true():  # noqa: ASYNC110 - what another process has done is told to nobody here
            await asyncio.sleep(0.01)


async def reader() -> BaseProcess:
    await until(multiprocessing.active_children)
    (process,) = multiprocessing.active_children()
    return process


async def test_a_few_files_need_no_other_process(app: App, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    write(tmp_path, "one")
    (tmp_path / "in" / "faulty.md").write_text("---\ntitel: x\n---\nThe bridge sank.")
    await Reading(app).read_all()
    assert ids(app) == ["one"]
    assert "the key 'titel' is unknown" in caplog.text and "1 entries; 1 added, 0 changed" in caplog.text
    assert "are to be read" not in caplog.text


async def test_many_files_are_read_by_another_process_and_only_those_that_have_settled(
    app: App, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    first = many(tmp_path, "first", 30)
    (tmp_path / "in" / "faulty.md").write_text("---\ntitel: x\n---\nThe bridge sank.")
    await Reading(app).read_all()
    assert "31 files are to be read" in caplog.text and "30 entries; 30 added, 0 changed" in caplog.text
    assert "the key 'titel' is unknown" in caplog.text
    more = many(tmp_path, "more", 130)
    write(tmp_path, "half-written")
    first[1].unlink()
    async with kept_up(app) as reading:
        await reading.take_up([*more, first[1]])
        await until(lambda: "articles: 130 added, 0 changed, 1 gone" in caplog.text)
    assert set(ids(app)) == {path.stem for path in (*first, *more)} - {first[1].stem}


async def test_a_killed_reader_is_one_clear_sentence_and_the_bot_goes_on(
    app: App, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    many(tmp_path, "first", 30)
    task = asyncio.create_task(Reading(app).read_all())
    (await reader()).kill()
    await asyncio.wait_for(task, _PATIENCE)
    (record,) = caplog.records
    assert record.getMessage() == (
        "the folders were not read to the end: the process that does it was killed, perhaps for want of memory;"
        " the next start goes on"
    )
    await Reading(app).read_all()
    assert len(ids(app)) == 30


async def test_the_reader_ends_with_the_bot(app: App, tmp_path: Path) -> None:
    many(tmp_path, "first", 30)
    task = asyncio.create_task(Reading(app).read_all())
    process = await reader()
    await cancelled(task)
    process.join(_PATIENCE)
    assert not process.is_alive() and ids(app) == []
