"""Entries that try a glossary format: one that has every field, and texts that break files."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from contexts import context_of

from align.model import Language
from glossary.model import (
    Concept,
    ConceptStatus,
    Context,
    Definition,
    Kind,
    Origin,
    Relation,
    RelationKind,
    RelationStatus,
    Side,
    Term,
    TermStatus,
    TermType,
)
from glossary.model.conditions import conditions_of
from glossary.model.fields import Field

#: Every field of `glossary.model.fields` has something here.
FULL = Concept(
    id="cabcdefghijklmnop",
    terms=(
        Term(
            Language.ZH,
            "首台套、首批次、首版次",
            TermStatus.PREFERRED,
            frequency=3,
            source="国资委",
        ),
        Term(Language.ZH, "三首", TermStatus.ADMITTED, TermType.SHORT_FORM),
        Term(Language.EN, "first sets, batches and versions", TermStatus.PREFERRED, frequency=1),
        Term(Language.EN, "3F", TermStatus.ADMITTED, TermType.ABBREVIATION, source="White Paper"),
        Term(Language.EN, "three first", TermStatus.DEPRECATED, note="literal calque"),
        Term(Language.EN, "first trio", TermStatus.SUPERSEDED, TermType.VARIANT, 2, 0.8),
        Term(
            Language.EN,
            "three premieres",
            TermStatus.ADMITTED,
            frequency=1,
            inconsistency=0.6,
            conditions=conditions_of("after 国产; in official media; not before 政策"),
        ),
    ),
    definitions=(
        Definition(
            Language.EN,
            "the first set, the first batch & the first version",
            source="article.txt",
            segment=4,
            start=0,
            end=50,
            members=("first set", "first batch", "first version"),
            score=0.75,
        ),
        Definition(
            Language.ZH, "首台套装备、首批次材料、首版次软件。", "编辑", origin=Origin.PERSON
        ),
        Definition(Language.EN, "what the state buys early", "A. Reviewer", origin=Origin.PERSON),
    ),
    contexts=(
        context_of("落实三首政策。", "Apply 3F.", "a.zh.txt", ((2, 4),), ((6, 8),), (3,), (4, 5)),
        context_of("三首。", None, "b.zh.txt", ((0, 2),), (), (7,)),
        context_of("三首和“三首”", "A <3F> & 3F", "a.zh.txt", ((0, 2), (4, 6)), ((3, 5), (9, 11))),
    ),
    kind=Kind.NUMERIC,
    subject="industry",
    note="Seen in 2025.",
    status=ConceptStatus.APPROVED,
    score=0.93,
    frequency=4,
    revision=7,
    relations=(
        # to itself, so that a file of this entry alone has both ends
        Relation(RelationKind.SEE_ALSO, "cabcdefghijklmnop"),
        Relation(RelationKind.BROADER, "cbcdefghijklmnopq", RelationStatus.DENIED),
    ),
)

#: The same with terms in every language, and contexts in several.
SPOKEN = replace(
    FULL,
    terms=(
        *FULL.terms,
        Term(Language("fr"), "premiers équipements, lots et versions", TermStatus.PREFERRED),
        Term(Language("fr"), "trois premières", TermStatus.DEPRECATED, note="calque"),
        *(
            Term(Language(code), text, TermStatus.PREFERRED)
            for code, text in {
                "ru": "первые комплекты, партии и версии",
                "es": "primeros equipos, lotes y versiones",
                "ar": "المجموعات والدفعات والإصدارات الأولى",
                "ja": "初の設備・素材・ソフト",
                "ko": "첫 장비, 첫 소재, 첫 소프트웨어",
                "de": "erste Anlagen, Chargen und Versionen",
                "pt": "primeiros equipamentos, lotes e versões",
            }.items()
        ),
        Term(Language("pt"), "três primeiros", TermStatus.ADMITTED, TermType.SHORT_FORM),
    ),
    contexts=(
        *FULL.contexts,
        Context(
            (
                Side(Language.ZH, "落实三首。", ((2, 4),)),
                Side(Language.EN, "Apply it."),
                Side(Language("fr"), "Appliquer les trois premières.", ((14, 29),)),
                Side(Language("ar"), "تطبيق الأوائل الثلاثة."),
            ),
            "a.fr.txt",
        ),
    ),
)

AWKWARD = {
    "formula": "=1+1",
    "link": '=HYPERLINK("http://example.org","x")',
    "plus": "+1",
    "minus": "-1",
    "at": "@SUM(A1)",
    "tab": "\tx",
    "error": "#N/A",
    "quotes": "say \"it\", 'now'; a|b\\c",
    "markup": "a<b>&c]]><!--",
    "entity": "&amp; &#38; &lt;",
    "markdown": "*a* [b](http://example.org) `c` | d",
    "controls": "bell \x07 null \x00",
    "surrogate": "surrogate \ud800",
    "no character": "no \ufffe\uffff",
    "emoji": "😀 👩‍👩‍👧",
    "right to left": "مرحبا עולם",
    "beyond the plane": "𠮷野家",
    "combining": "e\u0301",
    "chinese": "“三首”——〈政策〉",
}


def only(concept: Concept, fields: Set[Field]) -> Concept:
    """The concept as a file that carries only these fields can give it back."""
    return replace(
        concept,
        id=concept.id if Field.ID in fields else "",
        terms=tuple(_term(term, fields) for term in _terms(concept, fields)),
        definitions=_definitions(concept, fields),
        contexts=tuple(_context(context, fields) for context in concept.contexts)
        if Field.CONTEXT in fields
        else (),
        kind=concept.kind if Field.KIND in fields else Kind.CONCEPT,
        subject=concept.subject if Field.SUBJECT in fields else "",
        note=concept.note if Field.NOTE in fields else "",
        status=concept.status if Field.STATUS in fields else ConceptStatus.PROPOSED,
        score=concept.score if Field.SCORE in fields else 1.0,
        frequency=concept.frequency if Field.FREQUENCY in fields else 0,
        revision=concept.revision if Field.REVISION in fields else 0,
        relations=tuple(each for each in concept.relations if _SORTS[each.status] in fields),
    )


_SORTS = {
    RelationStatus.APPROVED: Field.RELATIONS,
    RelationStatus.DENIED: Field.DENIALS,
}


def _terms(concept: Concept, fields: Set[Field]) -> list[Term]:
    if Field.OTHER_TERMS in fields:
        return list(concept.terms)
    firsts: dict[Language, Term] = {}
    for term in concept.terms:
        firsts.setdefault(term.language, term)
    return list(firsts.values())


def _term(term: Term, fields: Set[Field]) -> Term:
    return Term(
        term.language,
        term.text,
        term.status,
        term.type if Field.TERM_TYPE in fields else TermType.FULL_FORM,
        term.frequency if Field.TERM_FREQUENCY in fields else 0,
        term.inconsistency if Field.INCONSISTENCY in fields else 0.0,
        term.source if Field.TERM_SOURCE in fields else "",
        term.note if Field.TERM_NOTE in fields else "",
        term.conditions if Field.TERM_CONDITIONS in fields else (),
    )


def _definitions(concept: Concept, fields: Set[Field]) -> tuple[Definition, ...]:
    if Field.DEFINITION not in fields:
        return ()
    count = None if Field.OTHER_DEFINITIONS in fields else 1
    return tuple(_definition(each, fields) for each in concept.definitions[:count])


def _definition(definition: Definition, fields: Set[Field]) -> Definition:
    placed = Field.DEFINITION_PLACE in fields
    return replace(
        definition,
        source=definition.source if Field.DEFINITION_SOURCE in fields else "",
        segment=definition.segment if placed else None,
        start=definition.start if placed else None,
        end=definition.end if placed else None,
        origin=definition.origin if placed else Origin.PERSON,
        members=definition.members if Field.MEMBERS in fields else (),
        score=definition.score if Field.DEFINITION_SCORE in fields else 1.0,
    )


def _context(context: Context, fields: Set[Field]) -> Context:
    spanned, placed = Field.CONTEXT_SPANS in fields, Field.CONTEXT_PLACE in fields
    sides = (
        replace(side, spans=side.spans if spanned else (), segments=side.segments if placed else ())
        for side in context.sides
    )
    return Context(tuple(sides), context.source if Field.CONTEXT_SOURCE in fields else "")
