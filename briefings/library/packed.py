"""Packed columns: JSON that nothing is looked for in, in a quarter to a half of the room."""

import json
import zlib
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
