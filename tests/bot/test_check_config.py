"""`briefing-bot check-config`: a line for each fault, and no secret in any."""

from pathlib import Path

import pytest

from bot.checking import check
from bot.config import shipped_corpus
from bot.doctor import examine


def test_check_config_says_that_all_is_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "config.yaml").write_text(f"corpus: ['{shipped_corpus()}']", encoding="utf-8")
    assert check(tmp_path / "config.yaml", {"DISCORD_TOKEN": "a.b.c"}) == 0
    assert capsys.readouterr().out.splitlines() == [
        "The configuration is in order; 2 articles can be read.",
        "Discord: there is a token.",
        "Slack: no token in the environment.",
    ]


def test_check_config_points_at_ids_that_were_not_filled_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    example = (Path(__file__).parents[2] / "config.example.yaml").read_text(encoding="utf-8")
    (tmp_path / "config.yaml").write_text(example, encoding="utf-8")
    (tmp_path / "corpus").mkdir()
    line = example[: example.index("<channel id>")].count("\n") + 1
    told = f"config.yaml:{line}: digests.0.place.channel: '<channel id>' is no id"
    assert check(tmp_path / "config.yaml", {}) == 2
    assert told in capsys.readouterr().out
    assert examine(tmp_path / "config.yaml", {}) == 2
    assert told in capsys.readouterr().out


def test_check_config_prints_a_line_for_every_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "config.yaml").write_text("corpse: []\nslack: {mode: smoke}", encoding="utf-8")
    assert check(tmp_path / "config.yaml") == 2
    lines = sorted(capsys.readouterr().out.splitlines())
    assert [line.split("config.yaml:")[1].split(":")[0] for line in lines] == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("corpse: []\ncorpus: [news]", "news/none.md"),
        ("corpus: news", "corpus/empty.md"),
        ("- news", "corpus/empty.md"),
        ("limits: [", "corpus/empty.md"),
    ],
)
def test_check_config_checks_the_corpus_too_when_the_configuration_has_faults(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, expected: str
) -> None:
    for folder, name in (("corpus", "empty.md"), ("news", "none.md")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text("", encoding="utf-8")
    (tmp_path / "config.yaml").write_text(text, encoding="utf-8")
    assert check(tmp_path / "config.yaml") == 2
    first, last = capsys.readouterr().out.splitlines()
    assert "config.yaml:" in first and f"{expected}:1: the file has no text" in last


def test_check_config_shows_no_token_that_stands_in_place_of_an_id(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = "{platform: slack, workspace: '<xoxb-12-abc>', channel: C1}"
    (tmp_path / "config.yaml").write_text(f"digests: [{{name: x, at: ['8:00'], place: {place}}}]", encoding="utf-8")
    assert check(tmp_path / "config.yaml") == 2
    assert "'<<SECRET>>' is no id" in capsys.readouterr().out


def test_check_config_prints_the_faults_of_the_articles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.md").write_text("", encoding="utf-8")
    (tmp_path / "config.yaml").write_text("corpus: [empty.md, none.md]", encoding="utf-8")
    assert check(tmp_path / "config.yaml") == 2
    lines = capsys.readouterr().out.splitlines()
    assert ["empty.md:1: the file has no text" in lines[0], "none.md:1: the file cannot be read" in lines[1]] == [
        True
    ] * 2
