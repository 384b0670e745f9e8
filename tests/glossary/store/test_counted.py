"""Counting many forms in many documents says what counting each by itself would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.model import Document, Language
from glossary.store.writing import counted

ZH, EN = Language.ZH, Language.EN
TEXTS = st.text("三首个 aA", max_size=40)
FORMS = st.text("三首个aA", min_size=1, max_size=5)


def documents(texts: list[str], language: Language = ZH) -> dict[int, Document]:
    return {
        number: Document(text, str(number), language) for number, text in enumerate(texts, start=7)
    }


@given(st.lists(TEXTS, max_size=4), st.sets(FORMS, max_size=6))
def test_a_form_is_counted_as_it_is_written_else_in_any_case(
    texts: list[str], forms: set[str]
) -> None:
    found = counted.counts(((ZH, form) for form in forms), documents(texts))
    for form in forms:
        written = {number: text.count(form) for number, text in enumerate(texts, start=7)}
        folded = {
            number: text.casefold().count(form.casefold())
            for number, text in enumerate(texts, start=7)
        }
        wanted = written if any(written.values()) else folded
        assert found.get((ZH, form), {}) == {n: count for n, count in wanted.items() if count}


def test_a_place_at_the_end_of_a_part_is_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counted, "_TOGETHER", 3)
    forms = [(ZH, "三首"), (ZH, "首首"), (ZH, "三")]
    found = counted.counts(forms, documents(["三首首首首三首三"]))
    assert found == {(ZH, "三首"): {7: 2}, (ZH, "首首"): {7: 2}, (ZH, "三"): {7: 3}}


def test_a_form_is_counted_in_documents_of_its_language() -> None:
    both = {**documents(["5G 5G"]), 8: Document("5G", "8", EN)}
    assert counted.counts([(EN, "5G"), (ZH, "6G")], both) == {(EN, "5G"): {8: 1}}
