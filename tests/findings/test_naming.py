import pytest

from firsthand.findings.changes import paired
from firsthand.findings.naming import NEAR, derived, likeness, name_changes, respelt, tokens
from firsthand.findings.slots import Excerpt
from firsthand.model import Span
from firsthand.text.analyse import analyse
from tests.conftest import make_document


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ahmad al-Sharaa", "Ahmed al-Sharaa"), ("al-Sharaa", "Alshara"), ("al-Sharaa", "Arshala"),
        ("Jana Belicova", "Yana Belitsova"), ("Hanneke Overmars", "Hanneke Overmarse"), ("Las Tenerias", "Las Tenerías"), ("Dar al-Nawras", "Dar Annawras"),
    ],
)  # fmt: skip
def test_spellings_of_one_name(one, other):
    assert likeness(one, other) >= NEAR


@pytest.mark.parametrize(
    ("one", "other"),
    [("Bashar al-Assad", "Asaad al-Shaibani"), ("Sharaa", "Shaibani"), ("Matej Soltys", "Pavol Hrinko"), ("Radio Cumbre", "Canal Sur")],
)
def test_two_names(one, other):
    assert likeness(one, other) < NEAR


def test_tokens_and_derived_forms():
    assert tokens("Clear\u200bline") == ("clearline",)
    assert derived("Norway", "Norways")
    assert not derived("Benes", "Benesh")


def pairs(before, after):
    left, right = (Excerpt(analyse(make_document(t)), Span(0, len(t))) for t in (before, after))
    return respelt(paired(left, right, "edited", machine=False))


def test_names_in_one_place_are_set_beside_each_other():
    found = pairs(
        "The coach, Miodrag Stanisic, met Tereza Vondrak at Gdynia.",
        "The coach, Miodrak Stanishich, met Tereza Vondrak at Gdinya.",
    )
    assert {(p.exemplar.text, p.copy.text) for p in found} == {("Miodrag Stanisic", "Miodrak Stanishich"), ("Gdynia", "Gdinya")}
    assert {c.kind for c in name_changes(found, machine=True)} == {"name"}


def test_a_convention_is_no_variant_unless_a_machine_wrote_it():
    found = pairs("It was Abdelrahman Qasrawi who signed.", "It was Abdulrahman Qasrawi who signed.")
    assert len(found) == 1
    assert list(name_changes(found, machine=False)) == []
    assert len(list(name_changes(found, machine=True))) == 1
