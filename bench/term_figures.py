"""What proposals are worth: terms, their renderings, their definitions.

The figures: R-precision, the share of gold terms among as many proposals as there are gold terms,
and recall@3n, that among three times as many; of the gold terms found
among the first 3n with a rendering in gold, those whose English shares at least three quarters of
its words with one (token F1); of those with defining lines, those whose definition overlaps one; of
those without, those that were given a definition nevertheless.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from align.model import Bitext, Language
from bench.term_texts import POL_DEV, Gold, Text, plain
from glossary.model import Origin, Proposal, in_language, preferred

_LONGEST = 300
_QUOTES = re.compile("[“”‘’\"'「」『』《》〈〉]")
_VARIANTS = 3


@dataclass(slots=True)
class Figures:
    """Hits and chances of each figure, summed over terms."""

    hits: Counter[str] = field(default_factory=Counter)
    chances: Counter[str] = field(default_factory=Counter)

    def count(self, name: str, hit: bool) -> None:
        self.hits[name] += hit
        self.chances[name] += 1

    def share(self, name: str) -> float:
        """The figure of that name."""
        return self.hits[name] / max(self.chances[name], 1)

    def __str__(self) -> str:
        return "  ".join(
            f"{name} {self.share(name):.3f} of {chances}" for name, chances in self.chances.items()
        )


def judge(proposals: Sequence[Proposal], text: Text, figures: Figures) -> None:
    """Count what the proposals of a text are worth."""
    gold, wanted = text.gold, text.gold.terms
    found: dict[str, tuple[int, Proposal]] = {}
    for rank, (names, ranked) in enumerate(_ranked(proposals, gold)):
        for name in names:
            found.setdefault(name, (rank, ranked))
    size = len(wanted)
    proposal: Proposal | None
    for form, record in wanted.items():
        place, proposal = found.get(form, (10**9, None))
        figures.count("R-precision", place < size)
        figures.count("recall@3n", place < 3 * size)
        if proposal is None or place >= 3 * size:
            continue
        if record["en"]:
            term = preferred(proposal.terms, Language.EN)
            figures.count("pairs", is_right(term.text if term else "", record["en"]))
        lines = _defining(record, text.bitext)
        drawn = next((d.text for d in proposal.definitions if d.origin is Origin.CONTEXT), "")
        if lines:
            right = len(drawn) <= _LONGEST and any(_overlap(drawn, line) for line in lines)
            figures.count("definitions", right)
        elif not record.get("definition_zh_lines") and not record.get("definition_en_lines"):
            figures.count("spurious", bool(drawn))


def _ranked(proposals: Sequence[Proposal], gold: Gold) -> list[tuple[list[str], Proposal]]:
    """Chinese proposals with their names, without optional and repeated ones."""
    seen: set[str] = set()
    ranked = []
    for proposal in proposals:
        names = [plain(term.text) for term in in_language(proposal.terms, Language.ZH)]
        if names and names[0] not in seen and gold.counts(names[0]):
            seen.add(names[0])
            ranked.append((names[: 1 + _VARIANTS], proposal))
    return ranked


def is_right(text: str, renderings: Sequence[str]) -> bool:
    """Whether an English phrase shares three quarters of its words with one of some renderings."""
    words = _words(text)
    for rendering in renderings:
        other = _words(rendering)
        if 2 * (words & other).total() / max(words.total() + other.total(), 1) >= 0.75:
            return True
    return False


def same_words(text: str, renderings: Sequence[str]) -> bool:
    """Whether an English phrase has the words of one of some renderings and no others."""
    return any(_words(text) == _words(rendering) for rendering in renderings)


def _words(text: str) -> Counter[str]:
    text = _QUOTES.sub("", text.replace("’s", "s")).lower()
    text = " ".join(text.split()).strip(" .,;:")
    text = re.sub("^(the|a|an) ", "", text).replace("-", " ")
    return Counter(re.sub("s$", "", text).split())


def _defining(record: dict[str, list[int]], bitext: Bitext) -> list[str]:
    """The lines that define the term, of either language."""
    sides = ((bitext.source, "definition_zh_lines"), (bitext.target, "definition_en_lines"))
    return [
        side.segments[line].reading.text for side, name in sides for line in record.get(name, [])
    ]


def _overlap(text: str, line: str) -> bool:
    """Whether half of the shorter of the two is shared as one run of characters."""
    shorter, longer = sorted((" ".join(text.split()), line), key=len)
    window = max(6, len(shorter) // 2)
    starts = range(len(shorter) - window + 1)
    return len(shorter) >= 6 and any(shorter[i : i + window] in longer for i in starts)


def ranked(text: Text, forms: Sequence[str], odds: Sequence[float]) -> tuple[float, float]:
    """R-precision and recall at three times the terms there are, of forms in their order."""
    seen: set[str] = set()
    hits: list[bool] = []
    for number in sorted(range(len(forms)), key=lambda number: -odds[number]):
        form = plain(forms[number])
        if form not in seen and (form in text.gold.terms or form not in text.gold.optional):
            seen.add(form)
            hits.append(form in text.gold.terms)
    size = len(text.gold.terms)
    return sum(hits[:size]) / size, sum(hits[: 3 * size]) / size


def show(title: str, figures: Mapping[str, Sequence[float]]) -> None:
    """The mean of the texts but `POL_DEV`, that text, and all of them."""
    others = [own for name, own in figures.items() if name != POL_DEV]
    mean = [sum(column) / len(column) for column in zip(*others, strict=True)]
    told = [mean, figures[POL_DEV]]
    print(f"{title:36}", *("/".join(f"{each:.3f}" for each in own) for own in told), flush=True)
