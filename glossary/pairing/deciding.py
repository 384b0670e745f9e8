"""Which of the phrases found at its places renders a candidate.

The model says of each phrase how likely it is the rendering where it stands; a phrase that comes
back with the candidate is preferred to one that is likelier once.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from align.model import Language
from glossary.language.citation import citation
from glossary.pairing.model import Option, Rendering
from glossary.ranking import probability

_RETURN = 0.5  # what the log of the renderings that are expected over all places counts
#: Log odds of a phrase that is no rendering.
LEAST = -4.5

#: The options of a candidate at each of its places.
Options = Sequence[Sequence[Option]]


def decided(options: Options, language: Language = Language.EN) -> tuple[Rendering, ...]:
    """The renderings of a candidate in a language, most frequent first.

    Forms of one rendering are told by their words (`glossary.pairing.wordings`) and by their
    citation form.
    """
    expected = _expected(options)
    groups: dict[str, list[Option]] = defaultdict(list)
    for place in options:
        likely = [option for option in place if option.odds >= LEAST]
        if likely:
            best = max(likely, key=lambda o: o.odds + _RETURN * math.log(expected[o.span.key]))
            groups[best.span.key].append(best)
    by_text: dict[str, list[Option]] = defaultdict(list)
    for group in groups.values():
        by_text[_text(group, language)] += group
    found = [_rendering(text, group) for text, group in by_text.items()]
    return tuple(sorted(found, key=lambda each: (-each.frequency, -each.odds)))


def _expected(options: Options) -> Mapping[str, float]:
    """How often each phrase is expected to render the candidate."""
    found: dict[str, float] = defaultdict(float)
    for place in options:
        best: dict[str, float] = {}
        for option in place:
            best[option.span.key] = max(best.get(option.span.key, -math.inf), option.odds)
        for made, odds in best.items():
            found[made] += max(probability(odds), 1e-9)
    return found


def _text(group: Sequence[Option], language: Language) -> str:
    """What a rendering is called."""
    return citation(Counter(option.span.text for option in group), language)


def _rendering(text: str, group: Sequence[Option]) -> Rendering:
    places = {option.span.place: option for option in group}
    options = list(places.values())
    forms = Counter(option.span.text for option in options)
    return Rendering(
        text,
        tuple(places),
        sum(option.match for option in options) / len(options),
        sum(option.like for option in options) / len(options),
        sum(option.odds for option in options) / len(options),
        tuple(form for form, _ in forms.most_common()),
    )
