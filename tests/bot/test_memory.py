"""What is claimed of the memory of a bot that runs for long."""

import asyncio
from contextlib import suppress
from pathlib import Path

import pytest

from bot.memory import _give_back, stay_small

_SCATTERED, _SIZE, _KEPT_EACH = 60_000, 1_000, 50  # blocks, bytes of each, and one of so many is kept


def _resident() -> int:
    """Return the bytes of memory that the process holds."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return 1024 * next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))


@pytest.mark.skipif(_give_back() is None, reason="this system's allocator is not asked to give memory back")
async def test_memory_that_is_free_between_what_is_used_goes_back_to_the_system() -> None:
    blocks = [bytearray(_SIZE) for _ in range(_SCATTERED)]
    kept = blocks[::_KEPT_EACH]
    blocks.clear()
    before = _resident()
    with suppress(TimeoutError):
        await asyncio.wait_for(stay_small(every=0.01), 0.5)
    assert before - _resident() > _SCATTERED * _SIZE / 2
    assert len(kept) == _SCATTERED / _KEPT_EACH
