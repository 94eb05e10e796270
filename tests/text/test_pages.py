"""Mastheads, credits, furniture and unwrapping on pages of our own."""

import pytest

from firsthand.text.credits import credits
from firsthand.text.furniture import furniture
from firsthand.text.masthead import masthead, outlet_from_host
from firsthand.text.unwrap import unwrap

BODY = "The ferry sank at noon in calm water off the northern quay, the harbour board said on Tuesday."


@pytest.mark.parametrize(
    ("head", "outlet", "title"),
    [
        ("Brook Herald\nTuesday 4 March 2025\n\nFerry sinks in calm water off the quay\n", "Brook Herald", "Ferry sinks in calm water off the quay"),
        ("Ferry sinks in calm water off the quay\n\nLunden Evening Post\nBy our staff\n", "Lunden Evening Post", "Ferry sinks in calm water off the quay"),
        ("QUICKFEED99 » World » Sea\n\nFerry goes down off the quay in calm\n", "QUICKFEED99", "Ferry goes down off the quay in calm"),
        ("HARBOUR LETTER, the weekly note\n4 March 2025\n\nA ferry and what it tells us about ramps\n", "HARBOUR LETTER", "A ferry and what it tells us about ramps"),
        ("Das Hafenblatt\nVermischtes\n\nFähre sinkt bei ruhiger See vor dem Kai\n", "Das Hafenblatt", "Fähre sinkt bei ruhiger See vor dem Kai"),
    ],
)
def test_head_of_a_page(head, outlet, title):
    found = masthead(f"{head}\n{BODY}\n")
    assert (found.outlet, found.title) == (outlet, title)


def test_byline_names():
    assert masthead(f"Brook Herald\nFerry sinks off the quay again\n\nBy Liv Moe and Jan Rud in Lunden\n\n{BODY}").byline == ("Liv Moe", "Jan Rud")


def test_outlet_from_the_foot():
    bio = "Liv Moe is a reporter for the Brook Herald."
    assert masthead(f"{BODY}\n\n{bio}").outlet == "Brook Herald"
    assert masthead(f"{BODY}\n\nOriginal url: https://www.thebrooktimes.com/ferry").outlet == "The Brook Times"
    assert outlet_from_host("localhost") is None


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (f"LUNDEN, March 4 (Harbour Wire) - {BODY}", "Harbour Wire", "agency"),
        (f"LUNDEN (HBW): {BODY}", "HBW", "agency"),
        (f"Fähre gesunken\n\nLunden (HBW)\n\n{BODY}", "HBW", "agency"),
        (f"{BODY} HBW", "HBW", "agency"),
        (f"{BODY} It will be raised, the Northern Press Association reports.", "Northern Press Association", "outlet"),
        (f"Ferry sinks off the quay\nBy AFP\n\n{BODY}", "AFP", "agency"),
        (f"Ferry sinks off the quay\n\nBy LIV MOE, Harbour Press\n\n{BODY}", "Harbour Press", "agency"),
        (f"{BODY} It will be raised, the Lunden Times reports.", "Lunden Times", "outlet"),
        (f"{BODY} The fault was first reported by the Lunden Times.", "Lunden Times", "outlet"),
        (f"{BODY}\n\n(Ridgeway)", "Ridgeway", "agency"),
        (f"{BODY}\n\nSource: Harrow Foods Ltd customer notice", "Harrow Foods Ltd", "agency"),
        (f"{BODY}\n\n(Reporting by Liv Moe; Editing by Jan Rud)", "Reporting by Liv Moe; Editing by Jan Rud", "contributor"),
        (f"Der Fährmann schwieg, berichtet das Blatt. {BODY} Das geht laut Lunden Zeitung nicht.", "Lunden Zeitung", "outlet"),
    ],
)
def test_credits(text, name, kind):
    assert (name, kind) in [(c.name, c.kind) for c in credits(text, "Brook Herald")]
    for c in credits(text, "Brook Herald"):
        assert text[c.span.start : c.span.end] == c.text


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY} The Interior Ministry said so.",
        f"{BODY} He told the Brook Herald that it was over.",
        f"{BODY} Rud owns it.\n\n(Rud)",
        f"HARBOUR MASTER (Liv Moe): {BODY}",
        f"{BODY}\n\n(Continued)",
        f"{BODY} ENDIT",
        f"{BODY} He told this newspaper that Rud had seen it.",
        f"{BODY} The Press Workers Union reports heavy losses.",
    ],
)
def test_bodies_that_are_only_quoted_are_no_credits(text):
    assert [c for c in credits(text, "Brook Herald") if c.kind != "contributor"] == []


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Related article: Five ferries that sank", "links"),
        ("Tags: ferry, sea, lunden", "tags"),
        ("Page 1 of 2 | Print this article | Back to top", "notice"),
        ("3 free articles remaining this month. Log in or create an account", "notice"),
        ("Original url:", "address"),
        ("https://www.brook.example/2025/03/04/ferry", "address"),
        ("Liv Moe has reported from Lunden since 2019.", "bio"),
        ("© 2025 Brook Herald. All rights reserved.", "notice"),
        ("Do you know more? Write to desk@brook.example or ring us.", "notice"),
        ("Continued on B4", "notice"),
        ("Suscríbase por 90 pesos al mes. Impreso en Lunden.", "notice"),
        ("Abonnez-vous : 1 € le premier mois, sans engagement.", "notice"),
        ("Anzeigenschluss 11 Uhr.", "notice"),
        ("More: A cat that pays rent", "links"),
        ("See MAPS, B4", "notice"),
        ("Comments are closed on Sundays.", "notice"),
        ("#ferry #lunden #sea", "tags"),
        ("This newspaper is a member of the Northern Press Group.", "notice"),
        ("You get this letter because you asked for it. To stop, reply with the word ENOUGH.", "notice"),
        ("Next week: in praise of ramps.", "notice"),
        ("Tide tables and the fish market in full on page 14.", "notice"),
        ("Liv M. blogs from a houseboat.", "bio"),
    ],
)
def test_furniture_at_the_foot(line, kind):
    text = f"Brook Herald\n\n{BODY}\n\n{BODY}\n\n{line}\n"
    (piece,) = [f for f in furniture(text, None) if f.span.start > 100]
    assert (piece.kind, text[piece.span.start : piece.span.end]) == (kind, line)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("The Brook Herald is printed on paper made of old nets.", "notice"),
        ("Das Brook Herald erscheint werktäglich.", "notice"),
        ("Ada Quill was harbour master of Lunden for nine years.", "bio"),
        ("Liv Moe swims every morning.", "bio"),
    ],
)
def test_what_the_foot_says_of_the_outlet_and_the_author(line, kind):
    text = f"Brook Herald\n\nThe ramp and I\nAda Quill\n\n{BODY}\n\n{BODY}\n\n{line}\n"
    (piece,) = furniture(text, None, "Brook Herald", ("Liv Moe",))
    assert (piece.kind, text[piece.span.start : piece.span.end]) == (kind, line)


@pytest.mark.parametrize("line", ["Ada Quill saw it go down from the quay.", "The Herald, a trawler, is owned by Mr Rud."])
def test_who_acts_in_the_text_is_not_its_author(line):
    text = f"Brook Post\n\nThe ramp\n\n{BODY} Ada Quill stood by.\n\n{BODY}\n\n{line}\n"
    assert furniture(text, None, "Brook Post") == ()


@pytest.mark.parametrize(
    "line",
    [
        "Read more slowly, the teacher told the class as the ferry went down before their eyes.",
        "Subscribe to a theory for long enough and it will pay you back, she said.",
        "The reporter Ada Quill said that she had covered the port for ten years.",
        "More than a hundred people watched from the quay as the mast went under.",
        "Related families were put up in the gym, officials said.",
    ],
)
def test_sentences_of_the_article_are_no_furniture(line):
    text = f"{BODY}\n\n{line}\n\n{BODY}\n\n{line}"
    assert furniture(text, None) == ()


def test_wrapped_lines_are_joined_and_paragraphs_kept():
    wrapped = (
        "The ferry sank at noon in calm water off the northern quay, the\n"
        "harbour board said on Tuesday, and the crew of nine was taken off by\n"
        "a pilot boat that had been lying near the wall. Nobody was hurt. A\n"
        "plan to replace the ramp in the northern part of the port was post-\nponed in 2019.\n\n"
        "The board will meet again on Friday to hear the engineers who looked\n"
        "at the ramp in the spring and found nothing that was wrong with it.\n"
    )
    found = unwrap(wrapped)
    assert [p.count("\n") for p in found.strip().split("\n\n")] == [0, 0]
    assert "postponed" in found
    assert "off by a pilot boat" in found


def test_one_paragraph_a_line_stays_so():
    text = "\n".join([BODY, "Nobody was hurt.", BODY + " " + BODY, "The board met."])
    assert unwrap(text) == text
