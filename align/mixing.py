"""Texts of several languages: how much of one is in others than its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from align.detection import latin_language, shares
from align.identifying import identify
from align.languages.language import Language

#: Letters from which the language of a sentence is told, and the share of words that tells it.
_FEW_LETTERS = {Language.ZH: 8, Language.EN: 30}
_FOREIGN = 0.9
_LOOKED_AT = 400
_SENTENCE = 1_000


def foreign_share(texts: Sequence[str], language: Language) -> tuple[float, str]:
    """About which share of some sentences is in other languages, 0 to 1, and the name of the first.

    At most a few hundred are looked at, from all parts of the text; short ones tell nothing.
    """
    seen: Counter[str] = Counter()
    for text in texts[:: max(1, len(texts) // _LOOKED_AT)]:
        name = _plain_language(text[:_SENTENCE], language)
        if name is not None:
            seen[name] += 1
    total = seen.total()
    del seen[language.label]
    return (seen.total() / total, seen.most_common(1)[0][0]) if seen else (0.0, "")


def latin_beside(text: str, language: Language) -> str | None:
    """The name of another language of Latin letters that a text in those of one is plainly in.

    Its words of grammar say so; beside another language than English all that is known must agree,
    as a sentence of French may have more words that Spanish has too.
    """
    name = latin_language(text, language)
    if name is None or language is Language.EN:
        return name
    seen = identify(text)
    return name if seen is not None and seen.name == name else None


def _plain_language(text: str, language: Language) -> str | None:
    """The name of the language of a sentence; None where it is too short or mixed to tell.

    What may be in the given language is, where it is not plainly in another of its script.
    """
    found = shares(text)
    scripts = dict(found.scripts)
    if found.english >= _FOREIGN:
        if found.letters < _FEW_LETTERS[Language.EN]:
            return None
        if "Latn" in language.profile.scripts:
            return latin_beside(text, language) or language.label
        return latin_language(text) or Language.EN.label
    east = scripts.get("Japanese", 0.0) + scripts.get("Han", 0.0)
    if found.letters < _FEW_LETTERS[Language.ZH] or max(east, *scripts.values()) < _FOREIGN:
        return None
    seen = identify(text)
    if seen is None or (seen.script in language.profile.scripts and east < _FOREIGN):
        return language.label if seen else None
    return seen.name
