"""Definitions are verbatim, bounded and ranked, whatever the text holds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.encoders import load
from align.model import Document, Language, Segment, SegmentedDocument
from align.segment import segment
from glossary.defining import definitions
from glossary.exchange.lines import to_line
from glossary.extraction.extract import extract
from glossary.model import Candidate, Definition, Kind, Occurrence

#: Pieces of defining sentences, marks that never close, and characters no text should hold.
PIECES_ZH = (
    *("海绵城市", "是指", "即", "就是", "所谓", "包括", "由", "构成", "的总称", "（以下简称", "）"),
    *("“", "”", "、", "，", "。", "\n", "\x00", "\ud800", "\u202e", "一种制度", "好" * 200),
)
PIECES_EN = (
    *("sponge city", " is ", " means ", " refers to ", " namely ", " (hereinafter “", "”)", ", "),
    *("the ", "a system ", ". ", "\n", "\x00", "\ud800", '"', "x" * 200, " known as "),
)


def drawn(form: str, language: Language, text: str) -> tuple[Definition, ...]:
    document = SegmentedDocument(Document(text, "doc", language), (Segment(0, len(text), text),))
    places = tuple(
        Occurrence("doc", 0, match.start(), match.end())
        for match in re.finditer(re.escape(form), text)
    )
    candidate = Candidate(language, form, (form,), places, Kind.CONCEPT, (), 1.0)
    found = definitions(candidate, [document])
    for definition in found:
        assert definition.source == "doc"
        assert definition.segment == 0
        stands = text[definition.start : definition.end]
        assert Segment(0, len(stands), stands).reading.text == definition.text
        assert 0 < len(definition.text) <= 300
        assert 0 < definition.score <= 1
    assert [d.score for d in found] == sorted((d.score for d in found), reverse=True)
    return found


@given(st.lists(st.sampled_from(PIECES_ZH), max_size=40).map("".join))
def test_any_chinese_text_gives_verbatim_spans_of_bounded_length(text: str) -> None:
    drawn("海绵城市", Language.ZH, text)


@given(st.lists(st.sampled_from(PIECES_EN), max_size=40).map("".join))
def test_any_english_text_gives_verbatim_spans_of_bounded_length(text: str) -> None:
    drawn("sponge city", Language.EN, text)


@pytest.mark.parametrize(
    ("language", "form", "text"),
    [
        (Language.ZH, "海绵城市", "海绵城市是指" + "能够吸水的城市和" * 200 + "。"),
        (
            Language.EN,
            "sponge city",
            "A sponge city means " + "a city that drinks and " * 100 + ".",
        ),
    ],
)
def test_a_definition_that_never_ends_is_cut(language: Language, form: str, text: str) -> None:
    (found,) = drawn(form, language, text)
    assert 200 < len(found.text) <= 300


def test_several_definitions_are_kept_with_their_places_best_first() -> None:
    text = (
        "海绵城市是一种能够吸水的城市。\n"
        "所谓海绵城市，是指雨水就地渗入、积存和净化的城市。\n"
        "我们要建设海绵城市。\n"
    )
    document = segment(Document(text, "doc.txt", Language.ZH))
    proposals = extract([document], encoder=load(), reference=None)
    line = next(
        made for made in map(to_line, proposals) if made["terms"] == {"zh": "海绵城市", "en": None}
    )
    found = line["definitions"]
    assert isinstance(found, list)
    assert len(found) == 2
    assert "渗入" in found[0]["text"]
    assert found[0]["score"] > found[1]["score"]
    for each in found:
        whole = document.segments[each["segment"]].text
        assert whole[each["start"] : each["end"]] == each["text"]
        assert each["source"] == "doc.txt"
    assert line["definition"] == {key: found[0][key] for key in ("lang", "text", "source")}
