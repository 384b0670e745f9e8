"""Findings as JSON Lines: one finding a line, those that are waived with the reason.

    {"rule": "number", "severity": "error", "term": "66", "stands": "67", "expected": ["66"], …}

Lines and columns count from 1, sentences and characters from 0; "line" is null in files that have
no lines of text. "unit" is what a file of aligned texts calls the sentence ("segment 12", "row 3"),
null in others.
"""

from __future__ import annotations

import json
from typing import BinaryIO

from align.text import storable
from glossary.check import Finding, FindingPlace
from glossary.check.waivers import Waived


def write(checked: Waived, stream: BinaryIO) -> None:
    """Write one finding a line, in the order of the text; those that are waived come last."""
    for finding in checked.kept:
        stream.write(_line(finding, None))
    for finding, waiver in checked.waived:
        stream.write(_line(finding, waiver.reason))


def _line(finding: Finding, waived: str | None) -> bytes:
    text = json.dumps(finding_as_json(finding, waived), ensure_ascii=False)
    return (text + "\n").encode("utf-8", "backslashreplace")


def finding_as_json(finding: Finding, waived: str | None = None) -> dict[str, object]:
    """A finding as a JSON object.

    Args:
        waived: why it is waived; None for one that is not.
    """
    return {
        "rule": str(finding.rule),
        "severity": str(finding.severity),
        "term": storable(finding.term),
        "stands": storable(finding.stands) or None,
        "expected": [storable(each) for each in finding.expected],
        "why": storable(finding.why),
        "places": [_place(place) for place in finding.places],
        "origin": _place(finding.origin) if finding.origin else None,
        "sentences": [storable(sentence) for sentence in finding.sentences.texts],
        "concept": finding.concept or None,
        "digest": finding.digest,
        "waived": None if waived is None else storable(waived),
    }


def _place(place: FindingPlace) -> dict[str, object]:
    return {
        "source": storable(place.source),
        "language": str(place.language),
        "sentence": place.segment,
        "start": place.start,
        "end": place.end,
        "line": place.line or None,
        "column": place.column or None,
        "unit": storable(place.unit) or None,
    }
