"""A translation with its glossary, for tests of checks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from align.encoders import load
from align.model import CHINESE_ENGLISH, Bead, Bitext, Document, Language
from align.segment import segment_lines
from glossary.check import Finding, check_pair
from glossary.check.conditional import Circumstances
from glossary.check.pairs import NOTHING_SAID
from glossary.finding.reference import Reference
from glossary.model import (
    Candidate,
    Concept,
    ConceptStatus,
    Definition,
    Kind,
    Occurrence,
    Term,
    TermStatus,
)

encoder = cache(load)


def concept(
    zh: str,
    *english: str,
    avoid: Sequence[str] = (),
    status: ConceptStatus = ConceptStatus.APPROVED,
    members: tuple[str, ...] = (),
) -> Concept:
    """A concept by people: the first rendering is preferred, the others are admitted."""
    statuses = [TermStatus.PREFERRED, *[TermStatus.ADMITTED] * len(english)]
    terms = [Term(Language.ZH, zh, TermStatus.PREFERRED)]
    terms += [Term(Language.EN, text, kind) for text, kind in zip(english, statuses, strict=False)]
    terms += [Term(Language.EN, text, TermStatus.DEPRECATED) for text in avoid]
    definitions = (Definition(Language.EN, "", members=members),) if members else ()
    kind = Kind.NUMERIC if members else Kind.CONCEPT
    return Concept(f"test-{zh}", tuple(terms), definitions, status=status, kind=kind)


def bitext(pairs: Sequence[tuple[str, str]]) -> Bitext:
    """Sentences and their translations, one bead each."""
    sides = [
        segment_lines(Document("\n".join(texts), name, language))
        for texts, name, language in zip(
            zip(*pairs, strict=True), ("text.zh", "text.en"), CHINESE_ENGLISH, strict=True
        )
    ]
    beads = tuple(Bead((number,), (number,), 1.0) for number in range(len(pairs)))
    return Bitext(sides[0], sides[1], beads)


def check(
    pairs: Sequence[tuple[str, str]], *concepts: Concept, said: Circumstances = NOTHING_SAID
) -> list[Finding]:
    """What is found in a translation with these concepts as the glossary."""
    glossary = Reference.from_concepts(concepts)
    return check_pair(bitext(pairs), glossary, None, encoder=encoder(), said=said)


def candidate(form: str, pairs: Sequence[tuple[str, str]], kind: Kind = Kind.CONCEPT) -> Candidate:
    """A Chinese term, wherever it stands in the source of `bitext(pairs)`."""
    places = tuple(
        Occurrence("text.zh", number, match.start(), match.end())
        for number, (zh, _) in enumerate(pairs)
        for match in re.finditer(re.escape(form), zh)
    )
    return Candidate(Language.ZH, form, (form,), places, kind, (), 0.5)
