"""Add proposals to a glossary: match them with what is there, add evidence, count it once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, select

from align.model import Language
from align.text import clean, storable
from glossary.keys import key
from glossary.model import Concept, ConceptStatus, Proposal, in_language
from glossary.store import schema
from glossary.store.documents import keep_documents
from glossary.store.evidence import forget_removed, insert_evidence
from glossary.store.faults import sound
from glossary.store.merging import Form, Share, extended, shares
from glossary.store.records import Particulars
from glossary.store.rows import by_id, chunks
from glossary.store.texts import Text, documents_in, keep_texts, originals_in
from glossary.store.writing import Change, Deed, checked, labelled, put, sources_of


@dataclass(frozen=True, slots=True)
class AddReport:
    """What adding did.

    Attributes:
        added: proposals that became new concepts.
        extended: proposals that added evidence or renderings to a concept.
        unchanged: proposals that said nothing new.
        rejected: proposals that people have rejected before; they stay rejected.
        concepts: the id of the concept of each proposal, in the order of the proposals.
        documents: documents that were not stored before.
        restored: documents that had been withdrawn.
        described: documents whose record was changed by what was said of them.
        replaced: characters that no database can hold, stored as U+FFFD.
    """

    added: int = 0
    extended: int = 0
    unchanged: int = 0
    rejected: int = 0
    concepts: tuple[str, ...] = ()
    documents: int = 0
    restored: int = 0
    described: int = 0
    replaced: int = 0


@dataclass(slots=True)
class _Known:
    """What the glossary holds, as far as the proposals touch it; kept current while they go in.

    Attributes:
        evidence: the documents that a concept had evidence from before, by its id.
        shown: the forms that these documents have for it.
        gained: what the documents at hand say of it.
    """

    concepts: dict[str, Concept] = field(default_factory=dict)
    by_key: dict[tuple[Language, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    evidence: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    shown: dict[str, set[Form]] = field(default_factory=lambda: defaultdict(set))
    gained: dict[str, dict[int, Share]] = field(default_factory=lambda: defaultdict(dict))

    def learn(self, concept: Concept) -> None:
        self.concepts[concept.id] = concept
        for term in concept.terms:
            ids = self.by_key[term.language, key(term.text, term.language)]
            if concept.id not in ids:
                ids.append(concept.id)

    def removed(self, concept: Concept) -> set[Form]:
        """Forms that documents have shown and the concept no longer has: people took them out."""
        return self.shown[concept.id] - {(term.language, term.text) for term in concept.terms}

    def gain(self, concept_id: str, parts: Mapping[int, Share]) -> dict[int, Share]:
        """Note what documents say of a concept; returned is what was not known before."""
        fresh = {}
        for number in parts.keys() - self.evidence[concept_id]:
            old = self.gained[concept_id].get(number, Share(0, {}))
            new = Share(
                max(0, parts[number].frequency - old.frequency),
                {form: n for form, n in parts[number].forms.items() if form not in old.forms},
            )
            fresh[number] = new
            self.gained[concept_id][number] = Share(
                old.frequency + new.frequency, {**old.forms, **new.forms}
            )
        return fresh


def add(
    connection: Connection,
    proposals: Iterable[Proposal],
    texts: Sequence[Text],
    who: str,
    make_id: Callable[[], str],
    about: Mapping[str, Particulars],
) -> AddReport:
    """Add proposals inside the caller's transaction; see `Glossary.add`."""
    offered = [_proposed(proposal) for proposal in proposals]
    documents = documents_in(texts)
    replaced = sum(clean(document.text)[1] for document in documents)
    deed = Deed(who=who, action="add")
    kept = keep_documents(connection, documents, about, deed, originals_in(texts))
    keep_texts(connection, texts, kept.numbers, deed)
    stored = kept.documents
    known = _known(connection, offered)
    before = dict(known.concepts)
    counts = dict.fromkeys(("added", "extended", "unchanged", "rejected"), 0)
    ids = []
    for proposal in offered:
        outcome, concept_id = _take(proposal, shares(proposal, stored), known, make_id)
        counts[outcome] += 1
        ids.append(concept_id)
    sources = {document.source: number for number, document in stored.items()}
    changes = []
    for concept in known.concepts.values():
        old = before.get(concept.id)
        if concept != old:
            earlier = sources_of(connection, concept.id) if old else {}
            gained = known.gained.get(concept.id, {})
            changes.append(Change(old, concept, earlier | sources, gained=gained))
    put(connection, changes, deed)
    forget_removed(connection, kept.restored, known.gained)
    insert_evidence(connection, known.gained)
    return AddReport(
        **counts,
        concepts=tuple(ids),
        documents=len(kept.new),
        restored=len(kept.restored),
        described=kept.described,
        replaced=replaced,
    )


def _take(
    proposal: Concept, parts: Mapping[int, Share], known: _Known, make_id: Callable[[], str]
) -> tuple[str, str]:
    """Take one proposal in; returned are what became of it and the id of its concept."""
    concept = _match(proposal, known)
    if concept is None:
        new = replace(proposal, id=make_id())
        known.gain(new.id, parts)
        known.learn(new)
        return "added", new.id
    if concept.status is ConceptStatus.REJECTED:
        return "rejected", concept.id
    fresh = known.gain(concept.id, parts)
    if not fresh:
        return "unchanged", concept.id
    after = extended(concept, proposal, fresh.values(), known.removed(concept))
    known.learn(after)
    return ("unchanged" if after == concept else "extended"), concept.id


def _proposed(proposal: Proposal) -> Concept:
    """The concept that a proposal would become, checked, with each form once."""
    terms = {(term.language, storable(term.text)): term for term in reversed(proposal.terms)}
    return labelled(
        checked(
            Concept(
                id="proposed",
                terms=tuple(reversed(terms.values())),
                definitions=proposal.definitions,
                contexts=proposal.contexts,
                kind=proposal.kind,
                subject=proposal.subject,
                score=proposal.score,
                frequency=proposal.frequency,
            )
        )
    )


def _match(proposal: Concept, known: _Known) -> Concept | None:
    """The concept that a proposal is about: by its Chinese, or by its English where one has none.

    Two Chinese terms may share an English one (改革, 变革: "reform"); they stay two concepts.
    """
    chinese, english = (in_language(proposal.terms, language) for language in Language)
    same: list[Concept] = []
    if chinese:
        same = _with_key(chinese[0].text, Language.ZH, known)
    if not same and english:
        same = [
            concept
            for concept in _with_key(english[0].text, Language.EN, known)
            if not (chinese and in_language(concept.terms, Language.ZH))
        ]
    own = {(term.language, key(term.text, term.language)) for term in proposal.terms}

    def likeness(concept: Concept) -> tuple[bool, int, float, str]:
        shared = own & {(term.language, key(term.text, term.language)) for term in concept.terms}
        is_live = concept.status is not ConceptStatus.REJECTED
        return is_live, len(shared), concept.score, concept.id

    return max(same, key=likeness, default=None)


def _with_key(text: str, language: Language, known: _Known) -> list[Concept]:
    ids = known.by_key.get((language, key(text, language)), ())
    return [known.concepts[concept_id] for concept_id in ids]


@sound("the evidence of a concept")
def _known(connection: Connection, proposals: Sequence[Concept]) -> _Known:
    wanted = {key(term.text, term.language) for each in proposals for term in each.terms}
    ids: set[str] = set()
    for part in chunks(sorted(wanted)):
        ids.update(
            connection.execute(
                select(schema.term.c.concept_id).where(schema.term.c.key.in_(part))
            ).scalars()
        )
    known = _Known()
    for concept in by_id(connection, sorted(ids)).values():
        known.learn(concept)
    for part in chunks(sorted(ids)):
        table = schema.evidence
        for row in connection.execute(select(table).where(table.c.concept_id.in_(part))):
            known.evidence[row.concept_id].add(row.document_id)
        table = schema.rendering
        for row in connection.execute(select(table).where(table.c.concept_id.in_(part))):
            known.shown[row.concept_id].add((Language(row.language), row.text))
    return known
