"""All checks of a translation beside its source."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from align.encoders import Encoder
from align.model import Bitext
from align.progress import Progress, silent
from glossary.check.avoided import avoided_in_pair
from glossary.check.conditional import Circumstances, condition_findings
from glossary.check.formulas import expansion_findings, formula_findings
from glossary.check.model import RULES, Finding, Rule
from glossary.check.numbers import number_findings
from glossary.check.reading import ReadPair, read_pair
from glossary.check.terms import term_findings
from glossary.check.untranslated import BEGINNING, untranslated_findings
from glossary.check.uses import uses
from glossary.marking.annotate import Annotator
from glossary.model import ConceptStatus
from glossary.model.searchable import Searchable

#: The concepts whose renderings a translation has to use where nothing else is said.
APPROVED = frozenset({ConceptStatus.APPROVED})
NOTHING_SAID = Circumstances()


def check_pair(
    bitext: Bitext,
    glossary: Searchable | None,
    reference: Searchable | None,
    *,
    encoder: Encoder,
    statuses: Collection[ConceptStatus] = APPROVED,
    said: Circumstances = NOTHING_SAID,
    progress: Progress = silent,
) -> list[Finding]:
    """What a person should look at in a translation, in the order of the translation.

    Args:
        glossary: the concepts whose terms are checked; None for none.
        reference: concepts that are asked where the glossary lacks a term; None for none.
        statuses: the concepts that demand their renderings.
        said: what is said of the text, for conditions of renderings.

    Raises:
        GlossaryError: the glossary cannot be read.
        EncoderError: the encoder cannot be used.

    >>> from align import align_sentences, load_encoder, read_document, segment_document
    >>> from glossary import check_pair
    >>> zh, en = (segment_document(read_document(f"speech.{side}.txt")) for side in ("zh", "en"))
    >>> encoder = load_encoder()
    >>> check_pair(align_sentences(zh, en, encoder), None, None, encoder=encoder)
    []
    """
    pair = read_pair(bitext)
    annotator = Annotator(glossary, reference, statuses=statuses)
    found = uses(pair, annotator, encoder, progress)
    avoided = list(avoided_in_pair(pair, annotator))
    told = {(index, finding.concept) for index, finding in avoided}
    others = [use for use in found if (use.bead, use.sense.concept.id) not in told]
    terms: dict[int, list[tuple[int, int]]] = {}
    for use in found:
        terms.setdefault(use.segment, []).append((use.start, use.end))
    return in_order(
        [
            *(finding for _, finding in avoided),
            *term_findings(pair, others),
            *condition_findings(pair, others, said),
            *number_findings(pair, terms, progress),
            *formula_findings(pair, encoder, progress),
            *expansion_findings(pair, found),
            *untranslated_findings(pair),
            *_unchecked(pair),
        ]
    )


def _unchecked(pair: ReadPair) -> Iterator[Finding]:
    ours, theirs = pair.places()
    for bead in pair.unread:
        origin, place = ours.whole(bead.source[0]), theirs.whole(bead.target[0])
        yield Finding(
            rule=Rule.UNCHECKED,
            term=ours.text(origin.start, origin.end)[:BEGINNING],
            stands="",
            expected=(),
            why=RULES[Rule.UNCHECKED].meaning,
            places=(place,),
            sentences=pair.sentences(bead),
            origin=origin,
        )


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """The findings in the order of the text that they are about, each once."""
    return sorted(dict.fromkeys(findings), key=lambda finding: finding.places[0].start)
