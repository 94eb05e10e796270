import pytest

from firsthand.lineage.bodies import same_body


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Castell", "Castell Newswire"),
        ("GNA", "Globe News Agency"),
        ("The Brook Herald", "Brook Herald"),
        ("Agence Lune", "Lune"),
        ("EFE", "Agencia EFE"),
        ("Brook Herald Online", "Brook Herald"),
    ],
)
def test_names_of_one_body(left, right):
    assert same_body(left, right)
    assert same_body(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Meridian Wire", "The Meridian Post-Dispatch"),
        ("Brook Herald", "Hill Herald"),
        ("News Agency", "News Service"),
        ("", "Brook Herald"),
        (None, None),
        ("AP", "Altona Courier"),
    ],
)
def test_names_of_two_bodies(left, right):
    assert not same_body(left, right)
    assert not same_body(right, left)
