"""The glossary as exports read it: concepts in order, with what the documents say of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from glossary.model.attested import Attestation, Entry, Material
from glossary.store.database.soundness import require_sound
from glossary.store.documents.records import stored_documents
from glossary.store.glossary import Glossary, pages
from glossary.store.searching.queries import Statuses
from glossary.store.writing.evidence import evidence_of


@contextmanager
def material(glossary: Glossary, *, statuses: Statuses = None) -> Iterator[Material]:
    """The concepts with these statuses (None: all), best score first, few in memory at a time.

    All of it is of one state of the glossary. Rows that are damaged are left out and told by its
    `damage`.

    Raises:
        GlossaryError: the glossary's file is damaged, or it cannot be read; also while the entries
            are.

    >>> from glossary import Glossary, add_texts, material
    >>> with Glossary.open("glossary.sqlite") as glossary:
    ...     _ = add_texts(glossary, "speech.zh.txt", "speech.en.txt", who="Li")
    ...     with material(glossary) as whole:
    ...         print(any(term.text == "新质生产力" for c in whole.concepts for term in c.terms))
    True
    """
    with glossary.reading() as connection:
        require_sound(connection)
        documents = {document.id: document for document in stored_documents(connection)}
        yield Material(_entries(connection, statuses), documents)


def _entries(connection: Connection, statuses: Statuses) -> Iterator[Entry]:
    for page in pages(connection, statuses):
        found = evidence_of(connection, [concept.id for concept in page])
        for concept in page:
            yield Entry(
                concept,
                tuple(
                    Attestation(number, share.frequency, share.forms)
                    for number, share in sorted(found[concept.id].items())
                ),
            )
