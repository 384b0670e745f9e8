"""What the program is worth with the weights that it ships, on the gold of our own (bench/gold).

    python -m bench.gold_figures

The texts are small and invented, so the figures say whether the program still is what it was, not
how good it is: tests/test_gold.py holds them.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from align.encoders import Encoder, load
from align.model import Language
from align.sentences import align
from align.words import align_tokens
from bench.fact_figures import RIGHT, f1, plain
from bench.pairs import Pair, beads, document, sides
from bench.term_figures import Figures, judge, same_words
from bench.term_texts import Text, read_records, read_text
from bench.texts import Count, without
from bench.words import rates
from bench.words import read as read_links
from glossary.defining.batch import Passage, answer
from glossary.extraction.extract import extract
from glossary.finding.reference import starter
from glossary.model import Proposal, in_language

GOLD = Path(__file__).parent / "gold"

#: The sentences of both sides, and the beads.
Aligned = tuple[tuple[list[str], list[str]], list[Pair]]


def measured() -> Iterator[tuple[str, float]]:
    """Every figure by its name, as it is known."""
    encoder = load()
    folders = sorted((GOLD / "texts").iterdir())
    whole = [(sides(folder), beads(folder / "gold.align")) for folder in folders]
    yield from bead_figures("beads", whole, encoder)
    yield from bead_figures("beads with gaps", map(with_gaps, whole), encoder)
    yield "links: AER", link_error(encoder)
    both, english = Figures(), Figures()
    misses: list[float] = []
    for text in map(read_text, folders):
        found = extract([text.bitext], encoder=encoder, reference=starter())
        judge(found, text, both)
        misses += squared_errors(found, text)
        alone = extract([text.bitext.target], encoder=encoder, reference=starter())
        judge_english(alone, text, english)
    yield from _shares("terms", both)
    yield "terms: Brier score", sum(misses) / len(misses)
    yield from _shares("English terms", english)
    yield from _shares("members", judge_members())
    yield from _shares("definitions", judge_definitions())


def _shares(title: str, figures: Figures) -> Iterator[tuple[str, float]]:
    for name in figures.chances:
        yield f"{title}: {name}", figures.share(name)


def bead_figures(
    title: str, pairs: Iterable[Aligned], encoder: Encoder
) -> Iterator[tuple[str, float]]:
    """Strict F1 of the beads of all texts together, and the Brier score of their confidences."""
    count = Count()
    misses: list[float] = []
    for (chinese, english), gold in pairs:
        texts = document(chinese, Language.ZH), document(english, Language.EN)
        found = {(bead.source, bead.target): bead.score for bead in align(*texts, encoder).beads}
        count.add(gold, found)
        misses += [(score - (bead in gold)) ** 2 for bead, score in found.items()]
    yield f"{title}: F1", count.f1
    yield f"{title}: Brier score", sum(misses) / len(misses)


def with_gaps(pair: Aligned) -> Aligned:
    """The pair without one side of every third bead, by turns, as hard as no real text is."""
    lines, gold = pair
    out = [number // 3 % 2 if number % 3 == 1 else None for number in range(len(gold))]
    kept, left, _ = without(lines, gold, out)
    return kept, left


def link_error(encoder: Encoder) -> float:
    """The alignment error rate of the links of words, all pairs read as one document."""
    linked = read_links(GOLD / "words")
    links = align_tokens(linked.pairs, encoder)
    return rates(linked.gold, [{(link.zh, link.en) for link in each} for each in links])[0]


def squared_errors(proposals: Sequence[Proposal], text: Text) -> Iterator[float]:
    """How far each score lies from whether the proposal is a term; optional ones are left out."""
    for proposal in proposals:
        names = [term.text for term in in_language(proposal.terms, Language.ZH)]
        if names and text.gold.counts(names[0]):
            yield (proposal.score - any(map(text.gold.is_term, names))) ** 2


def judge_english(proposals: Sequence[Proposal], text: Text, figures: Figures) -> None:
    """Count which terms the proposals of the translation, read alone, name by their renderings.

    What is optional is known in Chinese only, so it costs here.
    """
    wanted = {form: record["en"] for form, record in text.gold.terms.items() if record["en"]}
    names = [in_language(each.terms, Language.EN)[0].text for each in proposals]
    for renderings in wanted.values():
        places = (n for n, name in enumerate(names) if same_words(name, renderings))
        place = next(places, len(names))
        figures.count("R-precision", place < len(wanted))
        figures.count("recall@3n", place < 3 * len(wanted))


def judge_members() -> Figures:
    """Of formulas with members the share that is exact, and of others that given some."""
    figures = Figures()
    for record in read_records(str(GOLD / "formulas.jsonl")):
        found, _ = answer(_passage(record, "form"))
        wanted = [plain(each) for each in record["members"]]
        if wanted:
            figures.count("exact", [plain(each) for each in found] == wanted)
        else:
            figures.count("false", bool(found))
    return figures


def judge_definitions() -> Figures:
    """Of terms that are defined the share that is right, and of others that given a definition."""
    figures = Figures()
    for record in read_records(str(GOLD / "definitions.jsonl")):
        _, found = answer(_passage(record, "term"))
        if record["definition"]:
            figures.count("right", f1(record["definition"], found or "") >= RIGHT)
        else:
            figures.count("spurious", found is not None)
    return figures


def _passage(record: dict[str, str], name: str) -> Passage:
    return Passage(record["id"], record["text"], Language(record["lang"]), record[name])


if __name__ == "__main__":
    start = time.process_time()
    for name, value in measured():
        print(f"{name:28} {value:.3f}", flush=True)
    print(f"{time.process_time() - start:.0f} s of processor time")
