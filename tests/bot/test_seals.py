"""A sealed id counts where, and for whom, it was handed out, and nowhere else."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.platforms import discord_cards, slack_blocks
from bot.platforms.packing import button_id
from bot.replies import Button, Press, Reply
from bot.seals import LENGTH, Seal, bare, fits
from tests.bot.generated import replies, texts, utf16_units

SEAL = Seal(b"a key of sixteen bytes or more", "discord", "7", "9")
OTHERS = [
    replace(SEAL, key=b"another key of sixteen bytes"),
    replace(SEAL, platform="slack"),
    replace(SEAL, channel="8"),
    replace(SEAL, person="10"),
    replace(SEAL, person=""),
    replace(SEAL, channel="7\0009", person=""),
]


@settings(max_examples=100)
@given(texts, st.sampled_from(Press))
def test_an_id_is_opened_by_its_own_seal_and_by_no_other(line: str, press: Press) -> None:
    identity = button_id(Button("x", line, press), {})
    sealed = SEAL.sealed(identity)
    assert SEAL.opened(sealed) == identity
    assert utf16_units(sealed) == utf16_units(identity) + LENGTH <= 100
    assert not any(other.opened(sealed) for other in OTHERS)


@settings(max_examples=100)
@given(st.text(max_size=60), st.integers(0, 200), st.text(min_size=1, max_size=3))
def test_a_changed_id_is_not_opened(line: str, at: int, change: str) -> None:
    sealed = SEAL.sealed(f"ask:{line}")
    at %= len(sealed) + 1
    for changed in (sealed[:at] + change + sealed[at:], sealed[:at] + change + sealed[at + 1 :], sealed[:at]):
        if changed != sealed:
            assert SEAL.opened(changed) is None


@pytest.mark.parametrize(
    "text", ["", "ask", "ask:help", "ask~", "ask~help", "~", "\ud800", "press~AAAAAAAAAAAAAAAAhelp"]
)
def test_what_was_never_sealed_is_not_opened(text: str) -> None:
    assert SEAL.opened(text) is None


@pytest.mark.parametrize(
    ("identity", "sealed", "line"),
    [
        ("ask:quotes Xi", False, "quotes Xi"),
        ("turn~" + "A" * 16 + "quotes", True, "quotes"),
        ("share~" + "A" * 16, True, ""),
        ("share~" + "A" * 15, False, ""),
        ("something else", False, ""),
        ("asked:help", False, ""),
    ],
)
def test_the_line_of_an_id_is_read_without_its_seal(identity: str, sealed: bool, line: str) -> None:
    assert bare(identity) == (sealed, line)


@settings(max_examples=40, deadline=None)
@given(replies())
def test_every_button_of_a_message_is_sealed_and_nothing_else_is_changed(reply: Reply) -> None:
    for render, name in ((discord_cards.render, "custom_id"), (slack_blocks.render, "value")):
        payload = render(reply).payload
        sealed = SEAL.on(payload)
        for before, after in zip(ids(payload, name), ids(sealed, name), strict=True):
            assert after != before and SEAL.opened(after) == before
        assert opened(sealed, name) == payload


def ids(part: Any, name: str) -> list[str]:
    found = part if isinstance(part, list) else list(part.values()) if isinstance(part, dict) else []
    own = [part[name]] if isinstance(part, dict) and name in part else []
    return own + [each for inner in found for each in ids(inner, name)]


def opened(part: Any, name: str) -> Any:
    if isinstance(part, list):
        return [opened(each, name) for each in part]
    if not isinstance(part, dict):
        return part
    return {key: SEAL.opened(value) if key == name else opened(value, name) for key, value in part.items()}


@given(texts)
def test_a_line_that_fits_an_id_need_not_be_kept(line: str) -> None:
    kept: dict[str, str] = {}
    button_id(Button("x", line, Press.SHARE), kept)
    assert bool(kept) is not fits(line)
