"""Reports: tables of what was counted, with notes and charts, for people and for programs.

An analysis (`exports.reports.track`) makes a `Report` of what it found; each format writes any.
"""

from exports.reports.report import Chart, Report, ReportColumn, ReportTable, ReportValue

__all__ = ["Chart", "Report", "ReportColumn", "ReportTable", "ReportValue"]
