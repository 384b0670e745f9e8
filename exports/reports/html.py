"""A report as one web page with its charts, which stands alone.

It has no script, loads nothing and forbids the browser to. Charts are drawn as SVG; what they show
stands in the table below too. Texts are escaped, and characters that could command a terminal or
turn the direction of a line are shown as symbols.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import BinaryIO

from align.text import visible
from exports.reports.report import Report, ReportColumn, ReportTable, ReportValue, worded

_STYLE = """
:root { color-scheme: light; }
body { margin: 2rem auto; max-width: 75rem; padding: 0 1rem; color: #1a1a1a; background: #fff;
  font: 1rem/1.5 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
h1, h2, td, th { overflow-wrap: anywhere; unicode-bidi: isolate; }
table { border-collapse: collapse; }
th, td { padding: .3rem .6rem; border: 1px solid #999; text-align: start; vertical-align: top; }
td.number { text-align: end; font-variant-numeric: tabular-nums; }
figure { margin: 1rem 0; } figcaption { color: #333; }
svg { max-width: 100%; height: auto; }
svg text { font-size: 11px; fill: #1a1a1a; }
details summary { cursor: pointer; margin: 1rem 0; }
@media print {
  body { margin: 0; max-width: none; padding: 0; font-size: 10pt; }
  thead { display: table-header-group; }
  tr, figure { break-inside: avoid; }
}
"""
#: Colours that differ for the colour-blind too; Okabe and Ito, Color Universal Design (2008).
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000")
_HEIGHT, _WIDTH = 240, 1000  #: of the bars, in pixels
_LEFT, _BELOW = 56, 64  #: room for the scale and the labels
_LABEL = 44  #: pixels that a label needs
_FOLDED = 50  #: a table of more rows opens when people ask


def write(report: Report, stream: BinaryIO) -> None:
    """Write the page."""
    for part in _page(report):
        stream.write(part.encode("utf-8"))


def _page(report: Report) -> Iterator[str]:
    title = _shown(report.title)
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    )
    yield "".join(f"<p>{_shown(note)}</p>\n" for note in report.notes)
    for table in report.tables:
        yield f"<h2>{_shown(table.title)}</h2>\n<p>{_shown(table.meaning)}</p>\n"
        yield _figure(table)
        is_long = len(table.rows) > _FOLDED
        if is_long:
            yield f"<details><summary>{len(table.rows):,} rows</summary>\n"
        yield from _table(table)
        yield "</details>\n" if is_long else ""
    yield "</body>\n</html>\n"


def _shown(text: str) -> str:
    return escape(visible(text))


def _table(table: ReportTable) -> Iterator[str]:
    titles = "".join(f'<th scope="col">{_shown(each.title)}</th>' for each in table.columns)
    yield f"<table>\n<thead><tr>{titles}</tr></thead>\n<tbody>\n"
    for row in table.rows:
        yield f"<tr>{''.join(map(_cell, row, table.columns))}</tr>\n"
    yield "</tbody>\n</table>\n"


def _cell(value: ReportValue, column: ReportColumn) -> str:
    kind = ' class="number"' if column.is_number or column.is_share else ' dir="auto"'
    return f"<td{kind}>{_shown(worded(value, column))}</td>"


def _figure(table: ReportTable) -> str:
    """The bars of a chart with a scale, or nothing."""
    drawn, groups = table.chart, table.series()
    if drawn is None or not groups:
        return ""
    column = table.columns[drawn.values]
    labels = [str(row[drawn.labels]) for row in groups[0][1]]
    highest = max(_number(row[drawn.values]) for _, rows in groups for row in rows) or 1
    slot = _WIDTH / len(labels)
    width = max(1.0, slot * 0.8 / len(groups))
    bars = [
        f'<rect x="{_LEFT + place * slot + slot * 0.1 + which * width:.1f}"'
        f' y="{_HEIGHT - (height := _HEIGHT * _number(row[drawn.values]) / highest):.1f}"'
        f' width="{width:.1f}" height="{height:.1f}" fill="{_COLOURS[which % len(_COLOURS)]}">'
        f"<title>{_shown(f'{name}, {row[drawn.labels]}: {worded(row[drawn.values], column)}')}"
        "</title></rect>"
        for which, (name, rows) in enumerate(groups)
        for place, row in enumerate(rows)
    ]
    every = max(1, round(_LABEL / slot))
    marks = [
        f'<text x="{_LEFT + place * slot + slot / 2:.1f}" y="{_HEIGHT + 16}"'
        f' text-anchor="middle">{_shown(label)}</text>'
        for place, label in enumerate(labels)
        if place % every == 0
    ]
    size = f"0 -10 {_LEFT + _WIDTH} {_HEIGHT + _BELOW}"
    return (
        f'<figure><svg viewBox="{size}" width="{_LEFT + _WIDTH}" height="{_HEIGHT + _BELOW}"'
        f' role="img" aria-label="{_shown(drawn.title)}">{_scale(highest, column)}'
        f"{''.join(bars)}{''.join(marks)}{_key([name for name, _ in groups])}</svg>"
        f"<figcaption>{_shown(drawn.title)}</figcaption></figure>\n"
    )


def _scale(highest: float, column: ReportColumn) -> str:
    """Lines at nothing, half and all of the height, with what they mean."""
    lines = []
    for part in (0, 0.5, 1):
        y = _HEIGHT * (1 - part)
        value = highest * part
        said = worded(value if column.is_share else round(value, 1), column)
        lines.append(
            f'<line x1="{_LEFT}" x2="{_LEFT + _WIDTH}" y1="{y}" y2="{y}" stroke="#bbb"/>'
            f'<text x="{_LEFT - 6}" y="{y + 4}" text-anchor="end">{said}</text>'
        )
    return "".join(lines)


def _key(names: list[str]) -> str:
    """Which colour is which series, where there are several."""
    if len(names) < 2:
        return ""
    step = _WIDTH / len(names)
    return "".join(
        f'<rect x="{_LEFT + place * step:.1f}" y="{_HEIGHT + 32}" width="12" height="12"'
        f' fill="{_COLOURS[place % len(_COLOURS)]}"/>'
        f'<text x="{_LEFT + place * step + 18:.1f}" y="{_HEIGHT + 42}">{_shown(name)}</text>'
        for place, name in enumerate(names)
    )


def _number(value: ReportValue) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
