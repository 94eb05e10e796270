"""The fitted weights of lineage, read from the package; `make fit` writes them."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TypeVar

import msgspec

from firsthand.findings.bearers import BearerWeights
from firsthand.lineage.direction import DirectionWeights
from firsthand.lineage.hands import HandWeights
from firsthand.lineage.kinship import KinshipWeights
from firsthand.lineage.reporting import ReportingWeights
from firsthand.lineage.revision import RevisionWeights
from firsthand.lineage.stories import StoryWeights

_T = TypeVar("_T")


@cache
def load_kinship() -> KinshipWeights:
    """Return the shipped weights that tell kin texts from reports of one event."""
    return _load("kinship.json", KinshipWeights)


@cache
def load_story_weights() -> StoryWeights:
    """Return the shipped weights that tell one story from another."""
    return _load("stories.json", StoryWeights)


@cache
def load_direction() -> DirectionWeights:
    """Return the shipped weights of the evidence for direction."""
    return _load("direction.json", DirectionWeights)


@cache
def load_reporting() -> ReportingWeights:
    """Return the shipped weights of the signs of own reporting."""
    return _load("reporting.json", ReportingWeights)


@cache
def load_revision() -> RevisionWeights:
    """Return the shipped weights that tell the older of two versions of one text."""
    return _load("revision.json", RevisionWeights)


@cache
def load_hands() -> HandWeights:
    """Return the shipped weights that tell by whose hand a passage was made."""
    return _load("hands.json", HandWeights)


@cache
def load_bearers() -> BearerWeights:
    """Return the shipped weights that tell whether two names mean one bearer."""
    return _load("bearers.json", BearerWeights)


def _load(name: str, kind: type[_T]) -> _T:
    data = resources.files("firsthand.run").joinpath("weights", name).read_bytes()
    return msgspec.json.decode(data, type=kind)
