"""The words of beads, tokenised and linked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from align.encoders import Encoder
from align.model import Bead, Bitext, SegmentedDocument
from align.progress import Progress, silent
from align.tokens import Token, tokens
from align.words.aligner import align_tokens
from align.words.types import WordAlignment


def align_beads(
    bitext: Bitext,
    beads: Sequence[Bead] | None = None,
    encoder: Encoder | None = None,
    progress: Progress = silent,
) -> Iterator[WordAlignment]:
    """Link the words of beads; one alignment a bead, in order.

    Args:
        bitext: two documents in different languages; of Chinese and another, in either order.
        beads: some of its beads; all of them where it is None. Words are counted over the beads
            that are given, so that a single one knows nothing of the rest.
        encoder: see `align_tokens`.

    >>> from align import align_sentences, align_words, load_encoder
    >>> from align import read_document, segment_document
    >>> texts = (read_document(f"speech.{side}.txt") for side in ("zh", "en"))
    >>> zh, en = map(segment_document, texts)
    >>> words = next(align_words(align_sentences(zh, en, load_encoder())))
    >>> links = {(words.zh[link.zh].text, words.en[link.en].text) for link in words.links}
    >>> ("发展", "development") in links
    True
    """
    some = bitext.beads if beads is None else beads
    swap = bitext.is_turned
    zh, en = (bitext.target, bitext.source) if swap else (bitext.source, bitext.target)
    sides = [(bead.target, bead.source) if swap else (bead.source, bead.target) for bead in some]
    words = [(_words(zh, left), _words(en, right)) for left, right in sides]
    texts = (
        ([token.text for token in left], [token.text for token in right]) for left, right in words
    )
    languages = zh.language, en.language
    found = align_tokens(texts, encoder, progress, languages=languages, total=len(words))
    for (left, right), links in zip(words, found, strict=True):
        yield WordAlignment(left, right, links)


def _words(side: SegmentedDocument, numbers: Sequence[int]) -> tuple[Token, ...]:
    found: list[Token] = []
    for number in numbers:
        segment = side.segments[number]
        for token in tokens(segment.reading.text, side.language):
            start, end = segment.place(token.start, token.end)
            found.append(replace(token, start=start, end=end))
    return tuple(found)
