"""Articles in files and folders: what is there, what was read, and what could not be."""

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from briefings.article import MAX_BYTES, Article, parse_article
from briefings.errors import BadFile, Fault

ENDINGS = (".md", ".txt")


@dataclass(slots=True)
class Reading:
    """What reading some paths gave: articles by path, and faults."""

    articles: list[tuple[Path, Article]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the article files at *paths* (files as they are, folders searched), each once, folders in name order.

    A path that is not UTF-8 is yielded with backslash escapes: nothing is found there, which makes it a fault.
    """
    seen: set[Path] = set()
    for path in paths:
        for file in _below(path) if path.is_dir() else [path]:
            named = Path(os.fsencode(file).decode("utf-8", "backslashreplace"))
            key = named.absolute()
            if key not in seen:
                seen.add(key)
                yield named


def _below(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(ENDINGS) and not name.startswith("."):
                yield Path(here) / name


def read_file(path: Path) -> Article:
    """Return the article in the file at *path*; raise BadFile when it cannot be one."""
    if file_state(path)[0] > MAX_BYTES:
        raise BadFile(Fault(str(path), 1, "the file has more than 5 MB", "split it into several articles"))
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _unreadable(path, error) from None
    return parse_article(data, str(path))


def file_state(path: Path) -> tuple[int, int]:
    """Return the size of the file at *path* and when it was changed (ns); raise BadFile when it is no file."""
    try:
        state = path.stat()
    except OSError as error:
        raise _unreadable(path, error) from None
    if not stat.S_ISREG(state.st_mode):
        raise BadFile(Fault(str(path), 1, "this is no ordinary file", "put the article into a file of its own"))
    return state.st_size, state.st_mtime_ns


def _unreadable(path: Path, error: OSError) -> BadFile:
    if error.errno == errno.ENOENT and any("\\x" in part for part in path.parts):
        return BadFile(Fault(str(path), 1, "the file's name is not UTF-8", "rename it"))
    reason = error.strerror or str(error)
    return BadFile(Fault(str(path), 1, f"the file cannot be read ({reason})", "mend the path or its rights"))


def id_taken(path: Path, article: Article, owner: Path) -> Fault:
    """Return the fault of the file at *path*, whose article has the id of the one in the file *owner*."""
    problem = f"the id {article.id!r} is taken by {owner}"
    return Fault(str(path), 1, problem, "give this file an id of its own, as in id: another-name")


def read_paths(paths: Iterable[Path]) -> Reading:
    """Read every article at *paths*; of two files with one id the first is kept and the second is a fault."""
    reading = Reading()
    owners: dict[str, Path] = {}
    for path in find_files(paths):
        try:
            article = read_file(path)
        except BadFile as error:
            reading.faults.extend(error.faults)
            continue
        if article.id in owners:
            reading.faults.append(id_taken(path, article, owners[article.id]))
            continue
        owners[article.id] = path
        reading.articles.append((path, article))
    return reading
