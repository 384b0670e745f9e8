"""What programs may ask of the glossary: the functions of the commands, one question a method.

Each question opens the glossary anew, as a command does, so that an answer is never older than it.
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

from align.errors import InputError, NotFoundError
from align.model import Language
from cli import forms
from cli.encoding import Encoding
from cli.particulars import record_as_json
from cli.reading import LoadedOnce
from cli.reference import Asked, begun_glossary
from cli.serving.marking import Marking
from glossary.model import LIVE, ConceptStatus

if TYPE_CHECKING:
    from cli.serving import shapes

_TEXT, _TRANSLATION = "text", "translation"  #: what texts at hand are called


class Questions:
    """The glossary in use and the starter glossary, to be asked from any thread.

    What takes the models is answered one at a time: two would take twice the memory and be no
    faster.
    """

    def __init__(self, asked: Asked, encoding: Encoding | None = None) -> None:
        self._asked = asked
        self._encoder = LoadedOnce(encoding or Encoding())
        self._marking = Marking(asked)
        self._models = Lock()

    def lookup(
        self, query: str, language: str | None, limit: int, statuses: Sequence[str]
    ) -> shapes.Matches:
        """As `tifa lookup`.

        Raises:
            GlossaryError: the glossary cannot be read; so for every question.
        """
        from glossary.finding import lookup

        only = Language(language) if language else None
        with self._asked.opened() as (store, reference):
            found = lookup(
                store, reference, query, language=only, limit=limit, statuses=_wanted(statuses)
            )
            matches = [
                forms.match_as_json(query, match, rank, len(found), store)
                for rank, match in enumerate(found, start=1)
            ]
        return cast("shapes.Matches", {"matches": matches})

    def terms(self, text: str, language: str | None, statuses: Sequence[str]) -> shapes.MarkedText:
        """As `tifa annotate --format json`, without the text.

        Raises:
            InputError: the text is in no language that is known.
        """
        from align.documents import document_of

        document = document_of(text, _TEXT, language=Language(language) if language else None)
        marks = self._marking.marks(document, _wanted(statuses))
        marked = forms.marked_as_json(document, marks)
        return {"language": str(marked["language"]), "terms": cast(Any, marked["terms"])}

    def check(self, given: shapes.GivenTranslation) -> shapes.Checked:
        """As `tifa check --format jsonl`, of texts at hand.

        Raises:
            InputError: a text is in no language that is known, or a Chinese one stands alone.
            UnrelatedError: the texts do not seem to belong together.
        """
        from align.documents import document_of
        from align.progress import silent
        from align.reading import Reading
        from exports.findings_jsonl import finding_as_json
        from glossary.check.conditional import Circumstances
        from glossary.check.texts import check_read

        remarks: list[str] = []
        reading = Reading(self._encoder, remarks.append)
        languages = given.get("languages", ())
        named = [(_TEXT, given.get("text")), (_TRANSLATION, given["translation"])]
        texts = [(name, each) for name, each in named if each is not None]
        if languages and len(languages) != len(texts):
            raise InputError(
                f"{len(languages)} languages are said for {len(texts)} texts", "say one for each"
            )
        said: list[Language | None] = [Language(code) for code in languages]
        first, *others = (
            document_of(each, name, language=language)
            for (name, each), language in zip(texts, said or [None] * len(texts), strict=True)
        )
        wanted = {ConceptStatus.APPROVED, *map(ConceptStatus, given.get("statuses", ()))}
        circumstances = Circumstances(tuple(given.get("about", ())), tuple(given.get("kinds", ())))
        with self._models, self._asked.opened() as (store, reference):
            read = reading.at_hand(first, others[0] if others else None, silent)
            findings = check_read(
                read, reading, store, reference, statuses=wanted, said=circumstances
            )
        made = [finding_as_json(each) for each in findings]
        return cast("shapes.Checked", {"findings": made, "remarks": remarks})

    def evidence(self, name: str, around: int, limit: int) -> shapes.Evidence:
        """As `tifa show --json`.

        Raises:
            NotFoundError: the name means no entry.
        """
        from glossary.store.reading.passages import opened
        from glossary.store.reading.relations import related_with_places

        with self._asked.opened() as (store, _):
            entries = [
                forms.entry_as_json(each.concept, each, related_with_places(store, each.concept))
                for each in (opened(store, name, around=around, limit=limit) if store else ())
                if store
            ]
        if not entries:
            raise _missing(name)
        return cast("shapes.Evidence", {"entries": entries})

    def history(self, name: str) -> shapes.History:
        """As `tifa history NAME --json`.

        Raises:
            NotFoundError: the name means no entry, and never did.
        """
        from glossary.store.reading.history import concept_histories

        with self._asked.opened() as (store, _):
            found = concept_histories(store, name) if store else []
        revisions = [forms.revision_as_json(each) for own in found for each in own.revisions]
        if not revisions:
            raise _missing(name)
        return cast("shapes.History", {"revisions": revisions})

    def find(self, words: str, languages: Sequence[str], limit: int) -> shapes.Concordance:
        """As `tifa find --json`."""
        from glossary.store.reading.concordance import concordance, translations

        looked_in = [Language(code) for code in languages]
        with self._asked.opened() as (store, _):
            found = concordance(store, words, languages=looked_in) if store else []
            opposite = translations(store, found[:limit]) if store else []
        shown = zip(found, opposite, strict=False)
        places = [forms.place_as_json(each, others) for each, others in shown]
        return cast("shapes.Concordance", {"places": places, "found": len(found)})

    def documents(self) -> shapes.Documents:
        """The documents in use."""
        with self._asked.opened() as (store, _):
            records = [record_as_json(each) for each in (store.documents() if store else ())]
        return cast("shapes.Documents", {"documents": records})

    def document(self, name: str) -> shapes.DocumentText:
        """A document by its number, source or title, with what it says.

        Raises:
            NotFoundError: there is no such document.
        """
        from glossary.store.documents.records import one_document
        from glossary.store.reading.documents import open_text

        with begun_glossary(self._asked.glossary) as store:
            opened = open_text(store, one_document(store.documents(), name).id)
        lines = [
            [
                {"language": str(language), "text": text}
                for language in opened.languages
                if (text := opened.text(place, language))
            ]
            for place in range(len(opened.beads))
        ]
        record = record_as_json(opened.document)
        return cast("shapes.DocumentText", {**record, "lines": lines})

    def propose(self, terms: Sequence[object], document: str, who: str) -> shapes.Proposed:
        """As `tifa propose`, of a stored document.

        Args:
            terms: each as a line of the file that the command reads.

        Raises:
            NotFoundError: there is no such document.
        """
        from cli.damage import opened
        from cli.settings import glossary_location
        from glossary.extraction.claiming import judged, stored_texts
        from glossary.extraction.claims import claims_in
        from glossary.extraction.collecting import known_terms

        with self._models:
            with begun_glossary(self._asked.glossary) as store:
                texts = stored_texts(store, document)
                found = judged(
                    claims_in(terms),
                    lambda _: texts,
                    known=known_terms(store),
                    encoder=self._encoder,
                )
            held: Sequence[Any] = ()
            if found.proposals:
                with opened(glossary_location(self._asked.glossary), create=False) as store:
                    _, held = found.add_to(store, who=who, why="proposed over MCP")
        refused = [{"line": each.number, "refused": str(each.reason)} for each in found.refused]
        accepted = [forms.claim_as_json(claim, concept) for claim, concept in held]
        return cast("shapes.Proposed", {"accepted": accepted, "refused": refused})


def _wanted(statuses: Sequence[str]) -> frozenset[ConceptStatus]:
    return frozenset(map(ConceptStatus, statuses)) or LIVE


def _missing(name: str) -> NotFoundError:
    return NotFoundError(f"{name}: not in the glossary", "look it up first")
