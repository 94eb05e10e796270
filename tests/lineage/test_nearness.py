import hashlib

from hypothesis import given
from hypothesis import strategies as st

from firsthand.lineage import nearness
from firsthand.lineage.nearness import close, near
from firsthand.lineage.profile import profile
from firsthand.lineage.stories import FEATURES, Wording, features
from firsthand.model import Document, Locator
from firsthand.text.analyse import analyse

TEXTS = (
    "Ferry aground off Skarholm\n\nThe ferry Solveig ran aground off Skarholm on Friday with 214 passengers aboard, harbour master Jonas Brekke said.",
    "Solveig freed from Skarholm reef\n\nTugs freed the ferry Solveig on Saturday after 214 passengers had been taken off, Jonas Brekke said.",
    "Ferry aground off Tornvik\n\nThe ferry Astrid ran aground off Tornvik on Monday with 90 passengers aboard, harbour master Lise Moen said.",
    "Flour prices rise\n\nBakers in Castelmar expect wheat to become dearer by 12.5 percent, their guild announced.",
    "Fähre vor Skarholm auf Grund\n\nDie Fähre Solveig lief am Freitag vor Skarholm mit 214 Passagieren auf Grund, sagte Jonas Brekke.",
)


def told(text, language="en"):
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document(
        id=digest[:16], path="", sha256=digest, locator=Locator(""), text=text, language=language,
        words=len(text.split()),
    )  # fmt: skip
    return profile(analyse(document), dated=False)


PROFILES = [told(t, "de" if "Fähre" in t else "en") for t in TEXTS]


def test_texts_of_one_event_are_near_across_languages_and_others_are_not():
    pairs = set(near(PROFILES))
    assert {(0, 1), (0, 4), (1, 4)} <= pairs
    assert not any(3 in pair for pair in pairs)


@given(st.lists(st.integers(0, len(TEXTS) - 1), min_size=2, max_size=8, unique_by=lambda n: n))
def test_which_pairs_are_near_depends_on_the_pair_only(chosen):
    found = {frozenset((chosen[i], chosen[j])) for i, j in near([PROFILES[n] for n in chosen])}
    every = {frozenset(p) for p in near(PROFILES)}
    assert found == {p for p in every if p <= set(chosen)}


def test_the_index_finds_the_pairs_that_are_close_in_any_parts(monkeypatch):
    many = PROFILES * 3
    pairs = [(i, j) for i in range(len(many)) for j in range(i + 1, len(many)) if close(many[i], many[j])]
    assert list(near(many)) == pairs
    monkeypatch.setattr(nearness, "_PART", 4)
    assert list(near(many)) == pairs


def test_features_are_the_same_from_either_side():
    for one in PROFILES:
        for two in PROFILES:
            assert features(one, two, Wording()) == features(two, one, Wording())


def test_a_look_alike_event_is_less_like_and_differs_in_its_counts():
    same = dict(zip(FEATURES, features(PROFILES[0], PROFILES[1], Wording()), strict=True))
    alike = dict(zip(FEATURES, features(PROFILES[0], PROFILES[2], Wording()), strict=True))
    assert same["names"] > alike["names"]
    assert same["counts that agree"] > 0
    assert alike["counts that differ"] > 0
    assert alike["days told"] == -1
    assert alike["counts of the leads that differ"] > 0
    assert same["headline told by one"] > alike["headline told by one"]


def test_the_same_headline_and_whole_text_count_in_one_language_only():
    text = dict(zip(FEATURES, features(PROFILES[0], PROFILES[0], Wording()), strict=True))
    foreign = dict(zip(FEATURES, features(PROFILES[0], PROFILES[4], Wording()), strict=True))
    assert round(text["whole texts"], 9) == round(text["headline told by one"], 9) == 1
    assert foreign["whole texts"] == foreign["headline told by one"] == 0


def test_lengths_are_weighed_by_their_ratio():
    longer = told(f"{TEXTS[0]}\n\n" + "The weather was calm and nobody was hurt. " * 30)
    ratio, shorter = (FEATURES.index(n) for n in ("ratio of lengths", "shorter length"))
    one, two = features(PROFILES[0], PROFILES[1], Wording()), features(PROFILES[0], longer, Wording())
    assert two[ratio] > 1 > one[ratio]
    assert two[shorter] >= one[shorter]
