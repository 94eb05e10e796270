import pytest

from firsthand.run.archive import Archive

ARTICLES = {
    "a.txt": "Pier at Nordmole to close for repairs\n\nThe harbour board will close the wooden pier at Nordmole for eleven weeks from Monday while divers replace forty rotten piles, its engineer Marit Vinje said on Thursday.\n\nAnglers will be moved to the east quay.",
    "b.txt": "Nordmole loses its pier\n\nAnglers face a spring without their pier. The harbour board will close the wooden pier at Nordmole for eleven weeks from Monday while divers replace forty rotten piles, its engineer Marit Vinje said on Thursday.",
    "c.txt": "Flour prices rise\n\nBakers in Castelmar expect wheat to become dearer by 12.5 percent, their guild announced after its yearly meeting.",
}  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("find")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Archive(str(folder / "archive")) as held:
        held.add([str(folder / name) for name in ARTICLES])
    with Archive(str(folder / "archive"), "read") as held:
        yield held


def test_a_pasted_sentence_is_found_where_it_stands(archive):
    text = "They said: the harbour board will close the wooden pier at Nordmole for eleven weeks from Monday, or so."
    found = archive.find(text, meaning=False).matches
    assert {m.path.rsplit("/", 1)[1] for m in found} == {"a.txt", "b.txt"}
    documents = {d.id: d for d in archive.all().documents}
    for match in found:
        (passage,) = match.passages
        said = text[passage.query.start : passage.query.end]
        there = documents[match.document].text[passage.document.start : passage.document.end]
        assert said.casefold() == there.casefold()
        assert passage.manner == "verbatim"
        assert match.confidence > 0.8
        assert match.story == archive.document(match.document).stories[0].id


def test_other_words_for_the_same_are_found_by_meaning_only(archive):
    text = "The guild of bakers in Castelmar announced that wheat is expected to be 12.5 percent dearer."
    assert archive.find(text, meaning=False).matches == ()
    (match,) = archive.find(text).matches
    assert match.path.endswith("c.txt")
    assert match.passages[0].manner == "reworded"


@pytest.mark.parametrize("text", ['"', "*", "NEAR(pier", "pier OR", "a AND", "\x00", "%_", "-" * 5000, "цена", "😀" * 50])
def test_no_text_is_read_as_a_query(archive, text):
    archive.find(text)


def test_what_is_nowhere_is_not_found(archive):
    assert archive.find("Glaciologists drilled through the ice shelf and lowered a camera into the dark sea.").matches == ()

