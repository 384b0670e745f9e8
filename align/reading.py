"""From the paths of files to segmented texts and aligned pairs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import KW_ONLY, dataclass, replace
from itertools import combinations

from align.bitexts import read_bitext, read_bitexts
from align.documents import read_document
from align.encoders.base import Encoder
from align.errors import InputError, SameLanguageError, SettingsError
from align.mixing import foreign_share
from align.model import Bead, Bitext, Document, Language, SegmentedDocument
from align.processes import HERE
from align.progress import Progress
from align.progress import Tell as Tell  # for those who read
from align.segment import segment, segment_lines
from align.sides import apart, is_left
from align.text import STANDARD_INPUT, called, counted, numbered
from align.workers import Workers

#: Gives the beads of two texts that people have corrected, or None.
Corrected = Callable[[SegmentedDocument, SegmentedDocument], tuple[Bead, ...] | None]

#: Shares of sentences in other languages from which a text is said to be mixed, and from which it
#: is refused unless its language is given: what is found in it would be wrong.
MIXED = 0.1
REFUSED = 0.3


def read_text(
    path: str,
    *,
    pre_split: bool,
    tell: Tell,
    language: Language | None = None,
    any_language: bool = False,
) -> SegmentedDocument:
    """Read one file, or standard input for "-", and split it into segments.

    Args:
        pre_split: it holds one sentence a line.
        language, any_language: as in `read_document`.
        tell: told what of it was damaged, and where a part of it is in another language.

    Raises:
        InputError: it cannot be used, or is in two languages and `language` is not given.
    """
    document = read_document(path, language=language, lines=pre_split, any_language=any_language)
    return _segmented(document, tell, pre_split=pre_split, found=language is None)


def _segmented(
    document: Document, tell: Tell, *, pre_split: bool, found: bool
) -> SegmentedDocument:
    tell_losses(document, tell)
    text = segment_lines(document) if pre_split else segment(document)
    _tell_mixed(text, tell, found=found)
    return text


def _tell_mixed(text: SegmentedDocument, tell: Tell, *, found: bool) -> None:
    """Tell, or refuse, what is in another language than the text.

    A single sentence refuses no text, nor do all: they may be taken for another language's.

    Args:
        found: the language of the text was found from it; else it was said, and no text is refused.

    Raises:
        InputError: it is so much that no language is the text's.
    """
    share, other = foreign_share(text.readings, text.language)
    if share < MIXED:
        return
    what = f"{called(text.document.source)}: about {share:.0%} of its sentences are in {other}"
    own, remedy = text.language.label, "give the two languages in files of their own"
    if found and REFUSED <= share < 1 and share * len(text.readings) >= 2:
        raise InputError(f"{what} and the others in {own}", remedy)
    tell(f"{what}, and it is read as {own}" + (f"; {remedy}" if found else ", as it was said"))


def tell_losses(document: Document, tell: Tell) -> None:
    """Tell what of the file was damaged and is not in the text."""
    for loss in document.losses:
        tell(f"{called(document.source)}: {loss}")


def read_pair(
    first: str,
    second: str,
    *,
    pre_split: bool,
    tell: Tell,
    languages: Sequence[Language | None] = (None, None),
    any_language: bool = False,
) -> tuple[SegmentedDocument, SegmentedDocument]:
    """Read a text and its translation, in either order.

    Args:
        languages: of the two; found from their texts where None.
        pre_split, any_language: as in `read_text`.

    Raises:
        InputError: both are standard input, or one cannot be used.
        SameLanguageError: both are in the same language.
    """
    if first == second == STANDARD_INPUT:
        raise InputError("both texts are standard input", "give a file for one of them")
    one, other = (
        read_text(
            path, pre_split=pre_split, tell=tell, language=language, any_language=any_language
        )
        for path, language in zip((first, second), languages, strict=True)
    )
    remedy = "give a text and its translation"
    if not any_language:
        remedy = "give a Chinese text and its English translation"
    _require_different(one, other, remedy)
    return one, other


def _require_different(one: SegmentedDocument, other: SegmentedDocument, remedy: str) -> None:
    """Refuse two texts in one language.

    Raises:
        SameLanguageError: they are.
    """
    if one.language is other.language:
        names = f"{one.document.source} and {other.document.source}"
        raise SameLanguageError(f"{names} are both in {one.language.label}", remedy)


def align_pair(
    source: SegmentedDocument,
    target: SegmentedDocument,
    *,
    encoder: Encoder,
    force: bool,
    report: Progress,
) -> Bitext:
    """Align two texts; unless `force`, refuse those that do not belong together.

    Raises:
        UnrelatedError: they do not seem to.
    """
    from align.relatedness import require_related
    from align.sentences import align

    bitext = align(source, target, encoder, report)
    if not force:
        require_related(bitext)
    return bitext


@dataclass(frozen=True, slots=True)
class Reading:
    """How texts are read.

    Attributes:
        encoder: gives the encoder; called only where texts are aligned.
        tell: told what is doubtful.
        corrected: gives beads that people have corrected.
        languages: of the texts in the order in which they are given; of others it is found from
            the text.
        pre_split: they hold one sentence a line.
        force: align even texts that do not seem to belong together.
        follow_links: of folders read also what links lead to out of them.
        workers: read and align the texts of a folder.
    """

    encoder: Callable[[], Encoder]
    tell: Tell
    corrected: Corrected | None = None
    _: KW_ONLY
    languages: tuple[Language, ...] = ()
    pre_split: bool = False
    force: bool = False
    follow_links: bool = False
    workers: Workers = HERE

    def of(self, named: Sequence[Language | None]) -> Reading:
        """The same for a text and its translations whose names say these languages.

        What people say of languages holds for those whose names say the same, and where names say
        less for as many texts as they said; else languages are found from the texts.
        """
        known = [language for language in named if language in self.languages]
        if len(known) == len(named):
            return replace(self, languages=tuple(filter(None, named)))
        return self if len(named) == len(self.languages) else replace(self, languages=())

    def read(
        self, document: str, translation: str | None, report: Progress
    ) -> SegmentedDocument | Bitext:
        """Read a text alone, or with its translation and aligned with it.

        A single file may hold both, already aligned: see `align.bitexts`. They may be in any
        languages that are known.

        Raises:
            UnrelatedError: they do not seem to belong together, unless `force`.
        """
        if translation is None:
            bitext = read_bitext(document, self.tell, self.languages)
            if bitext is not None:
                return self._as_corrected(bitext)
            self._require_texts(1)
            return self._text(document, 0, any_language=True)
        self._require_texts(2)
        return self._aligned(*self._pair(document, translation), report)

    def at_hand(
        self, document: Document, translation: Document | None, report: Progress
    ) -> SegmentedDocument | Bitext:
        """A text alone, or aligned with its translation, of documents whose languages are known.

        Raises:
            SameLanguageError: both are in one language.
            UnrelatedError: they do not seem to belong together, unless `force`.
        """
        given = [document] if translation is None else [document, translation]
        source, *others = (
            _segmented(each, self.tell, pre_split=self.pre_split, found=False) for each in given
        )
        if not others:
            return source
        _require_different(source, others[0], "give a text and its translation")
        return self._aligned(source, others[0], report)

    def read_all(
        self, document: str, translations: Sequence[str], report: Progress
    ) -> list[SegmentedDocument | Bitext]:
        """Read a text alone, or with its translations into one or several languages.

        Returns:
            The text, or a bitext for each translation.

        Raises:
            SameLanguageError: two of the texts are in one language.
            UnrelatedError: a translation does not seem to be one of this text, unless `force`.
        """
        if len(translations) > 1:
            return [*self.read_several(document, translations, report)]
        bitexts = None if translations else read_bitexts(document, self.tell, self.languages)
        if bitexts is not None:
            return [*map(self._as_corrected, bitexts)]
        return [self.read(document, translations[0] if translations else None, report)]

    def read_several(
        self, document: str, translations: Sequence[str], report: Progress
    ) -> list[Bitext]:
        """Read a text and its translations into several languages, each aligned with it.

        Raises:
            InputError: two of them are standard input, or one cannot be used.
            SameLanguageError: two of the texts are in one language.
            UnrelatedError: a translation does not seem to be one of this text, unless `force`.
        """
        paths = (document, *translations)
        if paths.count(STANDARD_INPUT) > 1:
            raise InputError("several texts are standard input", "give files for all but one")
        self._require_texts(len(paths))
        texts = [self._text(path, place, any_language=True) for place, path in enumerate(paths)]
        for one, other in combinations(texts, 2):
            _require_different(one, other, "give translations into different languages")
        return [self._aligned(texts[0], text, report) for text in texts[1:]]

    def _require_texts(self, count: int) -> None:
        """Refuse more languages than texts: some were meant for something else.

        Raises:
            SettingsError: that many are said.
        """
        said = len(self.languages)
        if said > count:
            what = f"{said} languages are said for {counted(count, 'text')}"
            raise SettingsError(what, "say one for each, in their order")

    def _text(self, path: str, place: int, *, any_language: bool = False) -> SegmentedDocument:
        """Read the text that was given in that place."""
        said = self.languages[place : place + 1] or (None,)
        return read_text(
            path,
            pre_split=self.pre_split,
            tell=self.tell,
            language=said[0],
            any_language=any_language,
        )

    def _pair(self, first: str, second: str) -> tuple[SegmentedDocument, SegmentedDocument]:
        said = (*self.languages, None, None)[:2]
        return read_pair(
            first,
            second,
            pre_split=self.pre_split,
            tell=self.tell,
            languages=said,
            any_language=True,
        )

    def _aligned(
        self, source: SegmentedDocument, target: SegmentedDocument, report: Progress
    ) -> Bitext:
        """Two texts aligned, by the beads that people have corrected where they have."""
        document, translation = source.document.source, target.document.source
        if target.language is Language.ZH:
            self.tell(
                f"{document} is in {source.language.label} and {translation} in"
                f" {target.language.label}: taken as the translation and its original"
            )
        beads = self.corrected(source, target) if self.corrected else None
        if beads is not None:
            return Bitext(source, target, beads)
        bitext = align_pair(source, target, encoder=self.encoder(), force=self.force, report=report)
        bitext = apart(bitext)
        self._tell_left(bitext.source, bitext.target.language)
        self._tell_left(bitext.target, bitext.source.language)
        return bitext

    def _tell_left(self, side: SegmentedDocument, other: Language) -> None:
        """Tell of sentences of a translation that were left in the language of the original."""
        left = [number for number in range(len(side.segments)) if is_left(side, number, other)]
        if left:
            which = numbered([number + 1 for number in left], "sentence")
            self.tell(
                f"{side.document.source}: {which} of {len(side.segments):,} in"
                f" {other.label}, and taken for no translation"
            )

    def _as_corrected(self, bitext: Bitext) -> Bitext:
        beads = self.corrected(bitext.source, bitext.target) if self.corrected else None
        return bitext if beads is None else replace(bitext, beads=beads)
