"""The result as JSON: floats of three decimals, the same bytes for the same result."""

from __future__ import annotations

from typing import Any

import msgspec

from firsthand.model import Trace

DECIMALS = 3


def to_json(trace: Trace) -> bytes:
    """Return a result as one line of JSON, keys in the order of the schema."""
    return as_json(trace)


def as_json(value: object) -> bytes:
    """Return any of our values as one line of JSON, floats rounded as in results."""
    return msgspec.json.encode(_rounded(msgspec.to_builtins(value))) + b"\n"


def schema() -> bytes:
    """Return the JSON Schema of results."""
    described = msgspec.json.schema(Trace)
    described["$id"] = "firsthand.trace/1"
    return msgspec.json.format(msgspec.json.encode(described), indent=2) + b"\n"


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, dict):
        return {k: _rounded(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(v) for v in value]
    return value
