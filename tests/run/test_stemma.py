from firsthand.run.stemma import stemma

REPORT = """Bridge at Torvik closed after crack is found

Engineers closed the road bridge at Torvik on Tuesday after a crack was found in its northern pier.
Some 4,200 cars cross it every day. The council said a ferry would run from Wednesday morning.
"The pier was inspected in March and nothing was seen," said Ane Holt, who leads the roads office.
Schools on the island stay open, and an ambulance is kept on the far shore until further notice.
"""
COPY = REPORT.replace("Some 4,200 cars cross it every day. ", "").replace("was found in", "was discovered in")
OTHER = """Rain spoils the plum harvest

Growers in the south expect half of last year's plums. Three weeks of rain split the fruit on the
trees, and pickers were sent home on Monday. "We have never lost so much in one week," Per Dahl said.
"""


def test_reports_get_the_stemma_of_a_story_and_others_stand_alone():
    found = stemma({"a": REPORT, "b": COPY, "c": OTHER})
    assert [sorted(e) for e in found.edges] == [["a", "b"]]
    assert "c" in found.roots
    assert found.witnesses == ("a", "b", "c")


def test_witnesses_of_one_work_are_collated():
    words = REPORT.lower().replace(".", "").replace(",", "")
    found = stemma({"a": words, "b": words.replace("pier", "pyer"), "c": words.replace("ferry", "boat")})
    assert found.support is not None
    assert {"a", "b", "c"} <= {v for e in found.edges for v in e}
