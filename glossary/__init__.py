"""Terms of art: found in texts, rendered, defined, kept, looked up, marked and checked.

What stands here is for programs and stays as it is from version to version:

    >>> from glossary import lookup, starter
    >>> best, *_ = lookup(None, starter(), "五位一体")
    >>> [term.text for term in best.concept.terms][:2]
    ['五位一体', '“五位一体”总体布局']

All else may change. Every error is an `align.TifaError`; see `align.errors`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.offering import offered

if TYPE_CHECKING:
    from glossary.check import Circumstances as Circumstances
    from glossary.check import Finding as Finding
    from glossary.check import check_alone as check_alone
    from glossary.check import check_pair as check_pair
    from glossary.check import check_texts as check_texts
    from glossary.comparing import Comparison as Comparison
    from glossary.comparing import compare as compare
    from glossary.defining import Answer as Answer
    from glossary.defining import Source as Source
    from glossary.defining import define as define
    from glossary.extraction.collecting import add_texts as add_texts
    from glossary.extraction.extract import extract as extract
    from glossary.finding import Match as Match
    from glossary.finding import lookup as lookup
    from glossary.finding.reference import Reference as Reference
    from glossary.finding.reference import starter as starter
    from glossary.marking.annotate import Mark as Mark
    from glossary.marking.annotate import annotate as annotate
    from glossary.model import Candidate as Candidate
    from glossary.model import Concept as Concept
    from glossary.model import ConceptFilter as ConceptFilter
    from glossary.model import ConceptStatus as ConceptStatus
    from glossary.model import Condition as Condition
    from glossary.model import ConditionKind as ConditionKind
    from glossary.model import Context as Context
    from glossary.model import Definition as Definition
    from glossary.model import DocumentFilter as DocumentFilter
    from glossary.model import Kind as Kind
    from glossary.model import Particulars as Particulars
    from glossary.model import Proposal as Proposal
    from glossary.model import Revision as Revision
    from glossary.model import Term as Term
    from glossary.model import TermStatus as TermStatus
    from glossary.store import AddReport as AddReport
    from glossary.store import Glossary as Glossary
    from glossary.store.changing.workflow import decide as decide
    from glossary.store.reading.concordance import KeyWord as KeyWord
    from glossary.store.reading.concordance import concordance as concordance
    from glossary.store.reading.documents import texts_in_use as texts_in_use
    from glossary.store.reading.exporting import material as material
    from glossary.store.reading.tracking import By as By
    from glossary.store.reading.tracking import Tracked as Tracked
    from glossary.store.reading.tracking import track as track
    from glossary.tabular import to_dicts as to_dicts

_WHERE = {
    "AddReport": "glossary.store:AddReport",
    "Answer": "glossary.defining:Answer",
    "By": "glossary.store.reading.tracking:By",
    "Candidate": "glossary.model:Candidate",
    "Circumstances": "glossary.check:Circumstances",
    "Comparison": "glossary.comparing:Comparison",
    "Concept": "glossary.model:Concept",
    "ConceptFilter": "glossary.model:ConceptFilter",
    "ConceptStatus": "glossary.model:ConceptStatus",
    "Condition": "glossary.model:Condition",
    "ConditionKind": "glossary.model:ConditionKind",
    "Context": "glossary.model:Context",
    "Definition": "glossary.model:Definition",
    "DocumentFilter": "glossary.model:DocumentFilter",
    "Finding": "glossary.check:Finding",
    "Glossary": "glossary.store:Glossary",
    "KeyWord": "glossary.store.reading.concordance:KeyWord",
    "Kind": "glossary.model:Kind",
    "Mark": "glossary.marking.annotate:Mark",
    "Match": "glossary.finding:Match",
    "Particulars": "glossary.model:Particulars",
    "Proposal": "glossary.model:Proposal",
    "Reference": "glossary.finding.reference:Reference",
    "Revision": "glossary.model:Revision",
    "Source": "glossary.defining:Source",
    "Term": "glossary.model:Term",
    "TermStatus": "glossary.model:TermStatus",
    "Tracked": "glossary.store.reading.tracking:Tracked",
    "add_texts": "glossary.extraction.collecting:add_texts",
    "annotate": "glossary.marking.annotate:annotate",
    "check_alone": "glossary.check:check_alone",
    "check_pair": "glossary.check:check_pair",
    "check_texts": "glossary.check:check_texts",
    "compare": "glossary.comparing:compare",
    "concordance": "glossary.store.reading.concordance:concordance",
    "decide": "glossary.store.changing.workflow:decide",
    "define": "glossary.defining:define",
    "extract": "glossary.extraction.extract:extract",
    "lookup": "glossary.finding:lookup",
    "material": "glossary.store.reading.exporting:material",
    "starter": "glossary.finding.reference:starter",
    "texts_in_use": "glossary.store.reading.documents:texts_in_use",
    "to_dicts": "glossary.tabular:to_dicts",
    "track": "glossary.store.reading.tracking:track",
}
__all__ = sorted(_WHERE)
__getattr__ = offered(__name__, _WHERE)
