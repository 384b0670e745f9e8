"""A text with its terms marked, as one web page.

The page stands alone: it has no script, loads nothing and forbids the browser to. A term is
underlined, followed by its rendering in brackets, and leads to its entry below the text; a term to
avoid says so in words. Texts are escaped, and characters that could turn the direction of a line
are shown as symbols.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from align.model import Document
from align.text import visible
from exports.html_language import attributes
from glossary.marking.annotate import Mark, pieces
from glossary.model import Concept, Sense, Term, in_language, languages_of

_STYLE = """
:root { color-scheme: light dark; }
body { margin: 2rem auto; max-width: 50rem; padding: 0 1rem;
  font: 1rem/1.7 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.3rem; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; }
p, dd { overflow-wrap: anywhere; unicode-bidi: isolate; }
a.term { color: inherit; text-decoration: underline; text-underline-offset: .2em; }
a.avoid { text-decoration-style: wavy; }
.rendering { font-size: .85em; }
dt { font-weight: bold; }
"""


def page(document: Document, marks: Sequence[Mark]) -> Iterator[str]:
    """The page, piece by piece."""
    title = _shown(document.title or document.source)
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    )
    numbers: dict[str, int] = {}
    concepts: list[tuple[Concept, bool]] = []
    for mark in marks:
        for sense in mark.senses:
            if sense.concept.id not in numbers:
                numbers[sense.concept.id] = len(numbers) + 1
                concepts.append((sense.concept, sense.from_reference))
    yield f"<main{attributes(document.language)}>\n<p>"
    for text, found in pieces(document.text, marks):
        if found is None:
            yield "</p>\n<p>".join(_shown(line) for line in text.split("\n"))
        else:
            yield _marked(text, found, numbers)
    yield "</p>\n</main>\n<section>\n<h2>Terms</h2>\n<dl>\n"
    for concept, from_reference in concepts:
        yield _entry(concept, numbers[concept.id], from_reference=from_reference)
    yield "</dl>\n</section>\n</body>\n</html>\n"


def _marked(text: str, mark: Mark, numbers: dict[str, int]) -> str:
    sense = mark.senses[0]
    look = "term avoid" if sense.avoid else "term"
    link = (
        f'<a class="{look}" href="#t{numbers[sense.concept.id]}"{attributes(mark.language)}>'
        f"{_shown(' '.join(text.split()))}</a>"
    )
    says = ", ".join(_renderings(mark)) + _advice(sense)
    return f'{link} <span class="rendering">[{says}]</span>' if says else link


def _renderings(mark: Mark) -> Iterator[str]:
    said = (sense.rendering for sense in mark.senses)
    for language, text in dict.fromkeys((term.language, term.text) for term in said if term):
        yield f"<span{attributes(language)}>{_shown(text)}</span>"


def _advice(sense: Sense) -> str:
    if not sense.avoid:
        return ""
    instead = f"; use {_shown(sense.instead.text)}" if sense.instead else ""
    return f" ({sense.term.status}{instead})"


def _entry(concept: Concept, number: int, *, from_reference: bool) -> str:
    names = "; ".join(
        _term(term)
        for language in languages_of(concept.terms)
        for term in in_language(concept.terms, language)
    )
    status = "starter glossary" if from_reference else str(concept.status)
    about = ", ".join(filter(None, (str(concept.kind), _shown(concept.subject), status)))
    meanings = "".join(
        f"<dd{attributes(each.language)}>{_shown(each.text)}</dd>\n"
        for each in concept.definitions[:2]
    )
    return f'<dt id="t{number}">{names}</dt>\n<dd>{about}</dd>\n{meanings}'


def _term(term: Term) -> str:
    status = "" if str(term.status) in ("preferred", "admitted") else f" ({term.status})"
    return f"<span{attributes(term.language)}>{_shown(term.text)}</span>{status}"


def _shown(text: str) -> str:
    return escape(visible(text))
