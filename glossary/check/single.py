"""All checks of an English text whose source is not at hand."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from align.encoders import Encoder
from align.model import Language, SegmentedDocument
from align.progress import Progress, silent
from glossary.check.avoided import avoided_alone
from glossary.check.model import Finding, FindingPlace, Places, Rule, sentences_of
from glossary.check.pairs import APPROVED, in_order
from glossary.detection.english.about import along
from glossary.detection.english.ranked import ranked
from glossary.detection.rankers import shipped
from glossary.extraction.variants import inconsistencies, join
from glossary.marking.annotate import Annotator
from glossary.model import Candidate, ConceptStatus
from glossary.model.searchable import Searchable


def check_alone(
    document: SegmentedDocument,
    glossary: Searchable | None,
    reference: Searchable | None,
    *,
    encoder: Encoder,
    statuses: Collection[ConceptStatus] = APPROVED,
    progress: Progress = silent,
) -> list[Finding]:
    """What a person should look at in an English text by itself, in the order of the text.

    Renderings to avoid, and terms that look like two renderings of one (see
    `glossary.extraction.variants`).

    Args:
        glossary, reference, statuses: as for `check_pair`.

    Raises:
        GlossaryError: the glossary cannot be read.
        EncoderError: the encoder cannot be used.

    >>> from align import load_encoder, read_document, segment_document
    >>> from glossary import check_alone, starter
    >>> draft = segment_document(read_document("draft.en.txt"))
    >>> check_alone(draft, None, starter(), encoder=load_encoder())
    []
    """
    places = Places(document)
    annotator = Annotator(glossary, reference, statuses=statuses)
    avoided = list(avoided_alone(document, annotator, places))
    taken = {(place.start, place.end) for finding in avoided for place in finding.places}
    progress("English terms", 0, 0)
    models = shipped()
    placed = along(encoder, models.axes)
    candidates = join(ranked([document], models.runs, models.english, placed))
    varied = _varied(candidates, annotator, encoder, places)
    return in_order([*avoided, *(f for f in varied if not _all_in(f.places, taken))])


def _varied(
    candidates: list[Candidate], annotator: Annotator, encoder: Encoder, places: Places
) -> Iterator[Finding]:
    for kept, variant, _ in inconsistencies(candidates, encoder):
        if _is_term(variant.form, annotator):
            continue
        segments = places.document.segments
        found = []
        for each in variant.occurrences:
            place = segments[each.segment].place(each.start, each.end)
            found.append(places.at(each.segment, *place))
        first = variant.occurrences[0]
        yield Finding(
            rule=Rule.VARIES,
            term=kept.form,
            stands=variant.form,
            expected=(kept.form,),
            why=(
                f"“{variant.form}” ({variant.frequency}) looks like another rendering of"
                f" “{kept.form}” ({kept.frequency})"
            ),
            places=tuple(found),
            sentences=sentences_of(segments[first.segment].reading.text),
        )


def _is_term(form: str, annotator: Annotator) -> bool:
    """Whether a form is a term that the glossary has and does not say to avoid."""
    return any(
        mark.language is Language.EN
        and mark.end - mark.start == len(form)
        and any(not sense.avoid for sense in mark.senses)
        for mark in annotator.marks(form, Language.EN)
    )


def _all_in(places: tuple[FindingPlace, ...], taken: Collection[tuple[int, int]]) -> bool:
    """Whether every place lies in one of which something was said."""
    return all(
        any(start <= place.start and place.end <= end for start, end in taken) for place in places
    )
