"""The archive: what was read, and all that was found in it, kept in one SQLite file."""
