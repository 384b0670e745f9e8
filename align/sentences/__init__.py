"""Alignment of the sentences of a document and its translation."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING

from align.model import Bead, Bitext, SegmentedDocument
from align.progress import Progress, silent

if TYPE_CHECKING:
    from align.encoders import Encoder, Vectors
    from align.languages import Language
    from align.sentences.band import Band

__all__ = ["align"]

#: Half of the F1 to be expected: see `model.decode`.
_COST = 0.45
#: Rows of the band that a thread scores at once.
_PART = 480


def align(
    source: SegmentedDocument,
    target: SegmentedDocument,
    encoder: Encoder,
    progress: Progress = silent,
) -> Bitext:
    """The beads of two documents, one of which translates the other.

    Every segment of either side is in exactly one bead; those to which nothing corresponds, and
    blank ones, are in beads with an empty side. Both sides may be in any language, and the
    indices of both ascend from bead to bead. A bead's score is its posterior probability.

    Stages reported: "encoding" and "aligning", in segments of both sides and of the source, and
    "reading words" where the encoder has vectors of tokens.

    Args:
        source: a segmented document; it may be empty.
        target: the other.
        encoder: what gives the sentences' vectors. One that has vectors of tokens too is used
            beside the offline encoder.
        progress: is told how far the work is.

    >>> from align import align_sentences, load_encoder, read_document, segment_document
    >>> zh, en = (segment_document(read_document(f"speech.{side}.txt")) for side in ("zh", "en"))
    >>> bitext = align_sentences(zh, en, load_encoder())
    >>> [(bead.source, bead.target) for bead in bitext.beads]
    [((0,), (0,)), ((1,), (1,)), ((2,), (2,))]
    """
    lines = _full(source.readings), _full(target.readings)
    beads: list[Bead] = []
    if lines[0] and lines[1]:
        beads = _beads((source, target), lines, encoder, progress)
    return Bitext(source, target, _completed(beads, len(source.readings), len(target.readings)))


def _full(texts: Sequence[str]) -> list[int]:
    return [number for number, text in enumerate(texts) if text and not text.isspace()]


def _beads(
    sides: tuple[SegmentedDocument, SegmentedDocument],
    lines: tuple[list[int], list[int]],
    encoder: Encoder,
    progress: Progress,
) -> list[Bead]:
    """The beads of the lines that are not blank, with both sides' indices in the documents."""
    from align.sentences.added import parted
    from align.sentences.model import decode, posteriors
    from align.sentences.types import KINDS

    source, target = (side.readings for side in sides)
    texts = [source[number] for number in lines[0]], [target[number] for number in lines[1]]
    beads = []
    languages = sides[0].language, sides[1].language
    band, scores, opening = _scores(*texts, languages, encoder, progress)
    scores = posteriors(band, scores, opening)
    for step in decode(band, scores, _COST):
        a, b = KINDS[step.kind]
        beads.append(
            Bead(
                tuple(lines[0][step.source : step.source + a]),
                tuple(lines[1][step.target : step.target + b]),
                step.posterior,
            )
        )
    progress("aligning", len(lines[0]), len(lines[0]))
    return list(parted(beads, source, target))


def _scores(
    source: Sequence[str],
    target: Sequence[str],
    languages: tuple[Language, Language],
    encoder: Encoder,
    progress: Progress,
) -> tuple[Band, Vectors, float]:
    """The band of two documents, the score of each bead in it, and that of opening a gap.

    The scores have the shape (band.size, kinds). Rows of the band are scored side by side, each
    part in a thread.
    """
    import numpy as np

    from align.sentences.features import blocks
    from align.sentences.types import KINDS
    from align.sentences.views import look
    from align.sentences.weights import trained
    from align.threads import as_made, one_thread

    pair = look(source, target, languages, encoder, progress)
    band = pair.band
    progress("aligning", 0, len(source))
    weights = trained(len(pair.views))
    with one_thread():
        scores = np.empty((band.size, len(KINDS)), dtype=np.float32)

        def score(rows: range) -> int:
            for block in blocks(pair, rows):
                scores[block.cells] = weights.scores(block)
            return rows.start

        parts = [range(row, min(row + _PART, band.rows)) for row in range(0, band.rows, _PART)]
        for done in as_made(score, parts):
            progress("aligning", done, len(source))
    return band, scores, weights.opening


def _completed(beads: list[Bead], sources: int, targets: int) -> tuple[Bead, ...]:
    """The beads, and an empty bead, of which nothing is in doubt, for each segment in none.

    Such a segment comes before the first bead that begins after it.
    """
    left_source = _missing(sources, [index for bead in beads for index in bead.source])
    left_target = _missing(targets, [index for bead in beads for index in bead.target])
    result: list[Bead] = []
    for bead in beads:
        while bead.source and left_source and left_source[0] < bead.source[0]:
            result.append(Bead((left_source.popleft(),), (), 1.0))
        while bead.target and left_target and left_target[0] < bead.target[0]:
            result.append(Bead((), (left_target.popleft(),), 1.0))
        result.append(bead)
    result.extend(Bead((index,), (), 1.0) for index in left_source)
    result.extend(Bead((), (index,), 1.0) for index in left_target)
    return tuple(result)


def _missing(count: int, found: list[int]) -> deque[int]:
    present = set(found)
    return deque(index for index in range(count) if index not in present)
