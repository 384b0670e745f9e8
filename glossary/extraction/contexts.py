"""Where terms stand, shown with what stands beside them: bilingual contexts of proposals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain
from types import MappingProxyType

from align.model import CHINESE_ENGLISH, Bitext, Language, SegmentedDocument
from glossary.extraction.dispersion import Spread
from glossary.formulas import Corpus
from glossary.model import Context, Dispersion, Occurrence, Side
from glossary.model.windows import cut_sides

#: The languages in which terms are found by themselves; in others they are renderings.
READ = (Language.ZH, Language.EN)
#: Contexts kept of a proposal; what people read, and enough for any review.
MOST = 20

Spans = dict[int, list[tuple[int, int]]]


class Texts:
    """The texts of one extraction, found by document and segment.

    Attributes:
        bitexts: Chinese texts with their English translation.
        others: those with translations into other languages, by language.
        documents: all that are in Chinese or English, each once.
    """

    def __init__(self, texts: Sequence[SegmentedDocument | Bitext]) -> None:
        pairs: dict[Language, list[Bitext]] = {}
        for text in texts:
            if isinstance(text, Bitext):
                pairs.setdefault(text.translation.language, []).append(text)
        self.bitexts = tuple(pairs.pop(Language.EN, ()))
        self.others = {language: tuple(some) for language, some in pairs.items()}
        self._rendered: dict[Language, dict[tuple[str, int], _Whole]] = {}
        self.alone = tuple(text for text in texts if isinstance(text, SegmentedDocument))
        self._bead: dict[tuple[Language, str, int], tuple[int, int]] = {}
        self._document: dict[tuple[Language, str], SegmentedDocument] = {}
        self._of_bead: dict[tuple[int, int], tuple[_Whole, _Whole]] = {}
        self._spread: dict[Language, Spread] = {}
        # Both sides of bitexts are among them; an original with several translations is one text.
        every = (*self.bitexts, *chain.from_iterable(self.others.values()))
        sides = [side for each in every for side in (each.side(Language.ZH), each.translation)]
        for document in (*sides, *self.alone):
            self._document.setdefault((document.language, document.document.source), document)
        self.documents = tuple(each for each in self._document.values() if each.language in READ)
        self.corpus = Corpus(self.documents)
        for number, bitext in enumerate(self.bitexts):
            zh, en = (bitext.side(language).document.source for language in CHINESE_ENGLISH)
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

    def beads(self, language: Language, places: Iterable[Occurrence]) -> Counter[tuple[int, int]]:
        """How many occurrences stand in each bead, by the numbers of its bitext and its own."""
        found = (self._bead.get((language, each.document, each.segment)) for each in places)
        return Counter(bead for bead in found if bead is not None)

    def translated(self, language: Language, place: Occurrence) -> bool:
        """Whether an occurrence stands in a bitext."""
        return (language, place.document, place.segment) in self._bead

    def contexts(
        self,
        zh: Iterable[Occurrence],
        en: Iterable[Occurrence],
        others: Mapping[Language, Iterable[Occurrence]] = MappingProxyType({}),
    ) -> tuple[Context, ...]:
        """The first places of a concept, one context a bead or segment, terms marked."""
        found: dict[tuple[str, int, int, str], dict[Language, Spans]] = {}
        for language, places in ((Language.ZH, zh), (Language.EN, en)):
            for place in places:
                made = self._place(language, place)
                spans = found.get(made)
                if spans is None:
                    if len(found) >= MOST:
                        continue
                    spans = found[made] = {Language.ZH: {}, Language.EN: {}}
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
        """What renders the Chinese of a context in other languages, whole."""
        zh = context.side(Language.ZH)
        if zh is None or not zh.segments:
            return
        for language in self.others:
            whole = self._rendered_in(language).get((context.source, zh.segments[0]))
            if whole is not None and whole.text:
                yield whole.side(marked.get((language, whole.source), {}))

    def _rendered_in(self, language: Language) -> dict[tuple[str, int], _Whole]:
        """By source and number of a Chinese segment what renders its bead in a language."""
        if language not in self._rendered:
            found = self._rendered[language] = {}
            for bitext in self.others[language]:
                source = bitext.side(Language.ZH).document.source
                for ours, theirs in bitext.pairs():
                    whole = _Whole.of(bitext.translation, theirs)
                    found.update(dict.fromkeys(((source, each) for each in ours), whole))
        return self._rendered[language]

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
