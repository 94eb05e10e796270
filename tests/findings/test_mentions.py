"""Spellings that only a known name explains: other scripts, titles, names inside longer ones."""

from __future__ import annotations

from firsthand.findings.mentions import (
    Spelling,
    by_family_name,
    heard,
    inner,
    titled,
    unarticled,
    without_head,
)
from firsthand.text.analyse import analyse


def known(*names: str, kind: str = "person") -> dict[str, Spelling]:
    return {n: Spelling(n, (0,), 2, kind) for n in names}


def test_a_full_name_is_heard_in_another_script(document) -> None:
    text = "وقال كريم المنصوري إن السفينة غرقت. وأضاف أن أحدا لم يصب."
    found = list(heard(known("Karim al-Mansouri", "Orla Brandvik"), [analyse(document(text, language="ar"))]))
    assert [(f.of, f.spelling.text) for f in found] == [("Karim al-Mansouri", "كريم المنصوري")]


def test_one_common_part_is_not_heard(document) -> None:
    text = "وقال كريم الخطيب إن السفينة غرقت. وأضاف أن أحدا لم يصب."
    assert not list(heard(known("Karim al-Mansouri"), [analyse(document(text, language="ar"))]))


def test_cyrillic_is_heard_too(document) -> None:
    text = "Капитан Игорь Соболевский сказал, что судно тонет. Никто не пострадал."
    found = list(heard(known("Igor Sobolevsky"), [analyse(document(text, language="ru"))]))
    assert [f.spelling.text for f in found] == ["Игорь Соболевский"]


def test_titles_make_further_spellings(document) -> None:
    text = "The pilot, Ida Holm, was late. On Friday Mrs Holm was early, said Captain Ida Holm of the Brook Herald."
    found = {f.spelling.text: f.of for f in titled(known("Holm", "Ida Holm"), [analyse(document(text))])}
    assert found.get("Mrs Holm") == "Holm"
    assert found.get("Captain Ida Holm") == "Ida Holm"


def test_a_name_inside_a_longer_one_is_found() -> None:
    found = list(inner(known("UN Marta Lindqvist", "Marta Lindquist")))
    assert [(f.of, f.spelling.text) for f in found] == [("Marta Lindquist", "Marta Lindqvist")]
    assert not list(inner(known("UN Marta Lindqvist", "Pavel Orlov")))


def test_a_family_name_alone_is_its_only_bearers(document) -> None:
    text = "Ilse Renwick sat in court three. On Monday Her Honour Judge Renwick spoke. Renwick was brief; so was Ann Roe."
    found = {f.spelling.text: f.of for f in by_family_name(known("Ilse Renwick", "Ann Roe"), [analyse(document(text))])}
    assert found == {"Renwick": "Ilse Renwick", "Her Honour Judge Renwick": "Ilse Renwick"}


def test_a_family_name_of_two_is_nobodys(document) -> None:
    text = "Ilse Renwick sat beside Carl Renwick. Later Renwick spoke."
    assert not list(by_family_name(known("Ilse Renwick", "Carl Renwick"), [analyse(document(text))]))


def test_places_have_no_family_names(document) -> None:
    text = "They crossed from Little Rusk on Sunday. Rusk lies to the north."
    assert not list(by_family_name(known("Little Rusk", kind="other"), [analyse(document(text))]))


def test_articles_come_and_go(document) -> None:
    texts = [analyse(document("It was in The Dunmere Chronicle on Friday.")), analyse(document("The Lady Ysolde sank."))]
    found = {f.spelling.text: f.of for f in unarticled(known("Dunmere Chronicle", "The Lady Ysolde"), texts)}
    assert found == {"The Dunmere Chronicle": "Dunmere Chronicle", "Lady Ysolde": "The Lady Ysolde"}


def test_a_rank_is_no_given_name(document) -> None:
    text = "Ramiro Estevane led the crews. On Friday Commander Estevane spoke."
    found = {f.spelling.text: f.of for f in by_family_name(known("Ramiro Estevane", "Commander Estevane"), [analyse(document(text))])}
    assert found["Commander Estevane"] == "Ramiro Estevane"


def test_a_house_goes_without_what_it_is(document) -> None:
    texts = [analyse(document(t)) for t in ("Guests left the Hotel Belvedor at noon.", "Smoke rose behind the Belvedor.")]
    found = [(f.of, f.spelling.text, f.spelling.witnesses) for f in without_head(known("Hotel Belvedor", kind="other"), texts)]
    assert found == [("Hotel Belvedor", "Belvedor", (1,))]


def test_a_name_without_letters_is_nobodys(document) -> None:
    names = known("★ —", "Ilse Renwick")
    assert [f.of for f in by_family_name(names, [analyse(document("Ilse Renwick spoke. Later Renwick left."))])] == ["Ilse Renwick"]
