"""Whether the kind of a document, or the rank of its issuer, tells which rendering it has.

    python -m bench.kinds_of_documents FOLDER

As `bench.conditions` asks it of what stands beside a term, with the same words, texts and bounds.
Texts of one kind are by few translators, so that the places of a text are no witnesses of their
own: what is counted is once the texts, each by its usual rendering, and once all places.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bench.conditions import EN, OWN, places, texts
from glossary.marking.conditions import CHANCE, LEAST_DOCUMENTS, MOST_PLACES, together_by_chance

KINDS = Path(__file__).with_name("kinds_of_documents.toml")

Place = tuple[str, str]  #: a text and the rendering there
Kinds = Mapping[str, str]  #: of the texts


class Rule(NamedTuple):
    """A rendering that texts of a kind have, and how likely that is by chance."""

    chance: float
    kind: str
    rendering: str
    is_clear: bool


@dataclass(slots=True)
class Figures:
    """Places of texts left out; of those whose kind has a clear rendering, how many are right."""

    places: int = 0
    fitting: int = 0
    by_usual: int = 0
    by_kind: int = 0


def rules(found: Sequence[Place], kinds: Kinds, *, by_text: bool) -> list[Rule]:
    """The usual rendering of each kind of which there are texts enough, the clearest first."""
    counted = _usual_of_texts(found) if by_text else found
    of_kind: dict[str, list[Place]] = defaultdict(list)
    for text, rendering in counted:
        of_kind[kinds[text]].append((text, rendering))
    tried = {
        kind: own
        for kind, own in of_kind.items()
        if len({text for text, _ in own}) >= LEAST_DOCUMENTS and len(own) < len(counted)
    }
    made = []
    for kind, own in tried.items():
        rendering, having = _most(rendering for _, rendering in own)
        every = sum(each == rendering for _, each in counted)
        chance = together_by_chance(having, len(own), every, len(counted)) * len(tried)
        texts_ = len({text for text, each in own if each == rendering})
        enough = texts_ >= LEAST_DOCUMENTS and having >= MOST_PLACES * len(own)
        made.append(Rule(min(1.0, chance), kind, rendering, enough and chance <= CHANCE))
    return sorted(made)


def _usual_of_texts(found: Sequence[Place]) -> list[Place]:
    by_text: dict[str, list[str]] = defaultdict(list)
    for text, rendering in found:
        by_text[text].append(rendering)
    return [(text, _most(own)[0]) for text, own in by_text.items()]


def _most(renderings: Iterator[str] | Sequence[str]) -> tuple[str, int]:
    """The most frequent, and how often; of several the first by name."""
    return min(Counter(renderings).items(), key=lambda each: (-each[1], each[0]))


def tell(figures: Figures, found: Sequence[Place], kinds: Kinds, *, by_text: bool) -> None:
    """Tell the places of each text by the others."""
    for text in dict.fromkeys(text for text, _ in found):
        others = [each for each in found if each[0] != text]
        if not others:
            continue
        usual, _ = _most(rendering for _, rendering in others)
        clear = [each for each in rules(others, kinds, by_text=by_text) if each.is_clear]
        told = next((each.rendering for each in clear if each.kind == kinds[text]), None)
        for rendering in (rendering for of, rendering in found if of == text):
            figures.places += 1
            if told is not None:
                figures.fitting += 1
                figures.by_usual += rendering == usual
                figures.by_kind += rendering == told


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    if len(arguments) != 1 or not (Path(arguments[0]) / "terms/texts").is_dir():
        print("python -m bench.kinds_of_documents FOLDER", file=sys.stderr)
        return 2
    known = tomllib.loads(KINDS.read_text("utf-8"))["texts"]
    beads = texts(Path(arguments[0]))
    called = {name: known[name].get("is", name) for name in beads}
    words = {
        word: [
            (called[name], place.text(EN))
            for name, own in beads.items()
            for place in places(word, renderings, name, own)
        ]
        for word, renderings in tomllib.loads(OWN.read_text("utf-8")).items()
    }
    for what in ("kind", "rank"):
        kinds = {called[name]: known[name][what] for name in beads}
        for by_text in (True, False):
            figures, clear = Figures(), 0
            for found in words.values():
                clear += sum(each.is_clear for each in rules(found, kinds, by_text=by_text))
                tell(figures, found, kinds, by_text=by_text)
            print(
                f"by {what}, counting {'texts' if by_text else 'places'}: {clear} clear; of"
                f" {figures.places} places of texts left out {figures.fitting} fulfil one,"
                f" {figures.by_usual} right by the usual rendering and {figures.by_kind} by it"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
