"""Relations that sentences of stored documents say in so many words (`glossary.relating`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from sqlalchemy import Connection, Select, select

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

#: Gives the ids of the concepts that have a Chinese term, by its key, with their kinds.
_Named = Callable[[str], Sequence[tuple[str, str]]]
#: Sentences of which the terms are asked for one by one; of more, reading all terms is quicker.
_FEW = 100


def said_of(connection: Connection, concept: Concept) -> list[Link]:
    """The relations of a concept and to it that sentences say, each with the oldest place."""
    forms = [each.text for each in in_language(concept.terms, _LANGUAGE)]
    # What is said of two with one head names it once: 货币政策从“稳健”调整为“适度宽松”.
    forms += [head for each in forms for head in heads(each)]
    parts = [folded_query(each, _LANGUAGE) for each in forms]
    read = list(sentences.holding(connection, _LANGUAGE, parts))
    named = _asked(connection) if len(read) <= _FEW else _all_named(connection)
    return [each for each in _said(connection, read, named) if concept.id in each.pair]


def all_said(connection: Connection) -> list[Link]:
    """The relations of all concepts that sentences say, each with the oldest place."""
    read = sentences.of_language(connection, _LANGUAGE)
    return _said(connection, read, _all_named(connection))


def _said(connection: Connection, read: Iterable[Sentence], named: _Named) -> list[Link]:
    days = _days(connection)
    found: dict[Ends, Link] = {}
    for sentence in read:
        for link in _links(sentence, named):
            known = found.setdefault(link.ends, link)
            if known.place and days[sentence.document] < days[known.place.document]:
                found[link.ends] = link
    return list(found.values())


def _links(sentence: Sentence, named: _Named) -> Iterator[Link]:
    def is_known(text: str) -> bool:
        return bool(named(key(text, _LANGUAGE)))

    for saying in (*changes(sentence.text, is_known), *classes(sentence.text, is_known)):
        place = Place(sentence.document, sentence.segment, sentence.text, saying.start, saying.end)
        for owner, _ in named(key(saying.owner, _LANGUAGE)):
            for target, kind in named(key(saying.target, _LANGUAGE)):
                if owner != target:
                    said = saying.kind
                    if said is RelationKind.BROADER and kind == Kind.NUMERIC:
                        said = RelationKind.MEMBER_OF  # 保障性住房等“三大工程”
                    yield Link.proposed(owner, said, target, place)


def _asked(connection: Connection) -> _Named:
    """Asks for each term once."""

    @cache
    def named(made: str) -> Sequence[tuple[str, str]]:
        query = _terms().where(schema.term.c.key == made)
        return [(concept_id, kind) for _, concept_id, kind in connection.execute(query)]

    return named


def _all_named(connection: Connection) -> _Named:
    """Reads all terms."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for made, concept_id, kind in connection.execute(_terms()):
        found[made].append((concept_id, kind))
    return lambda made: found.get(made, ())


def _terms() -> Select[str, str, str]:
    term, concept = schema.term, schema.concept
    return (
        select(term.c.key, term.c.concept_id, concept.c.kind)
        .join(concept, concept.c.id == term.c.concept_id)
        .where(term.c.language == str(_LANGUAGE), concept.c.status.in_(list(map(str, LIVE))))
        .order_by(term.c.id)
    )


def _days(connection: Connection) -> dict[int, str]:
    """The days of documents, those without one last."""
    table = schema.document
    return {
        row.id: row.dated or "~" for row in connection.execute(select(table.c.id, table.c.dated))
    }
