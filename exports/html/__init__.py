"""One web page to read and search the glossary offline.

The page stands alone: it loads nothing and forbids the browser to, and runs no script but its own,
named by its hash. The entries are JSON in it, in which no character can end the script element;
the script makes text nodes of them, never markup. Entries are found by terms of any language,
pinyin and initials, and 50 are on the screen at a time. Characters that could turn the direction of
a line are shown as symbols. Sources: HTML Living Standard, "Restrictions for contents of script
elements"; W3C, Content Security Policy Level 3.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from align.languages import CHINESE_ENGLISH, Direction, Language, languages
from align.text import storable, visible
from exports.derived import Derived
from exports.worded import facts, remarks
from exports.xlsx.columns import headword, pinyin
from glossary.language.chinese.pinyin import spellings
from glossary.model import Concept, Context, Definition, Term, in_language
from glossary.model.attested import Linked, Material
from glossary.model.fields import EVERYTHING, Field

CARRIES = EVERYTHING - {
    Field.DEFINITION_PLACE,
    Field.DEFINITION_SCORE,
    Field.CONTEXT_PLACE,
    Field.SCORE,
    Field.REVISION,
    Field.DENIALS,
}

_IN_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})

_BODY = """<body>
<h1>Glossary</h1>
<div class="controls" role="search">
<label>Terms, pinyin or initials
<input id="query" type="search" autocomplete="off" spellcheck="false"></label>
<label>Status<select id="status"><option value="">all</option></select></label>
<label>Kind<select id="kind"><option value="">all</option></select></label>
<label>Subject<select id="subject"><option value="">all</option></select></label>
</div>
<noscript><p>This page needs JavaScript to show its entries.</p></noscript>
<p id="found" role="status"></p>
<main id="list" data-from-right="FROM_RIGHT"></main>
<nav id="pages" class="pages" aria-label="Pages" hidden>
<button id="previous" type="button">Previous</button>
<button id="next" type="button">Next</button>
</nav>
"""


def write(material: Material, path: Path) -> tuple[str, ...]:
    """Write the page, in memory of one concept; nothing is cut."""
    style, script = _part("page.css"), _part("page.js")
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_head(style, script) + _BODY.replace("FROM_RIGHT", _from_right()))
        file.write('<script type="application/json" id="entries">[')
        before = "\n"
        for entry in material.entries:
            related = material.related(entry.concept)
            file.write(before + _json(_entry(entry.concept, Derived.of(entry), related)))
            before = ",\n"
        file.write(f"]</script>\n<script>{script}</script>\n</body>\n</html>\n")
    return ()


def _part(name: str) -> str:
    return files("exports.html").joinpath(name).read_text(encoding="utf-8")


def _head(style: str, script: str) -> str:
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)};"
        " base-uri 'none'; form-action 'none'"
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>Glossary</title>\n<style>{style}</style>\n</head>\n"
    )


def _from_right() -> str:
    """The codes of the languages that are written from the right."""
    return " ".join(
        each for each in languages() if each.profile.direction is Direction.RIGHT_TO_LEFT
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _json(value: object) -> str:
    """JSON that can stand in a script element: nothing in it is a tag or a comment."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_IN_SCRIPT)


def _entry(concept: Concept, derived: Derived, related: Sequence[Linked]) -> dict[str, Any]:
    spoken = {term.language for term in concept.terms}
    chinese = in_language(concept.terms, Language.ZH)
    head = headword(concept, Language.ZH)
    heads = [(each, headword(concept, each)) for each in languages()]
    shown = [(each, _shown(text)) for each, text in heads if text]
    spelled = [each for term in chinese for each in spellings(storable(term.text))]
    return {
        "head": [each for each in shown if each[0] in CHINESE_ENGLISH] or shown[:1],
        "pinyin": _shown(pinyin(storable(head))),
        "spelled": [[each.plain, each.initials] for each in spelled],
        "terms": {
            each: [_term(term, derived) for term in in_language(concept.terms, each)]
            for each in languages()
            if each in spoken
        },
        "definitions": [_definition(each) for each in concept.definitions],
        "note": _shown(concept.note),
        "contexts": [_context(each) for each in concept.contexts],
        "id": _shown(concept.id),
        "related": [
            [str(each.relation.kind), each.relation.kind.inverse, _shown(each.relation.target)]
            + [str(each.relation.status)] * each.is_proposed
            for each in related
        ],
        "kind": str(concept.kind),
        "subject": _shown(concept.subject),
        "status": str(concept.status),
        "facts": " · ".join(map(_shown, facts(concept))),
    }


def _term(term: Term, derived: Derived) -> list[str]:
    return [_shown(term.text), _shown("; ".join(remarks(term, derived)))]


def _definition(definition: Definition) -> list[Any]:
    members = [_shown(member) for member in definition.members]
    return [definition.language, _shown(definition.text), _shown(definition.source), members]


def _context(context: Context) -> list[Any]:
    sides = [
        [side.language, visible(storable(side.text)), sorted(side.spans)] for side in context.sides
    ]
    return [sides, _shown(context.source)]


def _shown(text: str) -> str:
    """A text without what does harm, its lines kept."""
    return "\n".join(visible(line) for line in storable(text).splitlines())
