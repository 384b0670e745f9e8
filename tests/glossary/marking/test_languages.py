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
