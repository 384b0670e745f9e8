"""Translations into every language are checked by the forms that words have there."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from checking import encoder

from align.languages import Language
from align.model import Bead, Bitext, Document
from align.segment import segment, segment_lines
from glossary.check import Finding, Rule, check_alone, check_pair
from glossary.finding.reference import Reference
from glossary.model import Concept, ConceptStatus, Kind, Term, TermStatus

ZH = Language.ZH
SOURCE = "我们坚持绿色发展的道路。"
#: A rendering, one to avoid, and translations: with the first, with the second, with neither.
GREEN = {
    "en": (
        ("green development", "verdant rise"),
        "We keep to the path of green development.",
        "We keep to the path of a verdant rise.",
        "We keep to the path of a beautiful country.",
    ),
    "fr": (
        ("développement vert", "essor verdoyant"),
        "Nous suivons la voie des développements verts.",
        "Nous suivons la voie des essors verdoyants.",
        "Nous suivons la voie d’un beau pays.",
    ),
    "ru": (
        ("зелёное развитие", "цветущий рост"),
        "Мы идём по пути зелёного развития.",
        "Мы идём по пути цветущего роста.",
        "Мы идём по пути красивой страны.",
    ),
    "es": (
        ("desarrollo verde", "auge verdoso"),
        "Seguimos el camino de los desarrollos verdes.",
        "Seguimos el camino de los auges verdosos.",
        "Seguimos el camino de un bello país.",
    ),
    "ar": (
        ("التنمية الخضراء", "النهضة المورقة"),
        "نتمسك بطريق العمل وبالتنمية الخضراء.",
        "نتمسك بطريق العمل وبالنهضة المورقة.",
        "نتمسك بطريق البلد الجميل.",
    ),
    "ja": (
        ("グリーン発展", "新緑の躍進"),
        "我々はグリーン発展の道を堅持する。",
        "我々は新緑の躍進の道を堅持する。",
        "我々は美しい国の道を堅持する。",
    ),
    "ko": (
        ("녹색 발전", "푸른 도약"),
        "우리는 녹색발전의 길을 견지한다.",
        "우리는 푸른 도약의 길을 견지한다.",
        "우리는 아름다운 나라의 길을 견지한다.",
    ),
    "de": (
        ("grüne Entwicklung", "blühender Aufstieg"),
        "Wir halten am Weg der grünen Entwicklung fest.",
        "Wir halten am Weg des blühenden Aufstiegs fest.",
        "Wir halten am Weg eines schönen Landes fest.",
    ),
    "pt": (
        ("desenvolvimento verde", "ascensão verdejante"),
        "Seguimos o caminho dos desenvolvimentos verdes.",
        "Seguimos o caminho das ascensões verdejantes.",
        "Seguimos o caminho de um belo país.",
    ),
}
#: What 三个重点 is called, and a translation that counts otherwise.
FORMULAS = {
    "en": ("three priorities", "We hold to the four priorities."),
    "fr": ("trois priorités", "Nous nous en tenons aux quatre priorités."),
    "ru": ("три приоритета", "Мы придерживаемся четырёх приоритетов."),
    "es": ("tres prioridades", "Mantenemos las cuatro prioridades."),
    "ar": ("الأولويات الثلاث", "نتمسك بالأولويات الأربع."),
    "ja": ("三つの重点", "我々は四つの重点を堅持する。"),
    "ko": ("세 가지 중점", "우리는 네 가지 중점을 견지한다."),
    "de": ("drei Schwerpunkte", "Wir halten an den vier Schwerpunkten fest."),
    "pt": ("três prioridades", "Mantemos as quatro prioridades."),
}
EACH = pytest.mark.parametrize("code", GREEN)


def check(code: str, pairs: Sequence[tuple[str, str]], *concepts: Concept) -> list[Finding]:
    """What is found in a translation with these concepts as the glossary."""
    ours, theirs = (
        segment_lines(Document("\n".join(texts), f"text.{language}", language))
        for texts, language in zip(zip(*pairs, strict=True), (ZH, Language(code)), strict=True)
    )
    beads = tuple(Bead((number,), (number,), 1.0) for number in range(len(pairs)))
    known = Reference.from_concepts(concepts)
    return check_pair(Bitext(ours, theirs, beads), known, None, encoder=encoder())


def green(code: str) -> Concept:
    (use, avoid), *_ = GREEN[code]
    language = Language(code)
    terms = (
        Term(ZH, "绿色发展", TermStatus.PREFERRED),
        Term(language, use, TermStatus.PREFERRED),
        Term(language, avoid, TermStatus.DEPRECATED),
    )
    return Concept("green", terms, status=ConceptStatus.APPROVED)


@EACH
def test_a_rendering_in_an_inflected_form_is_no_finding(code: str) -> None:
    assert check(code, [(SOURCE, GREEN[code][1])], green(code)) == []


@EACH
def test_a_rendering_to_avoid_is_found_in_an_inflected_form(code: str) -> None:
    (finding,) = check(code, [(SOURCE, GREEN[code][2])], green(code))
    assert (finding.rule, finding.expected) == (Rule.AVOIDED, (GREEN[code][0][0],))
    assert finding.places[0].language == code
    assert finding.stands in GREEN[code][2]


@EACH
def test_a_term_by_other_words_is_a_finding(code: str) -> None:
    (finding,) = check(code, [(SOURCE, GREEN[code][3])], green(code))
    assert (finding.rule, finding.term) == (Rule.RENDERING, "绿色发展")


@pytest.mark.parametrize(
    "code",
    [
        pytest.param(
            each,
            marks=[pytest.mark.xfail(reason="other numbers make the rendering too unsure")]
            if each == "ko"
            else [],
        )
        for each in FORMULAS
    ],
)
def test_a_numeric_formula_that_counts_otherwise_is_a_finding(code: str) -> None:
    use, wrong = FORMULAS[code]
    terms = (
        Term(ZH, "三个重点", TermStatus.PREFERRED),
        Term(Language(code), use, TermStatus.PREFERRED),
    )
    formula = Concept("three", terms, kind=Kind.NUMERIC, status=ConceptStatus.APPROVED)
    found = check(code, [("我们坚持三个重点。", wrong)], formula)
    assert {finding.rule for finding in found} & {Rule.NUMBER, Rule.RENDERING}
    assert check(code, [("我们坚持三个重点。", f"… {use} …")], formula) == []


def test_a_pair_without_chinese_is_checked_from_its_original() -> None:
    terms = (
        Term(Language("fr"), "développement vert", TermStatus.PREFERRED),
        Term(Language("ru"), "зелёное развитие", TermStatus.PREFERRED),
    )
    known = Reference.from_concepts([Concept("green", terms, status=ConceptStatus.APPROVED)])
    french, russian = GREEN["fr"], GREEN["ru"]

    def found(translation: str) -> list[Finding]:
        ours = segment_lines(Document(french[1], "text.fr", Language("fr")))
        theirs = segment_lines(Document(translation, "text.ru", Language("ru")))
        pair = Bitext(ours, theirs, (Bead((0,), (0,), 1.0),))
        return check_pair(pair, known, None, encoder=encoder())

    assert found(russian[1]) == []
    (finding,) = found(russian[3])
    assert (finding.rule, finding.term) == (Rule.RENDERING, "développements verts")


#: A term of three words, a text that has it and another rendering of it, and that rendering.
VARIED = {
    "fr": (
        "grandes entreprises publiques",
        "Les grandes entreprises publiques croissent. De grandes sociétés publiques aident.",
        "grandes sociétés publiques",
    ),
    "ru": (
        "новые методы управления",
        "Новые методы управления важны. Мы изучаем новые способы управления.",
        "новые способы управления",
    ),
    "es": (
        "utilización racional de recursos",
        "La utilización racional de recursos crece. Promovemos el uso racional de recursos.",
        "uso racional de recursos",
    ),
    "de": (
        "gemeinsamer wirtschaftlicher Verlust",
        "Der gemeinsame wirtschaftliche Verlust steigt. Kein gemeinsamer wirtschaftlicher Schaden.",
        "gemeinsamer wirtschaftlicher Schaden",
    ),
}


def alone(code: str, text: str, term: str, avoid: str = "") -> list[Finding]:
    """What is found in a text by itself, of whose term one rendering is used and one avoided."""
    language = Language(code)
    terms = [Term(ZH, "术语", TermStatus.PREFERRED), Term(language, term, TermStatus.PREFERRED)]
    terms += [Term(language, avoid, TermStatus.DEPRECATED)] if avoid else []
    known = Reference.from_concepts([Concept("one", tuple(terms), status=ConceptStatus.APPROVED)])
    document = segment(Document(text, f"text.{code}", language))
    return check_alone(document, known, None, encoder=encoder())


@EACH
def test_renderings_to_avoid_are_found_in_a_text_alone(code: str) -> None:
    (use, avoid), right, wrong, _ = GREEN[code]
    (finding,) = alone(code, wrong, use, avoid)
    assert (finding.rule, finding.expected, finding.origin) == (Rule.AVOIDED, (use,), None)
    assert alone(code, right, use, avoid) == []


@pytest.mark.parametrize("code", VARIED)
def test_what_is_like_a_term_that_the_text_has_too_is_said(code: str) -> None:
    term, text, other = VARIED[code]
    (finding,) = alone(code, text, term)
    assert (finding.rule, finding.stands, finding.term) == (Rule.VARIES, other, term)
    assert text[finding.places[0].start : finding.places[0].end] == other


def test_what_is_like_a_term_and_has_another_meaning_is_not_said() -> None:
    text = "Les grandes entreprises publiques croissent. Les grandes écoles publiques aussi."
    assert alone("fr", text, VARIED["fr"][0]) == []


#: Translations of a list that a formula counts, and what stands for one of its members.
LISTED = {
    "fr": (
        (
            "Nous ferons innover ensemble le siège, les instituts de recherche et les filiales,"
            " « trois en un »."
        ),
        " et les filiales",
    ),
    "ru": (
        (
            "Необходимо продвигать инновации штаб-квартиры, исследовательских институтов и дочерних"
            " компаний «три в одном»."
        ),
        " и дочерних компаний",
    ),
    "de": (
        (
            "Wir werden die Innovation von Zentrale, Forschungsinstituten und Tochterunternehmen"
            " „drei in einem“ voranbringen."
        ),
        " und Tochterunternehmen",
    ),
    "pt": (
        (
            "Impulsionaremos a inovação conjunta da sede, dos institutos de pesquisa e das filiais,"
            " «três em um»."
        ),
        " e das filiais",
    ),
}
WHOLE = {
    "es": "Impulsaremos la innovación de la sede, los institutos y las filiales, «tres en uno».",
    "ja": "本社、研究院、子会社の「三位一体」の協同革新を推進する。",
    "ko": "본사, 연구원, 자회사의 '삼위일체' 협동 혁신을 추진해야 한다.",
}
FORMULA = "要推动总部、研究院、子公司“三位一体”协同创新。"


@pytest.mark.parametrize("code", LISTED)
def test_that_a_member_of_a_listed_formula_is_missing_is_said(code: str) -> None:
    translation, member = LISTED[code]
    (finding,) = check(code, [(FORMULA, translation.replace(member, ""))])
    assert (finding.rule, len(finding.expected)) == (Rule.FORMULA, 1)


@pytest.mark.parametrize("code", [*LISTED, *WHOLE])
def test_nothing_is_said_of_a_listed_formula_that_is_whole(code: str) -> None:
    translation = WHOLE.get(code) or LISTED[code][0]
    assert check(code, [(FORMULA, translation)]) == []
