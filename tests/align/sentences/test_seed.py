"""The pair of texts that ships with the tool is aligned from its files."""

from __future__ import annotations

from importlib.resources import files

from align import encoders
from align.documents import read_document
from align.segment import segment
from align.sentences import align


def test_the_seed_article_and_its_translation_are_aligned_without_a_gap() -> None:
    chinese, english = (
        segment(read_document(str(files("seeds").joinpath(name))))
        for name in ("article.zh.txt", "article.txt")
    )
    bitext = align(chinese, english, encoders.load())
    assert all(bead.source and bead.target for bead in bitext.beads)
    assert min(bead.score for bead in bitext.beads) > 0.9
    titles = chinese.texts[0], english.texts[0]
    assert titles[0] == "国有企业改革加快走深走实"
    assert titles[1].startswith("Deepening and Accelerating the Reform")
    assert (bitext.beads[0].source, bitext.beads[0].target) == ((0,), (0,))
    split = [bead for bead in bitext.beads if len(bead.source) != len(bead.target)]
    assert [(bead.source, bead.target) for bead in split] == [((3,), (3, 4))]
