"""From text to sentences, aligned sentences and aligned words; knows nothing of terms.

What stands here is for programs and stays as it is from version to version:

    >>> from align import Document, Language, segment_document
    >>> text = Document("新质生产力是先进生产力。要因地制宜发展。", "speech.zh.txt", Language.ZH)
    >>> [segment.text for segment in segment_document(text).segments]
    ['新质生产力是先进生产力。', '要因地制宜发展。']

All else may change. Every error is a `TifaError`; see `align.errors`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.offering import offered

if TYPE_CHECKING:
    from align.documents import read_document as read_document
    from align.encoders import Encoder as Encoder
    from align.encoders import load as load_encoder
    from align.errors import TifaError as TifaError
    from align.model import Bead as Bead
    from align.model import Bitext as Bitext
    from align.model import Document as Document
    from align.model import Language as Language
    from align.model import Segment as Segment
    from align.model import SegmentedDocument as SegmentedDocument
    from align.reading import Reading as Reading
    from align.segment import segment as segment_document
    from align.sentences import align as align_sentences
    from align.words import align_beads as align_words

__all__ = [
    "Bead",
    "Bitext",
    "Document",
    "Encoder",
    "Language",
    "Reading",
    "Segment",
    "SegmentedDocument",
    "TifaError",
    "align_sentences",
    "align_words",
    "load_encoder",
    "read_document",
    "segment_document",
]

_WHERE = {
    "Bead": "align.model:Bead",
    "Bitext": "align.model:Bitext",
    "Document": "align.model:Document",
    "Encoder": "align.encoders:Encoder",
    "Language": "align.model:Language",
    "Reading": "align.reading:Reading",
    "Segment": "align.model:Segment",
    "SegmentedDocument": "align.model:SegmentedDocument",
    "TifaError": "align.errors:TifaError",
    "align_sentences": "align.sentences:align",
    "align_words": "align.words:align_beads",
    "load_encoder": "align.encoders:load",
    "read_document": "align.documents:read_document",
    "segment_document": "align.segment:segment",
}
__getattr__ = offered(__name__, _WHERE)
