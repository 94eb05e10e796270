"""Numbers in words, in six languages."""

from __future__ import annotations

import pytest

from firsthand.text.numbers import quantities


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("de", "einundzwanzig Menschen, zweihundertfünfzig Leute, dreitausend Mann, vierköpfig, zwei Millionen", [21, 250, 3000, 4, 2e6]),
        ("de", "Allein und unter der Brücke, ein Mann", []),
        ("fr", "vingt et une personnes, quatre-vingt-douze ans, soixante-dix-sept, deux cents hommes, une femme", [21, 92, 77, 200]),
        ("es", "treinta y dos personas, veintidós, una mujer, doscientas casas, cien mil", [32, 22, 200, 1e5]),
        ("ru", "тринадцать человек, двадцать пять, двухсот тысяч, трое, один человек", [13, 25, 2e5, 3]),
        ("ar", "خمسة عشر شخصا، خمسة وعشرون رجلا", [15, 25]),
        ("en", "a dozen men, two dozen men, a hundred people, 2 ½ cups, two hundred and five, one man, hundreds", [12, 24, 100, 2.5, 205]),
    ],
)
def test_numbers_in_words(language: str, text: str, values: list[float]) -> None:
    assert [q.value for q in quantities(text, language)] == values


def test_points_of_a_hundred_are_no_per_cent() -> None:
    assert [q.unit for q in quantities("two percentage points, two percent", "en")] == ["points", "%"]
