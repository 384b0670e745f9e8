"""Terms that others say stand in a text: read, and verified to stand there as they say.

A claim comes from anybody, a person or a model. Whoever makes it is not believed: each form has to
stand in the text verbatim, and forms of two languages in sentences that render each other. A line
of JSON Lines is one claim:

    {"terms": {"zh": "新质生产力", "en": "new quality productive forces"}, "kind": "concept",
     "document": "speech.zh.docx"}

Of this only "terms" is needed, which has a form for each language; "document" names a stored one by
its number, its source or its title.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from align.detection import has_letters
from align.errors import InputError, TifaError
from align.languages import languages
from align.model import Bitext, Language, SegmentedDocument
from align.normalise import normalised
from align.text import called, storable
from glossary.exchange.jsonl import lines_of
from glossary.language.phrases import Phrases, compared
from glossary.model import Kind
from glossary.model.serial import parse_line

LONGEST = 200  #: characters of a form; no term comes near
MOST = 10_000  #: claims that are judged together
_FIELDS = ("terms", "kind", "document")

Text = SegmentedDocument | Bitext


@dataclass(frozen=True, slots=True)
class Claim:
    """A term that is said to stand in a document.

    Attributes:
        number: its line, or its place in a list, from 1.
        forms: the form in each language, at least one, in the order of the languages.
        kind: what it is said to be; None where nothing is said.
        document: the number, the source or the title of a stored document; "" for the one at hand.
    """

    number: int
    forms: Mapping[Language, str]
    kind: Kind | None = None
    document: str = ""

    @property
    def lead(self) -> tuple[Language, str]:
        """The form that the others render."""
        return next(iter(self.forms.items()))


@dataclass(frozen=True, slots=True)
class Refusal:
    """A claim that does not hold: its number, and why."""

    number: int
    reason: TifaError


def read_claims(stream: BinaryIO) -> Iterator[Claim | Refusal]:
    """The claims in a file of JSON Lines, in its order; a line that is none is refused.

    Raises:
        InputError: there are more than `MOST`.
    """
    for count, (number, text) in enumerate(lines_of(stream), 1):
        if count > MOST:
            raise InputError(f"there are more than {MOST:,} lines", "propose them in parts")
        try:
            if isinstance(text, InputError):
                raise text
            yield claim_of(number, parse_line(text))
        except InputError as error:
            yield Refusal(number, error)


def claims_in(objects: Iterable[object]) -> Iterator[Claim | Refusal]:
    """The claims that JSON objects are, counted from 1; what is none is refused."""
    for number, each in enumerate(objects, 1):
        try:
            yield claim_of(number, each)
        except InputError as error:
            yield Refusal(number, error)


def claim_of(number: int, data: object) -> Claim:
    """The claim that a JSON object is.

    Raises:
        InputError: a field is unknown, missing or of the wrong type or value; it is named.
    """
    if not isinstance(data, Mapping):
        raise InputError("no object", 'write it like {"terms": {"zh": "新质生产力"}}')
    for name in data:
        if name not in _FIELDS:
            raise InputError(f"unknown field {name!s}", f"the fields are {', '.join(_FIELDS)}")
    document = data.get("document")
    if not isinstance(document, str | int | None):
        raise InputError("document is no name", "give the number, the source or the title of one")
    return Claim(number, _forms(data.get("terms")), _kind(data.get("kind")), str(document or ""))


def _forms(data: object) -> dict[Language, str]:
    known = {str(each): each for each in languages()}
    given = data if isinstance(data, Mapping) else {}
    for code in given:
        if code not in known:
            raise InputError(f"terms: unknown language {code!s}", f"use {', '.join(known)}")
    forms = {
        language: _form(code, given[code])
        for code, language in known.items()
        if given.get(code) is not None
    }
    if not forms:
        raise InputError("there is no term", 'write "terms": {"zh": "…"}')
    return forms


def _form(code: str, value: Any) -> str:
    text = normalised(storable(value)) if isinstance(value, str) else ""
    if not text or not has_letters(text, Language(code)):
        raise InputError(f"the {code} term is no text in {Language(code).label}", "write its words")
    if len(text) > LONGEST:
        raise InputError(f"the {code} term is longer than {LONGEST} characters", "give the term")
    return text


def _kind(value: object) -> Kind | None:
    if value is None:
        return None
    if not isinstance(value, str) or value not in set(map(str, Kind)):
        raise InputError(f"unknown kind {value!s}", f"use one of {', '.join(Kind)}")
    return Kind(value)


def require_standing(
    claim: Claim, texts: Sequence[Text], spellings: Spellings | None = None
) -> dict[Language, int]:
    """Find that a claim holds in texts: a document, or its bitexts.

    Args:
        spellings: what is known of the texts from other claims.

    Returns:
        How often each form stands there; of forms that render the first one, in how many beads with
        it.

    Raises:
        InputError: a form does not stand there, or not where it would render the first one.
    """
    spellings = spellings or Spellings()
    (language, form), *others = claim.forms.items()
    places = _places(form, _side(texts, language), spellings)
    counts = {language: sum(places.values())}
    for other, rendering in others:
        theirs = _places(rendering, _side(texts, other), spellings)
        beads = sum(
            any(each in places for each in ours) and any(each in theirs for each in opposite)
            for bitext in _between(texts, language, other)
            for ours, opposite in bitext.pairs(language)
        )
        if not beads:
            raise InputError(
                f"{form} and {rendering} stand in no sentences that render each other",
                "give a term with what renders it there",
            )
        counts[other] = beads
    return counts


def _side(texts: Sequence[Text], language: Language) -> SegmentedDocument:
    """The text in a language.

    Raises:
        InputError: there is none.
    """
    sides = [side for text in texts for side in sides_of(text)]
    found = next((side for side in sides if side.language is language), None)
    if found is None:
        source = called(sides[0].document.source)
        there = " and ".join(dict.fromkeys(side.language.label for side in sides))
        raise InputError(f"{source} is in {there}", f"leave out the {language} term")
    return found


def sides_of(text: Text) -> tuple[SegmentedDocument, ...]:
    """The documents of a text, the original first."""
    return (text.original, text.translation) if isinstance(text, Bitext) else (text,)


def _between(texts: Sequence[Text], one: Language, other: Language) -> Iterator[Bitext]:
    for text in texts:
        if isinstance(text, Bitext) and {one, other} == {side.language for side in sides_of(text)}:
            yield text


def _places(form: str, text: SegmentedDocument, spellings: Spellings) -> dict[int, int]:
    """How often a form stands in which segments.

    Raises:
        InputError: it stands in none; what stands there that is like it is told.
    """
    found = {}
    for number, reading in enumerate(text.readings):
        times = sum(1 for _ in _starts(form, reading, text.language))
        if times:
            found[number] = times
    if not found:
        source = called(text.document.source)
        raise InputError(f"{form} does not stand in {source}", spellings.instead(form, text))
    return found


def _starts(form: str, text: str, language: Language) -> Iterator[int]:
    """Where a form stands in a text; where words are parted, not within one."""
    start = text.find(form)
    while start >= 0:
        if not language.profile.joint or _is_apart(text, start, start + len(form), language):
            yield start
        start = text.find(form, start + 1)


def _is_apart(text: str, start: int, end: int, language: Language) -> bool:
    """Whether a span begins and ends where words do: particles of Korean are words."""
    within = [
        place
        for place in (start, end)
        if 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()
    ]
    return not within or {
        place for span in language.profile.split(text) for place in span
    }.issuperset(within)


class Spellings:
    """How texts write forms that claims have otherwise; each text is read once."""

    def __init__(self) -> None:
        self._compared: dict[int, tuple[SegmentedDocument, list[str]]] = {}

    def instead(self, form: str, text: SegmentedDocument) -> str:
        """What to write in the place of a form that is written otherwise in a text."""
        phrases = Phrases([form], text.language)
        gap = "" if text.language is Language.ZH else " "
        for reading, compared_to in zip(text.readings, self._of(text), strict=True):
            if not any(f"{gap}{each}{gap}" in compared_to for each in phrases.forms):
                continue
            for found in phrases.find(reading):
                return f"it has {reading[found.start : found.end]}"
        return "give forms as they stand there"

    def _of(self, text: SegmentedDocument) -> list[str]:
        if id(text) not in self._compared:  # which stays its own while the text is held here
            made = [compared(reading, text.language) for reading in text.readings]
            self._compared[id(text)] = text, made
        return self._compared[id(text)][1]
