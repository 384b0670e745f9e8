"""A translation memory whose units are terms, as many tools write a list of terms.

A memory of sentences is none: its terms are drawn from it as from any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO

from align.bitexts.inline import plain
from align.bitexts.tags import language_of
from align.errors import InputError
from align.model import Language
from align.normalise import normalised
from align.remarks import Remarks
from align.xml_safe import LANG, local_name, records, text_of
from glossary.exchange.incoming import Line, about_file
from glossary.model import Concept, Term, with_preferred
from glossary.model.fields import Field

if TYPE_CHECKING:
    from lxml.etree import _Element

CARRIES = frozenset({Field.OTHER_TERMS, Field.NOTE})

#: A term has at most so many characters, and fewer where it ends like a sentence.
#: Where blanks stand between words it is longer.
_LONGEST, _SENTENCE = (60, 150), (12, 40)
_END = re.compile(r"[。！？.!?;；:：][”’」』\"')）]*\Z")

#: Units from which it is told what a memory holds.
_LOOKED_AT = 200
_DRAW = "draw its terms with: tifa add FILE"


def read(stream: BinaryIO) -> Iterator[Line]:
    """An entry a unit, with its notes; of several variants of one language the first is preferred.

    Raises:
        InputError: it is no TMX, is cut off, could do harm, or most of its units are sentences.
    """
    remarks = Remarks()
    units = records(stream, {"tmx"}, {"tu"}, "TMX", remarks)
    next(units)
    lines = (_line(number, unit) for number, unit in enumerate(units, 1))
    start = list(islice(lines, _LOOKED_AT))
    sentences = sum(isinstance(line.fault, _SentenceError) for line in start)
    if sentences > len(start) / 2:
        raise InputError("is a memory of sentences, not of terms", _DRAW)
    yield from chain(start, lines)
    yield from about_file(remarks)


class _SentenceError(InputError):
    """A unit is a sentence."""


def _line(number: int, unit: _Element) -> Line:
    terms: list[Term] = []
    notes: list[str] = []
    others: dict[str, None] = {}
    for child in unit:
        name = local_name(child)
        if name == "note":
            notes.append(normalised(text_of(child)))
        elif name == "tuv":
            code = child.get(LANG) or child.get("lang") or ""
            language = language_of(code)
            if language is None:
                others[f"language {code}" if code else "variants without a language"] = None
            else:
                _add(terms, language, _segment(child))
    fault: InputError | None = None
    if not terms:
        fault = InputError(
            f"line {unit.sourceline}: the unit has no term in a language that tifa knows",
            "label its variants by their codes (zh, en), or leave it out",
        )
    elif long := next(filter(_is_sentence, terms), None):
        fault = _SentenceError(
            f"line {unit.sourceline}: is a sentence, not a term: {long.text[:40]}…", _DRAW
        )
    if fault is not None:
        return Line(number, None, fault, carried=CARRIES, unit="unit")
    concept = Concept("", with_preferred(terms), note="\n".join(filter(None, notes)))
    return Line(number, concept, carried=CARRIES, unit="unit", ignored=tuple(others))


def _segment(variant: _Element) -> str:
    found = (plain(child, has_tags=True) for child in variant if local_name(child) == "seg")
    return normalised(next(found, ""))


def _add(terms: list[Term], language: Language, text: str) -> None:
    if text and (language, text) not in [(term.language, term.text) for term in terms]:
        terms.append(Term(language, text))


def _is_sentence(term: Term) -> bool:
    size = len(term.text)
    ends = _END.search(term.text) is not None
    has_blanks = bool(term.language.profile.joint)
    return size > (_SENTENCE if ends else _LONGEST)[has_blanks]
