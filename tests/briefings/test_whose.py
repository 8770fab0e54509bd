"""Whose articles: a place sees what is for it, at the moment that it may; folders limit what is in them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from briefings.article import Withdrawal, parse_article
from briefings.errors import BadFile
from briefings.library.database import open_database
from briefings.library.library import Library
from briefings.place import Place
from tests.fakes import NOON

NOWHERE = Place("", "", "")
GUILD, BOARD = Place("discord", "1", "7"), Place("discord", "1", "8")
TEAM = Place("slack", "1", "7")  # with the ids of the server: the platform tells them apart
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(open_database("sqlite:///library.db", tmp_path))
    yield library
    library.close()


def put(library: Library, name: str, workspace: str = "", **facts: str) -> int:
    front = "".join(f"{key}: {value}\n" for key, value in facts.items())
    return library.put(parse_article(f"---\n{front}---\nThe ferry {name}.".encode(), f"{name}.md"), NOON, workspace)


def seen(library: Library, place: Place = NOWHERE, now: datetime | None = NOON) -> set[str]:
    shelf = library.shelf(place, now)
    found = {held.article.id for held in shelf.newest(50).items}
    assert shelf.holdings().entries == len(found)
    return found


@pytest.mark.parametrize(
    ("audience", "workspace", "places"),
    [
        (None, "", {NOWHERE, GUILD, BOARD, TEAM}),
        ("discord:1", "", {GUILD, BOARD}),
        ("discord:1/8", "", {BOARD}),
        ("slack:1", "", {TEAM}),
        ("[discord:1/8, slack:1]", "", {BOARD, TEAM}),
        ("discord:2", "", set()),
        (None, "discord:1", {GUILD, BOARD}),
        (None, "slack:1", {TEAM}),
        ("discord:1/8", "discord:1", {BOARD}),
        ("slack:1", "discord:1", set()),
    ],
)
def test_an_article_is_seen_where_it_is_for(
    library: Library, audience: str | None, workspace: str, places: set[Place]
) -> None:
    put(library, "x", workspace, **({"audience": audience} if audience else {}))
    assert {place for place in (NOWHERE, GUILD, BOARD, TEAM) if seen(library, place)} == places


def test_a_direct_message_and_the_terminal_see_what_is_for_everybody(library: Library) -> None:
    put(library, "x", "discord:1")
    assert not seen(library, Place("discord", "", "7")) and not seen(library, Place("terminal", "", "here"))


def test_an_article_appears_at_the_end_of_its_embargo_and_not_a_microsecond_before(library: Library) -> None:
    put(library, "x", embargo_until="2026-11-23T14:00:00+01:00")
    assert library.next_embargo(NOON) == LATER
    for now in (NOON, LATER - timedelta(microseconds=1)):
        assert seen(library, now=now) == set()
    for now in (LATER, LATER + timedelta(days=900)):
        assert seen(library, now=now) == {"x"}
        assert library.next_embargo(now) is None
    assert seen(library, now=NOON) == set()  # a clock that is put back hides it again
    assert seen(library, now=None) == set()


def test_a_new_embargo_is_noticed_whoever_stored_it(library: Library, tmp_path: Path) -> None:
    put(library, "x")
    assert library.next_embargo(NOON) is None
    other = Library(open_database("sqlite:///library.db", tmp_path))
    put(other, "x", embargo_until=LATER.isoformat())
    assert seen(library) == set()
    assert library.next_embargo(NOON) == LATER
    put(other, "x")
    assert seen(library) == {"x"}
    other.close()


def test_a_withdrawn_article_is_nowhere_and_those_who_could_see_it_are_told(library: Library) -> None:
    facts = {"audience": "discord:1", "withdrawn": "2026-11-20, the source asked for it"}
    number = put(library, "x", **facts)
    assert seen(library, GUILD) == set()
    told = library.shelf(GUILD, NOON).withdrawal(number)
    assert told == Withdrawal(datetime(2026, 11, 20, tzinfo=UTC).date(), "the source asked for it")
    assert library.shelf(TEAM, NOON).withdrawal(number) is None
    put(library, "x", **facts, embargo_until=LATER.isoformat())
    assert library.shelf(GUILD, NOON).withdrawal(number) is None
    put(library, "x", audience="discord:1")
    assert seen(library, GUILD) == {"x"}
    assert library.shelf(GUILD, NOON).withdrawal(number) is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("true", Withdrawal()),
        ("Yes, it was wrong", Withdrawal(None, "it was wrong")),
        ("2026-11-20", Withdrawal(datetime(2026, 11, 20, tzinfo=UTC).date())),
        ("false", None),
        ("", None),
    ],
)
def test_withdrawn_is_true_or_a_day_and_why(written: str, read: Withdrawal | None) -> None:
    assert parse_article(f"---\nwithdrawn: {written}\n---\nText.".encode(), "x.md").withdrawn == read


@pytest.mark.parametrize(
    ("line", "fix"),
    [
        ("audience: everybody", "name workspaces or channels"),
        ("audience:", "name workspaces or channels"),
        ("embargo_until: 2026-11-21T08:30:00", "with its zone, as in 2026-11-21T08:30:00+01:00"),
        ("embargo_until: 2026-11-21", "with its zone"),
        ("embargo_until:", "with its zone"),
        ("max_quote_words: 0", "how many words, as in 50"),
        ("max_quote_words: few", "how many words, as in 50"),
        ("max_quote_words: 00000000019999999999999999999999999999", "how many words, as in 50"),
        ("withdrawn: soon", "write true or the day"),
        ("withdrawn: 2026-02-31", "write true or the day"),
    ],
)
def test_a_limit_that_cannot_be_read_is_one_fault_with_its_line(line: str, fix: str) -> None:
    with pytest.raises(BadFile) as caught:
        parse_article(f"---\ntitle: x\n{line}\n---\nText.".encode(), "x.md")
    (fault,) = caught.value.faults
    assert fault.line == 3 and fix in fault.fix


# Folders --------------------------------------------------------------------------------------------------------------


def write(path: Path, audience: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    front = f"---\naudience: {audience}\n---\n" if audience else ""
    path.write_text(f"{front}The ferry {path.stem} is back.", encoding="utf-8")
    return path


def test_a_folder_limits_what_is_in_it_also_inside_another_one(library: Library, tmp_path: Path) -> None:
    news, board = tmp_path / "news", tmp_path / "news" / "board"
    write(news / "open.md")
    write(board / "shut.md")
    write(board / "own.md", "discord:1/8")
    limited = {board: ("discord:1",)}
    assert library.sync([news], NOON, limited=limited).added == 3
    assert seen(library) == {"open"}
    assert seen(library, GUILD) == {"open", "shut"}
    assert seen(library, BOARD) == {"open", "shut", "own"}


def test_a_folder_whose_audience_changes_takes_its_unchanged_files_along(library: Library, tmp_path: Path) -> None:
    write(tmp_path / "news" / "x.md")
    for audience, place in (((), NOWHERE), (("discord:1",), GUILD), (("slack:1",), TEAM), ((), NOWHERE)):
        library.sync([tmp_path / "news"], NOON, limited={tmp_path / "news": audience} if audience else {})
        assert {each for each in (NOWHERE, GUILD, TEAM) if seen(library, each)} >= {place}
        assert bool(seen(library)) == (not audience)


def test_a_link_into_or_out_of_a_limited_folder_is_limited(library: Library, tmp_path: Path) -> None:
    inside, outside = write(tmp_path / "board" / "in.md"), write(tmp_path / "elsewhere" / "out.md")
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "link.md").symlink_to(inside)
    (tmp_path / "board" / "link2.md").symlink_to(outside)
    limited = {tmp_path / "news" / ".." / "board": ("discord:1",)}
    library.sync([tmp_path / "news", tmp_path / "board"], NOON, limited=limited)
    assert seen(library) == set()
    assert seen(library, GUILD) == {"link", "in", "link2"}


def test_a_file_that_is_for_nobody_is_reported_and_not_loaded(library: Library, tmp_path: Path) -> None:
    write(tmp_path / "news" / "x.md", "slack:T1")
    result = library.sync([tmp_path / "news"], NOON, limited={tmp_path / "news": ("discord:1",)})
    (fault,) = result.faults
    assert "name nobody together" in fault.problem
    assert seen(library, GUILD) == set()


def test_what_is_under_embargo_is_not_counted_when_it_is_read(library: Library, tmp_path: Path) -> None:
    file = write(tmp_path / "news" / "x.md")
    file.write_text(f"---\nembargo_until: {LATER.isoformat()}\n---\nThe ferry is back.", encoding="utf-8")
    assert library.sync([tmp_path / "news"], NOON).added == 0
    assert seen(library, now=LATER) == {"x"}


def test_an_older_database_learns_the_platforms_of_its_workspaces(tmp_path: Path) -> None:
    migrations = Path(str(resources.files("briefings.library"))) / "migrations"
    (mine,) = (migrations / "versions").glob("*_whose_articles.py")
    config = Config()
    config.set_main_option("script_location", str(migrations))
    engine = create_engine(f"sqlite:///{tmp_path / 'library.db'}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, f"{int(mine.name[:4]) - 1:04}")
        for quote, workspace in enumerate(("", "123", "T9X")):
            values = f"(1, {quote}, '{workspace}', 'unattributed', 'x', 0)"
            columns = "(article, quote, workspace, verdict, set_by, set_at)"
            connection.execute(text(f"INSERT INTO curations {columns} VALUES {values}"))
    engine.dispose()
    engine = open_database("sqlite:///library.db", tmp_path)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT workspace FROM curations ORDER BY quote")).scalars().all()
    assert found == ["", "discord:123", "slack:T9X"]
    engine.dispose()
