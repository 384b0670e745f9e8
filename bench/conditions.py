"""Whether what stands beside a term tells its rendering better than the usual rendering does.

    python -m bench.conditions FOLDER

FOLDER holds `alignment/` and `terms/texts/`, texts with their translations. Of the words in
bench/conditions.toml every bead is a place that has exactly one of the renderings. First come the
conditions that all texts together show; then each text is left out, and its places are told by the
conditions of the others and, where none fits, by the rendering that is used most in them.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from align.model import CHINESE_ENGLISH
from glossary.language.stems import Word, standing, words
from glossary.marking.conditions import learned, neighbours
from glossary.model import Concept, Context, Side, Term

ZH, EN = CHINESE_ENGLISH
OWN = Path(__file__).with_name("conditions.toml")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Bead:
    """A sentence, its translation, and the words of that."""

    zh: str
    en: str
    words: tuple[Word, ...]


@dataclass(slots=True)
class Figures:
    """Places of texts left out, and how many are told right.

    Attributes:
        usual, told: by the usual rendering alone; with conditions before it.
        fitting: places for which there is a condition; `by_condition` and `by_usual` of them right.
    """

    places: int = 0
    usual: int = 0
    told: int = 0
    fitting: int = 0
    by_condition: int = 0
    by_usual: int = 0


def texts(folder: Path) -> dict[str, list[Bead]]:
    """The beads of every text, by the name of its folder."""
    found = {}
    for place in sorted([*(folder / "terms/texts").iterdir(), *(folder / "alignment").iterdir()]):
        if all((place / name).exists() for name in ("zh", "en")):
            zh, en = ((place / name).read_text("utf-8").splitlines() for name in ("zh", "en"))
            found[place.name] = [_bead(*pair) for pair in _pairs(place, zh, en)]
    return found


def _pairs(place: Path, zh: Sequence[str], en: Sequence[str]) -> Iterator[tuple[str, str]]:
    gold = place / "gold.align"
    if not gold.exists():  # a line is a bead
        yield from zip(zh, en, strict=True)
        return
    for line in gold.read_text("utf-8").splitlines():
        ours, theirs = (list(map(int, _NUMBER.findall(side))) for side in line.split(":")[:2])
        if ours and theirs:
            yield " ".join(zh[n] for n in ours), " ".join(en[n] for n in theirs)


def _bead(zh: str, en: str) -> Bead:
    return Bead(zh, en, tuple(words(en, EN)))


def places(
    term: str, renderings: Sequence[str], source: str, beads: Sequence[Bead]
) -> list[Context]:
    """The beads of a text that have the term and one of its renderings, as contexts."""
    found = []
    for bead in beads:
        spans = tuple(each.span() for each in re.finditer(re.escape(term), bead.zh))
        used = [each for each in renderings if spans and standing(each, bead.words, EN)]
        if len(used) == 1:
            # What stands there may be inflected; the context says which rendering it is.
            said = Side(EN, used[0], ((0, len(used[0])),))
            found.append(Context((Side(ZH, bead.zh, spans), said), source))
    return found


def _told(context: Context, concept: Concept) -> str | None:
    side = context.sides[0]
    beside = {each for span in side.spans for each in neighbours(side.text, *span, ZH)}
    return next((each.rendering for each in learned(concept) if each.condition in beside), None)


def measure(lists: Mapping[str, Sequence[str]], beads: Mapping[str, Sequence[Bead]]) -> Figures:
    """Print what all texts show, and tell the places of each by the others."""
    figures = Figures()
    for term, renderings in lists.items():
        terms = (Term(ZH, term), *(Term(EN, each) for each in renderings))
        by_text = {name: places(term, renderings, name, own) for name, own in beads.items()}
        every = tuple(each for own in by_text.values() for each in own)
        for condition in learned(Concept(term, terms, contexts=every)):
            print(f"{term}: {condition.rendering}, {condition.said}")
        for name, own in by_text.items():
            others = tuple(each for each in every if each.source != name)
            if own and others:
                _tell(figures, own, Concept(term, terms, contexts=others))
    return figures


def _tell(figures: Figures, own: Sequence[Context], known: Concept) -> None:
    usual = Counter(each.text(EN) for each in known.contexts).most_common(1)[0][0]
    for context in own:
        right, told = context.text(EN), _told(context, known)
        figures.places += 1
        figures.usual += right == usual
        figures.told += right == (told or usual)
        if told is not None:
            figures.fitting += 1
            figures.by_condition += right == told
            figures.by_usual += right == usual


def main(arguments: Sequence[str]) -> int:
    if len(arguments) != 1 or not (Path(arguments[0]) / "terms/texts").is_dir():
        print(
            "python -m bench.conditions FOLDER, with alignment/ and terms/texts/", file=sys.stderr
        )
        return 2
    lists = tomllib.loads(OWN.read_text("utf-8"))
    found = measure(lists, texts(Path(arguments[0])))
    print(
        f"left out: of {found.places} places {found.usual} by the usual rendering, {found.told}"
        f" with conditions; of {found.fitting} that fulfil one {found.by_usual} and"
        f" {found.by_condition}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
