"""The data of terminology: concepts, what is proposed of them, and the documents they come from.

All are frozen; a changed copy comes from `dataclasses.replace` and is kept by a call of the store.
"""

from glossary.model.concept_filter import EVERY_CONCEPT, ConceptFilter
from glossary.model.concepts import (
    LIVE,
    TO_AVOID,
    Concept,
    ConceptStatus,
    Context,
    Definition,
    Kind,
    Origin,
    Revision,
    Sense,
    Side,
    Term,
    TermStatus,
    TermType,
    in_language,
    instead,
    languages_of,
    preferred,
    with_preferred,
)
from glossary.model.documents import (
    EVERY_DOCUMENT,
    DocumentFilter,
    DocumentRevision,
    Imprint,
    Particulars,
    StoredDocument,
)
from glossary.model.proposals import Candidate, Dispersion, Known, Occurrence, Proposal, Rendered

__all__ = [
    "EVERY_CONCEPT",
    "EVERY_DOCUMENT",
    "LIVE",
    "TO_AVOID",
    "Candidate",
    "Concept",
    "ConceptFilter",
    "ConceptStatus",
    "Context",
    "Definition",
    "Dispersion",
    "DocumentFilter",
    "DocumentRevision",
    "Imprint",
    "Kind",
    "Known",
    "Occurrence",
    "Origin",
    "Particulars",
    "Proposal",
    "Rendered",
    "Revision",
    "Sense",
    "Side",
    "StoredDocument",
    "Term",
    "TermStatus",
    "TermType",
    "in_language",
    "instead",
    "languages_of",
    "preferred",
    "with_preferred",
]
