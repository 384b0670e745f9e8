"""Short forms are linked to their full forms, and spellings of numbers are one term."""

from __future__ import annotations

import pytest

from align.encoders import Encoder, load
from align.model import Bead, Bitext, Document, Language
from align.segment import segment
from glossary.exchange.lines import to_line
from glossary.extraction.extract import extract
from glossary.language.chinese.numerals import in_digits
from glossary.model import Proposal, TermType


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load()


def found(text: str, language: Language, encoder: Encoder) -> dict[str, Proposal]:
    document = segment(Document(text, "a.txt", language))
    made = extract([document], encoder=encoder, reference=None)
    return {proposal.terms[0].text: proposal for proposal in made}


def links(text: str, language: Language, encoder: Encoder) -> dict[str, str]:
    made = found(text, language, encoder)
    return {form: p.short_for for form, p in made.items() if p.short_for}


def test_a_short_form_that_the_text_names_is_linked_to_what_stands_before(
    encoder: Encoder,
) -> None:
    text = "《中华人民共和国河湖养护法》（以下简称《河湖法》）已经通过。《河湖法》的规定很细。"
    made = found(text, Language.ZH, encoder)
    assert made["河湖法"].short_for == "中华人民共和国河湖养护法"
    assert made["河湖法"].terms[0].type is TermType.SHORT_FORM
    assert made["中华人民共和国河湖养护法"].short_for == ""
    assert to_line(made["河湖法"])["short_for"] == "中华人民共和国河湖养护法"


def test_a_short_form_made_of_the_words_of_a_name_is_linked_to_it(encoder: Encoder) -> None:
    text = (
        "国务院国有资产监督管理委员会召开会议。国资委提出要求。各地国资委负责落实。"
        "国家市场监督管理总局也参加了会议。"
    )
    assert links(text, Language.ZH, encoder)["国资委"] == "国务院国有资产监督管理委员会"


def test_without_the_full_form_in_the_text_nothing_is_linked(encoder: Encoder) -> None:
    assert links("国资委提出要求。各地国资委负责落实。", Language.ZH, encoder) == {}


def test_a_word_whose_characters_happen_to_stand_in_a_name_is_not_its_short_form(
    encoder: Encoder,
) -> None:
    text = "国家市场监督管理总局提出要求。国家很大，国家管理有序，市场总局大楼，国家市局，国局。"
    made = links(text, Language.ZH, encoder)
    assert "国家" not in made
    assert "国家管理" not in made


def test_translations_that_share_no_word_keep_two_forms_apart(encoder: Encoder) -> None:
    zh = segment(Document("国家河湖监督管理总局。\n河监局。\n", "zh", Language.ZH))
    en = segment(
        Document("The State Administration of Rivers.\nThe Prison Bureau.\n", "en", Language.EN)
    )
    bitext = Bitext(zh, en, (Bead((0,), (0,), 1.0), Bead((1,), (1,), 1.0)))
    made = extract([bitext], encoder=encoder, reference=None)
    assert not [proposal for proposal in made if proposal.short_for]


@pytest.mark.parametrize(
    "text",
    [
        "The River and Lake Fund (hereinafter referred to as the “RLF”) grows. The RLF is large.",
        "The River and Lake Fund (RLF) grows. The RLF is large.",
        "The River and Lake Fund grows. The RLF is large, and the RLF is new.",
    ],
)
def test_an_english_acronym_is_linked_to_its_name(text: str, encoder: Encoder) -> None:
    assert links(text, Language.EN, encoder) == {"RLF": "River and Lake Fund"}


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("两个一百年", "2个100年"),
        ("十四五", "14五"),
        ("二〇三五年", "2035年"),
        ("二十大", "20大"),
        ("３个代表", "3个代表"),
        ("一千零一夜", "1001夜"),
    ],
)
def test_numbers_in_words_and_digits_read_alike(words: str, digits: str) -> None:
    assert in_digits(words) == in_digits(digits)


def test_a_formula_in_digits_and_in_words_is_one_term(encoder: Encoder) -> None:
    text = "要实现“两个一百年”目标。“两个一百年”很重要。实现“2个100年”，实现“２個100年”。"
    made = found(text, Language.ZH, encoder)
    assert made["两个一百年"].frequency == 4
    variants = {term.text for term in made["两个一百年"].terms[1:]}
    assert variants == {"2个100年", "2個100年"}
    assert "2个100年" not in made


def test_hyphens_quotation_marks_and_script_make_no_second_term(encoder: Encoder) -> None:
    text = "要建設海綿城市，建设“海绵城市”，办好「海綿城市」。海绵城市很好。"
    made = found(text, Language.ZH, encoder)
    (one,) = [form for form in made if form in ("海綿城市", "海绵城市")]
    assert made[one].frequency == 4
    english = "A sponge-city plan. The “sponge city” plan. Sponge city plans were late."
    forms = found(english, Language.EN, encoder)
    plain = [form.lower().replace("-", " ").removesuffix("s") for form in forms]
    assert plain.count("sponge city plan") == 1
