"""From Chinese candidates and aligned texts to renderings in the language of the translations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from align.model import CHINESE_ENGLISH, Bitext, Language, SegmentedDocument
from align.progress import Progress, silent
from glossary.language.halves import whole
from glossary.model import Candidate
from glossary.pairing.beads import ReadBead, read
from glossary.pairing.deciding import decided
from glossary.pairing.links import linked
from glossary.pairing.model import Option, Pairing, Place, Span
from glossary.pairing.occurrences import Occurrences
from glossary.pairing.sides import Bead, Rows
from glossary.pairing.spans import Spans, features, spans
from glossary.pairing.through import Through, Told
from glossary.pairing.wordings import is_number, wording
from glossary.ranking import Model, model
from glossary.ranking.vectors import WordSums

_OPTIONS = 3  # of each occurrence, the likeliest
_TOGETHER = 2_000  # candidates in beads that are searched together


def pair(
    candidates: Sequence[Candidate],
    bitexts: Sequence[Bitext],
    sums: WordSums,
    progress: Progress = silent,
    judge: Model | None = None,
    *,
    tagged: bool = True,
    through: Sequence[Through] = (),
) -> list[Pairing]:
    """The renderings of each candidate in the translations of its beads, all in one language.

    A bead in which no phrase is likely enough gives no rendering: the translation paraphrases the
    term or leaves it out.

    Args:
        judge: says how likely a phrase renders a candidate; None for the model that ships.
        tagged: as in `glossary.pairing.beads.read`.
        through: their renderings in translations of the same originals into other languages.
    """
    beads = read(bitexts, progress, tagged=tagged)
    occurrences = Occurrences(candidates, bitexts, beads)
    forms = [candidate.form for candidate in candidates]
    options: list[list[list[Option]]] = [[] for _ in candidates]
    judge = judge or _judge(beads)
    told = [each.told(beads, bitexts, occurrences.wanted, sums) for each in through]
    for group, found in searched(beads, occurrences, forms, sums, progress, told):
        known = features(found, forms)
        odds = judge.log_odds(judge.table(known))
        for index, made in _options(group, found, odds, known["like"].tolist(), bitexts):
            options[index].append(made)
    places = occurrences.places(beads)
    progress("Pairing", len(beads), len(beads))
    language = beads[0].language if beads else Language.EN
    return [
        Pairing(candidate, decided(own, language), tuple(where))
        for candidate, own, where in zip(candidates, options, places, strict=True)
    ]


def searched(
    beads: Sequence[ReadBead],
    occurrences: Occurrences,
    forms: Sequence[str],
    sums: WordSums,
    progress: Progress = silent,
    told: Sequence[Iterable[Told]] = (),
) -> Iterator[tuple[list[Bead], Spans]]:
    """The phrases that may render the candidates of some beads, and these beads.

    Args:
        forms: the candidates, by number.
        told: what other translations say of each bead, by language.
    """
    vectors = sums.of_chinese(forms, occurrences.words)
    for group in _groups(_beads(beads, occurrences, sums, progress, told)):
        yield group, spans(Rows.of(group, forms, vectors, sums))


def _beads(
    beads: Sequence[ReadBead],
    occurrences: Occurrences,
    sums: WordSums,
    progress: Progress,
    told: Sequence[Iterable[Told]],
) -> Iterator[Bead]:
    """The beads with a candidate in them; links are learned from all."""
    pairs = zip(beads, occurrences.wanted, linked(beads, sums), *told, strict=True)
    for number, (bead, wanted, links, *through) in enumerate(pairs):
        if number % 50 == 0:
            progress("Pairing", number, len(beads))
        if wanted:
            yield Bead(bead, wanted, links, through)


def _groups(beads: Iterable[Bead]) -> Iterator[list[Bead]]:
    group: list[Bead] = []
    size = 0
    for bead in beads:
        group.append(bead)
        size += len(bead.wanted)
        if size >= _TOGETHER:
            yield group
            group, size = [], 0
    if group:
        yield group


def _options(
    group: Sequence[Bead],
    found: Spans,
    odds: Sequence[float],
    like: Sequence[float],
    bitexts: Sequence[Bitext],
) -> Iterator[tuple[int, list[Option]]]:
    """For each row the number of its candidate and what likeliest renders it; no bare numbers."""
    rows = found.rows
    first, last = (each.tolist() for each in found.tokens())
    match = found.match.tolist()
    theirs = [bitext.translation for bitext in bitexts]
    by_row: list[list[int]] = [[] for _ in rows.candidates]
    for number, row in enumerate(found.row.tolist()):
        by_row[row].append(number)
    for index, place, numbers in zip(
        rows.candidates.tolist(), rows.beads.tolist(), by_row, strict=True
    ):
        numbers.sort(key=odds.__getitem__, reverse=True)
        bead = group[place].read
        made = [
            Option(
                span(bead, first[number], last[number], theirs[bead.bitext]),
                match[number],
                like[number],
                odds[number],
            )
            for number in numbers[:_OPTIONS]
        ]
        language = bead.language
        yield (
            index,
            [each for each in made if not is_number(each.span.text.lower(), language)],
        )


def _judge(beads: Sequence[ReadBead]) -> Model:
    """The model that ships for these languages."""
    tagged = not beads or beads[0].languages == CHINESE_ENGLISH
    return model("pairing" if tagged else "pairing_untagged")


def span(bead: ReadBead, first: int, last: int, theirs: SegmentedDocument) -> Span:
    """The tokens first..last (exclusive) of a bead as a phrase of its text.

    Half a pair of marks is no part of it (`glossary.language.halves`).
    """
    segment = bead.segments[first]
    start, end = bead.tokens[first].start, bead.tokens[last - 1].end
    text, start, end = whole(theirs.segments[segment].reading.text, start, end)
    return Span(
        wording(text, bead.language), text, Place(bead.bitext, bead.bead, segment, start, end)
    )
