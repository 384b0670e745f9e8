"""What the measure of aligned texts in any two languages counts as right."""

from __future__ import annotations

from bench.multilingual import LEFT_OUT, RUN, Text, joined, with_passages_left_out


def test_smaller_beads_that_fill_a_verse_count_as_the_verse() -> None:
    gold = [((0, 1), (0, 1)), ((2,), (2,))]

    assert joined(gold, [((0,), (0,)), ((1,), (1,)), ((2,), (2,))]) == set(gold)


def test_beads_across_the_end_of_a_verse_or_with_a_sentence_missing_do_not() -> None:
    gold = [((0, 1), (0, 1)), ((2, 3), (2, 3))]
    across = [((0,), (0,)), ((1, 2), (1, 2)), ((3,), (3,))]
    missing = [((0,), (0, 1))]

    assert joined(gold, across) == set(across)
    assert joined(gold, missing) == set(missing)


def test_passages_are_left_out_of_the_second_side_only_and_the_same_ones_each_time() -> None:
    verses = 100
    gold = tuple(((n,), (2 * n, 2 * n + 1)) for n in range(verses))
    sides = [f"a{n}" for n in range(verses)], [f"b{n}" for n in range(2 * verses)]
    text = Text("bible-x-y", "bible", ("x", "y"), sides, gold, is_fine=False)

    less = with_passages_left_out(text)

    left = [number for number, bead in enumerate(less.gold) if not bead[1]]
    assert less.sides[0] == text.sides[0]
    assert LEFT_OUT * verses <= len(left) < LEFT_OUT * verses + RUN[1]
    assert less.sides[1] == [f"b{n}" for n in range(2 * verses) if n // 2 not in left]
    assert less == with_passages_left_out(text)
