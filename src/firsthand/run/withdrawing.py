"""Documents taken out of everything that was made of them, as if they had never come in."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.archive import documents
from firsthand.archive.documents import Fact
from firsthand.archive.store import Store
from firsthand.run import matching, stories


def withdraw(store: Store, gone: Sequence[Fact]) -> None:
    """Take documents out, their inputs aside, and make again what is left beside them; within a transaction."""
    numbers = [f.number for f in gone]
    beside = {
        n
        for number in numbers
        for (n,) in store.rows(
            "SELECT o.document FROM member m JOIN member o ON o.story = m.story WHERE m.document = ?", (number,)
        )
    }
    touched = matching.unmatch(store, numbers)
    stories.forget(store, numbers)
    documents.forget(store, gone)
    stories.compare(store, sorted(touched))
    stories.regroup(store, (beside | touched) - set(numbers))
