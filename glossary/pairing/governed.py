"""Terms with the verb that governs them, or the preposition before them.

"Develop X" is a clause about X, not a longer term, unless it has become a phrase of its own. That
the first word governs the rest shows in both languages: in Chinese the rest is found more often
than the whole, with other words before it; in English the whole begins with a verb form, or with a
noun and "of", before what renders the rest.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from align.model import Bitext, Language, Segment
from glossary.chinese.bounds import framed, is_verb
from glossary.chinese.resources import is_headword
from glossary.chinese.words import is_word, words
from glossary.english.tags import lexicon_tag
from glossary.keys import key
from glossary.model import Kind
from glossary.pairing.model import Pairing, Rendering

_SHORTEST = 4  # characters of a rest: shorter ones head compounds, as in 发展战略
_CONTEXT = 1.5  # log odds that a form loses by a word that is context
_CONVENTIONAL = (Kind.NUMERIC, Kind.LAW, Kind.MEETING)
_OPENING, _CLOSING = "“‘「『《", "”’」』》"


def governed(pairings: Sequence[Pairing], bitexts: Sequence[Bitext]) -> dict[int, int]:
    """For each pairing that is a term with its governing word, the number of that term's pairing.

    What is quoted, a dictionary's headword, a formula, a law, a meeting or a parallel phrase is
    conventional as a whole and left out.
    """
    number_of = {pairing.candidate.form: number for number, pairing in enumerate(pairings)}
    sides = (bitext.side(Language.ZH) for bitext in bitexts)
    texts = {side.document.source: side.segments for side in sides}
    found = {}
    for number, pairing in enumerate(pairings):
        form = pairing.candidate.form
        if not _may_hold_one(form, number_of):
            continue
        rest, framed = _rest(form)
        other = number_of.get(rest, number)
        if other == number or _is_conventional(pairing, texts):
            continue
        theirs = pairings[other]
        if theirs.candidate.frequency <= pairing.candidate.frequency:
            continue
        if framed:
            apart = pairing.candidate.frequency == 1  # a frame that comes back is a phrase
        else:
            apart = _governs(pairing.renderings, theirs.renderings)
        if apart:
            found[number] = other
    return found


def handed(odds: Sequence[float], objects: Mapping[int, int]) -> list[float]:
    """The log odds, where the better ones of a term and of it with its verb go to the term.

    Args:
        objects: as from `governed`: numbers of forms with a verb to those of forms without it.
            Such a form is also lowered: what is context here is seldom a term.
    """
    given = list(odds)
    chains = sorted(objects.items(), key=lambda item: (_depth(item[0], objects), item))
    for whole, rest in reversed(chains):
        if given[whole] > given[rest]:
            given[whole], given[rest] = given[rest], given[whole]
    for whole in objects:
        given[whole] -= _CONTEXT
    return given


def _depth(number: int, objects: Mapping[int, int]) -> int:
    """How many verbs stand before a term, one before another."""
    depth = 0
    while number in objects:
        number = objects[number]
        depth += 1
    return depth


def _may_hold_one(form: str, forms: Container[str]) -> bool:
    """Whether it may be worth cutting a form into words to find one of `forms` in it."""
    ends = range(1, len(form) - _SHORTEST + 1)
    return form.startswith("以") or any(form[start:] in forms for start in ends)


def _rest(form: str) -> tuple[str, bool]:
    """The form without its first word if that is a verb, or what stands in a frame 以…为…."""
    cut = words(form)
    if len(cut) < 2 or cut.ends[-1] - cut.starts[0] != len(form):
        return "", False
    frame = framed(cut.texts)
    if frame:
        return "".join(frame), True
    rest = form[cut.ends[0] :]
    if len(rest) < _SHORTEST or not is_verb(cut.texts[0], cut.tags[0]):
        return "", False
    return rest, False


def _is_conventional(pairing: Pairing, texts: Mapping[str, Sequence[Segment]]) -> bool:
    candidate = pairing.candidate
    form = candidate.form
    if candidate.kind in _CONVENTIONAL or any(mark in form for mark in "，、"):
        return True
    if is_headword(form) or is_word(form):
        return True
    for place in candidate.occurrences:
        segments = texts.get(place.document)
        if segments is None:
            continue
        text = segments[place.segment].reading.text
        if text[max(place.start - 1, 0) : place.start] in tuple(_OPENING) and (
            text[place.end : place.end + 1] in tuple(_CLOSING)
        ):
            return True
    return False


def _governs(whole: Sequence[Rendering], rest: Sequence[Rendering]) -> bool:
    """Whether most renderings of the whole are those of the rest, governed by a further word."""
    heads = [key(rendering.text, Language.EN).split() for rendering in rest]
    total = sum(rendering.frequency for rendering in whole)
    apart = sum(
        rendering.frequency
        for rendering in whole
        if any(_has_governor(key(rendering.text, Language.EN).split(), head) for head in heads)
    )
    return total > 0 and 2 * apart >= total


def _has_governor(whole: Sequence[str], rest: Sequence[str]) -> bool:
    """Whether a phrase is a governing word before another phrase, or that phrase alone."""
    if not rest or len(whole) < len(rest) or list(whole[-len(rest) :]) != list(rest):
        return False
    before = [word for word in whole[: len(whole) - len(rest)] if word not in ("the", "a", "an")]
    if not before or before[-1] in ("of", "for", "to", "in", "on"):
        return True
    return before[-1].endswith("ing") or lexicon_tag(before[0]) in ("VB", "VBP", "VBG")
