"""How often `tifa check` cries wolf, and how many errors it finds.

    python -m bench.check FOLDER [FOLDER]

The first FOLDER holds an official translation: `zh` and `en`, a sentence a line. Texts are aligned
as the command does it. The glossary is what `tifa add` makes of one half of the text (or of all of
it) with every proposal approved, beside the starter glossary; the other half (or all of it) is
checked. Of an official translation nearly every finding is a false alarm. Then errors are put into
the text: renderings dropped, swapped with that of another term, altered by a word, and numbers
changed. Of the second FOLDER only the numbers are checked. With --show every finding is listed.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from align.documents import read_document
from align.encoders import Encoder, load
from align.model import CHINESE_ENGLISH, Bitext, SegmentedDocument
from align.segment import segment, segment_lines
from align.sentences import align
from bench.term_texts import part_of
from glossary.check import Finding, Rule, check_pair
from glossary.check.numbers import number_findings, numbers
from glossary.check.reading import ReadPair, read_pair
from glossary.check.terms import binds
from glossary.check.uses import Outcome, Use, renderings, uses
from glossary.extraction.collecting import WORTH_REVIEWING
from glossary.extraction.extract import extract
from glossary.finding.reference import Reference, starter
from glossary.marking.annotate import Annotator
from glossary.model import Concept, ConceptStatus
from glossary.store import Glossary
from seeds import seed

#: Beads between two errors, so that each is judged by itself.
APART = 6
ROUNDS = 4
_WORD = re.compile(r"[^\W\d_]{4,}|[\u3041-\u9fff\uac00-\ud7a3]{2,}")
TERM_RULES = (Rule.RENDERING, Rule.VARIES, Rule.AVOIDED)


def approved(bitext: Bitext, encoder: Encoder) -> Reference:
    """The glossary that `tifa add` makes of a text, with all proposals approved."""
    return Reference.from_concepts(approved_of([bitext], encoder))


def approved_of(bitexts: Sequence[Bitext], encoder: Encoder) -> Iterator[Concept]:
    """The concepts that `tifa add` makes of texts, with all proposals approved."""
    found = extract(bitexts, encoder=encoder, reference=starter())
    kept = [proposal for proposal in found if proposal.score >= WORTH_REVIEWING]
    with (
        tempfile.TemporaryDirectory() as folder,
        Glossary.open(f"{folder}/glossary.sqlite") as store,
    ):
        store.add(kept, bitexts, who="bench")
        concepts = store.concepts()
    # Best scores first, as a glossary has them; ids, which decide ties, are drawn at random.
    concepts.sort(key=lambda concept: (-concept.score, [term.text for term in concept.terms]))
    for number, concept in enumerate(concepts):
        yield replace(concept, id=f"{number:06}", status=ConceptStatus.APPROVED)


def alarms(name: str, bitext: Bitext, encoder: Encoder, *, show: bool) -> None:
    """Print what is found in a text by glossaries of its halves, and of itself."""
    middle = len(bitext.beads) // 2
    halves = part_of(bitext, 0, middle)[0], part_of(bitext, middle, len(bitext.beads))[0]
    cases = (
        ("second half by the first", halves[0], halves[1]),
        ("first half by the second", halves[1], halves[0]),
        ("all by itself", bitext, bitext),
    )
    for title, known, text in cases:
        found = check_pair(text, approved(known, encoder), starter(), encoder=encoder)
        print(f"{name}, {title}: {_shown(found, len(text.beads))}", flush=True)
        for finding in found if show else ():
            print(f"    {finding.rule}: {finding.term} | {finding.stands}")


def _shown(found: Sequence[Finding], sentences: int) -> str:
    by_rule = Counter(str(finding.rule) for finding in found)
    parts = ", ".join(f"{rule} {count}" for rule, count in sorted(by_rule.items()))
    rate = f"one in {sentences / len(found):.0f}" if found else "none"
    return f"{len(found)} findings in {sentences} sentences ({rate}): {parts}"


@dataclass(frozen=True, slots=True)
class Injected:
    """An error: its kind, in which sentence of the translation, about which concept or ""."""

    kind: str
    segment: int
    concept: str
    binding: bool


def inject(
    pair: ReadPair, found: Sequence[Use], dice: random.Random
) -> tuple[SegmentedDocument, list[Injected]]:
    """The translation with errors in it."""
    translation = pair.bitext.target
    lines = [segment.reading.text for segment in translation.segments]
    by_bead: dict[int, list[Use]] = {}
    for use in found:
        if use.outcome is Outcome.USED and use.stands is not None:
            by_bead.setdefault(use.bead, []).append(use)
    errors = []
    for index in range(dice.randrange(APART), len(pair.beads), APART):
        kind = dice.choice(("drop", "swap", "alter", "number"))
        if kind == "number":
            error = _change_number(pair, index, lines, dice)
        else:
            error = _change_term(pair, by_bead.get(index, []), found, kind, lines, dice)
        if error is not None:
            errors.append(error)
    text = "\n".join(lines)
    return segment_lines(replace(translation.document, text=text)), errors


def _change_number(
    pair: ReadPair, index: int, lines: list[str], dice: random.Random
) -> Injected | None:
    """Change a digit of a number that the source has too."""
    bead = pair.beads[index]
    theirs = numbers(pair.text(bead, pair.original), pair.original)
    for number in bead.target:
        figures = [
            found
            for found in numbers(lines[number], pair.translated)
            if lines[number][found.start].isdigit() and any(found.equals(each) for each in theirs)
        ]
        if figures:
            chosen = dice.choice(figures)
            shown = lines[number][chosen.start : chosen.end]
            digits = [m.start() for m in re.finditer(r"[0-9٠-٩]", shown)]
            at = chosen.start + dice.choice(digits)
            kind = "123456789" if lines[number][at].isascii() else "١٢٣٤٥٦٧٨٩"
            other = dice.choice([d for d in kind if d != lines[number][at]])
            lines[number] = lines[number][:at] + other + lines[number][at + 1 :]
            return Injected("number", number, "", binding=True)
    return None


def _change_term(
    pair: ReadPair,
    here: Sequence[Use],
    found: Sequence[Use],
    kind: str,
    lines: list[str],
    dice: random.Random,
) -> Injected | None:
    if not here:
        return None
    use = dice.choice(here)
    others = [each for each in found if each.sense.concept.id != use.sense.concept.id]
    other = renderings(dice.choice(others).sense, pair.translated)[0].text
    bead = pair.beads[use.bead]
    start, end = use.stands or (0, 0)
    number = pair.target_segment(bead, start)
    offset = pair.bitext.target.segments[number].start
    line = lines[number]
    if end - offset > len(line):
        return None
    said = line[start - offset : end - offset]
    new = {"drop": "", "swap": other}.get(kind)
    if new is None:
        words, theirs = _WORD.findall(said), _WORD.findall(other)
        if not words or not theirs:
            return None
        new = said.replace(words[-1], dice.choice(theirs), 1)
        if new.lower() == said.lower():
            return None
    lines[number] = " ".join((line[: start - offset] + new + line[end - offset :]).split())
    concept = use.sense.concept
    return Injected(kind, number, concept.id, binds(concept, pair.original, pair.translated))


def recall(
    bitext: Bitext, encoder: Encoder, known: Reference, seed_: int
) -> Iterator[tuple[Injected, bool]]:
    """Errors that were put into a text, and whether each is found."""
    pair = read_pair(bitext)
    annotator = Annotator(known, starter(), statuses={ConceptStatus.APPROVED})
    changed, errors = inject(pair, uses(pair, annotator, encoder), random.Random(seed_))
    text = replace(bitext, target=changed)
    found = check_pair(text, known, starter(), encoder=encoder)
    for error in errors:
        yield error, any(_tells(finding, error) for finding in found)


def _tells(finding: Finding, error: Injected) -> bool:
    right = (
        finding.rule in TERM_RULES and finding.concept == error.concept
        if error.concept
        else finding.rule is Rule.NUMBER
    )
    return right and any(place.segment == error.segment for place in finding.places)


def injections(title: str, bitext: Bitext, known: Reference, encoder: Encoder) -> None:
    """Print how many errors are found, by kind."""
    counts: Counter[tuple[str, bool]] = Counter()
    binding: Counter[tuple[str, bool]] = Counter()
    for number in range(ROUNDS):
        for error, is_found in recall(bitext, encoder, known, number):
            counts[error.kind, is_found] += 1
            if error.binding:
                binding[error.kind, is_found] += 1
    for kind in ("drop", "swap", "alter", "number"):
        every = counts[kind, True] + counts[kind, False]
        bound = binding[kind, True] + binding[kind, False]
        print(
            f"{title}, {kind}: {counts[kind, True]} of {every} found;"
            f" of terms whose rendering binds {binding[kind, True]} of {bound}",
            flush=True,
        )


def seed_pair(encoder: Encoder) -> Bitext:
    """The article that ships with tifa and its back-translation."""
    read = [segment(read_document(str(seed(name)))) for name in ("article.zh.txt", "article.txt")]
    return align(read[0], read[1], encoder)


def official_pair(folder: Path, encoder: Encoder) -> Bitext:
    """An official translation, with a sentence a line."""
    zh, en = (
        segment_lines(read_document(str(folder / str(language)), language=language, lines=True))
        for language in CHINESE_ENGLISH
    )
    return align(zh, en, encoder)


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    show = "--show" in arguments
    folders = [Path(each) for each in arguments if not each.startswith("-")]
    encoder = load()
    official = official_pair(folders[0], encoder)
    pairs = {folders[0].name: official, "seed pair": seed_pair(encoder)}
    for name, bitext in pairs.items():
        alarms(name, bitext, encoder, show=show)
    for folder in folders[1:]:
        pair = read_pair(official_pair(folder, encoder))
        found = list(number_findings(pair))
        print(f"{folder.name}, numbers alone: {_shown(found, len(pair.beads))}", flush=True)
        for finding in found if show else ():
            print(f"    {finding.term} | {finding.stands} | {finding.sentences.texts[1]}")
    for name, bitext in pairs.items():
        own = approved(bitext, encoder)
        injections(f"errors in {name}, its own glossary", bitext, own, encoder)
    middle = len(official.beads) // 2
    first, second = part_of(official, 0, middle)[0], part_of(official, middle, 2 * middle)[0]
    title = f"errors in half of {folders[0].name}, glossary of the other"
    injections(title, second, approved(first, encoder), encoder)
    title = f"errors in {folders[0].name}, starter glossary"
    injections(title, official, Reference.from_concepts(()), encoder)


if __name__ == "__main__":
    main(sys.argv[1:])
