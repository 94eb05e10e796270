"""A round-up's paragraph after one report, beside an own report of the same event."""

from __future__ import annotations

import itertools

from firsthand.lineage.inventory import inventory
from firsthand.lineage.kinship import SECTION, kinship
from firsthand.lineage.section import has_section
from firsthand.model import Analysis, Comparison, Document, Locator
from firsthand.reuse.compare import Meaning, compare
from firsthand.run.fitted import load_kinship
from firsthand.run.models import load_weights
from firsthand.text.analyse import analyse

REPORT = (
    "The harbour master closed the northern lock after divers found a crack in its lower gate.",
    "Nineteen barges with gravel waited overnight beside the sugar refinery.",
    "Engineers from the canal trust brought a spare hinge by road on Thursday.",
    "Traffic resumed once the sluices had been tested twice without a leak.",
    "Repairs will cost ninety thousand crowns, treasurer Oda Fenwick told the shippers.",
    "Older residents remember the winter when ice broke both upper gates.",
)
PARAGRAPH = (
    "A crack found by divers in the lower gate made the harbour master close the northern lock.",
    "Overnight nineteen gravel barges lay waiting near the sugar refinery.",
    "On Thursday engineers of the canal trust drove a spare hinge to the place.",
    "After the sluices were tested twice and no leak appeared, traffic resumed.",
)
BEFORE = (
    "In Ghent the opera opens with a premiere by Mirko Aldane, 41, who sold 3,000 tickets.",
    "Conductor Pia Lorrimer called the rehearsals a festival.",
    "The mayor, Egon Tass, will give 70,000 crowns for new lamps in Mill Street.",
)
AFTER = (
    "Meanwhile the cyclist Bruna Keel won the stage to Varsk by 12 seconds.",
    "Her team mate Olaf Denning fell on the descent and broke a finger.",
    "On Sunday 160 riders climb the Torve pass, where snow still lies.",
)
OWN_REPORT = (
    "Skippers on the canal spent a second night aboard while a damaged gate kept them from the sea.",
    "“They told us nothing,” said Jonna Pell, whose tug had 60 tonnes of sand in tow.",
    "The harbour master would not say when the lock would open.",
    "Pell's company loses 4,000 crowns for every idle day, she said.",
    "The gate had been drained and painted in spring.",
)


def read(name: str, *sentences: str, language: str = "en") -> Analysis:
    text = " ".join(sentences)
    return analyse(
        Document(
            id=name, path=name, sha256=name, locator=Locator(name), text=text, language=language
        )
    )


def met(left: Analysis, right: Analysis) -> Comparison:
    return compare(left, right, evidence=Meaning(weights=load_weights()))


def followed(left: Analysis, right: Analysis) -> bool:
    return has_section(left, right, met(left, right).alignments)


def test_one_paragraph_of_a_round_up_makes_it_kin() -> None:
    report, roundup = read("a", *REPORT), read("b", *BEFORE, *PARAGRAPH, *AFTER)
    for left, right in itertools.permutations((report, roundup)):
        found = kinship(inventory(left), inventory(right), met(left, right), load_kinship(), named=False)
        assert followed(left, right)
        assert found.probability >= SECTION


def test_an_own_report_of_the_event_has_no_section() -> None:
    own = read("c", *OWN_REPORT)
    assert not followed(read("a", *REPORT), own)
    assert not followed(read("b", *BEFORE, *PARAGRAPH, *AFTER), own)


def test_one_sentence_that_everybody_has_is_no_section() -> None:
    assert not followed(read("a", *REPORT), read("d", *BEFORE, REPORT[0], *AFTER))


def test_two_languages_have_no_stretches() -> None:
    report, other = read("a", *REPORT), read("e", *PARAGRAPH, language="de")
    assert not has_section(report, other, met(read("a", *REPORT), read("f", *PARAGRAPH)).alignments)
