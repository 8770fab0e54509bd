"""`briefing-bot stories`: which articles tell the same event, printed; nothing stored."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.platforms.plain_text import visible
from briefings.article import Article
from briefings.folder import read_paths
from briefings.profile import profile_of
from briefings.stories import Counts, group


def print_stories(paths: Sequence[Path], as_json: bool) -> int:
    """Print the stories of the articles at *paths*, as JSON rows or as text; return 1 if a file could not be read."""
    reading = read_paths(paths)
    for fault in reading.faults:
        print(fault, file=sys.stderr)
    articles = [article for _, article in reading.articles]
    for number, members in enumerate(stories_of(articles), 1):
        if as_json:
            print(json.dumps({"story": f"S{number}", "ids": [article.id for article in members]}))
        else:
            print(f"S{number}")
            for article in members:
                print(f"  {article.id}: {visible(article.title)}")
    return 1 if reading.faults else 0


def stories_of(articles: Sequence[Article]) -> list[list[Article]]:
    """Return the articles that tell one event together, in the order in which they were given."""
    profiles = [profile_of(article) for article in articles]
    return [[articles[member] for member in members] for members in group(profiles, Counts.of(profiles))]
