"""Beads joined, split and shifted keep every sentence once."""

from __future__ import annotations

import pytest

from align.errors import InputError
from align.model import Bead, Language
from glossary.curating.correcting import cuts, joined, moved_down, moved_up

ZH, EN, FR = Language.ZH, Language.EN, Language("fr")
FIRST, SECOND = Bead((0, 1), (0,), 0.4), Bead((2,), (1, 2), 0.6)


def test_joined_beads_hold_the_sentences_of_both_and_are_sure() -> None:
    assert joined(FIRST, SECOND) == Bead((0, 1, 2), (0, 1, 2), 1.0)


def test_every_cut_keeps_each_sentence_once_and_leaves_no_half_empty() -> None:
    bead = Bead((0, 1), (4, 5, 6), 0.5)
    found = list(cuts(bead))
    assert len(found) == len(set(found)) == 3 * 4 - 2
    for first, second in found:
        assert first.source + second.source == bead.source
        assert first.target + second.target == bead.target
        assert all(half.source or half.target for half in (first, second))


def test_the_likeliest_cut_comes_first() -> None:
    first, second = next(cuts(Bead((0, 1), (0, 1), 0.5)))
    assert (first.source, first.target) == ((0,), (0,))
    assert (second.source, second.target) == ((1,), (1,))


def test_a_single_sentence_cannot_be_cut() -> None:
    assert list(cuts(Bead((3,), (), 0.5))) == []


def test_the_last_sentence_moves_down_and_the_first_moves_up() -> None:
    assert moved_down(FIRST, SECOND, ZH, ZH) == (Bead((0,), (0,), 1.0), Bead((1, 2), (1, 2), 1.0))
    assert moved_up(FIRST, SECOND, EN, ZH) == (Bead((0, 1), (0, 1), 1.0), Bead((2,), (2,), 1.0))


def test_a_bead_that_becomes_empty_goes() -> None:
    assert moved_down(Bead((0,), (), 1.0), Bead((), (0,), 1.0), ZH, ZH) == (Bead((0,), (0,), 1.0),)


def test_without_a_sentence_in_that_language_nothing_moves() -> None:
    with pytest.raises(InputError, match="no English sentence"):
        moved_down(Bead((0,), (), 1.0), SECOND, EN, ZH)
    with pytest.raises(InputError, match="no Chinese sentence"):
        moved_up(FIRST, Bead((), (1,), 1.0), ZH, ZH)


def test_the_original_and_the_translation_are_in_any_two_languages() -> None:
    assert moved_down(FIRST, SECOND, FR, FR) == moved_down(FIRST, SECOND, ZH, ZH)
    assert moved_up(FIRST, SECOND, FR, ZH) == moved_up(FIRST, SECOND, EN, ZH)
    with pytest.raises(InputError, match="no French sentence"):
        moved_up(FIRST, Bead((2,), (), 1.0), FR, ZH)
