"""Detection of English terms: spans gathered, counted, scored and ranked."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from align.model import Language, SegmentedDocument
from glossary.detection.english.features import Gathered, Words, features, log_odds, reasons
from glossary.detection.english.kinds import kind
from glossary.detection.english.phrases import Pair, Span, chunks, quotations, spans
from glossary.detection.english.termhood import c_values
from glossary.detection.guidance import as_named
from glossary.formulas import english as formulas
from glossary.formulas.english import stem
from glossary.language.english.tags import Token, is_in_capitals, tokens
from glossary.language.phrases import Phrases
from glossary.model import Candidate, Kind, Occurrence

_LOWEST = 0.03  #: probability below which nothing is proposed
LEADING = re.compile(r"(?i)^(?:the|a|an|our|its|their|this|these|those|his|her|all|some)\s+")
NAMED = "in the dictionary"  #: a way to be found
_MARKED = re.compile("[“”\"‘’'«»\\-‐‑–]")  #: what words_of takes away or splits at
LONGEST_FORM = 200  #: characters; a run of letters can be as long as a file
_LONGEST_NEST = 12  #: words of a phrase whose parts are looked at


def candidates(
    documents: Sequence[SegmentedDocument], dictionary: Phrases | None = None
) -> list[Candidate]:
    """The terms of the English documents, best first; documents in Chinese are passed over.

    Scored by hand-made weights: the evidence that the bilingual model was fitted with. For texts
    in English only, `glossary.detection.english.ranked` finds more and ranks better. What the
    user's dictionary holds is always among them.
    """
    gathered = _gathered(documents, dictionary)
    found = [
        candidate_of(item, reasons(values), probability, documents)
        for item, values, probability in _judged(gathered)
    ]
    found.sort(key=lambda c: (-c.score, c.occurrences[0].segment, c.occurrences[0].start, c.form))
    return found


def _gathered(
    documents: Sequence[SegmentedDocument], dictionary: Phrases | None = None
) -> dict[Words, Gathered]:
    """Every span of the documents that could be a term, by its normalised words."""
    gathered: dict[Words, Gathered] = defaultdict(Gathered)
    for number, document in enumerate(documents):
        if document.language is Language.EN:
            for index, segment in enumerate(document.segments):
                known = dictionary.find(segment.reading.text) if dictionary else ()
                places = [(phrase.start, phrase.end) for phrase in known]
                _gather(gathered, (number, index), segment.reading.text, places)
    gathered.pop((), None)
    return gathered


def words_of(text: str) -> Words:
    """The words that identify a phrase: lower case, hyphens split, last word without plural."""
    if not _MARKED.search(text):
        words = text.lower().split()
        return (*words[:-1], stem(words[-1])) if words else ()
    plain = re.sub("[“”\"‘«»]|(?<!\\w)[’']|[’'](?!\\w)", "", text).replace("’", "'").lower()
    plain = re.sub(r"'s\b", " 's", plain)
    words = [word for word in re.split(r"[\s\-‐‑–]+", plain) if word]
    return (*words[:-1], stem(words[-1])) if words else ()


def _gather(gathered: dict[Words, Gathered], where: Pair, text: str, known: Sequence[Pair]) -> None:
    seen: set[tuple[int, int]] = set()

    def add(start: int, end: int) -> Gathered:
        seen.add((start, end))
        surface = " ".join(text[start:end].split())
        item = gathered[words_of(surface)]
        item.surfaces[surface] += 1
        item.places.append((*where, start, end))
        return item

    counted = list(dict.fromkeys(formulas.spans(text)))
    for start, end in counted:
        add(start, end).formula += 1
    for start, end in quotations(text):
        lead = LEADING.match(text[start:end])
        first = start + lead.end() if lead else start
        if (first, end) not in seen and re.search(r"[^\W\d_]{2}|\d[A-Z]", text[first:end]):
            add(first, end).quoted += 1
    parts = tokens(text)
    phrases, capitals = chunks(parts), _Capitals(parts, tell=not is_in_capitals(text))
    for span in spans(parts, phrases):
        start, end = parts[span.first].start, parts[span.last - 1].end
        if end - start > LONGEST_FORM:
            continue
        if (start, end) not in seen and not (counted and _crosses(start, end, counted)):
            item = add(start, end)
            item.how[span.how] += 1
            capitals.add_to(item, span)
    for start, end in known:
        item = gathered[words_of(text[start:end])] if (start, end) in seen else add(start, end)
        item.how[NAMED] += 1


def _crosses(start: int, end: int, pairs: Sequence[tuple[int, int]]) -> bool:
    """Whether a span cuts into one of some formulas, given in order and apart from each other."""
    first = max(0, bisect_right(pairs, (start, start)) - 1)
    for s, e in pairs[first : first + 3]:
        if s < end and start < e and not (start <= s and e <= end):
            return True
    last = bisect_right(pairs, (end, 0)) - 1
    return last >= 0 and pairs[last][0] < end < pairs[last][1]


class _Capitals:
    """How many words up to each token of a segment could be capitalised, and how many are.

    Args:
        tell: whether its capitals say anything.
    """

    def __init__(self, parts: Sequence[Token], *, tell: bool) -> None:
        content = [tell and len(token.text) > 3 and token.text[0].isalpha() for token in parts]
        upper = [c and t.text[0].isupper() for c, t in zip(content, parts, strict=True)]
        self._content = [0, *accumulate(content)]
        self._upper = [0, *accumulate(upper)]

    def add_to(self, item: Gathered, span: Span) -> None:
        """Count an occurrence where a capital says something, and whether it is a name's."""
        content = self._content[span.last] - self._content[span.first]
        if content and (span.first or content > 1):
            item.inside += 1
            item.named += 2 * (self._upper[span.last] - self._upper[span.first]) > content


def _judged(
    gathered: Mapping[Words, Gathered],
) -> Iterator[tuple[Gathered, dict[str, float], float]]:
    values = c_values({words: len(item.places) for words, item in gathered.items()})
    containers = containers_of(gathered)
    for words, item in gathered.items():
        found = features(words, item, values[words], containers)
        probability = 1.0 / (1.0 + math.exp(-log_odds(found)))
        if probability >= _LOWEST or item.how[NAMED]:
            yield item, found, probability


def containers_of(gathered: Mapping[Words, Gathered]) -> dict[Words, tuple[int, int]]:
    """The counts of the commonest longer phrase around each: simple ones, and those with links."""
    around: dict[Words, tuple[int, int]] = {}
    for words, item in gathered.items():
        size, count = len(words), len(item.places)
        if not 2 <= size <= _LONGEST_NEST:
            continue
        simple = bool(item.how["maximal"] or item.how["name"] or item.how["nested"])
        for part in _parts(words):
            if part in gathered:
                one, other = around.get(part, (0, 0))
                around[part] = (max(one, count), other) if simple else (one, max(other, count))
    return around


def _parts(words: Words) -> Iterator[Words]:
    """The shorter runs of words inside a phrase."""
    for length in range(1, len(words)):
        for start in range(len(words) - length + 1):
            part = words[start : start + length]
            last = stem(part[-1])
            yield part if part[-1] == last else (*part[:-1], last)


def candidate_of(
    item: Gathered,
    why: tuple[tuple[str, float], ...],
    probability: float,
    documents: Sequence[SegmentedDocument],
) -> Candidate:
    """What was gathered of a phrase as a candidate, with the evidence for it."""
    surfaces = tuple(surface for surface, _ in item.surfaces.most_common())
    named = bool(item.inside) and item.named * 2 > item.inside
    guess = kind(surfaces[0], named=named)
    places = tuple(
        Occurrence(documents[number].document.source, segment, start, end)
        for number, segment, start, end in sorted(item.places)
    )
    candidate = Candidate(
        Language.EN,
        surfaces[0],
        surfaces,
        places,
        Kind.NUMERIC if item.formula else guess,
        why,
        probability,
    )
    return as_named(candidate) if item.how[NAMED] else candidate
