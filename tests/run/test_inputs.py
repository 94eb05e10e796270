"""Inputs read by one or by several workers."""

from __future__ import annotations

import json

from firsthand.lineage.profile import profile
from firsthand.model import Locator, RawItem, Rejected
from firsthand.run.crew import Crew
from firsthand.run.inputs import Manner, Taken, analysis, take
from firsthand.text.analyse import analyse, with_speech

MANNER = Manner(None, dated=True, in_order=False)


def rows(count: int, filling: int = 1) -> RawItem:
    texts = (f"The council of Arle met on day {n}. {'It rained all day long. ' * filling}“So it was,” said clerk Ann Roe." for n in range(count))
    return RawItem("\n".join(json.dumps({"text": t}) for t in texts).encode(), Locator("rows.jsonl"))


def test_what_is_taken_is_analysed_once_and_for_all() -> None:
    with Crew(1) as crew:
        (taken,) = take([rows(1)], MANNER, crew)
    assert isinstance(taken, Taken)
    assert analysis(taken.analysed) == analyse(taken.document, spoken=False)
    assert with_speech(analysis(taken.analysed)) == analyse(taken.document)
    assert taken.about == profile(analyse(taken.document, spoken=False), dated=True)


def test_several_workers_take_what_one_takes() -> None:
    refused = Rejected("gone.txt", "missing", "missing", "there is no such file")
    items = [rows(60, 1_500), refused, RawItem(b"A dog barked all night in Lunden.", Locator("b.txt")), rows(1)]
    assert len(items[0].data) > 2_000_000
    with Crew(1) as one, Crew(2) as two:
        found = [sorted(take(items, MANNER, crew), key=repr) for crew in (one, two)]
        in_order = list(take(items[1:], Manner(None, dated=True, in_order=True), two))
    assert found[0] == found[1]
    assert len(found[0]) == 63
    assert isinstance(in_order[0], Rejected)
