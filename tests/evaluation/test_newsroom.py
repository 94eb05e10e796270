import datetime
import html
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random

import msgspec
import pytest

from evaluation import newsroom
from evaluation.press.grammar import beat_names, read_beat
from evaluation.press.holding import contracted
from evaluation.press.phrasing import slots_of
from evaluation.press.plan import Plan
from evaluation.press.rendering import Renderer, spelled
from evaluation.press.sheets import SELF, Node, Person, Sentence
from evaluation.press.spinner import Spinner, garbled
from evaluation.press.story import write_story
from evaluation.press.style import Style, house, restyled

SHARED = Path("../shared/score/stories.py")
FREE = {"on", "on_cap", "on_day", "cur"}
PLAIN = Style(
    british=True, numerals=False, percent="%", honorific=False, role_after=False, bare_days=False,
    clock="dot", miles=False, voice=0, curly=False, dash=" - ",
)  # fmt: skip


@pytest.fixture(scope="module")
def pile(tmp_path_factory):
    out = tmp_path_factory.mktemp("newsroom")
    newsroom.write(out, 25, 3, Plan())
    return out


def truths(pile):
    return [(p.parent, json.loads(p.read_text())) for p in sorted(pile.glob("*/truth.json"))]


def words(text):
    return " ".join(re.findall(r"\w+", html.unescape(re.sub(r"<[^>]+>", " ", text)).casefold()))


def node(name, exemplars=(), sentences=(), **more):
    body = tuple(Sentence(key=k, fact=k, form=0, text=t, source=s) for k, t, s in sentences)
    values = {
        "kind": "pickup" if exemplars else "report",
        "outlet": f"The {name} Herald",
        "agency": False,
        "head": "",
    }
    return Node(id=name, body=body, style=PLAIN, day=0, exemplars=exemplars, **(values | more))


# --- the phrase books -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", beat_names())
def test_every_fact_can_be_said_in_many_ways_with_slots_that_exist(name):
    beat = read_beat(name)
    assert len(beat.facts) >= 12
    assert len(beat.tagged("lead")[0].forms) >= 8
    for fact in beat.facts.values():
        assert len(fact.forms) >= 6, fact.name
        for form in fact.forms:
            assert slots_of(form) <= set(beat.slots) | FREE, form
        if fact.source:
            assert beat.lists[f"source {fact.source}"]
    assert set(beat.lists["officials"][0].split()) <= set(beat.slots)


# --- what is written ------------------------------------------------------------------------------


def test_a_seed_gives_the_same_bytes_whatever_the_hash_seed(tmp_path):
    files = []
    for hash_seed in ("1", "2"):
        out = tmp_path / hash_seed
        command = [
            sys.executable,
            "-m",
            "evaluation.newsroom",
            str(out),
            "--stories",
            "4",
            "--seed",
            "9",
        ]
        subprocess.run(command, check=True, env={"PYTHONHASHSEED": hash_seed, "PYTHONPATH": "src"})
        files.append(
            {p.relative_to(out): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}
        )
    assert files[0] == files[1]
    assert len(files[0]) > 20


def test_a_story_does_not_depend_on_how_many_are_written(tmp_path, pile):
    write_story(tmp_path / "alone", Plan(), "3/7")
    for path in sorted((tmp_path / "alone").iterdir()):
        assert path.read_bytes() == (pile / "story-0007" / path.name).read_bytes()


def test_no_mark_or_slot_is_left_on_a_page(pile):
    for page in pile.glob("*/*.txt"):
        assert not re.search(r"[{}|]{2}|\{\w|<\w+:|\[\w+\|", page.read_text()), page


def test_every_exact_text_of_the_truth_stands_in_its_file(pile):
    for folder, truth in truths(pile):
        text = {d: words((folder / d).read_text()) for d in truth["documents"]}
        named = [(d, e["text"]) for d, entries in truth["mosaic"].items() for e in entries]
        for kind in ("altered_quotes", "intact_quotes", "changes", "boilerplate"):
            named += [(e["in"], e["text"]) for e in truth[kind]]
        broken = {d for d in text if any(x in (folder / d).read_text() for x in "âÃ")}
        for d, snippet in named:
            assert d in broken or words(snippet) in text[d], (folder.name, d, snippet)


def test_relations_are_a_tree_of_known_texts_with_shares_that_sum_to_one_at_most(pile):
    for folder, truth in truths(pile):
        known = set(truth["documents"]) | set(truth["lost"])
        share = Counter()
        above = {}
        for r in truth["relations"]:
            assert {r["exemplar"], r["copy"]} <= known
            share[r["copy"]] += r["share_of_copy"]
            above.setdefault(r["copy"], set()).add(r["exemplar"])
        assert all(s <= 1.01 for s in share.values()), folder.name
        for name in known:
            open_, seen = sorted(above.get(name, ())), set()
            while open_:
                step = open_.pop()
                assert step != name
                if step not in seen:
                    seen.add(step)
                    open_ += sorted(above.get(step, ()))
        assert set(truth["origins"]) <= known
        assert {n for n in known if n not in above} - set(truth["origins"]) == set() or truth[
            "relations"
        ]
        stemma = json.loads((folder / "stemma.json").read_text())
        assert stemma["hypothetical"] == sorted(truth["lost"])
        rows = [json.loads(x) for x in (folder / "witnesses.jsonl").read_text().splitlines()]
        assert sorted(r["id"] for r in rows) == stemma["witnesses"] == sorted(truth["documents"])


@pytest.mark.parametrize("lines", [1, 3, 8])
def test_as_many_lines_as_were_asked_for_when_nothing_is_taken_away(tmp_path, lines):
    newsroom.write(tmp_path, 6, 1, Plan(lines=(lines, lines), witnesses=(9, 12), lost=(0, 0)))
    assert [len(t["origins"]) for _, t in truths(tmp_path)] == [lines] * 6


def test_a_chance_of_one_lies_about_every_copied_date_and_writes_only_html(tmp_path):
    newsroom.write(tmp_path, 5, 1, Plan(lying_clock=1.0, html=1.0, lines=(1, 2), witnesses=(6, 6)))
    assert len(list(tmp_path.glob("*/*.html"))) > len(list(tmp_path.glob("*/*.txt")))
    honest = tmp_path / "honest"
    newsroom.write(honest, 5, 1, Plan(lying_clock=0.0, html=0.0, lines=(1, 2), witnesses=(6, 6)))
    assert not list(honest.glob("*/*.html"))
    dated = [d["published"] for _, t in truths(honest) for d in t["documents"].values()]
    assert all(dated)


# --- what the pile shows --------------------------------------------------------------------------


def test_a_lost_root_with_one_silent_copy_is_that_copy():
    root = node("a", sentences=[("k", "One.", SELF)])
    copy = node("b", ("a",), [("k", "One.", "a")])
    tree, lost = contracted({"a": root, "b": copy}, frozenset({"a"}))
    assert sorted(tree) == ["b"]
    assert not lost
    assert tree["b"].exemplars == ()
    assert tree["b"].body[0].source == SELF
    assert tree["b"].own


def test_a_lost_root_that_its_copy_names_stays():
    root = node("a", sentences=[("k", "One.", SELF)])
    for copy in (
        node("b", ("a",), [("k", "One.", "a")], names=("The a Herald",)),
        node("b", ("a",), [("k", "One, he told the Herald.", "a")], outlet="The b Courier"),
    ):
        assert contracted({"a": root, "b": copy}, frozenset({"a"}))[1] == {"a"}


def test_a_lost_root_with_two_copies_stays():
    root = node("a", sentences=[("k", "One.", SELF)])
    copies = {n: node(n, ("a",), [("k", "One.", "a")]) for n in "bc"}
    tree, lost = contracted({"a": root} | copies, frozenset({"a"}))
    assert lost == {"a"}
    assert sorted(tree) == ["a", "b", "c"]


def test_a_lost_copy_stays_only_where_two_copies_show_its_readings():
    root = node("a", sentences=[("k", "One.", SELF), ("m", "Two.", SELF)])
    same = node("x", ("a",), [("k", "One.", "a"), ("m", "Two.", "a")])
    other = node("x", ("a",), [("k", "One.", "a"), ("m", "Too.", "a")])
    below = {n: node(n, ("x",), [("k", "One.", "x"), ("m", "Two.", "x")]) for n in "bc"}
    tree, lost = contracted({"a": root, "x": same} | below, frozenset({"x"}))
    assert not lost
    assert {tree[n].exemplars for n in "bc"} == {("a",)}
    below = {n: node(n, ("x",), [("k", "One.", "x"), ("m", "Too.", "x")]) for n in "bc"}
    assert contracted({"a": root, "x": other} | below, frozenset({"x"}))[1] == {"x"}
    one = {"b": below["b"]}
    tree, lost = contracted({"a": root, "x": other} | one, frozenset({"x"}))
    assert not lost
    assert tree["b"].exemplars == ("a",)


def test_a_chain_of_lost_texts_is_spliced_to_its_end_and_keeps_the_worst_manner():
    root = node("a", sentences=[("k", "One.", SELF)])
    x = node("x", ("a",), [("k", "Won.", "a")], manner="reworded", machine=True)
    y = node("y", ("x",), [("k", "Won.", "x")])
    b = node("b", ("y",), [("k", "Won.", "y")])
    tree, lost = contracted({"a": root, "x": x, "y": y, "b": b}, frozenset({"x", "y"}))
    assert not lost
    assert tree["b"].exemplars == ("a",)
    assert tree["b"].manner == "reworded"
    assert tree["b"].machine is True


# --- style and machines -----------------------------------------------------------------------------


def test_people_are_named_in_full_once():
    people = {"m": Person("Ada", "Lorek", True, "Mayor", "the mayor")}
    day = datetime.date(2024, 5, 7)
    marked = "<w:m> spoke <on:0> at <t:16:07> of <n:d=7> dead. <n:d=23> hurt, <w:m> said."
    assert (
        Renderer(PLAIN, people, day).text(marked)
        == "Mayor Ada Lorek spoke on Tuesday at 4.07 p.m. of seven dead. Twenty-three hurt, Lorek said."
    )
    other = msgspec.structs.replace(
        PLAIN,
        role_after=True,
        honorific=True,
        british=False,
        bare_days=True,
        numerals=True,
        clock="day",
    )
    assert (
        Renderer(other, people, day).text(marked)
        == "Ada Lorek, the mayor, spoke Tuesday at 16:07 of 7 dead. Twenty-three hurt, Ms. Lorek said."
    )


def test_a_copyist_may_change_the_style_but_not_how_people_are_described():
    own = house(Random(1))
    assert restyled(PLAIN, Random(0), own, 1.0) == msgspec.structs.replace(own, voice=PLAIN.voice)
    assert restyled(PLAIN, Random(0), own, 0.0) == PLAIN


def test_numbers_in_words():
    assert [spelled(n) for n in (0, 13, 20, 47, 99)] == [
        "zero",
        "thirteen",
        "twenty",
        "forty-seven",
        "ninety-nine",
    ]


def test_a_machine_says_what_it_changed():
    people = {"m": Person("Ada", "Lorek", True, "Mayor", "the mayor")}
    text = 'The workers did not find 23 people in the building, Lorek said. "We heard the neighbour knocking on the window."'
    source = Sentence(key="k", fact="quote", form=0, text=text, source="a")
    seen = set()
    for seed in range(60):
        spun = Spinner(Random(seed), people).spun(source, text)
        assert spun.text != text
        for slip in spun.slips:
            seen.add(slip.kind)
            assert slip.was in text
            assert slip.text not in text
    assert {"name", "number"} <= seen


def test_a_garbled_name_is_another_name():
    names = ["Kovaric", "Balkova", "Szalis", "Nemoff"]
    assert sum(garbled(n, Random(s)) != n for n in names for s in range(20)) > 70


# --- scoring ------------------------------------------------------------------------------------------


def result(relations, independent=2, lost=()):
    names = ["a.txt", "b.txt", "c.txt", "d.txt"]
    return {
        "documents": [{"id": n, "path": f"s/{n}"} for n in names],
        "stories": [{
            "documents": names, "independent": {"low": independent, "best": independent, "high": independent + 1},
            "relations": [{"exemplar": a, "copy": b, "direction_confidence": c} for a, b, c in relations],
            "hyparchetypes": list(lost),
        }],
    }  # fmt: skip


def truth(relations, origins):
    entries = [{"exemplar": a, "copy": b, "direction_sure": True} for a, b in relations]
    documents = {n: {} for n in ("a.txt", "b.txt", "c.txt", "d.txt")}
    return {
        "documents": documents, "relations": entries, "origins": origins,
        "statement": ["a.txt", "c.txt"], "furniture_groups": ["a.txt", "c.txt", "d.txt"],
    }  # fmt: skip


def test_links_without_a_path_are_counted_by_kind_of_pair():
    known = truth([("a.txt", "b.txt")], ["a.txt", "c.txt", "d.txt"])
    found = result(
        [
            ("a.txt", "b.txt", 0.8),
            ("c.txt", "a.txt", 0.9),
            ("lost", "d.txt", 0.9),
            ("lost", "b.txt", 0.9),
        ]
    )
    seen = newsroom.observed(found, known)
    assert (seen["pairs_statement"], seen["false_statement"]) == (1, 1)
    assert (seen["pairs_furniture"], seen["false_furniture"]) == (2, 0)
    assert (seen["pairs_independent"], seen["false_independent"]) == (2, 1)
    assert (seen["stories_3"], seen["exact_3"], seen["inside_3"], seen["width_3"]) == (1, 0, 1, 1)
    figures = newsroom.summary(seen)
    assert figures["false_links"] == pytest.approx(2 / 5)
    assert figures["direction_ece"] == pytest.approx(0.2)
    assert figures["direction_right"] == 1.0


@pytest.mark.skipif(not SHARED.exists(), reason="the scorer is not in ../shared")
def test_a_result_without_relations_has_no_false_links(tmp_path):
    newsroom.write(tmp_path / "set", 3, 2, Plan(witnesses=(4, 5), lines=(2, 3)))
    rows = [
        json.dumps({"story": f"story-{n:04}", "result": {"documents": [], "stories": []}})
        for n in range(3)
    ]
    (tmp_path / "results.jsonl").write_text("\n".join(rows))
    figures = newsroom.run(tmp_path / "set", tmp_path / "results.jsonl")
    assert figures["links"] == 0
    assert figures["false_links"] == 0
    assert figures["stories_count"] == 3
    assert set(figures["intervals"]["links"]) == {0.0}
