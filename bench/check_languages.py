"""How often `tifa check` cries wolf in each language, and how many errors it finds.

    python -m bench.check_languages FOLDER [NAME...] [--show]

FOLDER is that of `bench.multilingual`; NAME takes a part of it (sdg-zh-*, covenant-zh-ja). Texts
are aligned as the command does it; the glossary is what `tifa add` makes of one half of a text
with every proposal approved, and the other half is checked, each by the other. Told are, a row a
text: its sentences, findings of terms, numbers and everything else for twenty of them, and the
shares that are found of errors that were put in: renderings dropped and swapped for that of another
term (terms whose rendering binds or stands in the glossary of the text itself), digits changed, and
three sentences in a row left out. Of official translations nearly every finding is a false alarm.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import Path

from align.encoders import Encoder, load
from align.model import Bitext, SegmentedDocument
from align.segment import segment_lines
from align.sentences import align
from bench.check import ROUNDS, TERM_RULES, approved, recall
from bench.multilingual import Text, language, texts
from bench.pairs import document
from bench.term_texts import part_of
from glossary.check import Finding, Rule, check_pair
from glossary.finding.reference import Reference, starter

USUAL = ("sdg-zh-*", "covenant-zh-*")
#: Sentences from one passage that is left out to the next, and how many it has.
APART, RUN = 40, 3


def aligned(text: Text, encoder: Encoder) -> Bitext:
    """A text as the command aligns it."""
    source, target = (
        document(side, language(code))
        for side, code in zip(text.sides, text.languages, strict=True)
    )
    return align(source, target, encoder)


def by_halves(bitext: Bitext, encoder: Encoder) -> Iterator[tuple[Bitext, Reference]]:
    """Each half of a text with the glossary of the other."""
    middle = len(bitext.beads) // 2
    halves = part_of(bitext, 0, middle)[0], part_of(bitext, middle, len(bitext.beads))[0]
    for half, other in (halves, halves[::-1]):
        yield half, approved(other, encoder)


def rates(found: Sequence[Finding], sentences: int) -> str:
    """Findings of terms, of numbers and of all else for twenty sentences."""
    counts = Counter(
        "term" if finding.rule in TERM_RULES else "number" if finding.rule is Rule.NUMBER else ""
        for finding in found
    )
    return " | ".join(f"{20 * counts[kind] / sentences:.2f}" for kind in ("term", "number", ""))


def left_out(bitext: Bitext, encoder: Encoder) -> tuple[int, int]:
    """Passages of the translation that were left out: how many are told, and of how many."""
    gone = {
        start + n: start
        for start in range(APART // 2, len(bitext.target.segments) - RUN, APART)
        for n in range(RUN)
    }
    target = _without(bitext.target, gone)
    whole = align(bitext.source, target, encoder)
    found = check_pair(whole, None, None, encoder=encoder)
    lost = {
        gone[theirs]: number
        for bead in bitext.beads
        for number in bead.source
        for theirs in bead.target
        if theirs in gone
    }
    told = {
        finding.origin.segment + n
        for finding in found
        if finding.rule is Rule.UNTRANSLATED and finding.origin
        for n in range(-RUN, RUN)
    }
    return sum(number in told for number in lost.values()), len(lost)


def _without(side: SegmentedDocument, gone: dict[int, int]) -> SegmentedDocument:
    kept = [text for number, text in enumerate(side.texts) if number not in gone]
    return segment_lines(replace(side.document, text="\n".join(kept)))


def row(text: Text, encoder: Encoder, *, show: bool) -> str:
    """What is told of a text."""
    bitext = aligned(text, encoder)
    findings: list[Finding] = []
    errors: Counter[tuple[str, bool]] = Counter()
    for half, known in by_halves(bitext, encoder):
        findings += check_pair(half, known, starter(), encoder=encoder)
    own = approved(bitext, encoder)
    for number in range(ROUNDS):
        for error, is_found in recall(bitext, encoder, own, number):
            errors[error.kind, is_found] += 1
    shares = [
        f"{errors[kind, True]} of {errors[kind, True] + errors[kind, False]}"
        for kind in ("drop", "swap", "alter", "number")
    ]
    passages = " of ".join(map(str, left_out(bitext, encoder)))
    for finding in findings if show else ():
        print(f"    {finding.rule}: {finding.term} | {finding.stands} | {finding.expected}")
        print(f"        {finding.sentences.texts[0]}\n        {finding.sentences.texts[-1]}")
    cells = (text.name, len(bitext.beads), rates(findings, len(bitext.beads)), *shares, passages)
    return "| " + " | ".join(map(str, cells)) + " |"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", default=USUAL)
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    encoder = load()
    heads = "text", "sentences", "terms", "numbers", "other", "dropped", "swapped", "altered"
    print("| " + " | ".join((*heads, "digits", "passages")) + " |", flush=True)
    for folder in sorted(given.folder.iterdir()):
        if any(fnmatch(folder.name, name) for name in given.names):
            for text in texts(folder):
                print(row(text, encoder, show=given.show), flush=True)


if __name__ == "__main__":
    main()
