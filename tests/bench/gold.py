"""The test sets beside the repository (``../shared/bench``), their scorers, and tables on the terminal."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SETS = Path(__file__).resolve().parents[2].parent / "shared" / "bench"


@dataclass(frozen=True)
class Gold:
    """One test set: its rows and the script that scores predictions for them."""

    path: Path

    def rows(self) -> list[dict[str, Any]]:
        """Return the rows as they stand in the file."""
        return [json.loads(line) for line in self.path.read_text(encoding="utf-8").splitlines()]


def find_gold(folder: str, name: str) -> Gold | None:
    """Return the test set, or say that it is not there."""
    path = SETS / folder / name
    if path.is_file():
        return Gold(path)
    print(f"no test set at {path}: nothing to measure")
    return None


def write(rows: Iterable[dict[str, Any]]) -> Path:
    """Write *rows* as JSON lines to a file that lasts as long as the process needs it, and return its path."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False, encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    return Path(file.name)


def score(
    gold: Gold, pred: Iterable[dict[str, Any]], baseline: Iterable[dict[str, Any]] | None = None
) -> dict[str, Any]:
    """Return what the set's own scorer says about *pred*."""
    files = [write(pred)]
    arguments = [str(gold.path), str(files[0])]
    if baseline is not None:
        files.append(write(baseline))
        arguments += ["--baseline", str(files[1])]
    try:
        done = subprocess.run(
            [sys.executable, str(gold.path.parent / "score.py"), *arguments], capture_output=True, text=True, check=True
        )
    finally:
        for file in files:
            file.unlink()
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print *rows* under *head* in columns."""
    cells = [list(head), *([str(cell) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
