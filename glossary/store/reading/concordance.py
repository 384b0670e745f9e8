"""Words in their contexts over all stored documents, and the words that they keep company with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection

from align.model import Language
from glossary.corpora.association import log_likelihood
from glossary.language.folding import folded, folded_queries, folded_query, is_dense, places
from glossary.model import EVERY_DOCUMENT, DocumentFilter, StoredDocument
from glossary.store.documents.records import stored_documents
from glossary.store.documents.texts import Alignment, alignments_of
from glossary.store.glossary import Glossary
from glossary.store.searching import sentences

NEAR = 5  #: words on either side within which others are near
_MOST_JUDGED = 60  #: words of which it is counted how often they stand elsewhere
_MOST_READ = 5_000  #: places whose words are read


@dataclass(frozen=True, slots=True)
class KeyWord:
    """A place of words in a sentence of a stored document.

    Attributes:
        segment: the index of the sentence.
        text: what the sentence says; `text[start:end]` is what was found.
    """

    document: StoredDocument
    segment: int
    text: str
    start: int
    end: int

    @property
    def before(self) -> str:
        return self.text[: self.start]

    @property
    def found(self) -> str:
        return self.text[self.start : self.end]

    @property
    def after(self) -> str:
        return self.text[self.end :]


@dataclass(frozen=True, slots=True)
class Collocate:
    """A word that stands near the words that were looked for.

    Attributes:
        together: sentences in which it is near them.
        elsewhere: all other sentences that hold it; of very many places, sentences whose places
            are not read are left out of both.
        strength: `log_likelihood` of the two, by sentences.
        before: how often it stands right before them; `after` right behind.
    """

    word: str
    language: Language
    together: int
    elsewhere: int
    strength: float
    before: int
    after: int


class Order(StrEnum):
    """In what order places are shown."""

    DATE = "date"  #: the oldest first, those without a date last
    LEFT = "left"  #: by what stands before, from its end
    RIGHT = "right"  #: by what stands behind


def concordance(
    glossary: Glossary,
    words: str,
    *,
    languages: Sequence[Language] = (),
    wanted: DocumentFilter = EVERY_DOCUMENT,
    order: Order = Order.DATE,
) -> list[KeyWord]:
    """The places of words in the documents in use and their translations.

    They are found in simplified and traditional characters, in any case and, in languages that
    write blanks, by the normal forms of words.

    Args:
        languages: in which to look; all that documents are in where there are none.

    Raises:
        GlossaryError: the glossary cannot be read.

    >>> from glossary import Glossary, add_texts, concordance
    >>> with Glossary.open("glossary.sqlite") as glossary:
    ...     _ = add_texts(glossary, "speech.zh.txt", "speech.en.txt", who="Li")
    ...     [(place.before, place.after) for place in concordance(glossary, "新质生产力")]
    [('我们要加快发展', '。')]
    """
    return in_order(key_words_of(glossary, words, languages=languages, wanted=wanted), order)


def key_words_of(
    glossary: Glossary,
    words: str,
    *,
    languages: Sequence[Language] = (),
    wanted: DocumentFilter = EVERY_DOCUMENT,
) -> Generator[KeyWord]:
    """The places of `concordance` as they are found, language by language; errors as there."""
    with glossary.reading() as connection:
        chosen = {each.id: each for each in stored_documents(connection) if wanted.takes(each)}
        for language in languages or dict.fromkeys(each.language for each in chosen.values()):
            yield from key_words(connection, [words], language, chosen)


def in_order(found: Iterable[KeyWord], order: Order) -> list[KeyWord]:
    """Places in that order."""
    return sorted(found, key=_KEYS[order])


def first_of(found: Iterable[KeyWord]) -> KeyWord | None:
    """The place in the oldest document, None of none."""
    return min(found, key=_by_date, default=None)


def key_words(
    connection: Connection,
    forms: Sequence[str],
    language: Language,
    chosen: Mapping[int, StoredDocument],
) -> Iterator[KeyWord]:
    """The places of forms in the documents of a language among those that are chosen, by their ids.

    A place is one even where several forms stand in it: it is that of the longest. Words of grammar
    are no places of abbreviations (WHO) that fold like them.
    """
    short = {form for form in forms if len(form) > 1 and form.isupper() and not is_dense(language)}
    every = {part for form in forms for part in folded_queries(form, language)}
    only_short = every.difference(
        part for form in forms if form not in short for part in folded_queries(form, language)
    )
    parts = sorted(every, key=lambda part: (-len(part), part))
    for each in sentences.holding(connection, language, parts):
        document = chosen.get(each.document)
        if document is None:
            continue
        taken: list[tuple[int, int]] = []
        for part in parts:
            for start, end in places(each.text, each.searched, part, language):
                if part in only_short and _is_grammar(each.text[start:end], language):
                    continue
                if all(end <= first or last <= start for first, last in taken):
                    taken.append((start, end))
        for start, end in sorted(taken):
            yield KeyWord(document, each.segment, each.text, start, end)


def _is_grammar(word: str, language: Language) -> bool:
    """Whether it is a word of grammar that is not written in capitals."""
    return not word.isupper() and word.casefold() in language.profile.function_words


def _by_date(each: KeyWord) -> tuple[bool, str, int, int, int]:
    document = each.document
    return not document.dated, document.dated, document.id, each.segment, each.start


#: What is compared, letters and marks as they are folded.
_KEYS = {
    Order.DATE: _by_date,
    Order.LEFT: lambda each: (each.before.casefold().rstrip()[::-1], *_by_date(each)),
    Order.RIGHT: lambda each: (each.after.casefold().lstrip(), *_by_date(each)),
}


def translations(glossary: Glossary, shown: Sequence[KeyWord]) -> list[list[tuple[Language, str]]]:
    """What the translations of the sentences of places say, or the originals of these.

    They are what stands in the same beads, by document in the order of their alignments.
    """
    with glossary.reading() as connection:
        known = {each.id: each for each in stored_documents(connection)}
        alignments = {
            number: alignments_of(connection, number)
            for number in {each.document.id for each in shown}
        }
        found = []
        for each in shown:
            own = each.document.id
            said: list[tuple[Language, str]] = []
            for alignment in alignments[own]:
                other = known.get(alignment.other(own))
                text = other and _opposite(connection, alignment, each, other)
                if other and text:
                    said.append((other.language, text))
            found.append(said)
        return found


def _opposite(
    connection: Connection, alignment: Alignment, place: KeyWord, other: StoredDocument
) -> str:
    """What the other side of the bead of a place says."""
    is_original = alignment.original == place.document.id
    for each in alignment.beads:
        sides = each.bead.source, each.bead.target
        own, opposite = sides if is_original else sides[::-1]
        if place.segment in own:
            said = sentences.texts_of(connection, other.id, opposite)
            return other.language.profile.joint.join(said[index] for index in sorted(said))
    return ""


def collocates(
    glossary: Glossary, found: Sequence[KeyWord], *, wanted: DocumentFilter = EVERY_DOCUMENT
) -> list[Collocate]:
    """The words that stand within `NEAR` words of places, the most telling first.

    Only those that do so twice and oftener than by chance; marks, numbers and words of grammar are
    left out. Of very many places the words of an even sample are read.

    Args:
        wanted: the documents in which the places were found.

    Raises:
        GlossaryError: the glossary cannot be read.
    """
    with glossary.reading() as connection:
        documents = [each for each in stored_documents(connection) if wanted.takes(each)]
        judged: list[Collocate] = []
        for language in dict.fromkeys(each.document.language for each in found):
            own = [each for each in found if each.document.language is language]
            ids = [each.id for each in documents if each.language is language]
            read = _sample(own)
            unread = _sentences_of(own) - _sentences_of(read)
            texts = [
                said
                for place, said in sentences.searched_of(connection, ids)
                if place not in unread
            ]
            judged += _of_language(read, texts, language)
    return sorted(judged, key=lambda each: (-each.strength, each.word))


def _sentences_of(places_: Iterable[KeyWord]) -> set[tuple[int, int]]:
    return {(each.document.id, each.segment) for each in places_}


def _of_language(
    read: Sequence[KeyWord], texts: Sequence[str], language: Language
) -> Iterator[Collocate]:
    before, after = Counter[str](), Counter[str]()
    in_sentences: dict[tuple[int, int], set[str]] = {}
    written: dict[str, str] = {}
    for each in read:
        left, right = _around(each, written)
        before.update(left[-1:])
        after.update(right[:1])
        in_sentences.setdefault((each.document.id, each.segment), set()).update(left, right)
    near = Counter(word for words in in_sentences.values() for word in words)
    ranked = near.most_common()
    telling = [(word, count) for word, count in ranked if _tells(written[word], language)]
    for word, together in telling[:_MOST_JUDGED]:
        part = folded_query(written[word], language)
        holding = max(sum(part in text for text in texts), together)
        strength = log_likelihood(together, len(in_sentences), holding, len(texts))
        if together > 1 and strength > 0:
            shown = written[word]
            elsewhere = holding - together
            yield Collocate(
                shown, language, together, elsewhere, strength, before[word], after[word]
            )


def neighbours(found: Sequence[KeyWord]) -> tuple[Counter[str], Counter[str]]:
    """How often which words stand right before places and right behind them.

    Marks, numbers and words of grammar are left out; of very many places an even sample is read.
    """
    before, after = Counter[str](), Counter[str]()
    written: dict[str, str] = {}
    for each in _sample(found):
        language = each.document.language
        left, right = _around(each, written)
        before.update(w for word in left[-1:] if _tells(w := written[word], language))
        after.update(w for word in right[:1] if _tells(w := written[word], language))
    return before, after


def _sample(found: Sequence[KeyWord]) -> Sequence[KeyWord]:
    return found[:: -(-len(found) // _MOST_READ)] if found else ()


def _around(place: KeyWord, written: dict[str, str]) -> tuple[list[str], list[str]]:
    """The words near a place, before it and behind it, as they are searched.

    Args:
        written: takes the words as they were first met, in small letters.
    """
    language = place.document.language
    profile = language.profile
    reach = NEAR * 30  # characters: no five words are longer
    sides = []
    for text in (place.before[-reach:], place.after[:reach]):
        words = [(folded(word, language).strip(), word.lower()) for word in profile.words(text)]
        for form, word in words:
            written.setdefault(form, word)
        sides.append([form for form, _ in words])
    left, right = sides
    return left[-NEAR:], right[:NEAR]


def _tells(word: str, language: Language) -> bool:
    profile = language.profile
    return (
        word not in profile.function_words
        and any(map(str.isalpha, word))
        and profile.number(word) is None
    )
