"""Relations that sentences of stored documents say in so many words (`glossary.relating`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, select

from align.model import Language
from glossary.language.chinese.heads import heads
from glossary.language.folding import folded_query
from glossary.model import LIVE, Concept, Kind, RelationKind, in_language
from glossary.model.keys import key
from glossary.relating import changes, classes
from glossary.store.database import schema
from glossary.store.searching import sentences
from glossary.store.searching.links import Ends, Link, Place
from glossary.store.searching.sentences import Sentence

_LANGUAGE = Language.ZH

#: The ids of the concepts that have a Chinese term, by its key, with their kinds.
_Terms = Mapping[str, Sequence[tuple[str, str]]]


def said_of(connection: Connection, concept: Concept) -> list[Link]:
    """The relations of a concept and to it that sentences say, each with the oldest place."""
    forms = [each.text for each in in_language(concept.terms, _LANGUAGE)]
    # What is said of two with one head names it once: 货币政策从“稳健”调整为“适度宽松”.
    forms += [head for each in forms for head in heads(each)]
    parts = [folded_query(each, _LANGUAGE) for each in forms]
    found = _said(connection, sentences.holding(connection, _LANGUAGE, parts))
    return [each for each in found if concept.id in each.pair]


def all_said(connection: Connection) -> list[Link]:
    """The relations of all concepts that sentences say, each with the oldest place."""
    return _said(connection, sentences.of_language(connection, _LANGUAGE))


def _said(connection: Connection, read: Iterable[Sentence]) -> list[Link]:
    terms = _terms(connection)
    days = _days(connection)
    found: dict[Ends, Link] = {}
    for sentence in read:
        for link in _links(sentence, terms):
            known = found.setdefault(link.ends, link)
            if known.place and days[sentence.document] < days[known.place.document]:
                found[link.ends] = link
    return list(found.values())


def _links(sentence: Sentence, terms: _Terms) -> Iterator[Link]:
    def is_known(text: str) -> bool:
        return key(text, _LANGUAGE) in terms

    for saying in (*changes(sentence.text, is_known), *classes(sentence.text, is_known)):
        place = Place(sentence.document, sentence.segment, sentence.text, saying.start, saying.end)
        for owner, _ in terms[key(saying.owner, _LANGUAGE)]:
            for target, kind in terms[key(saying.target, _LANGUAGE)]:
                if owner != target:
                    said = saying.kind
                    if said is RelationKind.BROADER and kind == Kind.NUMERIC:
                        said = RelationKind.MEMBER_OF  # 保障性住房等“三大工程”
                    yield Link.proposed(owner, said, target, place)


def _terms(connection: Connection) -> _Terms:
    term, concept = schema.term, schema.concept
    query = (
        select(term.c.key, term.c.concept_id, concept.c.kind)
        .join(concept, concept.c.id == term.c.concept_id)
        .where(term.c.language == str(_LANGUAGE), concept.c.status.in_(list(map(str, LIVE))))
        .order_by(term.c.id)
    )
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for made, concept_id, kind in connection.execute(query):
        found[made].append((concept_id, str(kind)))
    return found


def _days(connection: Connection) -> dict[int, str]:
    """The days of documents, those without one last."""
    table = schema.document
    return {
        row.id: row.dated or "~" for row in connection.execute(select(table.c.id, table.c.dated))
    }
