"""Lists in Chinese text known by what joins them to a numeric formula: 即, a colon, 构成的."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.formulas.chinese import SORTS
from glossary.formulas.chinese_items import (
    STRIP,
    are_parallel,
    as_listing,
    bracket_end,
    coordinated_items,
    cut_at_and,
    first_of,
    sentence_end,
)
from glossary.formulas.chinese_runs import enumerated, holds
from glossary.formulas.listing import LONGEST, Listing
from glossary.formulas.model import Formula

_NAMING = (
    "(?:即为|即是|即|也就是说|也就是|就是指|就是|亦即|是指|指的是|指的就是|指|分别是指|分别是|分别为|分别指"
    "|主要包括|具体包括|包括了?|具体是|具体指|主要是|主要指|主要有|包含|涵盖|是由|由|内涵是|内容是|是|为|有)"
)


_AFTER = re.compile(
    '[”’"」』》]?(?P<suffix>[^\\W\\d_]{0,10}?)(?P<gap>(?:的(?:基本|主要|核心|具体|科学|丰富)?(?:内涵|内容|要求|含义|意思|目标|任务)?)?)'
    f"(?P<cue>[（(](?:{_NAMING}[：:]?)?|[，,]?{_NAMING}[：:——]{{0,2}}|[：:]|——?)"
)


_GAP_BEFORE = re.compile(
    "(?:[等这]|这样)?"
    "(?:(?:相结合|有机结合|紧密结合|协同联动|协同|联动|并举|融合发展|融合|统筹推进|统筹|有机统一|相统一|协调统一|于一体|为一体|融为一体"
    "|一体推进|一体|为(?:主要|核心|基本|重点)?内容|为(?:主|核心|重点|支撑|代表|基础|目标)|在内|组成|构成|形成|共同参与|参与|贯通"
    "|(?:几个|[一二三四五六七八九十两]个)?方面)(?:的|之)|为一体|于一体|等?方面)?"
    "(?:的|之)?"
    "(?:[，,（(]|——?|：)?"
    "(?:(?:也就是|亦即|即|统称为?|简称为?|合称为?|并称为?|又称|概括为|归纳为|总结为|概括起来就是|称之为|称为|叫做|被称为|就是|这就是|共同构成了?|共同组成了?|构成了?|组成了?|形成了?)"
    "(?:我们(?:常|所)?说的|通常所说的|人们(?:常|所)说的|所谓的?|著名的|了)?)?"
    '(?:这|新的?|新型)?[“‘"「『《]?$'
)


_ANAPHOR = re.compile(
    "^(?:这就是|这是|以上就是|以上|上述|此即|这些就是|它们就是|我们称之为|人们称之为|简称|统称|合称)"
)


_OPENING = re.compile(
    "^(?:即|就是|也就是|这就是|分别是|它们是|具体包括|主要包括|包括|具体是|具体来说是?|具体而言是?|其中|具体(?:讲|说|来看|来讲)?[，]?为?|主要(?:是|指)|分别[是为]|内容(?:包括|是)|其内涵是)[：:，,]?"
)


def after(text: str, end: int, formula: Formula) -> Iterator[Listing]:
    """Lists that follow the formula ending at `end`: 即…, 是指…, （…）, ：…"""
    yield from _after_colon(text, end, formula)
    cue = _AFTER.match(text, end, min(len(text), end + 40))
    if not cue:
        return
    start = cue.end()
    bracket = cue["cue"][0] in "（("
    stop = bracket_end(text, start) if bracket else sentence_end(text, start)
    plain = cue["cue"].strip("，,") in ("是", "为", "有", "由", "包括", "涵盖", "包含", "主要包括")
    score = 0.85 if plain or (cue["suffix"] and not bracket) else 0.95
    if plain and cue["suffix"] and not SORTS.fullmatch(cue["suffix"]):
        score = 0.5  # the list is of what the formula only qualifies, unless it shares its word
    yield from _region(text, start, stop, formula, score)


def _after_colon(text: str, end: int, formula: Formula) -> Iterator[Listing]:
    """A list after the first colon of what follows in the sentence."""
    colon = re.compile("[^。！？：:\n“]{1,60}[：:]").match(text, end)
    if colon:
        stop = sentence_end(text, colon.end())
        yield from _region(text, colon.end(), stop, formula, 0.9)


def before(text: str, start: int, formula: Formula) -> Iterator[Listing]:
    """Lists that end right before the formula starting at `start`: A、B和C“三位一体”."""
    floor = max(0, start - LONGEST - 40)
    left = text[floor:start]
    gap = next((m for m in _GAP_BEFORE.finditer(left)), None)
    if gap is None:
        return
    if not gap[0] and not formula.strong:
        return
    stop = floor + gap.start()
    opening = max(text.rfind(mark, floor, stop) for mark in "。！？\n；：:") + 1
    begin = max(opening, floor)
    yield from _backwards(text, begin, stop, formula, 0.9)


def opening(text: str, formula: Formula) -> Iterator[Listing]:
    """A list that opens the segment after the formula's: 即A、B、C。"""
    cue = _OPENING.match(text)
    if cue:
        yield from _region(text, cue.end(), sentence_end(text, cue.end()), formula, 0.85)


def is_anaphor(text: str, start: int) -> bool:
    """Whether a segment points back with what stands before the formula: 这就是“三严三实”."""
    return start <= 20 and bool(_ANAPHOR.match(text.lstrip("“")))


def closing(text: str, formula: Formula) -> Iterator[Listing]:
    """A list at the end of a segment that the next one sums up."""
    stop = len(text.rstrip(STRIP))
    begin = max(text.rfind(mark, 0, stop) for mark in "。！？：:\n") + 1
    if stop - begin <= LONGEST + 40:
        yield from _backwards(text, begin, stop, formula, 0.8)
        yield from _flat(text, begin, stop, formula, 0.75, "，,；;")


def _region(text: str, start: int, stop: int, formula: Formula, score: float) -> Iterator[Listing]:
    """The list that fills a region from its start, at the level of 、 or ， or ；."""
    found = list(enumerated(text, start, stop, formula))
    if found:
        yield from found
        return
    if len(formula.parts) > 1:
        yield from _flat(text, start, stop, formula, score, "、，,；;")
    run_end = next((i for i in range(start, stop) if text[i] in "，,；;：:（("), stop)
    run = coordinated_items(text, start, run_end)
    if len(run) == formula.count:
        yield as_listing(text, run, score, formula.heads)
        return
    clauses = list(_flat(text, start, stop, formula, score - 0.05, "；;"))
    clauses += _flat(text, start, first_of(text, start, stop, "；;"), formula, score - 0.05, "，,")
    for listing in clauses:
        if len(run) < 2 or are_parallel(text, listing):
            yield listing


def _flat(
    text: str, start: int, stop: int, formula: Formula, score: float, marks: str
) -> Iterator[Listing]:
    """All pieces of a region between the given separators, "and" splitting the last."""
    pieces = [
        (start + m.start(), start + m.end())
        for m in re.finditer(f"[^{marks}]+", text[start:stop])
        if m[0].strip(STRIP)
    ]
    if pieces and len(pieces) < formula.count:
        pieces = [*pieces[:-1], *cut_at_and(text, *pieces[-1])]
    if len(pieces) == formula.count and len(pieces) > 1:
        listing = as_listing(text, pieces, score, formula.heads)
        heads = formula.heads
        if len(formula.parts) == 1 or any(
            holds(text[slice(*item)], head) for item, head in zip(listing.items, heads, strict=True)
        ):
            yield listing


def _backwards(
    text: str, begin: int, stop: int, formula: Formula, score: float
) -> Iterator[Listing]:
    """The list that ends at `stop`."""
    if len(formula.parts) > 1:
        yield from _flat(text, begin, stop, formula, score, "、，,；;")
    left = max(text.rfind(mark, begin, stop) for mark in "，,；;（(") + 1
    run = coordinated_items(text, max(begin, left), stop)
    if len(run) == formula.count:
        yield as_listing(text, run, score, formula.heads)
    elif len(run) < 2:
        clauses = list(_flat(text, begin, stop, formula, score - 0.1, "，,；;"))
        yield from (listing for listing in clauses if are_parallel(text, listing))
