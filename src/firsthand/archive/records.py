"""Values as they lie in a row: packed, and checked against what they were when they were written."""

from __future__ import annotations

import hashlib
import zlib
from typing import TypeVar

import msgspec

from firsthand.errors import CorruptError

_T = TypeVar("_T")
_LEVEL = 1
# Bytes of a CRC-32.
_SEAL = 4


def packed(value: object) -> bytes:
    """Return a value as compressed MessagePack; the same bytes for the same value."""
    return zlib.compress(msgspec.msgpack.encode(value, order="deterministic"), _LEVEL)


def unpacked(data: bytes, kind: type[_T], what: str) -> _T:
    """Return the value in a row; raises `CorruptError` naming `what` is damaged."""
    try:
        return msgspec.msgpack.decode(zlib.decompress(data), type=kind)
    except (zlib.error, msgspec.DecodeError) as error:
        raise CorruptError(f"{what}: what is stored of it is damaged ({error})", remedy="firsthand verify lists all that is") from error


def sealed(data: bytes) -> bytes:
    """Return bytes that end in their CRC-32: damaged ones would be read as others."""
    return data + zlib.crc32(data).to_bytes(_SEAL, "little")


def opened(data: bytes, what: str) -> memoryview:
    """Return what was sealed; raises `CorruptError` naming `what` is damaged."""
    held = memoryview(data)[:-_SEAL]
    if zlib.crc32(held).to_bytes(_SEAL, "little") != data[-_SEAL:]:
        raise CorruptError(f"{what}: what is stored of it is damaged", remedy="firsthand verify lists all that is")
    return held


def checksum(data: bytes) -> str:
    """Return the checksum that is stored beside a row's data."""
    return hashlib.sha256(data).hexdigest()
