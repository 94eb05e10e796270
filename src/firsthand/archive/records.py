"""Values as they lie in a row: packed, and checked against what they were when they were written."""

from __future__ import annotations

import hashlib
import zlib
from typing import TypeVar

import msgspec

from firsthand.errors import CorruptError

_T = TypeVar("_T")
_LEVEL = 1


def packed(value: object) -> bytes:
    """Return a value as compressed MessagePack; the same bytes for the same value."""
    return zlib.compress(msgspec.msgpack.encode(value, order="deterministic"), _LEVEL)


def unpacked(data: bytes, kind: type[_T], what: str) -> _T:
    """Return the value in a row; raises `CorruptError` naming `what` is damaged."""
    try:
        return msgspec.msgpack.decode(zlib.decompress(data), type=kind)
    except (zlib.error, msgspec.DecodeError) as error:
        raise CorruptError(f"{what}: what is stored of it is damaged ({error})", remedy="firsthand verify lists all that is") from error


def checksum(data: bytes) -> str:
    """Return the checksum that is stored beside a row's data."""
    return hashlib.sha256(data).hexdigest()
