"""A brief keeps to its size, whatever that is, and says all that it left out."""

from __future__ import annotations

import json

import pytest

from align.languages import CHINESE_ENGLISH
from align.model import Language
from exports.brief import brief
from glossary.model import Concept, Term, TermStatus

CONCEPTS = [
    Concept(
        f"c{number}",
        (
            Term(Language.ZH, "三" * number, TermStatus.PREFERRED),
            Term(Language.EN, "three\n" * number, TermStatus.PREFERRED),
            Term(Language.EN, "“3”" * number, TermStatus.DEPRECATED),
        ),
    )
    for number in range(1, 9)
]


@pytest.mark.parametrize("as_json", [False, True])
@pytest.mark.parametrize("budget", [10, 57, 100, 300, 5_000])
def test_a_brief_is_never_longer_than_asked(budget: int, *, as_json: bool) -> None:
    made = brief(CONCEPTS, CHINESE_ENGLISH, budget, as_json=as_json)
    assert len(made.text) <= budget
    assert made.concepts + len(made.left) == len(CONCEPTS)
    if as_json:
        assert len(json.loads(made.text)) == made.concepts
    else:
        lines = made.text.splitlines()
        assert len(lines) == made.concepts
        lengths = [line.count("三") for line in lines]
        assert lengths == sorted(lengths, reverse=True)
        assert all("; not: “3”" in line for line in lines)


def test_what_has_no_rendering_is_counted() -> None:
    lone = Concept("c", (Term(Language.ZH, "三首", TermStatus.PREFERRED),))
    assert brief([lone], CHINESE_ENGLISH).unpaired == 1
