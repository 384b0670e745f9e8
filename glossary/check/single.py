"""All checks of a translation whose source is not at hand."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from align.encoders import Encoder
from align.model import Language, SegmentedDocument
from align.progress import Progress, silent
from glossary.check.alike import LikeTerm, alike
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
    """What a person should look at in a translation by itself, in the order of the text.

    Renderings to avoid, and what looks like two renderings of one term: of an English text terms
    that are found in it (see `glossary.extraction.variants`), of others what is like a term of the
    glossary that stands there (`glossary.check.alike`).

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
    progress("Terms", 0, 0)
    if document.language is Language.EN:
        models = shipped()
        placed = along(encoder, models.axes)
        candidates = join(ranked([document], models.runs, models.english, placed))
        varied = _varied(candidates, annotator, encoder, places)
    else:
        varied = _like_terms(document, annotator, encoder, places)
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


def _like_terms(
    document: SegmentedDocument, annotator: Annotator, encoder: Encoder, places: Places
) -> Iterator[Finding]:
    """One finding for each phrase that is like a term, with all its places."""
    segments = document.segments
    by_phrase: dict[tuple[str, str], list[LikeTerm]] = {}
    for each in alike(document, annotator, encoder):
        said = segments[each.segment].reading.text[each.start : each.end]
        by_phrase.setdefault((each.sense.concept.id, said.casefold()), []).append(each)
    for found in by_phrase.values():
        first, segment = found[0], segments[found[0].segment]
        term, said = first.sense.term.text, segment.reading.text[first.start : first.end]
        spans = [(each, segments[each.segment].place(each.start, each.end)) for each in found]
        yield Finding(
            rule=Rule.VARIES,
            term=term,
            stands=said,
            expected=(term,),
            why=f"“{said}” ({len(found)}) looks like another rendering of “{term}”, which the text"
            " has too",
            places=tuple(dict.fromkeys(places.at(each.segment, *span) for each, span in spans)),
            sentences=sentences_of(segment.reading.text),
            concept=first.sense.concept.id,
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
