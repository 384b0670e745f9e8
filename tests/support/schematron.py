"""Schematron with XPath 2 (ISO/IEC 19757-3, queryBinding="xslt2"), run as XSLT under Saxon.

Each pattern becomes a mode, each rule a template in it, the first rule that matches being the one
that counts for a node in a pattern. lxml's own Schematron knows XPath 1 alone.
"""

from __future__ import annotations

from pathlib import Path

import saxonche
from lxml import etree

_SCH = "{http://purl.oclc.org/dsdl/schematron}"
_XSL = "http://www.w3.org/1999/XSL/Transform"


def failures(schema: Path, document: Path) -> list[str]:
    """The messages of the assertions that fail, in the order of the patterns."""
    with saxonche.PySaxonProcessor(license=False) as processor:
        compiler = processor.new_xslt30_processor()
        sheet = compiler.compile_stylesheet(stylesheet_text=as_xslt(schema))
        result = sheet.transform_to_string(source_file=str(document))
    return [each.text or "" for each in etree.fromstring(result.encode("utf-8"))]


def as_xslt(schema: Path) -> str:
    """A stylesheet that runs every rule of a schema."""
    rules = etree.parse(schema).getroot()
    namespaces = {str(each.get("prefix")): str(each.get("uri")) for each in rules.iter(f"{_SCH}ns")}
    sheet = etree.Element(_xsl("stylesheet"), nsmap={"xsl": _XSL, **namespaces}, version="3.0")
    patterns = list(rules.iter(f"{_SCH}pattern"))
    start = _add(_add(sheet, "template", match="/"), "element", name="failures")
    for number, pattern in enumerate(patterns):
        mode = f"pattern-{number}"
        _add(start, "apply-templates", select="/", mode=mode)
        _add(sheet, "mode", name=mode)
        found = list(pattern.iter(f"{_SCH}rule"))
        for order, rule in enumerate(found):
            priority = str(len(found) - order)
            match = str(rule.get("context"))
            template = _add(sheet, "template", match=match, mode=mode, priority=priority)
            for check in rule.iter(f"{_SCH}assert", f"{_SCH}report"):
                _add_check(template, check)
            _add(template, "apply-templates", select="@*|node()", mode=mode)
        other = _add(sheet, "template", match="/|@*|node()", mode=mode, priority="-9")
        _add(other, "apply-templates", select="@*|node()", mode=mode)
    return etree.tostring(sheet, encoding="unicode")


def _add_check(template: etree._Element, check: etree._Element) -> None:
    test = check.get("test")
    wrong = f"not({test})" if check.tag == f"{_SCH}assert" else str(test)
    failure = _add(_add(template, "if", test=wrong), "element", name="failure")
    _add(failure, "text").text = " ".join("".join(map(str, check.itertext())).split())


def _add(parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, _xsl(tag), attributes)


def _xsl(name: str) -> str:
    return f"{{{_XSL}}}{name}"
