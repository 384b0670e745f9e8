"""Measure everything: make bench DATA=FOLDER; without DATA, what needs no development data.

FOLDER holds `alignment/` (a folder a pair of texts, and `words-dev/`), `multilingual/` and
`terms/`. It is not part of the repository: the texts are copyrighted. Each measurement is a process
of its own, so that one does not warm the caches of the next. Exit code 1 where one failed.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Measurement:
    """A module of this package, the files of the data folder that it is given, and its options."""

    title: str
    module: str
    files: tuple[str, ...]
    options: tuple[str, ...] = ()


POL_DEV = "alignment/pol-dev"
LINKED = (
    "alignment/words-dev",
    *(f"multilingual/words-{pair}-dev" for pair in ("en-es", "en-fr", "en-pt", "en-ru", "ja-en")),
)
MEASUREMENTS = (
    Measurement("The gold of our own, with the weights that ship", "bench.gold_figures", ()),
    Measurement("Lookup and annotation", "bench.lookup", ()),
    Measurement("The review application", "bench.review", ()),
    Measurement("Workbooks", "bench.workbook", ()),
    Measurement("Sentence boundaries", "bench.segmentation", ("alignment",)),
    Measurement("Sentence alignment, cross-validated", "bench.alignment", ("alignment",)),
    Measurement(
        "Sentence alignment with e5-small, cross-validated",
        "bench.alignment",
        ("alignment",),
        ("--encoder", "e5-small"),
    ),
    Measurement("Alignment of any two languages", "bench.multilingual", ("multilingual",)),
    Measurement("Pairs that belong together", "bench.relatedness", ("alignment",)),
    Measurement("The same in ten languages", "bench.mismatches", ("multilingual",)),
    Measurement("Speed of sentence alignment", "bench.alignment_speed", ("alignment",)),
    Measurement("Word alignment, cross-validated", "bench.words", LINKED),
    Measurement(
        "Word alignment with e5-small, cross-validated",
        "bench.words",
        LINKED,
        ("--encoder", "e5-small"),
    ),
    Measurement("A short text", "bench.short_text", (POL_DEV,)),
    Measurement("Cost of extraction", "bench.extraction_cost", ("alignment",)),
    Measurement("Collections of texts", "bench.corpora", ("news",)),
    Measurement("Terms, each text left out", "bench.terms", ("",)),
    Measurement(
        "Terms of texts in English only, each left out",
        "bench.english_terms",
        ("",),
    ),
    Measurement("Terms of texts in any language", "bench.untagged_terms", ("",)),
    Measurement("Renderings where neither text is Chinese", "bench.other_originals", ("",)),
    Measurement("Known terms", "bench.known", ("terms/texts",)),
    Measurement("Definitions, by sources left out", "bench.definitions", ("",)),
    Measurement("Members of formulas, sources left out", "bench.facts", ("",)),
    Measurement("Conditions of renderings, each text left out", "bench.conditions", ("",)),
    Measurement("Renderings by kinds of documents", "bench.kinds_of_documents", ("",)),
    Measurement("False alarms of conditions, each text left out", "bench.conditional", ("",)),
    Measurement("Checks of translations", "bench.check", (POL_DEV, "alignment/mag")),
)


def main(arguments: list[str]) -> int:
    """Run every measurement on the data folder that is named, or those that need none."""
    if len(arguments) > 1:
        print("name one folder of development data: make bench DATA=FOLDER", file=sys.stderr)
        return 2
    data = Path(arguments[0]) if arguments else Path()
    chosen = [each for each in MEASUREMENTS if arguments or not each.files]
    missing = [
        path
        for measurement in chosen
        for name in measurement.files
        if not (path := data / name).exists()
    ]
    if missing:
        print(f"{missing[0]}: the development data is not here", file=sys.stderr)
        return 2
    failed = 0
    for measurement in chosen:
        print(f"\n== {measurement.title}", flush=True)
        files = [str(data / name) for name in measurement.files]
        answer = subprocess.run(
            [sys.executable, "-m", measurement.module, *files, *measurement.options]
        )
        failed += answer.returncode != 0
    if len(chosen) < len(MEASUREMENTS):
        print("\nthe rest needs development data: make bench DATA=FOLDER", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
