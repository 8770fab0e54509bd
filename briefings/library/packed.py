"""Packed columns: JSON that nothing is looked for in, in a quarter to a half of the room."""

import json
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from sqlalchemy import Dialect, LargeBinary, TypeDecorator

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


class Packed(TypeDecorator[Any]):
    """What JSON can hold, compressed with zlib (RFC 1950)."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        """Return *value* as it is stored."""
        return None if value is None else pack(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:
        """Return what was stored."""
        return None if value is None else json.loads(zlib.decompress(value))


def pack(value: Any) -> bytes:
    """Return *value* as JSON, compressed as fast as can be."""
    return zlib.compress(compact(value).encode(), 1)


def compact(value: Any) -> str:
    """Return *value* as JSON without spaces."""
    return _encode(value)


def by_weight(weights: Mapping[str, float]) -> dict[str, str]:
    """Return the words, a line each, by their weights: many words share each of a few."""
    words: defaultdict[float, list[str]] = defaultdict(list)
    for word, weight in weights.items():
        words[weight].append(word)
    return {str(weight): "\n".join(these) for weight, these in words.items()}


def weights(words: Mapping[str, str]) -> dict[str, float]:
    """Return the weight of each of the words that ``by_weight`` has put together."""
    found: dict[str, float] = {}
    for weight, these in words.items():
        found |= dict.fromkeys(these.split("\n"), float(weight))
    return found


def steps(numbers: Sequence[int]) -> list[int]:
    """Return *numbers*, which rise, as the first of them and the step from each to the next: shorter, written out."""
    return [after - before for before, after in pairwise((0, *numbers))]
