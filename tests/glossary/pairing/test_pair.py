"""English renderings of Chinese candidates in aligned sentences."""

from __future__ import annotations

import pytest
from checking import bitext, candidate

from align.encoders import Encoder, load
from align.model import Bead, Bitext
from glossary.model import Kind
from glossary.pairing import Pairing, pair
from glossary.ranking.vectors import WordSums

PAIRS = (
    ("我们要全面推进乡村振兴战略。", "We will fully implement the rural revitalization strategy."),
    (
        "乡村振兴战略离不开基层干部。",
        "The rural revitalization strategy depends on community officials.",
    ),
    ("生态环境得到了改善。", "The ecological environment has improved."),
    ("各地坚持“四抓四促”。", "All localities have kept to the “four grasps and four drives”."),
    ("基层干部十分辛苦。", "It rained all day in the mountains."),
    (
        "建设监督体系、评价体系。",
        "Build supervision systems, and evaluation systems.",
    ),
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load()


@pytest.fixture(scope="module")
def paired(encoder: Encoder) -> dict[str, Pairing]:
    wanted = [
        candidate(form, PAIRS) for form in ("乡村振兴战略", "生态环境", "基层干部", "监督体系")
    ]
    wanted.append(candidate("四抓四促", PAIRS, Kind.NUMERIC))
    return {
        found.candidate.form: found for found in pair(wanted, [bitext(PAIRS)], WordSums(encoder))
    }


def test_a_term_is_paired_with_its_rendering_without_the_article(
    paired: dict[str, Pairing],
) -> None:
    rendering = paired["乡村振兴战略"].renderings[0]
    assert rendering.text == "rural revitalization strategy"
    assert rendering.frequency == 2


def test_a_rendering_stands_where_it_says(paired: dict[str, Pairing]) -> None:
    for pairing in paired.values():
        for rendering in pairing.renderings:
            for place in rendering.places:
                found = PAIRS[place.segment][1][place.start : place.end]
                assert found.lower() == rendering.text.lower()


def test_the_whole_noun_phrase_is_taken(paired: dict[str, Pairing]) -> None:
    assert paired["生态环境"].renderings[0].text == "ecological environment"


def test_a_rendering_does_not_run_over_a_comma(paired: dict[str, Pairing]) -> None:
    assert paired["监督体系"].renderings[0].text == "supervision systems"


def test_a_sentence_that_leaves_the_term_out_gives_no_likely_rendering(
    paired: dict[str, Pairing],
) -> None:
    pairing = paired["基层干部"]
    assert (0, 4) in pairing.beads
    for one in pairing.renderings:
        assert one.odds < -2.5 or all(place.segment != 4 for place in one.places)


def test_a_formula_is_paired_with_the_formula_that_counts_as_many(
    paired: dict[str, Pairing],
) -> None:
    assert paired["四抓四促"].renderings[0].text == "four grasps and four drives"


def test_the_language_of_the_source_does_not_matter(encoder: Encoder) -> None:
    straight = bitext(PAIRS)
    turned = Bitext(
        straight.target,
        straight.source,
        tuple(Bead(bead.target, bead.source, bead.score) for bead in straight.beads),
    )
    wanted = [candidate("乡村振兴战略", PAIRS)]
    assert pair(wanted, [turned], WordSums(encoder)) == pair(wanted, [straight], WordSums(encoder))


def test_without_beads_there_is_nothing_to_pair(encoder: Encoder) -> None:
    lonely = Bitext(bitext(PAIRS).source, bitext(PAIRS).target, ())
    (found,) = pair([candidate("生态环境", PAIRS)], [lonely], WordSums(encoder))
    assert found.renderings == ()
    assert found.beads == ()
