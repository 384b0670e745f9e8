"""Texts of a sentence a line."""

from __future__ import annotations

from align.model import Document, Language, Segment, SegmentedDocument


def document(language: Language, *sentences: str, source: str = "") -> SegmentedDocument:
    """A text, each of whose sentences is a segment; its source is zh.txt or en.txt by default."""
    segments, start = [], 0
    for sentence in sentences:
        segments.append(Segment(start, start + len(sentence), sentence))
        start += len(sentence) + 1
    whole = Document("\n".join(sentences), source or f"{language}.txt", language)
    return SegmentedDocument(whole, tuple(segments))
