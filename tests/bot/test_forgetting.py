"""A person is taken out of what is kept; every place that holds ids is known and listed."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.answers import Answers
from bot.desk import Asker
from bot.platforms import plain_text
from briefings.library.database import open_database
from briefings.library.people import IDS
from briefings.library.schema import metadata

ANN = Asker("discord", "111", "222", "123456789012345678", may_manage=True)
BEN = Asker("discord", "111", "222", "223456789012345678", may_manage=True)
NOT_PEOPLE = {"title_by", "came_by"}
DOCS = Path(__file__).parent.parent.parent / "docs" / "privacy.md"


def kept(tmp_path: Path, user: str) -> list[str]:
    """The tables that hold the id of *user*."""
    engine = open_database("sqlite:///library.db", tmp_path)
    with engine.connect() as connection:
        found = [
            name
            for name, columns in IDS.items()
            if any(user in (each or "") for row in connection.execute(select(*columns)) for each in row)
        ]
    engine.dispose()
    return found


async def act(answers: Answers, asker: Asker) -> None:
    """Leave the person's id in every table."""
    for line in (
        "flag A1-q2",
        "curate set A1-q1 speaker:unattributed",
        f'library add text:"A note by {asker.user}."',
        f"digest add name:d{asker.user[0]} at:08:00 save:yes",
        f"digest pause d{asker.user[0]}",
        "subscribe China",
    ):
        assert (await answers.answer_line(line, asker)).understood, line


async def test_somebody_who_is_forgotten_stands_nowhere_and_others_stay(answers: Answers, tmp_path: Path) -> None:
    await act(answers, ANN)
    assert kept(tmp_path, ANN.user) == list(IDS)
    await answers.answer_line("curate set A2-q1 speaker:unattributed", BEN)
    said = plain_text.render(await answers.answer_line("forget me", ANN))
    assert "your id stood beside 1 thing you did to articles, 1 correction, 1 flag, 3 digests." in said
    assert kept(tmp_path, ANN.user) == [] and kept(tmp_path, BEN.user) == ["curations"]
    assert "by somebody who is forgotten" in plain_text.render(await answers.answer_line("library list", BEN))
    assert "Nothing is kept about you." in plain_text.render(await answers.answer_line("forget me", ANN))


async def test_the_same_id_on_another_platform_is_somebody_else(answers: Answers, tmp_path: Path) -> None:
    await act(answers, ANN)
    await answers.answer_line("forget me", Asker("slack", "T1", "C1", ANN.user))
    assert kept(tmp_path, ANN.user) == list(IDS)


def test_every_column_that_holds_ids_is_forgotten_and_listed() -> None:
    columns = {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if column.name.endswith("_by") and column.name not in NOT_PEOPLE
    }
    assert columns == {f"{name}.{column.name}" for name, found in IDS.items() for column in found}
    assert all(f"`{column}`" in DOCS.read_text() for column in columns)


async def test_a_personal_digest_of_somebody_who_is_forgotten_ends(answers: Answers, tmp_path: Path) -> None:
    await answers.answer_line("subscribe", ANN)
    answers.deliveries.plan(answers.clock.now() + timedelta(days=1), timedelta(hours=6))
    await answers.answer_line("forget me", ANN)
    assert answers.deliveries.schedules() == []
    engine = open_database("sqlite:///library.db", tmp_path)
    with engine.connect() as connection:
        for table in metadata.tables.values():
            assert ANN.user not in str(connection.execute(select(table)).all()), table.name
    engine.dispose()


@pytest.mark.parametrize("direct", [True, False])
async def test_anybody_can_be_forgotten_anywhere(answers: Answers, direct: bool) -> None:
    asker = Asker("discord", "" if direct else "111", "222", "323456789012345678")
    assert (await answers.answer_line("forget me", asker)).understood
