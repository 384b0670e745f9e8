"""Add proposals to a glossary: match them with what is there, add evidence, count it once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from align.text import clean, storable
from glossary.model import Concept, Imprint, Particulars, Proposal
from glossary.store.documents.entering import keep_documents
from glossary.store.documents.texts import Text, documents_in, keep_texts, originals_in
from glossary.store.writing.assigning import Known, known_of, take
from glossary.store.writing.concepts import Attribution, Change, checked, labelled, put, sources_of
from glossary.store.writing.evidence import forget_removed, insert_evidence, replace_evidence
from glossary.store.writing.merging import shares


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
        imprints: issuers and dates that records have from the texts themselves, by the source.
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
    imprints: Mapping[str, Imprint] = field(default_factory=dict)
    replaced: int = 0

    @property
    def told(self) -> str:
        """What became of the proposals, for people."""
        return (
            f"{self.added} added, {self.extended} extended, {self.unchanged} unchanged,"
            f" {self.rejected} rejected before"
        )


def add(
    connection: Connection,
    proposals: Iterable[Proposal],
    texts: Sequence[Text],
    attribution: Attribution,
    make_id: Callable[[], str],
    about: Mapping[str, Particulars],
) -> AddReport:
    """Add proposals inside the caller's transaction; see `Glossary.add`."""
    offered = [_proposed(proposal) for proposal in proposals]
    documents = documents_in(texts)
    replaced = sum(clean(document.text)[1] for document in documents)
    kept = keep_documents(connection, documents, about, attribution, originals_in(texts))
    keep_texts(connection, texts, kept.numbers, attribution)
    stored = kept.documents
    known = known_of(connection, offered)
    counts = dict.fromkeys(("added", "extended", "unchanged", "rejected"), 0)
    ids = []
    for proposal, parts in zip(offered, shares(offered, stored), strict=True):
        outcome, concept_id = take(proposal, parts, known, make_id)
        counts[outcome] += 1
        ids.append(concept_id)
    sources = {document.source: number for number, document in stored.items()}
    _write(connection, known, sources, attribution, kept.restored)
    return AddReport(
        **counts,
        concepts=tuple(map(known.heir, ids)),
        documents=len(kept.new),
        restored=len(kept.restored),
        described=kept.described,
        imprints=kept.imprints,
        replaced=replaced,
    )


def _write(
    connection: Connection,
    known: Known,
    sources: Mapping[str, int],
    attribution: Attribution,
    restored: Sequence[int],
) -> None:
    changes = [
        _change(connection, known, concept, sources)
        for concept in known.concepts.values()
        if concept != known.before.get(concept.id) and concept.id not in known.heirs.values()
    ]
    put(connection, changes, attribution)
    joint = []
    for heir in dict.fromkeys(known.heirs.values()):
        gone = [each for each, to in known.heirs.items() if to == heir and each in known.before]
        group = [
            _change(connection, known, known.concepts[heir], sources),
            *(Change(known.before[each], None, lost=known.stored[each]) for each in gone),
        ]
        why = f"{', '.join(gone)} into {heir}" if gone else ""
        joint.append((group, Attribution(attribution.who, attribution.action, why)))
    for group, uniting in joint:
        put(connection, group, uniting)
    forget_removed(connection, restored, known.gained)
    for concept_id, gained in known.gained.items():
        replaced = known.stored[concept_id].keys() & gained.keys()
        if replaced:
            replace_evidence(connection, concept_id, replaced, {})
    insert_evidence(connection, known.gained)


def _change(
    connection: Connection, known: Known, concept: Concept, sources: Mapping[str, int]
) -> Change:
    old = known.before.get(concept.id)
    earlier: dict[str, int] = {}
    for concept_id in (concept.id, *(each for each, to in known.heirs.items() if to == concept.id)):
        if concept_id in known.before:
            earlier.update(sources_of(connection, concept_id))
    gained = known.gained[concept.id]
    own = known.stored[concept.id]
    lost = {number: own[number] for number in gained.keys() & own.keys()}
    documents = {**earlier, **sources} if earlier else sources
    return Change(old, concept, documents, lost=lost, gained=gained)


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
