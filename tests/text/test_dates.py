import pytest

from firsthand.text.dates import in_addresses, parse, published, stated


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("12 March 2025", "2025-03-12"),
        ("Wednesday, March 12, 2025", "2025-03-12"),
        ("PublishedMarch 12, 2025", "2025-03-12"),
        ("date 2025-03-12 The ferry", "2025-03-12"),
        ("12.03.2025, 14:22 Uhr", "2025-03-12T14:22"),
        ("12 mars 2025", "2025-03-12"),
        ("1er juillet 2024", "2024-07-01"),
        ("miércoles 12 de marzo de 2025", "2025-03-12"),
        ("12 марта 2025 г.", "2025-03-12"),
        ("١٢ مارس ٢٠٢٥", "2025-03-12"),
        ("2025年3月12日", "2025-03-12"),
        ("25/06/2024", "2024-06-25"),
        ("Posted Wednesday, May 14, 2025, 4:12 p.m.", "2025-05-14T16:12"),
        ("2025-03-12T21:14:00+01:00", "2025-03-12T21:14:00+01:00"),
        ("Oct. 8, 2024", "2024-10-08"),
    ],
)
def test_forms_of_dates(line, value):
    assert [c.value for c, _ in stated(line)] == [value]


@pytest.mark.parametrize("line", ["30 February 2025", "12 March 0000", "2025-13-01", "may 2025", "version 3.12.2025.1a"])
def test_what_is_no_date(line):
    assert not [c for _, c in parse(line, "text") if c.value.startswith("2025-02-30")]
    assert all(len(c.value) >= 10 for _, c in parse(line, "text"))


def test_a_date_in_prose_is_an_event_and_no_publication():
    text = "The ferry sank on 3 June 2023 after it had been inspected twice that spring, the board said on Monday.\n"
    assert published(stated(text)) is None


def test_dateline_of_an_agency():
    text = "LUNDEN, Oct 9, 2024 (Harbour Wire) - The ferry sank at noon, the board said, and nobody was hurt in it."
    (claim, update), = stated(text)
    assert (claim.value, update) == ("2024-10-09", False)


def test_an_update_is_published_only_when_alone():
    both = stated("Posted 14 May 2025 | Updated 16 May 2025\n")
    assert published(both).value == "2025-05-14"
    assert published(stated("Updated 16 May 2025\n")).value == "2025-05-16"


def test_days_in_addresses_are_candidates_only():
    (claim,) = in_addresses("see https://brook.example/2025/07/14/ferry and more")
    assert (claim.value, claim.basis) == ("2025-07-14", "url")
