"""The views of two documents that the aligner scores beads by.

The offline encoder gives one view: its vectors, and words linked by dictionary. An encoder that has
vectors of tokens in context gives a second beside it: together they know more than either
(bench/alignment.py measures both).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from align.encoders import DEFAULT, Encoder, load
from align.encoders.token_vectors import TokenEncoder
from align.languages import Language
from align.progress import Progress
from align.sentences.band import find_band
from align.sentences.coverage import scale_to_typical
from align.sentences.features import Pair, View
from align.sentences.lengths import Lengths
from align.sentences.lexicon import Lexicon
from align.sentences.tokens import token_coverage
from align.sentences.vectors import SideVectors, sides
from align.threads import one_thread


def look(
    source: Sequence[str],
    target: Sequence[str],
    languages: tuple[Language, Language],
    encoder: Encoder,
    progress: Progress,
) -> Pair:
    """Two documents in one view or two.

    Args:
        source: sentences, none of which is blank.
        target: those of the other document.
        languages: those of both.
        encoder: of sentences; one that has tokens too gives the second view.
        progress: is told of the stages "encoding" and "reading words".
    """
    has_tokens = isinstance(encoder, TokenEncoder)
    both = sides(source, target, _offline() if has_tokens else encoder, progress)
    with one_thread():
        band, matches = find_band(both[0].singles(), both[1].singles())
        lengths = Lengths.of(both[0].characters, both[1].characters, matches)
        views = [View(*both, Lexicon.of(source, target, matches, languages))]
    if isinstance(encoder, TokenEncoder):
        both = sides(source, target, encoder, progress)
        words = token_coverage(source, target, encoder, matches, progress)
        views.append(View(*both, words, _scale(*both, matches)))
    return Pair(tuple(views), lengths, band)


@cache
def _offline() -> Encoder:
    """The offline encoder, loaded once for all the pairs of a folder."""
    return load(DEFAULT)


def _scale(source: SideVectors, target: SideVectors, matches: Sequence[tuple[int, int]]) -> float:
    """What brings cosines of sentences that translate each other to those of other encoders."""
    if not matches:
        return 1.0
    rows, columns = np.array(matches).T
    cosines = np.einsum("ij,ij->i", source.singles()[rows], target.singles()[columns])
    return scale_to_typical(cosines)
