"""`briefing-bot check-config`: everything that is wrong with the configuration and the corpus, at once."""

from pathlib import Path

from bot.config import load_config
from briefings.errors import BadFile, Fault
from briefings.folder import read_paths


def check(path: Path | None) -> int:
    """Print every fault; return 0 when there is none, else 2."""
    try:
        config = load_config(path)
    except BadFile as error:
        return _told(list(error.faults))
    reading = read_paths(config.corpus)
    if reading.faults:
        return _told(reading.faults)
    print(f"The configuration is in order; {len(reading.articles)} articles can be read.")
    return 0


def _told(faults: list[Fault]) -> int:
    print("\n".join(map(str, faults)))
    return 2
