"""``python -m bot`` is ``briefing-bot``."""

from bot.cli import main

main()
