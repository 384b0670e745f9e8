"""Where terms stand, shown with what stands beside them: bilingual contexts of proposals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from align.model import Bitext, Language, SegmentedDocument
from glossary.dispersion import Spread
from glossary.formulas import Corpus
from glossary.model import Context, Dispersion, Occurrence
from glossary.windows import cut, share

#: Contexts kept of a proposal; what people read, and enough for any review.
MOST = 20

Spans = dict[int, list[tuple[int, int]]]


class Texts:
    """The texts of one extraction, found by document and segment."""

    def __init__(self, texts: Sequence[SegmentedDocument | Bitext]) -> None:
        self.bitexts = tuple(text for text in texts if isinstance(text, Bitext))
        self.alone = tuple(text for text in texts if isinstance(text, SegmentedDocument))
        self._bead: dict[tuple[Language, str, int], tuple[int, int]] = {}
        self._document: dict[tuple[Language, str], SegmentedDocument] = {}
        self._spread: dict[Language, Spread] = {}
        # Both sides of bitexts are among them.
        sides = [bitext.side(language) for bitext in self.bitexts for language in Language]
        self.documents = (*sides, *self.alone)
        self.corpus = Corpus(self.documents)
        for document in self.documents:
            self._document.setdefault((document.language, document.document.source), document)
        for number, bitext in enumerate(self.bitexts):
            zh, en = (bitext.side(language).document.source for language in Language)
            for index, (ours, theirs) in enumerate(bitext.pairs()):
                for segment in ours:
                    self._bead.setdefault((Language.ZH, zh, segment), (number, index))
                for segment in theirs:
                    self._bead.setdefault((Language.EN, en, segment), (number, index))

    def dispersion(self, places: Sequence[Occurrence], language: Language) -> Dispersion:
        """How evenly occurrences in one language are spread over the texts in it."""
        if language not in self._spread:
            self._spread[language] = Spread(self.in_language(language))
        return self._spread[language].dispersion(places)

    def in_language(self, language: Language) -> tuple[SegmentedDocument, ...]:
        """The documents in one language."""
        return tuple(document for document in self.documents if document.language is language)

    def translated(self, language: Language, place: Occurrence) -> bool:
        """Whether an occurrence stands in a bitext."""
        return (language, place.document, place.segment) in self._bead

    def contexts(self, zh: Iterable[Occurrence], en: Iterable[Occurrence]) -> tuple[Context, ...]:
        """The first places of a concept, one context a bead or segment, terms marked."""
        found: dict[tuple[str, int, int, str], dict[Language, Spans]] = {}
        for language, places in ((Language.ZH, zh), (Language.EN, en)):
            for place in places:
                made = self._place(language, place)
                if made not in found:
                    if len(found) >= MOST:
                        continue
                    found[made] = {side: defaultdict(list) for side in Language}
                found[made][language][place.segment].append((place.start, place.end))
        return tuple(self._context(*made, spans) for made, spans in found.items())

    def _place(self, language: Language, place: Occurrence) -> tuple[str, int, int, str]:
        bead = self._bead.get((language, place.document, place.segment))
        if bead is not None:
            return ("bead", *bead, "")
        return (language.value, -1, place.segment, place.document)

    def _context(
        self, where: str, number: int, index: int, source: str, spans: dict[Language, Spans]
    ) -> Context:
        if where != "bead":
            language = Language(where)
            text, marks = cut(*_join(self._document[language, source], (index,), spans[language]))
            if language is Language.ZH:
                return Context(text, None, source, marks, (), (index,), ())
            return Context(None, text, source, (), marks, (), (index,))
        bitext = self.bitexts[number]
        bead = bitext.beads[index]
        swap = bitext.source.language is not Language.ZH
        ours, theirs = (bead.target, bead.source) if swap else (bead.source, bead.target)
        whole_zh = _join(bitext.side(Language.ZH), ours, spans[Language.ZH])
        whole_en = _join(bitext.side(Language.EN), theirs, spans[Language.EN])
        zh, zh_marks = cut(*whole_zh, at=share(*whole_en))
        en, en_marks = cut(*whole_en, at=share(*whole_zh))
        found_in = bitext.side(Language.ZH if ours else Language.EN).document.source
        return Context(zh or None, en or None, found_in, zh_marks, en_marks, ours, theirs)


def _join(
    document: SegmentedDocument, segments: Sequence[int], spans: Spans
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The segments as one text, with the spans moved to where they stand in it."""
    gap = "" if document.language is Language.ZH else " "
    parts: list[str] = []
    marks: list[tuple[int, int]] = []
    place = 0
    for segment in segments:
        text = document.segments[segment].text
        marks.extend(_moved(sorted(set(spans.get(segment, ()))), place))
        parts.append(text)
        place += len(text) + len(gap)
    return gap.join(parts), tuple(marks)


def _moved(spans: Sequence[tuple[int, int]], by: int) -> Iterator[tuple[int, int]]:
    """Spans moved; one that overlaps the span before it is left out."""
    reached = -1
    for start, end in spans:
        if start >= reached:
            yield start + by, end + by
            reached = end
