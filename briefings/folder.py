"""Articles in files and folders: what is there, what was read, and what could not be."""

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from briefings.article import MAX_BYTES, Article, parse_article
from briefings.audience import Keys, narrowed
from briefings.errors import BadFile, Fault, Said

ENDINGS = (".md", ".txt")
_FRONT = 10_000  # bytes in which the front matter's keys are looked for when it cannot be read
State = tuple[int, int]  # of a file: its size in bytes, and when it was changed, in nanoseconds
_UNNAMED = Path("a file with embargo_until")


@dataclass(slots=True)
class Reading:
    """What reading some paths gave: articles by path, and faults."""

    articles: list[tuple[Path, Article]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


class FoundFile(NamedTuple):
    """A file as it was named, its absolute path, and its state, None where it is no ordinary file."""

    path: str
    absolute: str
    state: State | None


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the article files at *paths* (files as they are, folders searched), each once, folders in name order.

    A path that is not UTF-8 is yielded with backslash escapes: nothing is found there, which makes it a fault.
    """
    return (Path(found.path) for found in find_states(paths))


def find_states(paths: Iterable[Path]) -> Iterator[FoundFile]:
    """Yield what find_files yields with the state of each file; in texts, for folders of very many files."""
    seen: set[str] = set()
    here = f"{Path.cwd()}{os.sep}"
    for path in paths:
        for file, state in _below(str(path)) if path.is_dir() else [(str(path), _state(path))]:
            named = file if file.isascii() else os.fsencode(file).decode("utf-8", "backslashreplace")
            absolute = named if named.startswith(os.sep) else here + named
            if absolute not in seen:
                seen.add(absolute)
                yield FoundFile(named, absolute, state if named == file else None)


def _below(folder: str) -> Iterator[tuple[str, State | None]]:
    try:
        with os.scandir(folder) as found:
            entries = sorted((entry for entry in found if not entry.name.startswith(".")), key=lambda each: each.name)
    except OSError:
        return
    for entry in entries:
        if is_article_name(entry.name) and not entry.is_dir():
            yield entry.path, _state(entry)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path)


def _state(file: Path | os.DirEntry[str]) -> State | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


def is_article_name(name: str) -> bool:
    """Tell whether a file called *name* is an article: hidden files, and those that editors put beside it, are not."""
    return name.lower().endswith(ENDINGS) and not name.startswith((".", "~", "#"))


def read_file(path: Path) -> Article:
    """Return the article in the file at *path*; raise BadFile when it cannot be one."""
    if file_state(path)[0] > MAX_BYTES:
        raise BadFile(Fault(str(path), 1, "the file has more than 5 MB", "split it into several articles"))
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _unreadable(path, error) from None
    try:
        return parse_article(data, str(path))
    except BadFile as error:
        secret = b"embargo_until" in data[:_FRONT]
        raise BadFile(*(replace(fault, secret=secret) for fault in error.faults)) from None


def file_state(path: Path) -> State:
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
    problem = Said("the file cannot be read ({reason})", reason=error.strerror or error)
    return BadFile(Fault(str(path), 1, problem, "mend the path or its rights"))


def audience_at(path: Path, limited: Mapping[Path, Keys]) -> Keys:
    """Return whom the folders in *limited* that hold the file at *path* are for; every one of them limits it.

    Raises BadFile where nobody is left.
    """
    if not limited:
        return ()
    keys = narrowed(keys for folder, keys in limited.items() if _holds(folder, path))
    return _somebody(keys, path)


def _holds(folder: Path, path: Path) -> bool:
    """Tell whether the file at *path* is *folder* or below it, or is a link that leads there."""
    there = folder.resolve()
    return (path.parent.resolve() / path.name).is_relative_to(there) or path.resolve().is_relative_to(there)


def for_audience(article: Article, audience: Keys, path: Path) -> Article:
    """Return the article of the file at *path* for those whom both it and its folders' *audience* name.

    Raises BadFile where nobody is left.
    """
    return replace(article, audience=_somebody(narrowed([audience, article.audience]), path)) if audience else article


def _somebody(keys: Keys | None, path: Path) -> Keys:
    if keys is None:
        problem = Said("its audience and those of the folders that hold it name nobody together")
        raise BadFile(Fault(str(path), 1, problem, "mend the audience here or in the configuration"))
    return keys


def id_taken(path: Path, article: Article, owner: Path) -> Fault:
    """Return the fault of the file at *path*, whose article has the id of the one in the file *owner*."""
    problem = Said("the id {id!r} is taken by {owner}", id=article.id, owner=owner)
    secret = article.embargo is not None
    return Fault(str(path), 1, problem, "give this file an id of its own, as in id: another-name", secret)


def owner(path: Path, embargo: object) -> Path:
    """Return the file at *path* as the owner of an id; one whose article has an *embargo* is not named to others."""
    return path if embargo is None else _UNNAMED


def read_paths(paths: Iterable[Path], limited: Mapping[Path, Keys] | None = None) -> Reading:
    """Read every article at *paths*; of two files with one id the first is kept and the second is a fault.

    *limited* names the folders that are for some people only.
    """
    reading = Reading()
    owners: dict[str, Path] = {}
    for path in find_files(paths):
        try:
            article = for_audience(read_file(path), audience_at(path, limited or {}), path)
        except BadFile as error:
            reading.faults.extend(error.faults)
            continue
        if article.id in owners:
            reading.faults.append(id_taken(path, article, owners[article.id]))
            continue
        owners[article.id] = path
        reading.articles.append((path, article))
    return reading
