"""An entry made of words that a person selected in an aligned text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from align.model import Bead, Bitext, Language
from align.words import WordAlignment, align_beads
from glossary.model import Context, Kind, Proposal, Side, Term, TermStatus
from glossary.model.windows import cut_sides

#: Links that are surer than this say what a selection is rendered as.
_LEAST = 0.3
_EDGES = " \t\n,.;:!?，。；：！？、“”\"'‘’（）()《》〈〉"


def rendering(
    bitext: Bitext,
    beads: Sequence[Bead],
    language: Language,
    spans: Sequence[tuple[int, int]],
) -> list[tuple[int, int]]:
    """What renders a selection, by the links between words.

    Args:
        beads: the bead of the selection first, then others that help to count words.
        language: the side that is selected.
        spans: the selected characters of the document's text, one span a segment.

    Returns:
        The spans of the rendering in the other document's text, at most one a segment; none where
        no word is linked.

    Raises:
        EncoderError: the default encoder cannot be loaded.
    """
    words = next(iter(align_beads(bitext, beads)))
    # The words of the original come first, whichever side it is.
    from_original = language is not bitext.translation.language
    linked = _linked(words, spans, from_original=from_original)
    theirs = words.en if from_original else words.zh
    if not linked:
        return []
    first, last = theirs[min(linked)].start, theirs[max(linked)].end
    from_source = bitext.source.language is language
    other, segments = (
        (bitext.target, beads[0].target) if from_source else (bitext.source, beads[0].source)
    )
    found = []
    for index in segments:
        segment = other.segments[index]
        start, end = max(first, segment.start), min(last, segment.end)
        if start < end:
            found.append((start, end))
    return found


def _linked(
    words: WordAlignment, spans: Sequence[tuple[int, int]], *, from_original: bool
) -> list[int]:
    """The words of the other side that the selected ones are linked with.

    Of those far from the rest the less likely are left out: a phrase is rendered by one phrase.
    """
    ours = words.zh if from_original else words.en
    inside = {
        number
        for number, word in enumerate(ours)
        if any(word.start < end and start < word.end for start, end in spans)
    }
    scores: dict[int, float] = {}
    for link in words.links:
        own, other = (link.zh, link.en) if from_original else (link.en, link.zh)
        if own in inside and link.score >= _LEAST:
            scores[other] = max(scores.get(other, 0.0), link.score)
    runs: list[list[int]] = []
    for number in sorted(scores):
        if runs and number - runs[-1][-1] <= 3:
            runs[-1].append(number)
        else:
            runs.append([number])
    return max(runs, key=lambda run: sum(scores[number] for number in run), default=[])


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the blanks and punctuation at its ends."""
    part = text[start:end]
    start += len(part) - len(part.lstrip(_EDGES))
    return start, max(start, start + len(part.strip(_EDGES)))


def proposal(
    bead: Context, words: Mapping[Language, str], *, kind: Kind = Kind.CONCEPT
) -> Proposal:
    """An entry of a person: a term in one language or several, with the bead as its context.

    Args:
        bead: with what is selected in it as the span of its side.
        words: the term in each language, "" for none.
    """
    terms = tuple(
        Term(language, " ".join(text.split()), TermStatus.PREFERRED, frequency=1)
        for language, text in words.items()
        if text.strip()
    )
    marked = (
        replace(side, spans=_found(side, words.get(side.language, ""))) for side in bead.sides
    )
    context = replace(bead, sides=cut_sides(tuple(marked)))
    return Proposal(terms, kind, 1.0, 1, contexts=(context,), evidence=(("selected", 1.0),))


def _found(side: Side, term: str) -> tuple[tuple[int, int], ...]:
    """Where a term stands: what was selected if it says that, else where it is found first."""
    term = term.strip()
    if not term:
        return ()
    for span in side.spans:
        if side.text[slice(*span)].strip() == term:
            return (span,)
    at = side.text.lower().find(term.lower())
    return ((at, at + len(term)),) if at >= 0 else ()
