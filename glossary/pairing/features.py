"""What the translation says of a candidate, as numbers for the ranker.

A term of art is rendered by a phrase of its own that stays when the sentence changes; a chance run
of words is not. Capitals and quotation marks in the translation are the translator's own judgement.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from align.model import Bitext, Language
from glossary.language.english.tags import lexicon_tag
from glossary.language.frequency import zipf
from glossary.language.lists import function_words
from glossary.model.keys import key
from glossary.pairing.competition import standing
from glossary.pairing.model import Pairing, Place, Rendering
from glossary.ranking import log_odds

_QUOTES = frozenset('“‘"')
_NO_RENDERING = Rendering("", (), 0.0, 0.0, -5.0)


def features(
    pairings: Sequence[Pairing],
    bitexts: Sequence[Bitext],
    english: Mapping[str, float],
    meanings: Sequence[Mapping[str, float]],
    chinese: Sequence[Mapping[str, float]],
) -> Iterator[dict[str, float]]:
    """All features of each pairing by name; the Chinese evidence is among them as log odds.

    Args:
        english: by key, how likely English phrases are terms in their own language.
        meanings: what each candidate is about (`glossary.ranking.meaning`).
        chinese: by which features each was judged (`glossary.detection.chinese`).
    """
    standings = standing([pairing.candidate for pairing in pairings])
    texts = _Texts(bitexts)
    for pairing, *others in zip(pairings, standings, meanings, chinese, strict=True):
        row = _of_pairing(pairing, texts, english)
        for more in others:
            row.update(more)
        yield row


def _of_pairing(pairing: Pairing, texts: _Texts, english: Mapping[str, float]) -> dict[str, float]:
    candidate = pairing.candidate
    top = pairing.renderings[0] if pairing.renderings else _NO_RENDERING
    paired = sum(rendering.frequency for rendering in pairing.renderings)
    beads = {(place.bitext, place.bead) for each in pairing.renderings for place in each.places}
    words = top.text.split()
    content = _content(words)
    rates = [zipf(word.lower().strip(",.”“’‘"), Language.EN) for word in content]
    length = len(key(candidate.form, Language.ZH))
    rendered = key(top.text, Language.EN)
    kept = top.frequency / paired if paired else 0.0
    return {
        "chinese": log_odds(candidate.score),
        "rendered": float(bool(words)),
        "rendered share": len(beads) / len(pairing.beads) if pairing.beads else 0.0,
        "match": top.match,
        "likeness": top.likeness,
        "rendering odds": top.odds,
        "match and likeness": top.match * top.likeness,
        "kept": kept * float(paired > 1),
        "kept often": kept * math.log2(1 + top.frequency) if paired > 1 else 0.0,
        "renderings": math.log2(1 + len(pairing.renderings)),
        "capitals": _capitals(top, texts),
        "quoted in English": _quoted(top, texts),
        "English words": math.log2(1 + len(content)),
        "one word": float(len(content) == 1),
        "words for characters": len(content) / length,
        "rarest word": min(rates, default=0.0),
        "commonest word": max(rates, default=0.0),
        "ends in noun": float(bool(words) and lexicon_tag(words[-1]).startswith("N")),
        "begins with verb": float(bool(words) and lexicon_tag(words[0]).startswith("V")),
        "English term": english.get(rendered, 0.0),
        "English candidate": float(rendered in english),
        "places": math.log2(1 + candidate.frequency),
    }


class _Texts:
    """The English of bitexts, and which of its segments are headlines."""

    def __init__(self, bitexts: Sequence[Bitext]) -> None:
        self._segments = [bitext.side(Language.EN).segments for bitext in bitexts]
        self._headlines: dict[tuple[int, int], bool] = {}

    def of(self, place: Place) -> str:
        """The segment of a place."""
        return self._segments[place.bitext][place.segment].reading.text

    def is_headline(self, place: Place) -> bool:
        """Whether most long words of the segment have a capital."""
        segment = place.bitext, place.segment
        known = self._headlines.get(segment)
        if known is None:
            known = self._headlines[segment] = _is_headline(self.of(place))
        return known


def _is_headline(text: str) -> bool:
    words = [word for word in text.split() if len(word) > 3]
    return sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _content(words: Sequence[str]) -> list[str]:
    function = function_words(Language.EN)
    return [word for word in words if word.lower() not in function]


def _capitals(rendering: Rendering, texts: _Texts) -> float:
    """Share of content words with a capital, over the places that do not begin a sentence."""
    shares = []
    for place in rendering.places:
        if place.start == 0 or texts.is_headline(place):
            continue
        phrase = texts.of(place)[place.start : place.end]
        words = _content(phrase.split())
        if words:
            shares.append(sum(word[0].isupper() for word in words) / len(words))
    return sum(shares) / len(shares) if shares else 0.0


def _quoted(rendering: Rendering, texts: _Texts) -> float:
    """Share of places within quotation marks."""
    if not rendering.places:
        return 0.0
    found = 0
    for place in rendering.places:
        before = texts.of(place)[max(place.start - 5, 0) : place.start]
        found += not _QUOTES.isdisjoint(before)
    return found / len(rendering.places)
