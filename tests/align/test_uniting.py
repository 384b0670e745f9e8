"""The alignments of a text with several translations as one."""

from __future__ import annotations

import pytest
from examples import at_most
from hypothesis import given
from hypothesis import strategies as st
from texts import document

from align.model import Bead, Bitext, Language
from align.uniting import unite

ZH, EN, FR = map(Language, ("zh", "en", "fr"))
TEXT = document(ZH, "甲。", "乙。", "丙。", "丁。")


def beads(*sides: tuple[tuple[int, ...], tuple[int, ...]], score: float = 0.9) -> tuple[Bead, ...]:
    return tuple(Bead(source, target, score) for source, target in sides)


def aligned(language: Language, count: int, found: tuple[Bead, ...]) -> Bitext:
    return Bitext(TEXT, document(language, *("x" * count)), found)


def test_sentences_that_any_pair_holds_together_stand_together() -> None:
    english = aligned(EN, 3, beads(((0, 1), (0,)), ((2,), (1,)), ((3,), (2,))))
    french = aligned(FR, 4, beads(((0,), (0,)), ((1, 2), (1, 2)), ((3,), (3,))))
    united = unite([english, french])
    assert [side.language for side in united.sides] == [ZH, EN, FR]
    assert [bead.indices for bead in united.beads] == [
        ((0, 1, 2), (0, 1), (0, 1, 2)),
        ((3,), (2,), (3,)),
    ]


def test_what_one_translation_leaves_out_or_adds_costs_the_others_nothing() -> None:
    english = aligned(
        EN, 4, beads(((), (0,)), ((0,), (1,)), ((1,), ()), ((2,), (2,)), ((3,), (3,)))
    )
    french = aligned(
        FR, 5, beads(((0,), (0,)), ((1,), (1,)), ((2,), (2,)), ((), (3,)), ((3,), (4,)))
    )
    assert [bead.indices for bead in unite([english, french]).beads] == [
        ((), (0,), ()),
        ((0,), (1,), (0,)),
        ((1,), (), (1,)),
        ((2,), (2,), (2,)),
        ((), (), (3,)),
        ((3,), (3,), (4,)),
    ]


def test_a_joint_bead_is_as_sure_as_the_least_certain_in_it() -> None:
    one = beads(((0,), (0,)), ((1,), (1,)), ((2,), (2,)), ((3,), (3,)))
    sure, less = aligned(EN, 4, one), aligned(FR, 4, (*one[:3], Bead((3,), (3,), 0.25)))
    assert [bead.score for bead in unite([sure, less]).beads] == [0.9, 0.9, 0.9, 0.25]


def test_translations_of_another_text_are_refused() -> None:
    other = Bitext(document(ZH, "戊。"), document(FR, "x"), beads(((0,), (0,))))
    with pytest.raises(ValueError, match="different sources"):
        unite([aligned(EN, 0, ()), other])


@st.composite
def alignments(draw: st.DrawFn, count: int) -> tuple[int, tuple[Bead, ...]]:
    """The number of sentences of a translation, and beads that cover both sides once."""
    found, source, target = [], 0, 0
    while (is_added := draw(st.booleans())) or source < count:
        here = 0 if is_added else draw(st.integers(1, min(3, count - source)))
        there = draw(st.integers(int(is_added), 2))
        one, other = range(source, source + here), range(target, target + there)
        found.append(Bead(tuple(one), tuple(other), draw(st.sampled_from([0.2, 0.5, 0.9]))))
        source, target = source + here, target + there
    return target, tuple(found)


@at_most(60)
@given(st.lists(alignments(len(TEXT.segments)), min_size=1, max_size=4))
def test_every_sentence_of_every_text_stands_once_and_in_its_order(
    drawn: list[tuple[int, tuple[Bead, ...]]],
) -> None:
    bitexts = [aligned(FR, count, found) for count, found in drawn]
    united = unite(bitexts)
    for number, side in enumerate(united.sides):
        placed = [index for bead in united.beads for index in bead.indices[number]]
        assert placed == list(range(len(side.segments)))
    for bitext, number in zip(bitexts, range(1, 9), strict=False):
        for bead in bitext.beads:
            holding = [
                joint
                for joint in united.beads
                if {*bead.source} & {*joint.indices[0]} or {*bead.target} & {*joint.indices[number]}
            ]
            assert len(holding) == 1
            assert holding[0].score <= bead.score
