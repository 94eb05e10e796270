"""Pictures: the same figures, the same bytes; what is drawn can be read."""

import io

import pytest

mpl = pytest.importorskip("matplotlib", reason="matplotlib is not installed: NO PICTURE IS TESTED")

from benchmarks import pictures  # noqa: E402

TOOL = {"documents": 2_000, "rec_nd": 1.0, "rec_wire": 0.997, "rec_pass": 0.5}
PEERS = {
    "tools": [
        TOOL | {"tool": "gaoya", "cpu": 0.4},
        TOOL | {"tool": "firsthand", "cpu": 0.1, "span_cov": 0.98},
        {"tool": "rensa", "failed": "not installed"},
    ],
    "bound": {"bounds": {"numba": {"us": 10.0}, "C": {"us": 8.0}}},
}
GROWTH = {
    "sizes": [
        {"documents": 2_000, "us": 36.0, "rss_extra_mb": 45, "bounds": {"numba": 9.0}},
        {"documents": 10_000, "us": 47.0, "rss_extra_mb": 226, "bounds": {"numba": 10.0}},
        {"documents": 1_000_000, "failed": "killed"},
    ]
}


def drawn(draw, figures):
    out = io.BytesIO()
    with mpl.rc_context(pictures.STYLE | {"svg.fonttype": "none"}):
        draw(figures).savefig(out, format="svg", metadata={"Date": None})
    return out.getvalue().decode()


@pytest.mark.parametrize(("draw", "figures"), [(pictures.peers, PEERS), (pictures.growth, GROWTH)])
def test_the_same_figures_give_the_same_bytes(draw, figures):
    assert drawn(draw, figures) == drawn(draw, figures)


def test_bars_say_what_they_stand_for():
    svg = drawn(pictures.peers, PEERS)
    for words in ("50 µs", "100 / 99.7 / 50 %, and where", "200 µs", "8 µs", "gaoya"):
        assert words in svg
    assert "rensa" not in svg


def test_lines_have_their_names_and_figures():
    svg = drawn(pictures.growth, GROWTH)
    for words in ("firsthand", "the least work", "47", "2 k", "10 k"):
        assert words in svg
