"""Paraphrase or not: sentence pairs made from the PAN corpus (Madnani et al. 2012)."""

from __future__ import annotations

from evaluation.sentence_pairs import run

__all__ = ["run"]
