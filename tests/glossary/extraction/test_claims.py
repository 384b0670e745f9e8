"""What is claimed of a text stands in it verbatim, or is refused with the reason."""

from __future__ import annotations

import io
from typing import Any

import pytest
from texts import document

from align.errors import InputError
from align.model import Bead, Bitext, Language
from glossary.extraction.claims import (
    Claim,
    Refusal,
    Spellings,
    claim_of,
    read_claims,
    require_standing,
)
from glossary.language.phrases import compared
from glossary.model import Kind

ZH, EN, KO = map(Language, ("zh", "en", "ko"))
PAIR = Bitext(
    document(ZH, "加快发展新质生产力。", "新质生产力是先进生产力。", "深化改革。"),
    document(EN, "Develop new quality\nproductive forces.", "They are advanced.", "Reforms go on."),
    (Bead((0,), (0,), 1.0), Bead((1,), (1,), 1.0), Bead((2,), (2,), 1.0)),
)


def refused(terms: dict[str, str]) -> str:
    with pytest.raises(InputError) as caught:
        require_standing(claim_of(1, {"terms": terms}), [PAIR])
    return str(caught.value)


def test_forms_are_counted_and_renderings_by_the_beads_that_have_both() -> None:
    claim = claim_of(1, {"terms": {"en": "new quality productive forces", "zh": "新质生产力"}})
    assert claim.lead == (ZH, "新质生产力")
    assert require_standing(claim, [PAIR]) == {ZH: 2, EN: 1}


@pytest.mark.parametrize(
    ("terms", "reason"),
    [
        ({"zh": "中国梦"}, "中国梦 does not stand in zh.txt; give forms as they stand there"),
        ({"zh": "新質生產力"}, "新質生產力 does not stand in zh.txt; it has 新质生产力"),
        ({"en": "New Quality"}, "New Quality does not stand in en.txt; it has new quality"),
        ({"en": "eform"}, "eform does not stand in en.txt; give forms as they stand there"),
        ({"fr": "forces"}, "zh.txt is in Chinese and English; leave out the fr term"),
        (
            {"zh": "改革", "en": "productive forces"},
            (
                "改革 and productive forces stand in no sentences that render each other;"
                " give a term with what renders it there"
            ),
        ),
    ],
)
def test_what_does_not_stand_there_is_refused(terms: dict[str, str], reason: str) -> None:
    assert refused(terms) == reason


def test_particles_are_no_part_of_a_korean_word() -> None:
    text = document(KO, "개혁은 중요하다.")
    assert require_standing(Claim(1, {KO: "개혁"}), [text]) == {KO: 1}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (["新质生产力"], "no object"),
        ({"term": "新质生产力"}, "unknown field term"),
        ({}, "there is no term"),
        ({"terms": {"zh": None}}, "there is no term"),
        ({"terms": "新质生产力"}, "there is no term"),
        ({"terms": {"xx": "?"}}, "terms: unknown language xx"),
        ({"terms": {"zh": "GDP growth"}}, "the zh term is no text in Chinese"),
        ({"terms": {"zh": 5}}, "the zh term is no text in Chinese"),
        ({"terms": {"zh": "改" * 201}}, "the zh term is longer than 200 characters"),
        ({"terms": {"zh": "改革"}, "kind": ["law"]}, "unknown kind"),
        ({"terms": {"zh": "改革"}, "document": {}}, "document is no name"),
    ],
)
def test_what_is_no_claim_is_refused(data: Any, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        claim_of(1, data)


def test_a_bad_line_costs_itself_only() -> None:
    lines = b'{"terms": {"zh": "a"}}\n\n\xff\n[\n{"terms": {"zh": "\xe6\xb3\x95"}, "kind": "law"}\n'
    first, second, third, last = read_claims(io.BytesIO(lines))
    refusals = [each.number for each in (first, second, third) if isinstance(each, Refusal)]
    assert refusals == [1, 3, 4]
    assert last == Claim(5, {ZH: "法"}, Kind.LAW)


def test_a_text_is_read_once_for_all_claims_that_write_it_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []

    def compared_once(text: str, language: Language) -> str:
        read.append(text)
        return compared(text, language)

    monkeypatch.setattr("glossary.extraction.claims.compared", compared_once)
    spellings = Spellings()
    for form in ("新質生產力", "先進生產力", "中国梦"):
        with pytest.raises(InputError):
            require_standing(Claim(1, {ZH: form}), [PAIR], spellings)
    assert read == [*PAIR.source.readings]
