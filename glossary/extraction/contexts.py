"""Where terms stand, shown with what stands beside them: bilingual contexts of proposals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from types import MappingProxyType

from align.model import CHINESE_ENGLISH, Bitext, Language, SegmentedDocument
from glossary.extraction.dispersion import Spread
from glossary.formulas import Corpus
from glossary.model import Context, Dispersion, Occurrence, Side
from glossary.model.windows import cut_sides

#: Contexts kept of a proposal; what people read, and enough for any review.
MOST = 20

Spans = dict[int, list[tuple[int, int]]]


class Texts:
    """The texts of one extraction, found by document and segment.

    Attributes:
        bitexts: Chinese texts with their English translation.
        others: those with translations into other languages, by language.
        translated_from: texts in other languages with their translations, by both languages.
        documents: all in which terms are found by themselves, each once: originals, texts that are
            alone, and the English of Chinese texts.
    """

    def __init__(self, texts: Sequence[SegmentedDocument | Bitext]) -> None:
        pairs: dict[Language, dict[Language, list[Bitext]]] = {}
        for text in texts:
            if isinstance(text, Bitext):
                own = pairs.setdefault(text.original.language, {})
                own.setdefault(text.translation.language, []).append(text)
        from_chinese = pairs.pop(Language.ZH, {})
        self.bitexts = tuple(from_chinese.pop(Language.EN, ()))
        self.others = {language: tuple(some) for language, some in from_chinese.items()}
        self.translated_from = {
            original: {language: tuple(some) for language, some in own.items()}
            for original, own in pairs.items()
        }
        self._rendered: dict[tuple[Language, Language], dict[tuple[str, int], _Whole]] = {}
        self.alone = tuple(text for text in texts if isinstance(text, SegmentedDocument))
        self._bead: dict[tuple[Language, str, int], tuple[int, int]] = {}
        self._document: dict[tuple[Language, str], SegmentedDocument] = {}
        self._of_bead: dict[tuple[int, int], tuple[_Whole, _Whole]] = {}
        self._spread: dict[Language, Spread] = {}
        # Both sides of bitexts are among them; an original with several translations is one text.
        every = [text for text in texts if isinstance(text, Bitext)]
        sides = [side for each in every for side in (each.original, each.translation)]
        for document in (*sides, *self.alone):
            self._document.setdefault((document.language, document.document.source), document)
        originals = [each.original for each in every]
        theirs = [each.translation for each in self.bitexts]
        read = {
            (each.language, each.document.source) for each in (*originals, *theirs, *self.alone)
        }
        self.documents = tuple(each for name, each in self._document.items() if name in read)
        self.corpus = Corpus(self.documents)
        for number, bitext in enumerate(self.bitexts):
            zh, en = (bitext.side(language).document.source for language in CHINESE_ENGLISH)
            for index, (one, other) in enumerate(bitext.pairs()):
                for segment in one:
                    self._bead.setdefault((Language.ZH, zh, segment), (number, index))
                for segment in other:
                    self._bead.setdefault((Language.EN, en, segment), (number, index))

    def dispersion(self, places: Sequence[Occurrence], language: Language) -> Dispersion:
        """How evenly occurrences in one language are spread over the texts in it."""
        if language not in self._spread:
            self._spread[language] = Spread(self.in_language(language))
        return self._spread[language].dispersion(places)

    @property
    def languages(self) -> tuple[Language, ...]:
        """Those of the documents."""
        return tuple(dict.fromkeys(document.language for document in self.documents))

    def in_language(self, language: Language) -> tuple[SegmentedDocument, ...]:
        """The documents in one language."""
        return tuple(document for document in self.documents if document.language is language)

    def translated(self, language: Language, place: Occurrence) -> bool:
        """Whether an occurrence stands in a bitext."""
        return (language, place.document, place.segment) in self._bead

    def contexts(
        self,
        own: Mapping[Language, Iterable[Occurrence]],
        others: Mapping[Language, Iterable[Occurrence]] = MappingProxyType({}),
    ) -> tuple[Context, ...]:
        """The first places of a concept, one context a bead or segment, terms marked.

        Args:
            own: places in the language that it was found in, and in the English of Chinese texts.
            others: places of its renderings, which are marked in the contexts of these.
        """
        found: dict[tuple[str, int, int, str], dict[Language, Spans]] = {}
        for language, places in own.items():
            for place in places:
                made = self._place(language, place)
                spans = found.get(made)
                if spans is None:
                    if len(found) >= MOST:
                        continue
                    spans = found[made] = {each: {} for each in (*CHINESE_ENGLISH, *own)}
                spans[language].setdefault(place.segment, []).append((place.start, place.end))
        marked: dict[tuple[Language, str], Spans] = {}
        for language, places in others.items():
            for place in places:
                spans_there = marked.setdefault((language, place.document), {})
                spans_there.setdefault(place.segment, []).append((place.start, place.end))
        contexts = []
        for made, spans in found.items():
            context = self._context(*made, spans)
            sides = (*context.sides, *self._other_sides(context, marked))
            contexts.append(replace(context, sides=cut_sides(sides)))
        return tuple(contexts)

    def _other_sides(
        self, context: Context, marked: Mapping[tuple[Language, str], Spans]
    ) -> Iterator[Side]:
        """What renders the original of a context, whole, but for English beside Chinese."""
        own = context.sides[0] if context.sides else None
        if own is None or not own.segments:
            return
        for language in self.renderings(own.language):
            whole = self._rendered_in(own.language, language).get((context.source, own.segments[0]))
            if whole is not None and whole.text:
                yield whole.side(marked.get((language, whole.source), {}))

    def renderings(self, original: Language) -> Mapping[Language, tuple[Bitext, ...]]:
        """The translations of texts in a language, by their own; of Chinese but for English."""
        return self.others if original is Language.ZH else self.translated_from.get(original, {})

    def _rendered_in(self, original: Language, language: Language) -> dict[tuple[str, int], _Whole]:
        """By source and number of a segment of an original what renders its bead in a language."""
        pair = original, language
        if pair not in self._rendered:
            found = self._rendered[pair] = {}
            for bitext in self.renderings(original)[language]:
                source = bitext.original.document.source
                for ours, theirs in bitext.pairs(original):
                    whole = _Whole.of(bitext.translation, theirs)
                    found.update(dict.fromkeys(((source, each) for each in ours), whole))
        return self._rendered[pair]

    def _place(self, language: Language, place: Occurrence) -> tuple[str, int, int, str]:
        bead = self._bead.get((language, place.document, place.segment))
        if bead is not None:
            return ("bead", *bead, "")
        return (language.value, -1, place.segment, place.document)

    def _context(
        self, where: str, number: int, index: int, source: str, spans: dict[Language, Spans]
    ) -> Context:
        """The context of a place with its sides in Chinese and English, whole."""
        if where != "bead":
            language = Language(where)
            own = _Whole.of(self._document[language, source], (index,))
            return Context((own.side(spans[language]),), source)
        ours, theirs = self._sides(number, index)
        both = (each.side(spans[each.language]) for each in (ours, theirs))
        sides = tuple(side for side in both if side.text)
        return Context(sides, ours.source if ours.segments else theirs.source)

    def _sides(self, number: int, index: int) -> tuple[_Whole, _Whole]:
        """The Chinese and the English of a bead; all contexts from it share these texts."""
        known = self._of_bead.get((number, index))
        if known is None:
            bitext = self.bitexts[number]
            bead = bitext.beads[index]
            swap = bitext.source.language is not Language.ZH
            ours, theirs = (bead.target, bead.source) if swap else (bead.source, bead.target)
            known = self._of_bead[number, index] = (
                _Whole.of(bitext.side(Language.ZH), ours),
                _Whole.of(bitext.side(Language.EN), theirs),
            )
        return known


@dataclass(frozen=True, slots=True)
class _Whole:
    """Segments of a document as one text, and where each starts in it."""

    language: Language
    source: str
    text: str
    segments: tuple[int, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, document: SegmentedDocument, segments: tuple[int, ...]) -> _Whole:
        gap = document.language.profile.joint
        texts = [document.segments[segment].reading.text for segment in segments]
        starts = accumulate((len(text) + len(gap) for text in texts[:-1]), initial=0)
        return cls(
            document.language, document.document.source, gap.join(texts), segments, tuple(starts)
        )

    def side(self, spans: Spans) -> Side:
        """The text with spans by segment moved to where they stand in it."""
        found: list[tuple[int, int]] = []
        # A text without segments has one start, which is that of nothing.
        for segment, offset in zip(self.segments, self.starts, strict=False):
            found += _moved(spans.get(segment, ()), offset)
        return Side(self.language, self.text, tuple(found), self.segments)


def _moved(spans: Sequence[tuple[int, int]], by: int) -> Iterator[tuple[int, int]]:
    """Spans in their order, moved; one that overlaps the span before it is left out."""
    reached = -1
    for start, end in spans if len(spans) < 2 else sorted(set(spans)):
        if start >= reached:
            yield start + by, end + by
            reached = end
