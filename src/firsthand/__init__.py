"""firsthand: who wrote it first, who copied whom, and what each copy changed."""

__version__ = "0.1.0"
