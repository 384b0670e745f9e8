"""Markdown: the glossary for reading, a heading a concept, in CommonMark that holds no HTML.

Texts are escaped, so that none becomes markup, a link or a table, and characters that could turn
the direction of a line are shown as symbols. Source: CommonMark 0.31, "Backslash escapes"; GitHub
Flavored Markdown, "Autolinks (extension)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from align.languages import Language, languages
from align.text import storable, visible
from exports.derived import Derived
from exports.worded import facts, remarks
from exports.xlsx.columns import headword, pinyin
from glossary.model import Concept, Context, Definition, Term, in_language
from glossary.model.attested import Material
from glossary.model.fields import Field

CARRIES = frozenset(
    {
        Field.ID,
        Field.OTHER_TERMS,
        Field.TERM_STATUS,
        Field.TERM_TYPE,
        Field.TERM_SOURCE,
        Field.TERM_NOTE,
        Field.TERM_CONDITIONS,
        Field.TERM_FREQUENCY,
        Field.INCONSISTENCY,
        Field.DEFINITION,
        Field.OTHER_DEFINITIONS,
        Field.DEFINITION_SOURCE,
        Field.MEMBERS,
        Field.CONTEXT,
        Field.CONTEXT_SOURCE,
        Field.KIND,
        Field.SUBJECT,
        Field.NOTE,
        Field.STATUS,
        Field.FREQUENCY,
    }
)

#: What means something anywhere in a line, or what makes a link or a list of its beginning.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~&$:@^!]|(?<=www)\.|^[-+=]|(?<=\d)[.)](?=\s|$)", re.I)


def write(material: Material, path: Path) -> tuple[str, ...]:
    """Write a section a concept, in memory of one concept; nothing is cut."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("# Glossary\n")
        for entry in material.entries:
            lines = _section(entry.concept, Derived.of(entry))
            file.writelines(f"{line}\n" for line in lines)
    return ()


def escaped(text: str) -> str:
    """A text on one line, of which nothing is markup."""
    return _MARKUP.sub(r"\\\g<0>", visible(" ".join(storable(text).split())))


def _section(concept: Concept, derived: Derived) -> Iterator[str]:
    chinese = headword(concept, Language.ZH)
    heads = [escaped(text) for text in (chinese, headword(concept, Language.EN)) if text]
    heads = heads or [escaped(term.text) for term in concept.terms[:1]]
    yield from ("", f"## {' — '.join(heads) or escaped(concept.id)}", "")
    about = [pinyin(chinese), *facts(concept)]
    yield " · ".join(escaped(part) for part in about if part)
    yield ""
    for language in languages():
        for term in in_language(concept.terms, language):
            yield f"- {language.label}: {_term(term, derived)}"
    for definition in concept.definitions:
        yield from _definition(definition)
    if concept.note:
        yield f"- Note: {escaped(concept.note)}"
    for context in concept.contexts:
        yield f"- Context: {_context(context)}"


def _term(term: Term, derived: Derived) -> str:
    said = "; ".join(map(escaped, remarks(term, derived)))
    return f"{escaped(term.text)} ({said})" if said else escaped(term.text)


def _definition(definition: Definition) -> Iterator[str]:
    yield f"- Definition: {escaped(definition.text)}{_source(definition.source)}"
    yield from (
        f"  {number}. {escaped(member)}" for number, member in enumerate(definition.members, 1)
    )


def _context(context: Context) -> str:
    sides = " / ".join(escaped(side.text) for side in context.sides)
    return f"{sides}{_source(context.source)}"


def _source(source: str) -> str:
    return f" ({escaped(source)})" if source else ""
