"""A report as JSON Lines: one object a line, for programs."""

from __future__ import annotations

import json
from typing import BinaryIO

from exports.reports.report import Report


def write(report: Report, stream: BinaryIO) -> None:
    """Write one object a line."""
    for each in report.objects:
        line = json.dumps(each, ensure_ascii=False) + "\n"
        stream.write(line.encode("utf-8", "backslashreplace"))
