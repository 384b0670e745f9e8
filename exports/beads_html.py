"""Beads as one web page with the sides beside each other and the confidence of each.

The page stands alone: it has no script, loads nothing and forbids the browser to. Confidence shows
as a number and as a shade, which is also printed. Texts are escaped, and characters that could
command a terminal or turn the direction of a line are shown as symbols.
"""

from __future__ import annotations

from html import escape
from pathlib import PurePath
from typing import BinaryIO

from align.model import Aligned, Bead, JointBead, SegmentedDocument
from align.text import visible
from exports.beads import bead_texts
from exports.html_language import attributes

#: Shades of confidence: the darkest for none, white for certainty.
SHADES = 10

_STYLE = """
:root { color-scheme: light; }
body { margin: 2rem auto; max-width: 75rem; padding: 0 1rem; color: #1a1a1a; background: #fff;
  font: 1rem/1.5 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.3rem; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { padding: .4rem .6rem; border: 1px solid #999; text-align: start; vertical-align: top;
  overflow-wrap: anywhere; unicode-bidi: isolate; }
col.number { width: 8.5rem; }
tbody th { font-weight: normal; text-align: end; font-variant-numeric: tabular-nums; }
tr, .key span { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.key span { padding: .1rem .5rem; border: 1px solid #999; }
.nothing { color: #333; font-style: italic; }
@media print {
  body { margin: 0; max-width: none; padding: 0; font-size: 10pt; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
}
"""


def write(texts: Aligned, stream: BinaryIO) -> None:
    """Write the page, a row a bead in the order of the source, in memory of one row."""
    for part in (_head(texts), _table_head(texts)):
        stream.write(part.encode("utf-8"))
    for bead in texts.beads:
        stream.write(_row(texts, bead).encode("utf-8"))
    stream.write(b"</tbody>\n</table>\n</body>\n</html>\n")


def _head(texts: Aligned) -> str:
    title = " – ".join(map(_name, texts.sides))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>{_STYLE}{_shades()}</style>\n</head>\n<body>\n"
        f"<h1>{title}</h1>\n"
        f"<p>{len(texts.beads)} beads. Confidence is the probability, 0 to 1, that the sentences"
        " of a bead translate each other; the darker, the less certain.</p>\n"
        f'<p class="key">{_key()}</p>\n'
    )


def _shades() -> str:
    """A background for each tenth of confidence; the text on the darkest keeps a contrast of 7."""
    return "\n".join(
        f".c{number} {{ background: hsl(35 90% {70 + 30 * number // (SHADES - 1)}%); }}"
        for number in range(SHADES)
    )


def _key() -> str:
    return " ".join(
        f'<span class="c{number}">{number / SHADES:.1f}–{(number + 1) / SHADES:.1f}</span>'
        for number in range(SHADES)
    )


def _table_head(texts: Aligned) -> str:
    names = "".join(f'<th scope="col">{side.language} · {_name(side)}</th>' for side in texts.sides)
    columns = "<col>" * len(texts.sides)
    return (
        f'<table>\n<colgroup><col class="number">{columns}</colgroup>\n'
        f'<thead><tr><th scope="col">Confidence</th>{names}</tr></thead>\n<tbody>\n'
    )


def _name(side: SegmentedDocument) -> str:
    """The name of the file, without the folders of whoever made the page."""
    source = side.document.source
    return _escaped("standard input" if source == "-" else PurePath(source).name)


def _row(texts: Aligned, bead: Bead | JointBead) -> str:
    shade = min(int(max(bead.score, 0) * SHADES), SHADES - 1)
    cells = "".join(
        f"<td{attributes(side.language)}>{_escaped(text)}</td>"
        if text
        else '<td class="nothing">nothing corresponds</td>'
        for side, text in zip(texts.sides, bead_texts(texts, bead), strict=True)
    )
    return f'<tr class="c{shade}"><th scope="row">{bead.score:.2f}</th>{cells}</tr>\n'


def _escaped(text: str) -> str:
    return escape(visible(text))
