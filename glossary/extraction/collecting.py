"""From a text, or a text and its translation, to proposals that are worth a reviewer's time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from align.model import Bitext, SegmentedDocument
from align.processes import HERE
from align.progress import Progress, silent
from align.workers import Workers
from glossary.detection.guidance import NONE, Guidance
from glossary.extraction.said import NOTHING_SAID, UNSAID, Said, sources_of
from glossary.model import ConceptFilter, Particulars, Proposal

if TYPE_CHECKING:
    from align.encoders import Encoder
    from align.gathering import Also, Keep, TextsRead
    from align.reading import Reading
    from glossary.detection.chinese.found import Runs
    from glossary.extraction.manifest import Manifest
    from glossary.model.searchable import Termed
    from glossary.store import AddReport, Glossary

#: Told of texts that were read, and what is said of their documents.
Kept = Callable[[Sequence[SegmentedDocument | Bitext], Mapping[str, Particulars]], None]
#: What adding keeps: below this score nine of ten proposals are no terms, and a reviewer's time is
#: worth more than the tenth.
WORTH_REVIEWING = 0.1
TO_REVIEW = ConceptFilter(WORTH_REVIEWING)


@dataclass(frozen=True, slots=True)
class Found:
    """What extraction read and what it proposes: known terms, then new finds, best first.

    Attributes:
        complete: whether every file that was given could be used, and all of it.
        left_out: texts of a folder or a manifest that could not be used, or say what others say.
        about: what is said of the documents, by their sources.
    """

    texts: tuple[SegmentedDocument | Bitext, ...]
    proposals: tuple[Proposal, ...]
    complete: bool = True
    left_out: int = 0
    about: Mapping[str, Particulars] = field(default_factory=dict)

    @property
    def known(self) -> tuple[Proposal, ...]:
        """The terms that a glossary has."""
        return tuple(proposal for proposal in self.proposals if proposal.known)

    @property
    def new(self) -> tuple[Proposal, ...]:
        """The new finds, best first."""
        return tuple(proposal for proposal in self.proposals if not proposal.known)

    @property
    def undated(self) -> tuple[str, ...]:
        """The documents that have a date neither of their own nor by their partner."""
        every = map(sources_of, self.texts)
        return tuple(
            source
            for sources in every
            if not any(self.about[each].dated or self.about[each].imprint.dated for each in sources)
            for source in sources
        )

    def best(self, wanted: ConceptFilter) -> tuple[Proposal, ...]:
        """The proposals that are wanted, in their order, whatever documents they are of.

        What the glossary in use has needs the least score only: it is no more to review.
        """
        sure = [each for each in self.proposals if each.score >= wanted.least]
        fresh = [each for each in sure if _is_fresh(each)]
        fresh = [each for each in fresh if not wanted.kinds or each.kind in wanted.kinds]
        fresh.sort(key=lambda each: (-round(each.score * 100), -each.frequency, -each.score))
        kept = {*map(id, fresh[: wanted.top])}
        return tuple(each for each in sure if id(each) in kept or not _is_fresh(each))

    def add_to(
        self, glossary: Glossary, *, who: str, wanted: ConceptFilter = TO_REVIEW
    ) -> AddReport:
        """Store the proposals that are wanted, and the texts.

        Raises:
            GlossaryError: the glossary cannot be read or written; nothing was.
        """
        return glossary.add(self.best(wanted), self.texts, who=who, about=self.about)


def _is_fresh(proposal: Proposal) -> bool:
    """Whether the glossary in use does not have it, at least not from people."""
    return proposal.known is None or proposal.known.sense.from_reference


@dataclass(frozen=True, slots=True)
class KnownTerms:
    """Where extraction looks for known terms.

    Attributes:
        glossary: that in use, which must stay open; None for none.
        reference: what is looked in where it has a term not.
    """

    glossary: Termed | None = None
    reference: Termed | None = None


def known_terms(glossary: Glossary | None) -> KnownTerms:
    """What is known to extraction: what people touched in a glossary, and the starter glossary.

    What nobody has touched since a program proposed it is not: what is found rests on no such
    thing, so that it does not matter which of several documents comes first, nor how often.
    Rejected concepts are left out, also of the starter glossary: a reviewer has said that they are
    none.

    Raises:
        GlossaryError: the glossary cannot be read.
    """
    from glossary.extraction.known import OfPeople, Unrejected
    from glossary.finding.reference import starter

    return KnownTerms(OfPeople(glossary) if glossary else None, Unrejected(starter(), glossary))


def propose(
    texts: Sequence[SegmentedDocument | Bitext],
    *,
    known: KnownTerms,
    encoder: Callable[[], Encoder],
    progress: Progress,
    guidance: Guidance = NONE,
    read: dict[str, Runs] | None = None,
    workers: Workers = HERE,
    whole: float = 0.0,
) -> Found:
    """The terms of texts that were read.

    Args:
        read, workers, whole: as in `glossary.extraction.extract.extract`.

    Raises:
        EncoderError: the encoder cannot be loaded.
        InputError: the background is in no language of the texts.
    """
    from glossary.extraction.extract import extract

    proposals = extract(
        texts,
        encoder=encoder(),
        reference=known.reference,
        glossary=known.glossary,
        guidance=guidance,
        progress=progress,
        read=read,
        workers=workers,
        whole=whole,
    )
    return Found(tuple(texts), tuple(proposals))


def collect(
    document: str,
    translation: str | None,
    reading: Reading,
    *,
    known: KnownTerms,
    progress: Progress,
    guidance: Guidance = NONE,
    said: Said = NOTHING_SAID,
    more: Sequence[str] = (),
    keep: Kept | None = None,
    whole: float = 0.0,
) -> Found:
    """Read a file, alone or aligned with its translations, or folders, and find the terms.

    Args:
        document, translation: two files, or two folders that are matched by name; the translation
            may be None, also for one folder that holds both.
        more: files with translations into further languages.
        guidance: the user's dictionary, stop list and background.
        keep: told of the texts of folders, with what is said of them, as they are read.
        whole: as in `glossary.extraction.extract.extract`.

    Raises:
        EncoderError: the encoder cannot be loaded.
        InputError: a file cannot be used; of a folder, none can.
        UnrelatedError: two files do not seem to belong together.
    """
    from align.gathering import read_texts

    translations = [each for each in (translation, *more) if each is not None]

    def read(keep: Keep | None, also: Also) -> TextsRead:
        return read_texts(document, translations, reading, progress, keep, also)

    return _collected(read, reading, known, progress, guidance, said, translation, keep, whole)


def collect_listed(
    manifest: Manifest,
    reading: Reading,
    *,
    known: KnownTerms,
    progress: Progress,
    guidance: Guidance = NONE,
    said: Said = NOTHING_SAID,
    keep: Kept | None = None,
    whole: float = 0.0,
) -> Found:
    """Read the texts of a manifest with their translations, and find the terms.

    Args:
        said: what is said of all of them; what the manifest says goes before it.
        keep, whole: as in `collect`.

    Raises:
        EncoderError: the encoder cannot be loaded.
        InputError: none of the files can be used.
    """
    from align.gathering import read_gathered

    said = replace(said, each=manifest.about)

    def read(keep: Keep | None, also: Also) -> TextsRead:
        return read_gathered(manifest.gathered, reading, progress, keep, also)

    return _collected(read, reading, known, progress, guidance, said, None, keep, whole)


def _collected(
    read: Callable[[Keep | None, Also], TextsRead],
    reading: Reading,
    known: KnownTerms,
    progress: Progress,
    guidance: Guidance,
    said: Said,
    translation: str | None,
    keep: Kept | None,
    whole: float,
) -> Found:
    """The terms of texts that `read` reads."""
    from glossary.extraction.extract import read_alone

    texts = read(_knowing(keep, said, translation), partial(read_alone, guidance))
    alone = {source: runs.sharing_words() for each in texts.made for source, runs in each.items()}
    texts = replace(texts, made=())
    found = propose(
        texts.texts,
        known=known,
        encoder=reading.encoder,
        progress=progress,
        guidance=guidance,
        read=alone,
        workers=reading.workers,
        whole=whole,
    )
    about = said.of(texts.texts, translation)
    return replace(found, complete=texts.is_whole, left_out=texts.left_out, about=about)


def _knowing(keep: Kept | None, said: Said, translation: str | None) -> Keep | None:
    """What tells of texts that are read what is said of them, too."""
    if keep is None:
        return None
    return lambda texts: keep(texts, said.of(texts, translation))


def add_texts(
    glossary: Glossary,
    document: str,
    translation: str | None = None,
    *,
    who: str,
    encoder: Callable[[], Encoder] | None = None,
    about: tuple[Particulars, Particulars] = (UNSAID, UNSAID),
    least: float = WORTH_REVIEWING,
    tell: Callable[[str], None] = lambda text: None,
    progress: Progress = silent,
) -> AddReport:
    """Find the terms of a text, alone or with its translation, or of folders, and propose them.

    Args:
        encoder: gives the encoder; that of the package where None.
        about: what is said of the text and of its translation.
        least: the least score of what is proposed.
        tell: told what is doubtful of the files.

    Raises:
        EncoderError: the encoder cannot be loaded.
        GlossaryError: the glossary cannot be read or written; nothing was.
        InputError: a file cannot be used; of a folder, none can.
        UnrelatedError: two files do not seem to belong together.

    >>> from glossary import Glossary, add_texts
    >>> with Glossary.open("glossary.sqlite") as glossary:
    ...     report = add_texts(glossary, "speech.zh.txt", "speech.en.txt", who="Li")
    >>> report.added > 0
    True
    """
    from align.encoders import load
    from align.reading import Reading
    from glossary.store.reading.documents import corrected

    found = collect(
        document,
        translation,
        Reading(encoder or load, tell, partial(corrected, glossary)),
        known=known_terms(glossary),
        progress=progress,
        said=Said(*about),
        whole=least,
    )
    return found.add_to(glossary, who=who, wanted=ConceptFilter(least))
