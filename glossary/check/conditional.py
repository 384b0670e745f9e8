"""Renderings that are used where people, or earlier translations, have another one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from align.model import Document
from glossary.check.model import Finding, Rule
from glossary.check.reading import ReadPair
from glossary.check.uses import Outcome, Use
from glossary.imprints import imprint_of
from glossary.language.stems import standing
from glossary.marking.conditions import Learned, Stated, learned, neighbours, stands_beside, stated
from glossary.model import Condition, ConditionKind

_UNBLANKED = re.compile("[\u3041-\u9fff\uac00-\ud7a3]")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a text is, as who checks it says.

    Attributes:
        subjects: what it is about.
        kinds: what kind of document it is. Who issued it and what it is called, as the text itself
            says, are among them.
    """

    subjects: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    def of(self, document: Document) -> Circumstances:
        """The same with what a document says of itself."""
        read = imprint_of(document.text, document.language, date.max)
        said = (document.title, read.issuer)
        return Circumstances(self.subjects, (*self.kinds, *filter(None, said)))

    def fulfil(self, condition: Condition) -> bool:
        """Whether a text is about the subject of a condition, or of its kind of documents."""
        wanted = condition.text.casefold()
        if condition.kind is ConditionKind.SUBJECT:
            return any(wanted == each.casefold() for each in self.subjects)
        if condition.kind is ConditionKind.DOCUMENT:
            return any(_names(each.casefold(), wanted) for each in self.kinds)
        return False


def _names(called: str, kind: str) -> bool:
    """Whether a title or an issuer has the name of a kind: whole words of it, but for Chinese,
    Japanese and Korean, which are not written so that titles could be cut into words."""
    if _UNBLANKED.search(kind):
        return kind in called
    return re.search(rf"(?<!\w){re.escape(kind)}(?!\w)", called) is not None


def condition_findings(
    pair: ReadPair, found: Sequence[Use], said: Circumstances
) -> Iterator[Finding]:
    """Terms that have a rendering, but not the one whose condition their place fulfils.

    What people set counts before what contexts show.

    Args:
        said: what is said of the text.
    """
    known: dict[str, _Conditions] = {}
    circumstances = said.of(pair.bitext.source.document)
    for use in found:
        if use.outcome is not Outcome.USED:
            continue
        concept = use.sense.concept
        if concept.id not in known:
            known[concept.id] = _Conditions.of(use, pair)
        fitting = known[concept.id].fitting(pair, use, circumstances)
        words = pair.beads[use.bead].words
        renderings = dict.fromkeys(each.rendering for each in fitting)
        if fitting and not any(standing(text, words, pair.translated) for text in renderings):
            yield _finding(pair, use, fitting[0], tuple(renderings))


@dataclass(frozen=True, slots=True)
class _Conditions:
    """The conditions of a concept's renderings in the language of a translation."""

    stated: tuple[Stated, ...]
    learned: tuple[Learned, ...]

    @classmethod
    def of(cls, use: Use, pair: ReadPair) -> _Conditions:
        concept, language = use.sense.concept, pair.translated
        return cls(
            tuple(each for each in stated(concept, pair.original) if each.language is language),
            tuple(each for each in learned(concept, pair.original) if each.language is language),
        )

    def fitting(
        self, pair: ReadPair, use: Use, circumstances: Circumstances
    ) -> Sequence[Stated | Learned]:
        """Those that a place fulfils, of the first sort of which it fulfils any.

        A word that a person named says more of a place than the text in which it stands; both say
        more than what contexts show.
        """
        if not (self.stated or self.learned):
            return ()
        segment = pair.bitext.source.segments[use.segment]
        text = pair.bitext.source.document.text[segment.start : segment.end]
        start, end = use.start - segment.start, use.end - segment.start
        beside = neighbours(text, start, end, pair.original)
        return (
            [
                each
                for each in self.stated
                if stands_beside(each.condition, text, start, end, pair.original)
            ]
            or [each for each in self.stated if circumstances.fulfil(each.condition)]
            or [each for each in self.learned if each.condition in beside]
        )


def _finding(
    pair: ReadPair, use: Use, condition: Stated | Learned, renderings: tuple[str, ...]
) -> Finding:
    source, target = pair.places()
    bead = pair.beads[use.bead]
    term = source.text(use.start, use.end)
    stands = target.text(*use.stands) if use.stands else ""
    place = (
        target.at(pair.target_segment(bead, use.stands[0]), *use.stands)
        if use.stands
        else target.whole(bead.target[0])
    )
    if isinstance(condition, Stated):
        why = f"the glossary has “{condition.rendering}” for {term} {condition.condition}"
    else:
        why = f"earlier translations render {term} by “{condition.rendering}” {condition.said}"
    return Finding(
        rule=Rule.CONDITION,
        term=term,
        stands=stands,
        expected=renderings,
        why=why,
        places=(place,),
        sentences=pair.sentences(bead),
        origin=source.at(use.segment, use.start, use.end),
        concept=use.sense.concept.id,
    )
