"""Which concepts of a glossary have a term in some texts."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from align.model import Language
from glossary.marking.annotate import Annotator
from glossary.model import ConceptStatus
from glossary.model.searchable import Termed


def standing(
    texts: Iterable[tuple[Language, str]], glossary: Termed, statuses: Collection[ConceptStatus]
) -> frozenset[str]:
    """The ids of the concepts with these statuses that a text has a term of, as marks find them.

    Args:
        texts: each with its language.

    Raises:
        GlossaryError: the glossary cannot be read.
    """
    annotator = Annotator(glossary, None, statuses=statuses)
    return frozenset(
        sense.concept.id
        for language, text in texts
        for mark in annotator.marks(text, language)
        for sense in mark.senses
    )
