"""Sentences of the source that the translation leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.model import Language
from align.sides import is_left
from align.text import counted
from glossary.check.model import Finding, FindingPlace, Rule, sentences_of
from glossary.check.reading import ReadPair

#: Probability from which an empty bead is believed.
_SURE = 0.8
#: Characters of a sentence that name it.
BEGINNING = 20
_WORDS = re.compile("[\u3400-\u9fff]{2}")

Indices = tuple[tuple[int, ...], tuple[int, ...]]  #: of the Chinese and the English of a bead


def untranslated_findings(pair: ReadPair) -> Iterator[Finding]:
    """A finding for each run of Chinese sentences without a counterpart.

    Its place is the English sentence before it, or at the beginning the one behind. What stands in
    the place of a translation and is none is a finding of its own, in either language.
    """
    bitext = pair.bitext
    segments = bitext.side(Language.ZH).segments
    run: list[int] = []
    before: int | None = None
    for bead, (zh, en) in zip(bitext.beads, bitext.pairs(), strict=True):
        said = [number for number in zh if _WORDS.search(segments[number].reading.text)]
        if not en and not bead.is_untranslated and (not said or bead.score >= _SURE):
            run += said
            continue
        if run and (before is not None or en):
            yield _finding(pair, run, en[0] if before is None else before, ahead=before is None)
            run = []
        if en:
            before = en[-1]
    if run and before is not None:
        yield _finding(pair, run, before)
    yield from _left(pair)


def _left(pair: ReadPair) -> Iterator[Finding]:
    """A finding for each sentence of which there is no translation but something in its place.

    In a file of units that place is beside the sentence itself.
    """
    beads = list(pair.bitext.pairs())
    sides = (pair.bitext.source, pair.bitext.target)
    of_units = all(side.document.source.endswith(f"#{side.language}") for side in sides)
    for index, bead in enumerate(pair.bitext.beads):
        if not bead.is_untranslated:
            continue
        zh, en = beads[index]
        language = Language.ZH if zh else Language.EN
        numbers, original = zh or en, pair.places(language)
        origin = original.whole(numbers[0])
        text = pair.joined(numbers, language)
        beside = None if of_units else _beside(pair, beads, index, language.other)
        yield Finding(
            rule=Rule.UNTRANSLATED,
            term=original.text(origin.start, origin.end)[:BEGINNING],
            stands="",
            expected=(),
            why=f"this sentence of the source has no {language.other.label}",
            places=(beside or origin,),
            sentences=sentences_of(text, "") if zh else sentences_of("", text),
            origin=origin,
        )


def _beside(
    pair: ReadPair, beads: Sequence[Indices], index: int, language: Language
) -> FindingPlace | None:
    """Where to look in the translation: what stands there, or the sentence before or behind."""
    place = list(Language).index(language)
    behind = [bead[place] for bead in beads[index + 1 :] if bead[place]][:1]
    ahead = next((bead[place] for bead in reversed(beads[:index]) if bead[place]), ())
    side = pair.bitext.side(language)
    if behind and is_left(side, behind[0][0]):
        return pair.places(language).whole(behind[0][0])
    if ahead:
        return pair.places(language).whole(ahead[-1])
    return pair.places(language).whole(behind[0][0]) if behind else None


def _finding(pair: ReadPair, run: Sequence[int], beside: int, *, ahead: bool = False) -> Finding:
    zh = pair.places(Language.ZH)
    origin = zh.whole(run[0])
    text = "".join(pair.bitext.side(Language.ZH).segments[number].reading.text for number in run)
    where = "before" if ahead else "after"
    return Finding(
        rule=Rule.UNTRANSLATED,
        term=zh.text(origin.start, origin.end)[:BEGINNING],
        stands="",
        expected=(),
        why=f"the translation seems to leave out {counted(len(run), 'sentence')} of the source"
        f" {where} this place",
        places=(pair.places(Language.EN).whole(beside),),
        sentences=sentences_of(text, ""),
        origin=origin,
    )
