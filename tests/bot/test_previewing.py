"""What a digest holds at any time of any day, and what the shell can do with digests."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import main_app
from briefings.schedule import BadSchedule

CONFIG = """
database: sqlite:///{folder}/briefings.db
digests:
  - name: morning
    place: {{platform: discord, workspace: "1", channel: "2"}}
    at: ["08:00"]
    zone: Europe/Berlin
"""


@pytest.fixture
def config(tmp_path: Path) -> str:
    """A configuration with one digest."""
    file = tmp_path / "config.yaml"
    file.write_text(CONFIG.format(folder=tmp_path))
    return str(file)


def shell(*words: str) -> str:
    """What a command of the shell prints."""
    result = CliRunner().invoke(main_app, ["digest", *words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def test_a_digest_is_rendered_at_any_time_of_any_day(config: str) -> None:
    told = shell("preview", "--config", config, "--name", "morning", "--at", "2099-11-27 08:00")
    assert "Morning briefing - 2 new" in told
    assert "2 considered, 0 left out · next Sat 08:00 Berlin" in told


def test_before_anything_had_arrived_there_is_nothing(config: str) -> None:
    assert "Nothing new" in shell("preview", "--config", config, "--name", "morning", "--at", "2001-01-01 08:00")


@pytest.mark.parametrize(("platform", "key"), [("discord", "embeds"), ("slack", "blocks")])
def test_it_is_rendered_as_each_platform_gets_it(config: str, platform: str, key: str) -> None:
    at = ("--at", "2099-11-27 08:00")
    assert json.loads(shell("preview", "--config", config, "--name", "morning", "--platform", platform, *at))[key]


@pytest.mark.parametrize("at", ["tomorrow 08:00", "2026-13-01 08:00", "soon"])
def test_another_text_is_told_how_to_be_written(config: str, at: str) -> None:
    with pytest.raises(BadSchedule):
        shell("preview", "--config", config, "--name", "morning", "--at", at)


def test_the_shell_sends_skips_and_tells_the_state(config: str) -> None:
    assert "is skipped" in shell("skip", "morning", "--config", config)
    assert "posting to Discord channel 2 now" in shell("send", "morning", "--config", config)
    status = shell("status", "morning", "--config", config)
    assert "skipped by" in status and ": due" in status
    assert "morning" in shell("list", "--config", config)
