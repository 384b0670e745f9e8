"""The duplicates of a glossary, found among its terms without reading the concepts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from sqlalchemy import select

from align.languages import languages
from align.model import Language
from align.progress import Progress, silent
from glossary.curating.duplicates import (
    LEAST,
    LEAST_COSINE,
    Duplicate,
    Form,
    equal,
    near,
    near_in_meaning,
)
from glossary.model import LIVE, ConceptStatus, TermStatus
from glossary.store.database import schema
from glossary.store.database.damage import Columns, sound_rows
from glossary.store.glossary import Glossary

if TYPE_CHECKING:
    from align.encoders.base import Encoder

_BATCH = 5_000
_ORDER = languages()
_FORM = Columns(*(schema.term.c[name] for name in ("concept_id", "text", "key", "status")))


def duplicates(
    glossary: Glossary,
    *,
    language: Language | None = None,
    least: float = LEAST,
    encoder: Encoder | None = None,
    least_cosine: float = LEAST_COSINE,
    progress: Progress = silent,
) -> Iterator[Duplicate]:
    """Concepts that may be one, each pair by what makes it most alike; rejected ones left out.

    Equal terms come first, then terms alike after normalisation, then near ones, then those near
    in meaning, in each the most alike first.

    Args:
        language: compare the terms of one language only. Where that is not Chinese, concepts that
            have different Chinese terms are reported too.
        least: the least edit likeness of near terms.
        encoder: compare meanings by its vectors, too.
        least_cosine: the least cosine of near vectors.
    """
    own = {
        each: list(forms(glossary, language=each, statuses=LIVE))
        for each in ([language] if language else languages())
    }
    homonyms = language not in (None, Language.ZH)
    told: set[tuple[str, str]] = set()
    groups = [found for each, some in own.items() for found in equal(some, each, homonyms=homonyms)]
    yield from _fresh(
        sorted(groups, key=lambda each: (each.how, _ORDER.index(each.language))), told
    )
    pairs = [
        found
        for each, some in own.items()
        for found in near(some, each, least=least, homonyms=homonyms, progress=progress)
    ]
    yield from _fresh(sorted(pairs, key=lambda each: -each.score), told)
    if encoder is None:
        return
    for each, some in own.items():
        yield from _fresh(
            near_in_meaning(
                some, each, encoder, least=least_cosine, homonyms=homonyms, progress=progress
            ),
            told,
        )


def _fresh(found: Sequence[Duplicate], told: set[tuple[str, str]]) -> Iterator[Duplicate]:
    """Those that say of some pair what has not been told."""
    for each in found:
        pairs = set(combinations(sorted(each.concepts), 2))
        if not pairs <= told:
            told |= pairs
            yield each


def forms(
    glossary: Glossary, *, language: Language, statuses: Collection[ConceptStatus]
) -> Iterator[Form]:
    """The terms in one language of the concepts with these statuses, in the order of the ids."""
    term, concept, other = schema.term, schema.concept, schema.term.alias()
    chinese = (
        select(other.c.concept_id)
        .where(other.c.concept_id == concept.c.id, other.c.language == Language.ZH.value)
        .exists()
    )
    query = (
        select(
            term.c.concept_id,
            term.c.text,
            term.c.key,
            term.c.status,
            chinese.label("has_chinese"),
        )
        .join(concept, concept.c.id == term.c.concept_id)
        .where(
            term.c.language == language.value,
            concept.c.status.in_([status.value for status in statuses]),
        )
        .order_by(term.c.concept_id, term.c.position)
    )
    leading = ""
    with glossary.reading() as connection:
        rows = connection.execution_options(yield_per=_BATCH).execute(query)
        for row in sound_rows(connection, rows, _FORM, lambda row: f"a term of {row.concept_id}"):
            leads = row.concept_id != leading and row.status in (
                TermStatus.PREFERRED.value,
                TermStatus.ADMITTED.value,
            )
            leading = row.concept_id if leads else leading
            yield Form(row.concept_id, language, row.text, row.key, bool(row.has_chinese), leads)
