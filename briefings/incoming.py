"""Articles that are brought in from files, folders, zip archives and JSON Lines, one after the other."""

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath, PurePosixPath
from typing import IO

from briefings.article import MAX_BYTES, Article, parse_article
from briefings.errors import BadFile, Fault, Said
from briefings.folder import ENDINGS, file_state, find_files, read_file
from briefings.records import read_record

Incoming = tuple[str, Article | Fault]  # where it stands, and the article or what is wrong with it

_LINES = (".jsonl", ".ndjson")
_LONGEST_LINE = 6 * MAX_BYTES  # bytes; JSON may write a character as six
_MOST_IN_ARCHIVE = 200_000  # files
_UNREADABLE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError)
_MOST_UNPACKED = 2_000  # MB of one archive; an archive of some kilobytes can stand for petabytes
_MOST_SENT = 50  # MB of one that somebody sends
_MOST_BLANK = 1000  # lines after one another; they cost time and bring nothing


def incoming(paths: Iterable[Path]) -> Iterator[Incoming]:
    """Yield every article at *paths*, with where it stands, or what is wrong there; nothing is kept in memory."""
    for path in paths:
        for file in _files(path):
            yield from _from_file(file)


def _files(path: Path) -> Iterator[Path]:
    yield from find_files([path])
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.name.lower().endswith((".zip", *_LINES)) and not _is_hidden(file.relative_to(path)):
                yield file


def count(paths: Iterable[Path]) -> int:
    """Return about how many articles are at *paths*: files, lines and members of archives, none of which is read."""
    return sum(_count(file) for path in paths for file in _files(path))


def _count(file: Path) -> int:
    name = file.name.lower()
    try:
        if name.endswith(_LINES):
            with file.open("rb") as opened:
                return sum(block.count(b"\n") for block in iter(lambda: opened.read(1 << 20), b""))
        if name.endswith(".zip"):
            with zipfile.ZipFile(file) as archive:
                return sum(map(_is_article, archive.infolist()))
    except (OSError, zipfile.BadZipFile):
        return 1  # it will be a fault
    return 1


def from_bytes(data: bytes, name: str) -> Iterator[Incoming]:
    """Yield every article in *data*, the bytes of a file called *name*."""
    if name.lower().endswith(".zip"):
        yield from _from_archive(io.BytesIO(data), name, _MOST_SENT)
    elif name.lower().endswith(_LINES):
        yield from _from_lines(io.BytesIO(data), name)
    else:
        yield from _parsed(data, name)


def _from_file(path: Path) -> Iterator[Incoming]:
    name = str(path)
    if not name.lower().endswith((".zip", *_LINES)):
        try:
            yield name, read_file(path)
        except BadFile as error:
            yield from ((name, fault) for fault in error.faults)
        return
    try:
        file_state(path)
        with path.open("rb") as file:
            yield from (
                _from_archive(file, name, _MOST_UNPACKED) if name.lower().endswith(".zip") else _from_lines(file, name)
            )
    except BadFile as error:
        yield from ((name, fault) for fault in error.faults)
    except OSError as error:
        problem = Said("the file cannot be read ({reason})", reason=error.strerror or error)
        yield name, Fault(name, 1, problem, "mend the path or its rights")


def _parsed(data: bytes, name: str) -> Iterator[Incoming]:
    try:
        yield name, parse_article(data, name)
    except BadFile as error:
        yield from ((name, fault) for fault in error.faults)


def _from_lines(file: IO[bytes], name: str) -> Iterator[Incoming]:
    number = blank = 0
    while line := file.readline(_LONGEST_LINE + 1):
        number += 1
        if len(line) > _LONGEST_LINE:
            yield (
                name,
                Fault(name, number, "the line is too long for an article", "split the article; the rest is not read"),
            )
            return
        blank = 0 if line.strip() else blank + 1
        if blank > _MOST_BLANK:
            problem = Said("there are more than {most:,} empty lines after one another", most=_MOST_BLANK)
            yield name, Fault(name, number, problem, "leave them out; the rest is not read")
            return
        if blank:
            continue
        try:
            article = read_record(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line, name, number)
        except BadFile as error:
            yield from ((name, fault) for fault in error.faults)
            continue
        if len(article.text.encode()) > MAX_BYTES:
            yield name, Fault(name, number, "the text has more than 5 MB", "split it into several articles")
            continue
        yield f"{name}:{number}", article


def _from_archive(file: IO[bytes], name: str, most: int) -> Iterator[Incoming]:
    """Read an archive's articles. Nothing is written anywhere, so that a file's name in it can lead nowhere."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = [each for each in archive.infolist() if _is_article(each)]
            if len(members) > _MOST_IN_ARCHIVE:
                problem = Said("the archive has more than {most:,} articles", most=_MOST_IN_ARCHIVE)
                yield name, Fault(name, 1, problem, "split it")
                return
            if sum(each.file_size for each in members) > most * 1_000_000:  # no more than this is read of a file
                problem = Said("the archive unpacks to more than {most:,} MB", most=most)
                yield name, Fault(name, 1, problem, "split it")
                return
            for member in members:
                with archive.open(member) as unpacked:
                    yield from _from_member(unpacked, f"{name}/{member.filename}")
    except (*_UNREADABLE, EOFError, RuntimeError, ValueError, OSError) as error:
        problem = Said("the archive cannot be read ({reason})", reason=_short(error))
        yield name, Fault(name, 1, problem, "pack it again, without a password")


def _from_member(file: IO[bytes], name: str) -> Iterator[Incoming]:
    if name.lower().endswith(_LINES):
        yield from _from_lines(file, name)
    else:
        yield from _parsed(file.read(MAX_BYTES + 1), name)


def _is_article(member: zipfile.ZipInfo) -> bool:
    hidden = _is_hidden(PurePosixPath(member.filename))
    return not member.is_dir() and not hidden and member.filename.lower().endswith((*ENDINGS, *_LINES))


def _is_hidden(path: PurePath) -> bool:
    return any((part.startswith(".") and part != "..") or part == "__MACOSX" for part in path.parts)


def _short(error: Exception) -> str:
    return str(error).split(" for ")[0].split("\n")[0][:80] or type(error).__name__
