"""Who copied whom, as people say in the metadata of inputs, kept as rows.

The rows are made from what the inputs have, whenever anything is added: whatever was killed before it
got here is caught up with, a name that is not in the archive yet counts once it is, and a statement
that was withdrawn counts no more.
"""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from firsthand.archive import audit, documents
from firsthand.archive.store import Store
from firsthand.model import Rejected
from firsthand.reading.metadata import Override
from firsthand.run import stories

# How a filled list of `copy_of` or `not_copy_of` begins in what an input has.
_FILLED = b'copy_of":["'
Rows = set[tuple[int, int, int]]


def judge(store: Store, asked: Collection[str]) -> tuple[Rejected, ...]:
    """Bring the judgements up to what the metadata of inputs says; the stories they touch are told again.

    Returns what the metadata of some paths (`asked`) names that is not one document.
    """
    wanted: Rows = set()
    refused = []
    said = store.rows("SELECT DISTINCT path, said FROM input WHERE instr(said, ?) ORDER BY path, said", (_FILLED,))
    for path, record in said:
        override = msgspec.json.decode(record, type=Override)
        copies = _of_path(store, path)
        for names, confirmed in ((override.copy_of, 1), (override.not_copy_of, 0)):
            for name in names:
                found = _of_path(store, name)
                if len(found) == 1:
                    wanted.update((found[0], copy, confirmed) for copy in copies)
                elif path in asked:
                    what = f"holds {len(found)} documents" if found else "is not in the archive; it counts once it is"
                    refused.append(Rejected(path, "refused", "unknown_exemplar", f"its metadata names {name}, which {what}"))
    with store.transaction():
        _write(store, wanted)
    return tuple(refused)


def _write(store: Store, wanted: Rows) -> None:
    held = set(store.rows("SELECT exemplar, copy, confirmed FROM judgement"))
    if held == wanted:
        return
    store.run_many("DELETE FROM judgement WHERE exemplar = ? AND copy = ? AND confirmed = ?", sorted(held - wanted))
    store.run_many("INSERT INTO judgement(exemplar, copy, confirmed) VALUES(?, ?, ?)", sorted(wanted - held))
    touched = {n for a, b, _ in held ^ wanted for n in (a, b)}
    name = {f.number: f.id for f in documents.facts(store, touched)}
    for exemplar, copy, confirmed in sorted(wanted - held):
        audit.note(store, "judged", name[copy], f"{'a copy' if confirmed else 'no copy'} of {name[exemplar]}")
    for _, copy, _ in sorted(held - wanted):
        audit.note(store, "judged", name[copy], "what was said of it is withdrawn")
    stories.regroup(store, {n for n in touched if store.one("SELECT 1 FROM member WHERE document = ?", (n,))})


def _of_path(store: Store, path: str) -> list[int]:
    return [n for (n,) in store.rows("SELECT number FROM document WHERE path = ? ORDER BY number", (path,))]
