"""How often forms stand in documents: many forms in many documents, each document read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from align.model import Document, Language

Form = tuple[Language, str]
#: Characters of a document that are searched at once: all that is found there is in memory.
_TOGETHER = 100_000


def counts(forms: Iterable[Form], documents: Mapping[int, Document]) -> dict[Form, dict[int, int]]:
    """The documents that hold each form, by their ids in the order given, and how often they do.

    A form is looked for in documents of its language as it is written; one that stands nowhere so,
    in any case. Places of a form do not overlap. Those that stand nowhere have no entry.
    """
    found: dict[Form, dict[int, int]] = defaultdict(dict)
    by_language: dict[Language, set[str]] = defaultdict(set)
    for language, text in forms:
        by_language[language].add(text)
    for language, texts in by_language.items():
        own = {number: each.text for number, each in documents.items() if each.language is language}
        for text, number, count in _counted(texts, own, str):
            found[language, text][number] = count
        elsewhere = {text for text in texts if (language, text) not in found}
        for text, number, count in _counted(elsewhere, own, str.casefold):
            found[language, text][number] = count
    return found


def _counted(
    forms: Collection[str], texts: Mapping[int, str], read: Callable[[str], str]
) -> Iterator[tuple[str, int, int]]:
    """Each form with the number of a text that holds it and how often, both read alike."""
    if not forms or not texts:
        return
    from ahocorasick_rs import AhoCorasick

    spelled: dict[str, list[str]] = defaultdict(list)
    for form in sorted(forms):
        spelled[read(form)].append(form)
    patterns = list(spelled)
    automaton = AhoCorasick(patterns)
    longest = max(map(len, patterns))
    for number, whole in texts.items():
        text = read(whole)
        reached: dict[int, int] = {}
        held: dict[int, int] = defaultdict(int)
        for begin in range(0, len(text), _TOGETHER):
            part = text[begin : begin + _TOGETHER + longest - 1]
            # Those of one form come in their order.
            for pattern, start, end in automaton.find_matches_as_indexes(part, overlapping=True):
                if start < _TOGETHER and begin + start >= reached.get(pattern, 0):
                    reached[pattern] = begin + end
                    held[pattern] += 1
        for pattern, count in held.items():
            for form in spelled[patterns[pattern]]:
                yield form, number, count
