"""Sentences of the source that the translation leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.model import Language
from align.text import counted
from glossary.check.model import Finding, Rule, sentences_of
from glossary.check.reading import ReadPair

#: Probability from which an empty bead is believed.
_SURE = 0.8
#: Characters of a sentence that name it.
BEGINNING = 20
_WORDS = re.compile("[\u3400-\u9fff]{2}")


def untranslated_findings(pair: ReadPair) -> Iterator[Finding]:
    """A finding for each run of Chinese sentences without a counterpart.

    Its place is the English sentence before it, or at the beginning the one behind.
    """
    bitext = pair.bitext
    segments = bitext.side(Language.ZH).segments
    run: list[int] = []
    before: int | None = None
    for bead, (zh, en) in zip(bitext.beads, bitext.pairs(), strict=True):
        said = [number for number in zh if _WORDS.search(segments[number].text)]
        if not en and (not said or bead.score >= _SURE):
            run += said
            continue
        if run and (before is not None or en):
            yield _finding(pair, run, en[0] if before is None else before, ahead=before is None)
            run = []
        if en:
            before = en[-1]
    if run and before is not None:
        yield _finding(pair, run, before)


def _finding(pair: ReadPair, run: Sequence[int], beside: int, *, ahead: bool = False) -> Finding:
    zh = pair.places(Language.ZH)
    origin = zh.whole(run[0])
    text = "".join(pair.bitext.side(Language.ZH).segments[number].text for number in run)
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
