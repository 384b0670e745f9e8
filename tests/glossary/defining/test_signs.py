"""Definitions and members in languages for which no model judges them."""

from __future__ import annotations

import pytest

from align.model import Document, Language
from align.segment import segment
from glossary.defining import can_define, drawn_from
from glossary.model import Definition


def drawn(text: str, form: str, code: str) -> tuple[Definition, ...]:
    return drawn_from(segment(Document(text, "text", Language(code))), (form,))


def texts(text: str, form: str, code: str) -> list[str]:
    return [each.text for each in drawn(text, form, code)]


@pytest.mark.parametrize(
    ("code", "text", "form", "said"),
    [
        (
            "fr",
            "On entend par « quai vert » un quai planté d’arbres.",
            "quai vert",
            "un quai planté d’arbres",
        ),
        (
            "fr",
            "Les ports verts sont des ports qui ont des arbres ; ils plaisent.",
            "port vert",
            "des ports qui ont des arbres",
        ),
        (
            "es",
            "El muelle verde significa un muelle con árboles.",
            "muelle verde",
            "un muelle con árboles",
        ),
        (
            "pt",
            "Por cais verde entende-se um cais com árvores.",
            "cais verde",
            "um cais com árvores",
        ),
        (
            "de",
            "Der Begriff Grünkai bezeichnet einen Kai mit Bäumen.",
            "Grünkai",
            "einen Kai mit Bäumen",
        ),
        (
            "ru",
            "Под новым портом понимается порт с деревьями.",
            "новый порт",
            "порт с деревьями",
        ),
    ],
)
def test_plain_signs_tell_definitions(code: str, text: str, form: str, said: str) -> None:
    assert texts(text, form, code) == [said]


@pytest.mark.parametrize(
    ("code", "text", "form"),
    [
        ("fr", "Le quai vert est une réussite. Le quai vert plaît.", "quai vert"),
        ("fr", "Le quai vert signifie que la ville respire.", "quai vert"),
        ("ru", "Зелёный причал означает, что город дышит.", "зелёный причал"),
        ("de", "Der Grünkai ist ein großer Erfolg.", "Grünkai"),
    ],
)
def test_judgements_and_what_follows_from_a_term_define_nothing(
    code: str, text: str, form: str
) -> None:
    assert texts(text, form, code) == []


@pytest.mark.parametrize(
    ("code", "text", "form", "members"),
    [
        (
            "fr",
            "Les trois clés du port : le pain, l’eau et le vent.",
            "trois clés du port",
            ("le pain", "l’eau", "le vent"),
        ),
        (
            "de",
            "Die drei Schlüssel: Brot, Wasser und Wind.",
            "drei Schlüssel",
            ("Brot", "Wasser", "Wind"),
        ),
        ("ru", "Два ключа порта: хлеб и вода.", "два ключа порта", ("хлеб", "вода")),
        ("ja", "港の三つの鍵：パン、水、風。", "三つの鍵", ("パン", "水", "風")),
    ],
)
def test_a_formula_has_the_members_of_a_list_of_as_many(
    code: str, text: str, form: str, members: tuple[str, ...]
) -> None:
    assert drawn(text, form, code)[0].members == members


def test_a_list_of_another_length_is_not_that_of_a_formula() -> None:
    assert drawn("Les trois clés du port : le pain et l’eau.", "trois clés du port", "fr") == ()


def test_a_definition_stands_where_it_says() -> None:
    text = "Le vent est doux. Le quai  vert désigne un quai planté. Il plaît."
    [found] = drawn(text, "quai vert", "fr")
    own = segment(Document(text, "text", Language("fr"))).segments[found.segment or 0].text
    assert own[found.start : found.end] == found.text == "un quai planté"


def test_where_signs_are_known_is_told() -> None:
    known = {
        code
        for code in ["zh", "en", "fr", "es", "pt", "de", "ru", "ar", "ja", "ko"]
        if can_define(Language(code))
    }
    assert known == {"zh", "en", "fr", "es", "pt", "de", "ru"}
