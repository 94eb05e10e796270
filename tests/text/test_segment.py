import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.model import Furniture, Span
from firsthand.text.segment import sentences


def split(text, **options):
    found = sentences(text, options.get("furniture", ()), options.get("title"))
    return [text[s.span.start : s.span.end] for s in found if s.part == "body"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The ferry sank. Nobody was hurt.", 2),
        ("Lt. Gen. A. Moe said the U.S. ship left at 10.40 p.m. on Feb. 12 from St. Olaf.", 1),
        ("It left at 10.40 p.m. The crew slept on deck.", 2),
        ("“We saw it. We ran,” he said.", 1),
        ("“We saw it.” The boy ran.", 2),
        ('"Is it over?" she asked. Nobody knew.', 2),
        ("Ada Quill. reporting from Lunden. said the port was shut.", 1),
        ("Wishing him success... in solving the tasks of the day, he left.", 1),
        ("The ramp broke. It’s there.", 2),
        ("消防部门说火灾已经得到控制。没有人员伤亡。", 2),
        ("هل انتهت الحرب؟ لا أحد يعرف متى تنتهي.", 2),
        ("¿Se hundió el barco? Nadie lo sabe todavía.", 2),
        ("Prices rose by 3.5 per cent in No. 5 district. Then they fell.", 2),
    ],
)
def test_sentences(text, wanted):
    assert len(split(text)) == wanted


def test_furniture_and_lines_are_no_sentences():
    text = "Brook Herald\nFerry sinks in calm water off Lunden\n\nBy Liv Moe\n12 March 2025\n\nThe ferry sank at noon in calm water, the board said.\n\nRead more: Five ferries\n"
    at = text.index("Read more")
    found = sentences(text, [Furniture(Span(at, len(text) - 1), "links")], "Ferry sinks in calm water off Lunden")
    parts = [(s.part, text[s.span.start : s.span.end]) for s in found]
    assert [p for p, _ in parts] == ["line", "title", "line", "line", "body"]
    assert not any("Read more" in t for _, t in parts)


@given(st.text(alphabet="aB. !?\n“”\"'’,1", max_size=120))
def test_spans_are_in_order_inside_the_text_and_without_blank_ends(text):
    last = 0
    for s in sentences(text, (), None):
        assert last <= s.span.start < s.span.end <= len(text)
        piece = text[s.span.start : s.span.end]
        assert piece == piece.strip()
        last = s.span.end
