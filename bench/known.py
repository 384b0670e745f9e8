"""How many terms of a glossary that stand in a text extraction proposes as known.

    python -m bench.known TEXTS

TEXTS is a folder of texts, each a folder with zh and en (line k translates line k) and gold.jsonl
(records with "zh" and "en", a list). Each text is extracted with the starter glossary, and with the
gold of all others as a glossary of approved concepts. A term stands in a text where its characters
do, beside quotation marks and script, and no longer one of the glossary holds them there.
"""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterable
from pathlib import Path

from align.encoders import Encoder, load
from align.model import CHINESE_ENGLISH, Bead, Bitext, Language
from bench.term_texts import read_lines, read_records
from glossary.extraction.extract import extract
from glossary.finding.reference import Reference, starter
from glossary.language.forms import chinese, fold
from glossary.model import Concept, ConceptStatus, Proposal, Term, TermStatus, in_language
from glossary.model.keys import key


def glossary_of(folders: Iterable[Path]) -> Reference:
    """The gold of texts as approved concepts, one a Chinese term."""
    concepts = {}
    for folder in folders:
        for record in read_records(str(folder / "gold.jsonl")):
            terms = [Term(Language.ZH, record["zh"], TermStatus.PREFERRED)]
            terms += [Term(Language.EN, text) for text in dict.fromkeys(record["en"])]
            made = key(record["zh"], Language.ZH)
            concepts[made] = Concept(made, tuple(terms), status=ConceptStatus.APPROVED)
    return Reference.from_concepts(concepts.values())


def standing(keys: Collection[str], readings: Iterable[str]) -> set[str]:
    """The keys that stand in readings and at some place in no longer one."""
    longest = max(map(len, keys))
    found = set()
    for text in (chinese(fold(reading)).text for reading in readings):
        reached = 0
        for start in range(len(text)):
            ends = range(min(start + longest, len(text)), max(start + 1, reached), -1)
            end = next((end for end in ends if text[start:end] in keys), None)
            if end is not None:
                found.add(text[start:end])
                reached = end
    return found


def known_in(bitext: Bitext, encoder: Encoder, glossary: Reference) -> list[Proposal]:
    proposals = extract([bitext], encoder=encoder, reference=None, glossary=glossary)
    return [proposal for proposal in proposals if proposal.known]


def measure(folder: Path, encoder: Encoder, glossary: Reference) -> tuple[int, list[str]]:
    """How many terms stand in a text, and which of them are not proposed as known."""
    zh, en = (read_lines(str(folder / language), language) for language in CHINESE_ENGLISH)
    beads = tuple(Bead((number,), (number,), 1.0) for number in range(len(zh.segments)))
    keys = {each.key for each in glossary.entries if each.term.language is Language.ZH}
    there = standing({made for made in keys if len(made) > 1}, zh.readings)
    known = {
        key(term.text, Language.ZH)
        for proposal in known_in(Bitext(zh, en, beads), encoder, glossary)
        for term in in_language(proposal.terms, Language.ZH)
    }
    return len(there), sorted(there - known)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("texts", type=Path, metavar="TEXTS")
    folders = sorted(parser.parse_args().texts.glob("*/"))
    encoder = load()
    for name in ("starter", "others"):
        sums = [0, 0]
        for folder in folders:
            others = (other for other in folders if other != folder)
            glossary = starter() if name == "starter" else glossary_of(others)
            there, missing = measure(folder, encoder, glossary)
            sums = [sums[0] + there, sums[1] + there - len(missing)]
            print(f"{name:8} {folder.name:30} {there - len(missing):4} of {there:4}", *missing)
        print(f"{name:8} {'together':30} {sums[1]:4} of {sums[0]:4}  {sums[1] / sums[0]:.3f}")


if __name__ == "__main__":
    main()
