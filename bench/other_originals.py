"""How many terms of an original that is not Chinese are found and rendered rightly.

    python -m bench.other_originals DATA [PAIR...]

DATA is the folder of development data: the aligned texts of `multilingual/many-*` and the
renderings of terms in them, `terms/multi/*-dev.jsonl`. A PAIR is two codes, as en-fr, the original
first. A gold term is what a Chinese term is rendered by in the language of the original; it is
found where a proposal has it, whatever its inflection, and right where the preferred rendering of
the first such proposal shares three quarters of its words (token F1) with a gold one. Words count
by their first five letters, Japanese by pairs of letters. Starter glossary and Chinese are not
asked.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from align.encoders import load
from align.model import Bead, Bitext, Language
from align.normalise import normalised
from bench.multilingual import lines
from bench.term_texts import read_lines, read_records
from glossary.detection.untagged.words import key
from glossary.extraction.extract import extract
from glossary.model import preferred

GROUPS = {"sdg": "many-sdg-dev", "udhr": "many-udhr"}
PAIRS = (
    "en-fr", "en-ru", "en-es", "en-ar", "en-de", "en-pt", "en-ja", "en-ko",
    "fr-en", "ru-es", "de-ja", "ja-ko",
)  # fmt: skip
_LETTERS = 5
_ENOUGH = 0.75
_WORD = re.compile(r"\w+")


def bitext(folder: Path, one: str, other: str) -> Bitext:
    """The texts of two languages aligned as gold aligns both with the first of all."""
    codes = (folder / "langs").read_text("utf-8").split()
    sides = [read_lines(str(folder / code), Language(code)) for code in (one, other)]
    columns = [line.split(":") for line in lines(folder / "gold.align")]
    places = codes.index(one), codes.index(other)
    pairs = ([_indices(row[place]) for place in places] for row in columns)
    return Bitext(sides[0], sides[1], tuple(Bead(a, b, 1.0) for a, b in pairs if a or b))


def _indices(column: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", column)))


def parts(text: str, code: str) -> Counter[str]:
    """What a form is compared by."""
    plain = unicodedata.normalize("NFKC", text).lower()
    if code == "ja":
        letters = "".join(_WORD.findall(plain))
        return Counter(letters[at : at + 2] for at in range(max(len(letters) - 1, 1)))
    return Counter(word[:_LETTERS] for word in _WORD.findall(plain))


def is_right(text: str, wanted: Sequence[str], code: str) -> bool:
    """Whether a rendering shares enough with one of gold."""
    own = parts(text, code)
    for form in wanted:
        gold = parts(form, code)
        if 2 * (own & gold).total() >= _ENOUGH * max(own.total() + gold.total(), 1):
            return True
    return False


def forms(record: Mapping[str, Any], code: str) -> list[str]:
    """The gold forms of a term in a language."""
    every = record["renderings"].get(code, ())
    return [form for each in every for form in (each["text"], each.get("base")) if form]


def judged(
    records: Sequence[Mapping[str, Any]], found: Mapping[str, str | None], pair: Sequence[str]
) -> Iterator[tuple[bool, bool]]:
    """For each gold term in both languages whether it is found, and whether rendered rightly."""
    language = Language(pair[0])
    for record in records:
        ours, theirs = (forms(record, code) for code in pair)
        if not ours or not theirs:
            continue
        keys = (key(normalised(form), language) for form in ours)
        told = next((each for each in keys if each in found), None)
        text = found[told] if told is not None else None
        yield told is not None, bool(text) and is_right(text or "", theirs, pair[1])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("pairs", nargs="*", metavar="PAIR", default=PAIRS)
    options = parser.parse_args()
    encoder = load()
    print(f"{'':12}terms  found  right of these")
    for group, name in GROUPS.items():
        folder = options.data / "multilingual" / name
        codes = (folder / "langs").read_text("utf-8").split()
        records = read_records(str(options.data / "terms" / "multi" / f"{group}-dev.jsonl"))
        for pair in (pair.split("-") for pair in options.pairs):
            if not set(pair) <= set(codes):
                continue
            first, second = map(Language, pair)
            proposals = extract([bitext(folder, *pair)], encoder=encoder, reference=None)
            found: dict[str, str | None] = {}
            for proposal in proposals:
                own, other = preferred(proposal.terms, first), preferred(proposal.terms, second)
                if own is not None:
                    found.setdefault(key(own.text, first), other.text if other else None)
            told = list(judged(records, found, pair))
            hits, right = sum(hit for hit, _ in told), sum(good for _, good in told)
            share = right / max(hits, 1)
            print(f"{group:5}{'-'.join(pair):7}{len(told):5}{hits / len(told):7.3f}{share:7.3f}")


if __name__ == "__main__":
    main()
