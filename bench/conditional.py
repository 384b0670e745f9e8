"""How often `tifa check` asks for another rendering than a text left out has.

    python -m bench.conditional FOLDER [--show]

FOLDER holds `alignment/` and `terms/texts/`, texts with official translations, of which nearly
every finding is a false alarm. Each text is checked with what the others show, by two glossaries:
that which `tifa add` makes of all texts, every proposal approved; and the words of
bench/conditions.toml with all renderings admitted, which stand in most sentences. The contexts
of the text that is checked are left out of both. Novels are not read. With --show every finding is
listed.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from align.encoders import Encoder, load
from align.model import Bitext
from bench.check import approved_of, official_pair
from bench.conditions import EN, OWN, ZH, places, texts
from glossary.check import Finding
from glossary.check.conditional import Circumstances, condition_findings
from glossary.check.reading import read_pair
from glossary.check.uses import uses
from glossary.finding.reference import Reference
from glossary.marking.annotate import Annotator
from glossary.marking.conditions import learned
from glossary.model import Concept, ConceptStatus, Term, TermStatus

_MORE = ("alignment/mag", "alignment/pol-dev")
SENTENCES = 20  #: of which the false alarms are counted


def extracted(bitexts: Mapping[str, Bitext], encoder: Encoder) -> list[Concept]:
    """What `tifa add` makes of the texts; sources of contexts are the names of the texts."""
    named = [_named(name, bitext) for name, bitext in bitexts.items()]
    return list(approved_of(named, encoder))


def _named(name: str, bitext: Bitext) -> Bitext:
    document = replace(bitext.source.document, source=name)
    return replace(bitext, source=replace(bitext.source, document=document))


def listed(folder: Path, names: Iterable[str]) -> Iterator[Concept]:
    """The words of the list with the places of some texts."""
    beads = texts(folder)
    for number, (word, said) in enumerate(tomllib.loads(OWN.read_text("utf-8")).items()):
        renderings = (Term(EN, each, TermStatus.ADMITTED) for each in said)
        contexts = (each for name in names for each in places(word, said, name, beads[name]))
        yield Concept(
            f"{number:06}",
            (Term(ZH, word, TermStatus.PREFERRED), *renderings),
            contexts=tuple(contexts),
            status=ConceptStatus.APPROVED,
        )


def alarms(
    name: str, bitext: Bitext, concepts: Iterable[Concept], encoder: Encoder
) -> list[Finding]:
    """What is found in a text by what the contexts of the others show."""
    known = [
        replace(each, contexts=tuple(place for place in each.contexts if place.source != name))
        for each in concepts
    ]
    annotator = Annotator(Reference.from_concepts(known), None, statuses={ConceptStatus.APPROVED})
    pair = read_pair(bitext)
    return list(condition_findings(pair, uses(pair, annotator, encoder), Circumstances()))


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    paths = [Path(each) for each in arguments if not each.startswith("-")]
    if len(paths) != 1 or not (paths[0] / "terms/texts").is_dir():
        print("python -m bench.conditional FOLDER [--show]", file=sys.stderr)
        return 2
    (folder,) = paths
    own = [
        *sorted((folder / "terms/texts").iterdir()),
        *map((folder / "alignment").joinpath, _MORE),
    ]
    encoder = load()
    bitexts = {path.name: official_pair(path, encoder) for path in own}
    glossaries = {
        "all that tifa add finds": extracted(bitexts, encoder),
        "the list of words": list(listed(folder, bitexts)),
    }
    for title, concepts in glossaries.items():
        conditions = sum(len(learned(each)) for each in concepts)
        found = {name: alarms(name, each, concepts, encoder) for name, each in bitexts.items()}
        sentences = sum(len(each.beads) for each in bitexts.values())
        count = sum(map(len, found.values()))
        print(
            f"{title}: {len(concepts)} entries with {conditions} conditions; {count} findings in"
            f" {sentences} sentences, {count * SENTENCES / sentences:.3f} in {SENTENCES}",
            flush=True,
        )
        for name, each in found.items() if "--show" in arguments else ():
            for finding in each:
                print(f"    {name}: {finding.why} | {' | '.join(finding.sentences.texts)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
