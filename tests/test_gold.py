"""The weights and constants that ship are worth what they were, on the gold of bench/gold.

A figure that falls means that a constant or weights were damaged, or fitted anew and worse. One
that rises is to be written here, so that it is held from then on. Each may move by a few terms,
links or beads, or by one passage.
"""

from pathlib import Path

import pytest

from bench.gold_figures import GOLD, measured
from bench.pairs import beads
from bench.term_texts import plain, read_records, read_text

#: Figures as they were seen, and how far each may move.
SEEN = {
    "beads: F1": (0.933, 0.012),
    "beads: Brier score": (0.036, 0.003),
    "beads with gaps: F1": (0.667, 0.012),
    "beads with gaps: Brier score": (0.159, 0.005),
    "links: AER": (0.131, 0.003),
    "terms: R-precision": (0.798, 0.01),
    "terms: recall@3n": (0.926, 0.008),
    "terms: pairs": (0.887, 0.01),
    "terms: spurious": (0.030, 0.007),
    "terms: definitions": (0.75, 0.09),
    "terms: Brier score": (0.093, 0.003),
    "English terms: R-precision": (0.504, 0.007),
    "English terms: recall@3n": (0.749, 0.007),
    "members: exact": (0.5, 0.051),
    "members: false": (0.2, 0.11),
    "definitions: right": (0.882, 0.06),
    "definitions: spurious": (0.267, 0.067),
}
pytestmark = pytest.mark.long
TEXTS = sorted((GOLD / "texts").iterdir())


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    """All figures, of one run."""
    return dict(measured())


@pytest.mark.parametrize("name", SEEN)
def test_the_figure_is_what_it_was(figures: dict[str, float], name: str) -> None:
    seen, margin = SEEN[name]
    assert figures[name] == pytest.approx(seen, abs=margin)


def test_every_figure_is_held(figures: dict[str, float]) -> None:
    assert figures.keys() == SEEN.keys()


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
