"""The data categories of TBX-Basic, and the fields of a glossary that they carry.

Source: ISO 30042:2019 and the TBX-Basic dialect, version 1.2.1 (LTAC/TerminOrgs).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from glossary.model import RelationKind, TermStatus, TermType
from glossary.model.fields import Field

#: Kinds, statuses of concepts, members of formulas, scores, frequencies, places in documents, marks
#: of inconsistency and revisions have no category in TBX-Basic.
CARRIES = frozenset(
    {
        Field.ID,
        Field.OTHER_TERMS,
        Field.TERM_STATUS,
        Field.TERM_TYPE,
        Field.TERM_SOURCE,
        Field.TERM_NOTE,
        Field.TERM_CONDITIONS,
        Field.DEFINITION,
        Field.OTHER_DEFINITIONS,
        Field.DEFINITION_SOURCE,
        Field.CONTEXT,
        Field.CONTEXT_SOURCE,
        Field.CONTEXT_SPANS,
        Field.SUBJECT,
        Field.NOTE,
        Field.RELATIONS,
    }
)

#: TBX-Basic has no category for where a term is used (/usageNote/ is none of its): a condition is
#: a note that begins with this. In our own files its id tells it from other notes.
CONDITION = "Condition: "

#: What ends the text of a cross-reference of ours that no person has set.
PROPOSED = " (proposed)"

#: Relations that a file has are added; those that it lacks say nothing, for it has none to concepts
#: that are not in it. What it lacks of all else was taken out by a person.
ADDS = frozenset({Field.RELATIONS})
READS = CARRIES - ADDS

#: The picklist of /administrativeStatus/.
STATUSES: Mapping[TermStatus, str] = MappingProxyType(
    {status: f"{status}Term-admn-sts" for status in TermStatus}
)

#: Of the picklist of /termType/.
TYPES: Mapping[TermType, str] = MappingProxyType(
    {
        TermType.FULL_FORM: "fullForm",
        TermType.SHORT_FORM: "shortForm",
        TermType.ABBREVIATION: "abbreviation",
        TermType.VARIANT: "variant",
    }
)

#: The data categories in which others state the status of a term.
STATUS_CATEGORIES = frozenset({"administrativeStatus", "normativeAuthorization", "usageStatus"})

#: How the values of these begin, without case: /administrativeStatus/ has "admittedTerm-admn-sts",
#: /normativeAuthorization/ "admittedTerm", and "obsolete" and "forbidden" are of termbases.
_STATUS_STARTS: Mapping[str, TermStatus] = MappingProxyType(
    {
        "preferred": TermStatus.PREFERRED,
        "standardized": TermStatus.PREFERRED,
        "legal": TermStatus.PREFERRED,
        "regulated": TermStatus.PREFERRED,
        "admitted": TermStatus.ADMITTED,
        "deprecated": TermStatus.DEPRECATED,
        "forbidden": TermStatus.DEPRECATED,
        "notrecommended": TermStatus.DEPRECATED,
        "superseded": TermStatus.SUPERSEDED,
        "obsolete": TermStatus.SUPERSEDED,
    }
)

_TYPE_OF: Mapping[str, TermType] = MappingProxyType(
    {
        **{value: type_ for type_, value in TYPES.items()},
        "acronym": TermType.ABBREVIATION,
        "initialism": TermType.ABBREVIATION,
        "clippedTerm": TermType.SHORT_FORM,
        "phrase": TermType.FULL_FORM,
        "entryTerm": TermType.FULL_FORM,
        "synonym": TermType.FULL_FORM,
    }
)

#: What others call the categories that are read, in lower case without blanks.
_ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "definition": "definition",
        "context": "context",
        "subjectfield": "subjectField",
        "subject": "subjectField",
        "domain": "subjectField",
        "subjectarea": "subjectField",
        "source": "source",
        "note": "note",
        "termtype": "termType",
        "administrativestatus": "administrativeStatus",
        "normativeauthorization": "normativeAuthorization",
        "usagestatus": "usageStatus",
        "status": "usageStatus",
        "termstatus": "usageStatus",
        "example": "context",
    }
)


#: The data categories of the default TBX (ISO 30042) for concepts that are related otherwise.
_SEEN_ALSO = (
    *("crossreference", "relatedconcept", "associatedconcept", "antonymconcept"),
    *("coordinateconceptgeneric", "coordinateconceptpartitive", "sequentiallyrelatedconcept"),
    *("spatiallyrelatedconcept", "temporallyrelatedconcept"),
    *("lookupalsounder", "lookalsounder", "seealso"),  # of IATE and termbases
)

#: The categories of relations in lower case: what the entry is to the other one, and whether it is
#: the other that has the relation. Whole and part are broader and narrower, as in thesauri
#: (ISO 25964-1).
RELATIONS: Mapping[str, tuple[RelationKind, bool]] = MappingProxyType(
    {
        "superordinateconceptgeneric": (RelationKind.BROADER, False),
        "superordinateconceptpartitive": (RelationKind.BROADER, False),
        "broaderconceptgeneric": (RelationKind.BROADER, False),
        "broaderconceptpartitive": (RelationKind.BROADER, False),
        "relatedconceptbroader": (RelationKind.BROADER, False),
        "subordinateconceptgeneric": (RelationKind.BROADER, True),
        "subordinateconceptpartitive": (RelationKind.BROADER, True),
        "relatedconceptnarrower": (RelationKind.BROADER, True),
        **dict.fromkeys(_SEEN_ALSO, (RelationKind.SEE_ALSO, False)),
    }
)


def status_of(value: str) -> TermStatus | None:
    """The status that a value of one of `STATUS_CATEGORIES` means; None for an unknown one."""
    plain = re.sub(r"[\s_-]", "", value).lower()
    return next((is_ for start, is_ in _STATUS_STARTS.items() if plain.startswith(start)), None)


def type_of(value: str) -> TermType | None:
    """The form of a term that a value of /termType/ means; None for an unknown one."""
    return _TYPE_OF.get(value)


def relation_of(category: str) -> tuple[RelationKind, bool] | None:
    """The relation that a data category names, and whether it is the other entry's to this one."""
    return RELATIONS.get(re.sub(r"[\s_-]", "", category).lower())


def category_of(name: str) -> str:
    """The data category that a name means, as TBX spells it where it is one that is read."""
    return _ALIASES.get("".join(name.split()).lower(), name)
