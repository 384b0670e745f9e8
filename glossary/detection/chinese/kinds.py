"""What sort of term a Chinese form is, by how it is built."""

from __future__ import annotations

from collections.abc import Sequence

from align.model import Language
from glossary.formulas import parse
from glossary.language.lists import pattern
from glossary.model import Kind

_SHORTEST_ITEM = 4  #: characters; shorter items are listed, as in 革命、建设、改革


def _is_parallel(items: Sequence[str]) -> bool:
    """Whether coordinated items are as long as each other, as those of a slogan are."""
    sizes = {len(item) for item in items}
    return len(items) > 1 and len(sizes) == 1 and min(sizes) >= _SHORTEST_ITEM


_BY_ENDING = (Kind.MEETING, Kind.LAW, Kind.INSTITUTION, Kind.STRATEGY, Kind.DOCTRINE)


def _ends(form: str, kind: str) -> bool:
    return bool(pattern(Language.ZH, "kinds", f"{{{kind}}}$").search(form))


def kind(form: str, tags: Sequence[str], *, titled: bool, quoted: bool) -> Kind:
    """The kind of a form with its units' tags and the marks it was seen in."""
    formula = parse(form, Language.ZH)
    if formula is not None and (formula.strong or quoted):
        return Kind.NUMERIC
    if "，" in form or _is_parallel(form.split("、")):
        return Kind.SLOGAN
    for each in _BY_ENDING:
        if _ends(form, each.value) and not (
            each is Kind.LAW and (len(form) < 3 or (_ends(form, "no_law") and not titled))
        ):
            return each
    verbal = bool(tags) and tags[0] in ("v", "d", "p") and len(form) >= 6
    return Kind.SLOGAN if verbal else Kind.CONCEPT
