import math

from hypothesis import given
from hypothesis import strategies as st

from firsthand.lineage.style import measure

OLD = "i think the mill is realy old!! it was build in 1890.\nsee also: mills"
NEW = "The mill was built in 1890 and restored in 2004.\n\nHistory\n\nIt is (as of 2006) a museum."


@given(st.text(max_size=300))
def test_every_text_has_the_same_measures(text):
    found = measure(text)
    assert found.keys() == measure("").keys()
    assert not any(math.isinf(x) for x in found.values())


def test_measures_see_what_revision_changes():
    old, new = measure(OLD), measure(NEW)
    assert old["voice", "first-person"] > new["voice", "first-person"]
    assert old["voice", "exclamation"] > new["voice", "exclamation"]
    assert old["spelling", "unknown"] > new["spelling", "unknown"]
    assert new["dates", "latest"] == 2006
    assert new["structure", "paragraph"] > old["structure", "paragraph"]


def test_a_text_without_years_has_no_latest():
    assert math.isnan(measure("no year here")["dates", "latest"])
