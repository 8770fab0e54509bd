"""`briefing-bot stories`: rows of ids, one for each event."""

import json
from pathlib import Path

import pytest

from bot.grouping import print_stories

CORPUS = Path(__file__).parents[2] / "corpus"


def test_each_event_is_one_row_with_the_ids_of_its_articles(capsys: pytest.CaptureFixture[str]) -> None:
    assert print_stories([CORPUS], as_json=True) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert rows == [
        {"story": "S1", "ids": ["china-domestic-technology"]},
        {"story": "S2", "ids": ["china-internet-sovereignty"]},
    ]


def test_a_copy_of_an_article_is_in_its_story(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = (CORPUS / "china-domestic-technology.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    for name in ("wire", "copy"):
        (tmp_path / f"{name}.txt").write_text(body, encoding="utf-8")
    assert print_stories([tmp_path], as_json=True) == 0
    assert json.loads(capsys.readouterr().out) == {"story": "S1", "ids": ["copy", "wire"]}


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_grouped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\xfa")
    (tmp_path / "good.txt").write_text("The Aurora ran aground.", encoding="utf-8")
    assert print_stories([tmp_path], as_json=False) == 1
    printed = capsys.readouterr()
    assert "good: The Aurora ran aground." in printed.out
    assert "bad.txt" in printed.err
