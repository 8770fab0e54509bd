"""Files that people hand over or that hang on a message: why one was not got, and the words of those that are text."""

from collections.abc import Awaitable, Callable, Iterable

from bot.desk import Upload
from briefings.article import parse_article
from briefings.errors import BadFile, BriefingError
from briefings.folder import ENDINGS

LARGEST_READ = 1_000_000  # bytes of a message's file that is read in passing, by anybody
_MOST = 3  # files of one message
Handed = Callable[[], Awaitable[tuple[Upload, ...]]]


class NotHandedOut(BriefingError):
    """A file that was not got; the text says why and what to do."""


def readable(names_and_sizes: Iterable[tuple[str, int]]) -> list[int]:
    """Return the places of the files, told by name and size in bytes, whose words are read: the first few."""
    fit = (name.lower().endswith(ENDINGS) and size <= LARGEST_READ for name, size in names_and_sizes)
    return [place for place, fits in enumerate(fit) if fits][:_MOST]


def words_of(uploads: Iterable[Upload]) -> list[str]:
    """Return the text of each file, without its front matter; raise NotHandedOut for one that holds none."""
    try:
        return [parse_article(each.data, each.name).text for each in uploads]
    except BadFile as error:
        said = error.faults[0].said
        raise NotHandedOut(said.message, **said.values) from None
