"""The weights and constants that ship are worth what they were, on the gold of bench/gold.

A figure below its floor means that a constant or weights were damaged, or fitted anew and worse.
Who fits anew and better raises the floor: the figure that was seen (docs/quality.md) less a few
terms, links or beads, or one passage.
"""

from pathlib import Path

import pytest

from bench.gold_figures import GOLD, measured
from bench.pairs import beads
from bench.term_texts import plain, read_records, read_text

FLOORS = {
    "beads: F1": 0.925,
    "beads with gaps: F1": 0.67,
    "terms: R-precision": 0.788,
    "terms: recall@3n": 0.918,
    "terms: pairs": 0.877,
    "terms: definitions": 0.66,
    "English terms: R-precision": 0.493,
    "English terms: recall@3n": 0.738,
    "members: exact": 0.45,
    "definitions: right": 0.82,
}
CEILINGS = {
    "beads: Brier score": 0.041,
    "beads with gaps: Brier score": 0.166,
    "links: AER": 0.152,
    "terms: spurious": 0.037,
    "terms: Brier score": 0.096,
    "members: false": 0.3,
    "definitions: spurious": 0.334,
}
TEXTS = sorted((GOLD / "texts").iterdir())


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    """All figures, of one run."""
    return dict(measured())


@pytest.mark.parametrize("name", FLOORS)
def test_the_figure_has_not_fallen(figures: dict[str, float], name: str) -> None:
    assert figures[name] >= FLOORS[name]


@pytest.mark.parametrize("name", CEILINGS)
def test_errors_have_not_grown(figures: dict[str, float], name: str) -> None:
    assert figures[name] <= CEILINGS[name]


def test_every_figure_is_held(figures: dict[str, float]) -> None:
    assert figures.keys() == FLOORS.keys() | CEILINGS.keys()


@pytest.mark.parametrize("folder", TEXTS, ids=[folder.name for folder in TEXTS])
def test_the_gold_is_of_its_texts(folder: Path) -> None:
    bitext = read_text(folder).bitext
    sides = [[segment.text for segment in side.segments] for side in (bitext.source, bitext.target)]
    aligned = beads(folder / "gold.align")
    for number, lines in enumerate(sides):
        assert [line for bead in aligned for line in bead[number]] == list(range(len(lines)))
    for record in read_records(str(folder / "gold.jsonl")):
        assert all(plain(record["zh"]) in plain(sides[0][line]) for line in record["zh_lines"])
        there = " ".join(sides[1][line] for line in record["en_lines"]).lower()
        assert all(rendering.lower() in there for rendering in record["en"]), record["zh"]
