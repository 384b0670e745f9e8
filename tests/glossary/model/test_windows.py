"""Contexts of sentences that never end are cut around their terms."""

from __future__ import annotations

import json

from contexts import marked
from hypothesis import given
from hypothesis import strategies as st

from align.encoders import load
from align.model import Document, Language, Segment, SegmentedDocument
from glossary.exchange.lines import to_line
from glossary.extraction.extract import extract
from glossary.model.windows import CUT, LONGEST, cut


def test_a_context_of_usual_length_is_whole() -> None:
    text = "海绵城市" * (LONGEST // 4)
    assert cut(text, [(0, 4), (8, 12)]) == (text, ((0, 4), (8, 12)))


def test_a_long_text_is_cut_at_marks_around_its_term_and_says_so() -> None:
    sentence = "这是一句很长的没有尽头的话；"
    text = sentence * 200 + "海绵城市；" + sentence * 200
    start = len(sentence) * 200
    shown, ((first, last),) = cut(text, [(start, start + 4)])
    assert shown[first:last] == "海绵城市"
    assert shown.startswith(CUT + "这是")
    assert shown.endswith("；" + CUT)
    assert 500 < len(shown) <= LONGEST + 2


def test_a_term_at_the_beginning_is_not_preceded_by_an_ellipsis() -> None:
    shown, spans = cut("海绵城市" + "好" * 5_000, [(0, 4)])
    assert spans == ((0, 4),)
    assert shown.startswith("海绵城市")
    assert shown.endswith(CUT)


def test_without_a_term_the_text_is_cut_where_its_translation_has_it() -> None:
    text = "".join(f"word{number} " for number in range(5_000))
    shown, spans = cut(text, [], at=0.5)
    assert spans == ()
    assert "word2" in shown
    assert len(shown) <= LONGEST + 2


@given(
    st.text(alphabet="一二。， a.\n", min_size=0, max_size=4_000),
    st.lists(st.tuples(st.integers(0, 4_000), st.integers(1, 60)), max_size=6),
)
def test_what_is_marked_is_what_was_marked_before(text: str, pairs: list[tuple[int, int]]) -> None:
    spans = []
    reached = 0
    for start, length in sorted(pairs):
        if start >= reached and start + length <= len(text):
            spans.append((start, start + length))
            reached = start + length
    shown, kept = cut(text, spans)
    assert len(shown) <= LONGEST + 2
    assert bool(kept) == bool(spans)
    assert [shown[s:e] for s, e in kept] == [text[s:e] for s, e in spans[: len(kept)]]
    assert shown.strip(CUT) in text


def test_the_proposals_of_one_endless_sentence_stay_small() -> None:
    clause = "各地要建设海绵城市和国有企业改革以及新质生产力"
    text = clause * (100_000 // len(clause))
    document = SegmentedDocument(
        Document(text, "long.txt", Language.ZH), (Segment(0, len(text), text),)
    )
    found = extract([document], encoder=load(), reference=None)
    assert found
    written = sum(len(json.dumps(to_line(p), ensure_ascii=False)) for p in found)
    assert written < len(found) * 4_000
    for proposal in found:
        for context in proposal.contexts:
            assert marked(context, Language.ZH)
            forms = {term.text for term in proposal.terms}
            assert all(
                context.text(Language.ZH)[s:e] in forms for s, e in marked(context, Language.ZH)
            )
