"""The bytes of every input as they came, by their SHA-256: kept first, never changed."""

from __future__ import annotations

import hashlib
import zlib

from firsthand.archive.store import Store
from firsthand.errors import CorruptError

_LEVEL = 6


def keep(store: Store, data: bytes) -> str:
    """Return the SHA-256 of some bytes, which are in the archive from now on."""
    digest = hashlib.sha256(data).hexdigest()
    small = zlib.compress(data, _LEVEL)
    packed = len(small) < len(data)
    store.run(
        "INSERT OR IGNORE INTO original(sha256, size, packed, data) VALUES(?, ?, ?, ?)",
        (digest, len(data), int(packed), small if packed else data),
    )
    return digest


def fetch(store: Store, sha256: str) -> bytes:
    """Return the bytes with a SHA-256; raises `CorruptError` where they are not what was kept."""
    found = store.rows("SELECT packed, data FROM original WHERE sha256 = ?", (sha256,))
    if not found:
        raise CorruptError(f"original {sha256[:12]}: it is not in the archive", remedy="add its file again")
    data = whole(*found[0])
    if data is None or hashlib.sha256(data).hexdigest() != sha256:
        raise CorruptError(f"original {sha256[:12]}: its bytes are damaged", remedy="add its file again, if you still have it")
    return data


def whole(packed: int, data: bytes) -> bytes | None:
    """Return stored bytes unpacked, or None where they cannot be."""
    if not packed:
        return data
    try:
        return zlib.decompress(data)
    except zlib.error:
        return None
