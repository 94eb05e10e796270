"""Same statement or not: the Microsoft Research Paraphrase Corpus (Dolan and Brockett 2005)."""

from __future__ import annotations

from evaluation.sentence_pairs import run

__all__ = ["run"]
