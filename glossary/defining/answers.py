"""What texts and glossaries say that a term is: its definition and, of a formula, its members."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from align.detection import has_letters
from align.model import CHINESE_ENGLISH, Language, SegmentedDocument
from glossary.defining.draw import definitions
from glossary.formulas.find import asked
from glossary.language.forms import chinese, fold, tokens, words
from glossary.language.phrases import Phrases
from glossary.model import (
    TO_AVOID,
    Candidate,
    Concept,
    Definition,
    Kind,
    Occurrence,
)
from glossary.model.keys import key


@dataclass(frozen=True, slots=True)
class Source:
    """A text in which a term is looked for, and what is known of it.

    Attributes:
        title, dated: as a glossary has them, or "".
    """

    text: SegmentedDocument
    title: str = ""
    dated: str = ""


@dataclass(frozen=True, slots=True)
class AnswerPlace:
    """Where something is said of a term.

    Attributes:
        source: the document's source, or who wrote it.
        segment, start, end: as those of a `Definition`; None where it is not drawn from a text.
    """

    source: str
    title: str = ""
    dated: str = ""
    segment: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of a term, and all the places that say it in these words."""

    definition: Definition
    places: tuple[AnswerPlace, ...]


def define(
    term: str, sources: Iterable[Source], concepts: Sequence[Concept] = ()
) -> tuple[Answer, ...]:
    """What the term is: as people have written or approved it, then as texts say, best first.

    Of a numeric formula lists of its members come before other definitions.

    Args:
        sources: the texts that are looked through, each once and for itself.
        concepts: those of which it is a term, the best known first; their other terms are looked
            for too.

    >>> from align import read_document, segment_document
    >>> from glossary import Source, define
    >>> speech = Source(segment_document(read_document("speech.zh.txt")))
    >>> define("三个重点", [speech])[0].definition.members
    ('科技创新', '产业升级', '人才培养')
    """
    curated = [_answer(definition) for concept in concepts for definition in concept.curated]
    found: dict[tuple[Language, tuple[str, ...], str], Answer] = {}
    forms = _forms(term, concepts)
    for source in sources:
        for drawn in drawn_from(source.text, _looked_for(forms, source.text.language, term)):
            answer = _answer(drawn, source)
            same = (drawn.language, drawn.members, "" if drawn.members else drawn.text)
            found[same] = _joined(found[same], answer) if same in found else answer
    said = {answer.definition.text for answer in curated}
    drawn_answers = [each for each in found.values() if each.definition.text not in said]
    return (*curated, *sorted(drawn_answers, key=_rank))


def drawn_from(text: SegmentedDocument, forms: Sequence[str]) -> tuple[Definition, ...]:
    """What a text says that a term is, best first.

    Args:
        forms: those of the term in the language of the text.
    """
    places = tuple(dict.fromkeys(place for form in forms for place in occurrences(form, text)))
    if not places:
        return ()
    told = text.language in CHINESE_ENGLISH
    counted = told and any(asked(form, text.language) for form in forms)
    kind = Kind.NUMERIC if counted else Kind.CONCEPT
    named = Candidate(text.language, forms[0], tuple(forms), places, kind, (), 1.0)
    drawn = definitions(named, [text])
    lists = [each.text for each in drawn if each.members]
    # A sentence that says no more than the list in it says nothing else.
    return tuple(
        each for each in drawn if each.members or not any(one in each.text for one in lists)
    )


def occurrences(form: str, text: SegmentedDocument) -> Iterator[Occurrence]:
    """Where a form stands in a text of its language, in whatever spelling its key stands for."""
    wanted = key(form, text.language)
    find = _in_chinese if text.language is Language.ZH else _in_english
    if text.language not in CHINESE_ENGLISH:
        yield from _inflected(form, text)
        return
    for index, reading in enumerate(text.readings):
        for start, end in find(wanted, reading):
            yield Occurrence(text.document.source, index, start, end)


def _inflected(form: str, text: SegmentedDocument) -> Iterator[Occurrence]:
    """Where a form stands, or another one of its words, in a text of any language."""
    phrases = Phrases([form], text.language)
    for index, reading in enumerate(text.readings):
        for found in phrases.find(reading):
            yield Occurrence(text.document.source, index, found.start, found.end)


def _looked_for(
    forms: Mapping[Language, Sequence[str]], language: Language, term: str
) -> Sequence[str]:
    """The forms to look for in a language: of one that letters do not tell the term itself too."""
    own = forms.get(language, ())
    if language in CHINESE_ENGLISH or not has_letters(term, language):
        return own
    return list(dict.fromkeys((term, *own)))


def _in_chinese(wanted: str, reading: str) -> Iterator[tuple[int, int]]:
    folded = chinese(fold(reading))
    start = folded.text.find(wanted) if wanted else -1
    while start >= 0:
        end = start + len(wanted)
        yield folded.span(start, end)
        start = folded.text.find(wanted, end)


def _in_english(wanted: str, reading: str) -> Iterator[tuple[int, int]]:
    names, found = words(wanted), tokens(fold(reading))
    numbers = [token.number for token in found]
    for first in range(len(found) - len(names) + 1 if names else 0):
        if numbers[first : first + len(names)] == names:
            yield found[first].start, found[first + len(names) - 1].end


def _forms(term: str, concepts: Sequence[Concept]) -> dict[Language, list[str]]:
    """The term and the other terms to use of its concepts, by language, each once."""
    own = Language.ZH if has_letters(term, Language.ZH) else Language.EN
    named = [(own, term)]
    named += [
        (each.language, each.text)
        for concept in concepts
        for each in concept.terms
        if each.status not in TO_AVOID
    ]
    forms: dict[Language, dict[str, str]] = {}
    for language, text in named:
        forms.setdefault(language, {}).setdefault(key(text, language), text)
    return {language: list(texts.values()) for language, texts in forms.items()}


def _answer(definition: Definition, source: Source | None = None) -> Answer:
    known = (source.title, source.dated) if source else ("", "")
    where = definition.segment, definition.start, definition.end
    return Answer(definition, (AnswerPlace(definition.source, *known, *where),))


def _joined(one: Answer, other: Answer) -> Answer:
    better = max(one, other, key=lambda answer: answer.definition.score)
    rest = other if better is one else one
    return replace(better, places=(*better.places, *rest.places))


def _rank(answer: Answer) -> tuple[bool, float, int]:
    return not answer.definition.members, -answer.definition.score, -len(answer.places)
