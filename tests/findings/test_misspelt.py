"""A name that one copy alone spells otherwise is told, a house's convention and a second name are not."""

from firsthand import trace

TEXT = """{outlet}
Ash closes the island airport
{day} March 2025

The volcano threw a column of ash nine kilometres into the sky on Monday, the weather office said. Around 61,000 passengers were stranded.

Hotel beds in the town were full by the evening. “It is clearing its throat,” said Ragna Tveidt, who heads the observatory at {name}.

A single runway could open again on Thursday at the earliest if the wind turns to the north, the airport said in a statement.
"""


def names(tmp_path, *spellings):
    for n, (outlet, name) in enumerate(spellings):
        (tmp_path / f"{n}.txt").write_text(TEXT.format(outlet=outlet, day=4 + n, name=name))
    return [
        (v.exemplar.text, v.copy.text)
        for s in trace([str(tmp_path)]).stories for v in s.variants if v.kind == "name"
    ]  # fmt: skip


def test_one_copy_alone_is_told(tmp_path):
    found = names(
        tmp_path, ("The Brook Herald", "Mount Kelderhorn"), ("Coast Daily", "Mount Kelderhorn"), ("Hill Gazette", "Mount Kelderhoon")
    )
    assert ("Mount Kelderhorn", "Mount Kelderhoon") in found or ("Kelderhorn", "Kelderhoon") in found


def test_what_all_have_is_not_told(tmp_path):
    assert names(tmp_path, ("The Brook Herald", "Mount Kelderhorn"), ("Coast Daily", "Mount Kelderhorn")) == []
