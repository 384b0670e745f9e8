"""Alignment of small documents of our own, and what holds of any pair."""

from __future__ import annotations

import itertools
from functools import partial

import pytest
from examples import at_most
from hypothesis import given
from hypothesis import strategies as st
from texts import document

from align import encoders
from align.encoders import Encoder
from align.model import Bitext, Language
from align.sentences import align

PAIRS = [
    ("渔村的早晨", "Morning in a Fishing Village"),
    (
        "天还没亮，老林就推着自行车出了门。",
        "Before dawn old Lin pushed his bicycle out of the door.",
    ),
    ("码头上已经停了七条船。", "Seven boats already lay at the pier."),
    ("他把渔网搬上甲板，数了数浮标。", "He carried the nets on deck and counted the floats."),
    ("妻子在岸上喊他吃早饭。", "From the shore his wife called him to breakfast."),
    ("收音机里说下午有大风。", "The radio said that there would be strong wind in the afternoon."),
    ("去年冬天，他们卖掉了旧房子。", "Last winter they had sold the old house."),
    ("新房子离学校很近，孙女走路五分钟。", "The new one is near the school, five minutes on foot."),
    ("银行的贷款还要还十二年。", "The loan from the bank has twelve more years to run."),
    ("不过今年鱼价涨了三成。", "But fish prices are up by thirty per cent this year."),
    ("中午，他们在船上煮了一锅面条。", "At noon they cooked a pot of noodles on board."),
    ("谁也没有说话。", "Nobody spoke."),
]


zh = partial(document, Language.ZH)
en = partial(document, Language.EN)


def beads(bitext: Bitext) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.source, bead.target) for bead in bitext.beads]


def assert_whole(bitext: Bitext) -> None:
    """Every index once, ascending; beads in order; plain numbers; probabilities."""
    for side, count in (("source", bitext.source), ("target", bitext.target)):
        indices = [index for bead in bitext.beads for index in getattr(bead, side)]
        assert sorted(indices) == list(range(len(count.segments)))
        assert all(type(index) is int for index in indices)
        firsts = [getattr(bead, side)[0] for bead in bitext.beads if getattr(bead, side)]
        assert firsts == sorted(firsts)
    for bead in bitext.beads:
        assert bead.source or bead.target
        assert list(bead.source) == sorted(bead.source)
        assert list(bead.target) == sorted(bead.target)
        assert type(bead.score) is float
        assert 0 <= bead.score <= 1


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return encoders.load()


def test_sentences_that_translate_each_other_are_paired(encoder: Encoder) -> None:
    bitext = align(zh(*(a for a, _ in PAIRS)), en(*(b for _, b in PAIRS)), encoder)
    assert beads(bitext) == [((k,), (k,)) for k in range(len(PAIRS))]
    assert min(bead.score for bead in bitext.beads) > 0.5


def test_a_sentence_that_became_two_is_one_bead(encoder: Encoder) -> None:
    english = [b for _, b in PAIRS]
    english[3:4] = ["He carried the nets on deck.", "Then he counted the floats."]
    bitext = align(zh(*(a for a, _ in PAIRS)), en(*english), encoder)
    assert ((3,), (3, 4)) in beads(bitext)
    assert ((11,), (12,)) in beads(bitext)


def test_a_sentence_without_a_translation_is_in_an_empty_bead(encoder: Encoder) -> None:
    chinese = [a for a, _ in PAIRS]
    chinese.insert(6, "量子计算机的芯片要冷却到接近绝对零度才能工作。")
    bitext = align(zh(*chinese), en(*(b for _, b in PAIRS)), encoder)
    assert ((6,), ()) in beads(bitext)


def test_a_missing_section_is_found_missing(encoder: Encoder) -> None:
    bitext = align(
        zh(*(a for a, _ in PAIRS)), en(*(b for _, b in [*PAIRS[:4], *PAIRS[9:]])), encoder
    )
    assert [((k,), ()) for k in range(4, 9)] == beads(bitext)[4:9]
    assert_whole(bitext)


def test_either_language_may_come_first(encoder: Encoder) -> None:
    english = [b for _, b in PAIRS]
    english[3:4] = ["He carried the nets on deck.", "Then he counted the floats."]
    one = align(zh(*(a for a, _ in PAIRS)), en(*english), encoder)
    other = align(en(*english), zh(*(a for a, _ in PAIRS)), encoder)
    assert beads(one) == [(source, target) for target, source in beads(other)]
    for bead, mirrored in zip(one.beads, other.beads, strict=True):
        assert bead.score == pytest.approx(mirrored.score, abs=1e-3)


def test_blank_lines_are_empty_beads_and_change_nothing_else(encoder: Encoder) -> None:
    chinese = ["", *itertools.chain.from_iterable((a, " ") for a, _ in PAIRS)]
    bitext = align(zh(*chinese), en(*(b for _, b in PAIRS), "", ""), encoder)
    found = beads(bitext)
    assert_whole(bitext)
    assert [bead for bead in found if bead[0] and bead[1]] == [
        ((2 * k + 1,), (k,)) for k in range(len(PAIRS))
    ]
    assert {((k,), ()) for k in range(0, 2 * len(PAIRS) + 1, 2)} <= set(found)
    assert {((), (12,)), ((), (13,))} <= set(found)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ([], []),
        ([], ["One."]),
        (["一。"], []),
        ([""], ["", ""]),
        (["一条河。"], ["A river."]),
        (["一条河。", "一座山。"], ["A river and a mountain."]),
        (["一条河。"] * 9, ["A river."] * 9),
        (["一条河。"] * 40, ["A river."]),
    ],
)
def test_tiny_documents_are_aligned_whole(
    encoder: Encoder, source: list[str], target: list[str]
) -> None:
    assert_whole(align(zh(*source), en(*target), encoder))


def test_one_sentence_against_a_thousand_is_aligned_whole(encoder: Encoder) -> None:
    target = [f"In year {number} the harvest was {number * 7} sacks." for number in range(1_000)]
    bitext = align(zh("那一年收了四千九百袋粮食。"), en(*target), encoder)
    assert_whole(bitext)


def test_thousands_of_identical_sentences_are_aligned_whole(encoder: Encoder) -> None:
    bitext = align(zh(*["好。"] * 1_500), en(*["Good."] * 2_000), encoder)
    assert_whole(bitext)


def test_alignment_is_the_same_every_time(encoder: Encoder) -> None:
    source, target = zh(*(a for a, _ in PAIRS)), en(*(b for _, b in PAIRS[2:]))
    assert align(source, target, encoder).beads == align(source, target, encoder).beads


def test_progress_is_told_by_stage_and_ends_complete(encoder: Encoder) -> None:
    told: list[tuple[str, int, int]] = []
    align(
        zh(*(a for a, _ in PAIRS)),
        en(*(b for _, b in PAIRS)),
        encoder,
        lambda stage, done, total: told.append((stage, done, total)),
    )
    assert {stage for stage, _, _ in told} == {"encoding", "aligning"}
    for stage in ("encoding", "aligning"):
        steps = [(done, total) for name, done, total in told if name == stage]
        assert steps == sorted(steps)
        assert steps[-1][0] == steps[-1][1] > 0


def test_a_listener_that_raises_stops_the_work(encoder: Encoder) -> None:
    class StopError(Exception):
        pass

    def stop(stage: str, done: int, total: int) -> None:
        raise StopError

    with pytest.raises(StopError):
        align(zh("一条河。"), en("A river."), encoder, stop)


LINES = st.lists(
    st.one_of(st.sampled_from([text for pair in PAIRS for text in pair]), st.text(max_size=12)),
    max_size=12,
)


@at_most(40)
@given(source=LINES, target=LINES)
def test_any_two_lists_of_texts_are_aligned_whole(
    encoder: Encoder, source: list[str], target: list[str]
) -> None:
    assert_whole(align(zh(*source), en(*target), encoder))
