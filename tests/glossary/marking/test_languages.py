"""Terms are marked in texts of every language, inflected or not."""

from __future__ import annotations

import pytest

from align.languages import Language, languages
from glossary.finding.reference import Reference
from glossary.marking.annotate import Annotator, annotate
from glossary.model import Concept, Term, TermStatus

ZH, EN, FR, RU, ES, AR, JA, KO, DE, PT = languages()
#: A term of each language, and a sentence that holds it as it is marked there.
SAID = {
    ZH: ("数字经济", "我们要加快发展数字经济。", "数字经济"),
    EN: ("digital economy", "We will speed up our digital economies.", "digital economies"),
    FR: ("économie numérique", "Nous devons développer les économies numériques.", None),
    RU: ("цифровая экономика", "Мы ускорим развитие цифровой экономики.", "цифровой экономики"),
    ES: ("economía digital", "Aceleraremos el desarrollo de las economías digitales.", None),
    AR: ("الاقتصاد الرقمي", "سوف نسرع في تطوير الاقتصاد الرقمي في البلاد.", "الاقتصاد الرقمي"),
    JA: ("デジタル経済", "我々はデジタル経済の発展を加速する。", "デジタル経済"),
    KO: ("디지털 경제", "우리는 디지털경제를 발전시킬 것이다.", "디지털경제"),
    DE: ("digitale Wirtschaft", "Wir fördern die Entwicklung der digitalen Wirtschaft.", None),
    PT: ("economia digital", "Vamos acelerar o desenvolvimento da economia digital.", None),
}
REFERENCE = Reference.from_concepts(
    [
        Concept(
            "digital",
            tuple(Term(each, term, TermStatus.PREFERRED) for each, (term, *_) in SAID.items()),
        )
    ]
)
EACH = pytest.mark.parametrize("language", languages(), ids=str)


@EACH
def test_a_term_is_marked_in_a_text_whose_language_is_told(language: Language) -> None:
    term, text, marked = SAID[language]
    (mark,) = annotate(text, None, REFERENCE)
    assert mark.language is language
    assert mark.senses[0].term.text == term
    if marked:
        assert text[mark.start : mark.end] == marked
    assert annotate(text, None, REFERENCE, language=language) == [mark]


@EACH
def test_the_rendering_is_in_the_first_other_language(language: Language) -> None:
    (mark,) = annotate(SAID[language][1], None, REFERENCE)
    rendering = mark.senses[0].rendering
    assert rendering is not None
    assert rendering.language is (EN if language is ZH else ZH)


@EACH
def test_a_term_stands_for_its_concept(language: Language) -> None:
    name = language, SAID[language][0]
    assert Annotator(None, REFERENCE).named([name, (language, "x")]).keys() == {name}


def test_marks_part_the_words_of_a_term() -> None:
    assert annotate("Une économie, numérique ou non.", None, REFERENCE, language=FR) == []


def test_an_elided_article_is_no_part_of_a_term() -> None:
    text = "Le plan soutient l’économie numérique."
    (mark,) = annotate(text, None, REFERENCE)
    assert text[mark.start : mark.end] == "économie numérique"


def test_an_english_phrase_is_not_taken_for_one_in_another_language() -> None:
    """Too few words say what they are in; whoever knows that says it."""
    (mark,) = annotate("Digital economies", None, REFERENCE, language=EN)
    assert mark.language is EN


def marked(text: str, term: str, language: Language) -> list[str]:
    """What is marked in a text where the glossary has one term."""
    terms = Term(language, term, TermStatus.PREFERRED), Term(ZH, "一个术语", TermStatus.PREFERRED)
    known = Reference.from_concepts([Concept("one", terms)])
    return [text[m.start : m.end] for m in annotate(text, None, known, language=language)]


@pytest.mark.parametrize(
    ("term", "text", "stands"),
    [
        ("التنمية المستدامة", "تعزيز النمو والتنمية المستدامة.", "والتنمية المستدامة"),
        ("مبادرة مشتركة", "ولمبادرة مشتركة دور كبير.", "ولمبادرة مشتركة"),
        ("الإصلاح والانفتاح", "نتمسك بالإصلاح والانفتاح.", "بالإصلاح والانفتاح"),
    ],
)
def test_what_arabic_writes_to_a_word_is_no_part_of_its_form(
    term: str, text: str, stands: str
) -> None:
    assert marked(text, term, AR) == [stands]


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Die Seidenstraßeninitiative wächst.", ["Seidenstraßen"]),
        ("Eine Landseidenstraße entsteht.", ["seidenstraße"]),
        ("Der Seidenstrang reißt.", []),
    ],
)
def test_a_term_is_marked_in_a_german_compound(text: str, stands: list[str]) -> None:
    assert marked(text, "Seidenstraße", DE) == stands


def test_a_compound_that_is_a_word_of_its_own_is_no_place_of_its_parts() -> None:
    assert marked("Die Volkswirtschaft wächst.", "Wirtschaft", DE) == []


@pytest.mark.parametrize(
    ("language", "term", "text", "stands"),
    [
        (JA, "改革開放", "改革・開放を進める。", "改革・開放"),
        (KO, "개혁개방", "개혁·개방을 심화한다.", "개혁·개방"),
        (KO, "쌍순환", "쌍순환에서는 내수가 중요하다.", "쌍순환"),
        (JA, "双循環", "双循環への道。", "双循環"),
    ],
)
def test_particles_and_dots_do_not_hide_a_term(
    language: Language, term: str, text: str, stands: str
) -> None:
    assert marked(text, term, language) == [stands]
