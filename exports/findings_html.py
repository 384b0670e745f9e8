"""Findings as one web page that stands alone, for the people who mend a translation.

It has no script and loads nothing. Each sentence stands in its language and runs as that does;
texts are escaped, and characters that could turn the direction of a line are shown as symbols.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import BinaryIO

from align.languages import Language
from align.text import counted, visible
from exports.findings_text import where
from exports.html_language import attributes
from glossary.check import RULES, Finding
from glossary.check.waivers import Waived

_STYLE = """
:root { color-scheme: light dark; }
body { margin: 2rem auto; max-width: 56rem; padding: 0 1rem;
  font: 1rem/1.6 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.3rem; }
h2 { font-size: 1.05rem; overflow-wrap: anywhere; }
article { border-top: 1px solid; padding-bottom: .5rem; }
dt { font-weight: bold; }
dd { margin: 0 0 .3rem 1.5rem; overflow-wrap: anywhere; unicode-bidi: isolate; }
dd[dir="rtl"] { margin: 0 1.5rem .3rem 0; }
"""


def write(checked: Waived, stream: BinaryIO) -> None:
    """Write the findings in the order of the text; those that are waived come last."""
    for piece in _page(checked):
        stream.write(piece.encode("utf-8", "replace"))


def _page(checked: Waived) -> Iterator[str]:
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>Findings in a translation</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{counted(len(checked.kept), 'finding')} in a translation</h1>\n"
    )
    for finding in checked.kept:
        yield _article(finding, "")
    for finding, waiver in checked.waived:
        yield _article(finding, waiver.reason)
    yield "</body>\n</html>\n"


def _article(finding: Finding, waived: str) -> str:
    place, origin = finding.places[0], finding.origin
    source = origin.language if origin else place.language
    texts = finding.sentences.texts
    rows = [
        ("Term", finding.term, source),
        ("Stands", finding.stands or "nothing", place.language if finding.stands else None),
        ("Expected", " / ".join(finding.expected), place.language),
        ("Why", finding.why, None),
        ("Waived because", waived, None),
        (f"Source ({source.label})", texts[0] if len(texts) > 1 else "", source),
        (f"Text ({place.language.label})", texts[-1], place.language),
    ]
    return (
        f"<article>\n<h2>{_shown(where(place))}: {finding.severity},"
        f" {RULES[finding.rule].title}</h2>\n<dl>\n"
        + "".join(_row(*row) for row in rows if row[1])
        + "</dl>\n</article>\n"
    )


def _row(name: str, text: str, language: Language | None) -> str:
    tag = attributes(language) if language else ""
    return f"<dt>{name}</dt>\n<dd{tag}>{_shown(text)}</dd>\n"


def _shown(text: str) -> str:
    return escape(visible(text))
