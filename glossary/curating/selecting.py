"""An entry made of words that a person selected in an aligned text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.model import Bead, Bitext, Language
from align.words import WordAlignment, align_beads
from glossary.model import Context, Kind, Proposal, Term, TermStatus
from glossary.model.windows import cut, share

#: Links that are surer than this say what a selection is rendered as.
_LEAST = 0.3
_EDGES = " \t\n,.;:!?，。；：！？、“”\"'‘’（）()《》〈〉"


@dataclass(frozen=True, slots=True)
class Sides:
    """A bead with the words that are selected in it.

    Attributes:
        zh, en: what the bead says in each language, its segments joined; "" for nothing.
        zh_segments, en_segments: the indices of its segments.
        source: the source of the document that is read.
        zh_span, en_span: what is selected, as characters of `zh` and `en`; None for nothing.
    """

    zh: str
    en: str
    zh_segments: tuple[int, ...]
    en_segments: tuple[int, ...]
    source: str
    zh_span: tuple[int, int] | None = None
    en_span: tuple[int, int] | None = None


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
    linked = _linked(words, language, spans)
    theirs = words.en if language is Language.ZH else words.zh
    if not linked:
        return []
    first, last = theirs[min(linked)].start, theirs[max(linked)].end
    other = bitext.side(language.other)
    is_source = bitext.source.language is language.other
    segments = beads[0].source if is_source else beads[0].target
    found = []
    for index in segments:
        segment = other.segments[index]
        start, end = max(first, segment.start), min(last, segment.end)
        if start < end:
            found.append((start, end))
    return found


def _linked(
    words: WordAlignment, language: Language, spans: Sequence[tuple[int, int]]
) -> list[int]:
    """The words of the other side that the selected ones are linked with.

    Of those far from the rest the less likely are left out: a phrase is rendered by one phrase.
    """
    ours = words.zh if language is Language.ZH else words.en
    inside = {
        number
        for number, word in enumerate(ours)
        if any(word.start < end and start < word.end for start, end in spans)
    }
    scores: dict[int, float] = {}
    for link in words.links:
        own, other = (link.zh, link.en) if language is Language.ZH else (link.en, link.zh)
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


def proposal(sides: Sides, zh: str, en: str, *, kind: Kind = Kind.CONCEPT) -> Proposal:
    """An entry of a person: a term in either language or both, with the bead as its context."""
    terms = tuple(
        Term(language, " ".join(text.split()), TermStatus.PREFERRED, frequency=1)
        for language, text in ((Language.ZH, zh), (Language.EN, en))
        if text.strip()
    )
    zh_spans = _found(sides.zh, zh, sides.zh_span)
    en_spans = _found(sides.en, en, sides.en_span)
    zh_text, zh_marks = cut(sides.zh, zh_spans, at=share(sides.en, en_spans))
    en_text, en_marks = cut(sides.en, en_spans, at=share(sides.zh, zh_spans))
    context = Context(
        zh_text or None,
        en_text or None,
        sides.source,
        zh_marks,
        en_marks,
        sides.zh_segments,
        sides.en_segments,
    )
    return Proposal(terms, kind, 1.0, 1, contexts=(context,), evidence=(("selected", 1.0),))


def _found(text: str, term: str, span: tuple[int, int] | None) -> tuple[tuple[int, int], ...]:
    """Where a term stands: what was selected if it says that, else where it is found first."""
    term = term.strip()
    if not term:
        return ()
    if span and text[slice(*span)].strip() == term:
        return (span,)
    at = text.lower().find(term.lower())
    return ((at, at + len(term)),) if at >= 0 else ()
