"""Run the hostile probes and write their counts: python -m bench.hostile [TIMES [FILE]].

TIMES, 5 by default, is how often what the tests say: `make test` makes three tenths of the probes,
and tries each property once as often. The table of FILE (docs/quality.md by default) under the
heading "Hostile probes" is replaced by the counts of this run. Exit code 1 where a probe failed.
Nothing but the machine itself is reached.
"""

from __future__ import annotations

import os
import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import pytest

QUALITY = Path("docs/quality.md")
_TABLE = re.compile(r"(## Hostile probes\n.*?\n)\|.*?\n(?!\|)", re.DOTALL)


@dataclass(slots=True, eq=False)
class Counts:
    """A plugin of pytest that adds up what the tests' `probes` counted, by kind."""

    made: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    failed: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take the counts of a test, which are complete when it is torn down."""
        if report.when != "teardown":
            return
        for name, value in report.user_properties:
            if name == "probes" and isinstance(value, list):
                kind, made, failed = value
                self.made[kind] += made
                self.failed[kind] += failed

    def table(self) -> str:
        """The counts in Markdown."""
        lines = ["| probes | made | failed |", "| --- | --- | --- |"]
        lines += [
            f"| {kind} | {n:,} | {self.failed[kind]} |" for kind, n in sorted(self.made.items())
        ]
        total = sum(self.made.values()), sum(self.failed.values())
        return "\n".join([*lines, f"| **together** | **{total[0]:,}** | **{total[1]}** |"]) + "\n"


def main(arguments: list[str]) -> int:
    """Run the probes; the exit code is pytest's."""
    os.environ["HOSTILE"] = arguments[0] if arguments else "5"
    file = Path(arguments[1]) if len(arguments) > 1 else QUALITY
    counts = Counts()
    tried = ["-m", "hostile or hypothesis"]
    code = pytest.main([*tried, "-q", "-n", "2", "--dist", "worksteal"], plugins=[counts])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        return int(code)
    table = counts.table()
    print(f"\n{table}")
    text, replaced = _TABLE.subn(lambda found: found[1] + table, file.read_text("utf-8"))
    if replaced != 1:
        print(f"{file}: has no table of hostile probes", file=sys.stderr)
        return 2
    file.write_text(text, "utf-8")
    return int(code)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
