"""The words of beads are linked, with their places in the documents."""

from __future__ import annotations

from align.model import Bead, Bitext, Document, Language, Segment, SegmentedDocument
from align.words import WordAlignment, align_beads

ZH = ["农业是国民经济的\n基础。", "教育很重要。", "我们要改革。"]
EN = ["Agriculture is the foundation", "of the economy.", "Education is important.", "Why not?"]


def document(sentences: list[str], language: Language) -> SegmentedDocument:
    text = "# " + "\n\n".join(sentences)
    segments = []
    for sentence in sentences:
        start = text.index(sentence)
        segments.append(Segment(start, start + len(sentence), sentence))
    return SegmentedDocument(Document(text, "test", language), tuple(segments))


def bitext(*, swap: bool = False) -> Bitext:
    zh, en = document(ZH, Language.ZH), document(EN, Language.EN)
    beads = (Bead((0,), (0, 1), 0.9), Bead((1,), (2,), 0.9), Bead((2,), (), 0.9))
    if swap:
        return Bitext(en, zh, tuple(Bead(b.target, b.source, b.score) for b in beads))
    return Bitext(zh, en, beads)


def linked(found: WordAlignment) -> set[tuple[str, str]]:
    return {(found.zh[link.zh].text, found.en[link.en].text) for link in found.links}


def test_words_are_linked_within_each_bead() -> None:
    first, second, third = align_beads(bitext())
    assert {("农业", "Agriculture"), ("基础", "foundation")} <= linked(first)
    assert {("教育", "Education"), ("重要", "important")} <= linked(second)
    assert third.zh
    assert third.en == ()
    assert third.links == ()


def test_spans_are_of_the_documents_text() -> None:
    given = bitext()
    for found in align_beads(given):
        for side, words in ((given.source, found.zh), (given.target, found.en)):
            for word in words:
                text = side.document.text[word.start : word.end]
                assert text.replace("\n", "") == word.text


def test_the_order_of_the_documents_makes_no_difference() -> None:
    assert list(align_beads(bitext())) == list(align_beads(bitext(swap=True)))


def test_a_single_bead_can_be_asked_for() -> None:
    given = bitext()
    (found,) = align_beads(given, [given.beads[1]])
    assert ("教育", "Education") in linked(found)


def test_a_word_may_go_on_after_a_line_end() -> None:
    wrapped = document(["国民经\n济很重要。"], Language.ZH)
    english = document(["The economy is important."], Language.EN)
    (found,) = align_beads(Bitext(wrapped, english, (Bead((0,), (0,), 1.0),)))
    word = next(word for word in found.zh if "经济" in word.text)
    assert wrapped.document.text[word.start : word.end] == "国民经\n济"
