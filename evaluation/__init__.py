"""Measuring firsthand on labelled sets: `python -m evaluation TASK DIR`."""
