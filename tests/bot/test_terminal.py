"""The terminal shows what it is given, and is moved by none of it."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from bot.analysing import analyse_paths
from bot.platforms.terminal import show
from bot.replies import Piece, Reply, ours


def printed(reply: Reply) -> str:
    out = io.StringIO()
    show(reply, Console(file=out, force_terminal=True, color_system="standard", highlight=False, width=500))
    return out.getvalue()


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://x.org/a?b=c&d=%20#e", "https://x.org/a?b=c&d=%20#e"),
        ("https://x.org/ü", "https://x.org/%C3%BC"),
        ("https://x.org/\x1b]0;title\x07 bold", "https://x.org/%1B]0;title%07%20bold"),
        ("https://x.org/\n\x9c\ud800", "https://x.org/%0A%C2%9C?"),
    ],
)
def test_a_link_holds_nothing_that_could_end_it(url: str, target: str) -> None:
    shown = printed(Reply((ours("T"),), notes=((Piece("The Paper", url=url),),)))
    assert f";{target}\x1b\\The Paper" in shown
    assert "\x07" not in shown and "\x9c" not in shown


def test_a_title_is_printed_without_what_a_terminal_would_obey(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").write_text("# Red \x1b[31m bridge\n\nThe mayor opened it.\n", encoding="utf-8")
    assert analyse_paths([tmp_path], False, 1) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out and "a: Red \\u001b[31m bridge" in out


def test_processes_print_what_one_prints_in_its_order(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for number in range(20):
        (tmp_path / f"{number:02}.md").write_text(f"The mayor opened bridge {number} on Monday.\n", encoding="utf-8")
    (tmp_path / "07.md").write_bytes(b"\0")
    printed = []
    for workers in (1, 2):
        assert analyse_paths([tmp_path], True, 3, workers) == 1
        printed.append(capfd.readouterr())
    assert printed[0] == printed[1]
    assert [json.loads(line)["id"] for line in printed[0].out.splitlines()] == [
        f"{number:02}" for number in range(20) if number != 7
    ]
    assert "07.md:1" in printed[0].err


def test_every_command_writes_what_the_output_has_no_letters_for(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Die Brücke\n\nThe mayor opened it.\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "bot", "analyse", str(tmp_path)],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )
    assert b"a: Die Br\\xfccke" in done.stdout
