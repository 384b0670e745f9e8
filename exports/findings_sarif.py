"""Findings as SARIF 2.1.0 (OASIS, 2020), which editors and CI systems show beside the text."""

from __future__ import annotations

import json
import os
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from align.text import storable
from exports.findings_text import sentence
from glossary.check import RULES, Finding, FindingPlace, Rule
from glossary.check.waivers import Waived

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ORDER = tuple(Rule)


def write(checked: Waived, stream: BinaryIO) -> None:
    """Write one run with all findings; those that are waived are suppressed with the reason."""
    results = [_result(finding) for finding in checked.kept]
    for finding, waiver in checked.waived:
        suppression = {"kind": "external", "justification": storable(waiver.reason)}
        results.append({**_result(finding), "suppressions": [suppression]})
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver()},
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }
    text = json.dumps(log, ensure_ascii=False, indent=2)
    stream.write(text.encode("utf-8", "backslashreplace") + b"\n")


def _driver() -> dict[str, object]:
    return {
        "name": "tifa",
        "version": version("tifa-glossary"),
        "rules": [
            {
                "id": str(rule),
                "shortDescription": {"text": RULES[rule].title},
                "fullDescription": {"text": RULES[rule].meaning},
                "defaultConfiguration": {"level": str(RULES[rule].severity)},
            }
            for rule in _ORDER
        ],
    }


def _result(finding: Finding) -> dict[str, object]:
    message = f"{finding.term}: {finding.why}"
    if finding.expected:
        message += f". Expected: {' / '.join(finding.expected)}"
    result: dict[str, object] = {
        "ruleId": str(finding.rule),
        "ruleIndex": _ORDER.index(finding.rule),
        "level": str(finding.severity),
        "message": {"text": storable(message)},
        "locations": [_location(finding.places[0])],
        "partialFingerprints": {"tifa/v1": finding.digest},
    }
    others = [*finding.places[1:], *([finding.origin] if finding.origin else [])]
    if others:
        result["relatedLocations"] = [
            {"id": number, **_location(place)} for number, place in enumerate(others, 1)
        ]
    return result


def _location(place: FindingPlace) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": {"uri": uri(place.source)}}
    if place.line:
        physical["region"] = {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        }
    return {
        "physicalLocation": physical,
        "logicalLocations": [{"name": storable(sentence(place))}],
        "properties": {"language": str(place.language)},
    }


def uri(source: str) -> str:
    """A path as a URI reference relative to the working folder; "-" is standard input."""
    if source == "-":
        return "stdin"
    relative = Path(os.path.relpath(source)).as_posix()
    # A colon in the first segment would read as a scheme (RFC 3986, 4.2); quote() escapes it.
    return quote(relative.encode("utf-8", "surrogateescape"), safe="/")
