"""The development half of the quote set beside the checkout, read with its own score.py; never part of the project."""

import importlib.util
import json
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

SET = Path(__file__).parents[3] / "shared" / "bench" / "quotes"

Row = dict[str, Any]


def rows() -> list[Row]:
    """Return the annotated articles; an empty list where the set is not there."""
    path = SET / "dev.jsonl"
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@cache
def scorer() -> ModuleType:
    """Return the module of the set's score.py."""
    spec = importlib.util.spec_from_file_location("quote_score", SET / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
