"""The sheet as a web page to print on A4 or on letter paper, in two columns.

The page stands alone: it has no script, loads nothing and forbids the browser to. Texts are
escaped, and characters that could turn the direction of a line are shown as symbols. Sources: CSS
Paged Media Level 3; CSS Fragmentation Level 3.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from align.languages import CHINESE_ENGLISH, Language
from align.text import visible
from exports.html_language import attributes
from exports.pairs import Left, Pair
from exports.sheet import BETWEEN, CARRIES, SheetEntry, by_subject
from glossary.model.attested import Material

__all__ = ["CARRIES", "write"]

_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>Terms by subject</title>
<style>
@page { margin: 14mm; }
body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem;
  font: 13pt/1.3 "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; }
section { break-after: page; }
section:last-child { break-after: auto; }
h1 { font-size: 20pt; margin: 0 0 .4em; border-bottom: 2px solid; overflow-wrap: anywhere; }
dl { columns: 2; column-gap: 10mm; column-rule: 1px solid #999; margin: 0; }
div { break-inside: avoid; margin: 0 0 .7em; }
dt { font-size: 17pt; font-weight: bold; overflow-wrap: anywhere; }
dd { margin: 0; overflow-wrap: anywhere; unicode-bidi: isolate; }
.reading { font-size: 10pt; }
.others { font-weight: normal; font-size: .8em; }
@media print { body { margin: 0; max-width: none; padding: 0; } }
</style>
</head>
<body>
"""


def write(material: Material, path: Path, pair: Pair = CHINESE_ENGLISH) -> Left:
    """Write a page a subject, in memory of the terms."""
    groups, left = by_subject(material.concepts, pair)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_HEAD)
        for subject, entries in groups:
            file.write(f"<section>\n<h1>{_shown(subject)}</h1>\n<dl>\n")
            for each in entries:
                file.writelines(_entry(each, pair))
            file.write("</dl>\n</section>\n")
        file.write("</body>\n</html>\n")
    return left


def _entry(each: SheetEntry, pair: Pair) -> Iterator[str]:
    source, target = pair
    reading = f'<dd class="reading" lang="zh-Latn">{_shown(each.reading)}</dd>\n'
    yield f"<div>\n<dt{attributes(source)}>{_terms(each.source)}</dt>\n"
    if each.reading and source is Language.ZH:
        yield reading
    yield f"<dd{attributes(target)}>{_terms(each.target)}</dd>\n"
    if each.reading and target is Language.ZH:
        yield reading
    yield "</div>\n"


def _terms(terms: Sequence[str]) -> str:
    first, *others = map(_shown, terms)
    rest = "".join(f"{BETWEEN}{each}" for each in others)
    return f'{first}<span class="others">{rest}</span>' if rest else first


def _shown(text: str) -> str:
    return escape(visible(text))
