"""Which of all the languages that are known a text is written in, and in which script.

Scripts say most of it. Among the languages of a script, words of grammar do, each counting the less
the more of the languages have it, and letters that few of them have.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import log10

from align.errors import InputError
from align.languages import Language, languages
from align.languages.language import MODULES
from align.word_lists import word_lists

#: Characters looked at, from the beginning.
_SAMPLE = 100_000
#: Characters that make up one word where none are set apart, so that words are weighed with words.
_PER_WORD = 1.6
#: Share of hiragana among Han characters and kana from which on a text is Japanese: it is mostly
#: nearly half.
_KANA = 0.08
#: Where the evidence for a language is less than so many times that for another, all words decide,
#: of so many languages at most; the probability of a word that a language is not known to have.
_CLEAR = 2.0
_NEAR = 5
_UNSEEN = 1e-7
#: What a letter says that few languages have, in words of grammar.
_LETTER = 0.3
_WORDS = re.compile(r"[^\W\d_]+(?:['’](?=[^\W\d_]))?")

_SCRIPTS = {
    "Latn": "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff",
    "Cyrl": "\u0400-\u052f",
    "Arab": "\u0620-\u064a\u0671-\u06d3\u06d5\u06fa-\u06fc",
    "Hani": "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af",
    "Kana": "\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff9f",
    "Hang": "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3",
}
_RUNS = {script: re.compile(f"[{letters}]+") for script, letters in _SCRIPTS.items()}
#: Languages of scripts that none of the registry is written in, by their first and last letters.
_FOREIGN = (
    ("el", "\u0370", "\u03ff"),
    ("hy", "\u0530", "\u058f"),
    ("he", "\u0590", "\u05ff"),
    ("hi", "\u0900", "\u097f"),
    ("bn", "\u0980", "\u09ff"),
    ("ta", "\u0b80", "\u0bff"),
    ("th", "\u0e00", "\u0e7f"),
    ("lo", "\u0e80", "\u0eff"),
    ("bo", "\u0f00", "\u0fff"),
    ("my", "\u1000", "\u109f"),
    ("ka", "\u10a0", "\u10ff"),
    ("am", "\u1200", "\u137f"),
    ("km", "\u1780", "\u17ff"),
    ("mn", "\u1800", "\u18af"),
)


@dataclass(frozen=True, slots=True)
class Identified:
    """What a text is written in.

    Attributes:
        code: of the language, by BCP 47, which the registry need not have.
        script: by ISO 15924; of Chinese Hans or Hant; "" for a script that it has no language of.
    """

    code: str
    script: str

    @property
    def language(self) -> Language | None:
        """The language where the registry has it."""
        return Language(self.code) if self.code in MODULES else None

    @property
    def name(self) -> str:
        """The English name of the language."""
        if self.language is not None:
            return self.language.label
        from babel import Locale

        return str(Locale("en").languages.get(self.code, self.code))


def identify(text: str) -> Identified | None:
    """What most of a text is written in; None where it has no letters."""
    runs = _runs(text[:_SAMPLE])
    words = {script: _count(script, found) for script, found in runs.items()}
    script = max(words, key=lambda each: words[each], default=None)
    if script is None:
        return None
    if script in {"Hani", "Kana"}:
        return _east_asian("".join(runs.get("Hani", ())), "".join(runs.get("Kana", ())))
    if script in _SCRIPTS:
        return _by_words(text[:_SAMPLE].lower(), script)
    return Identified(script, "")


def require_known(text: str) -> Identified:
    """The same of a text in a language of the registry.

    Raises:
        InputError: it has no letters or is in another language; the message says which.
    """
    remedy = f"give a text in {', '.join(each.label for each in languages())}"
    found = identify(text)
    if found is None:
        raise InputError("the text has no letters", remedy)
    if found.language is None:
        raise InputError(f"the text is in {found.name}, which is not supported", remedy)
    return found


def _runs(text: str) -> dict[str, list[str]]:
    """The stretches of letters of each script; of scripts that we lack by a language's code."""
    found = {script: pattern.findall(text) for script, pattern in _RUNS.items()}
    for code, first, last in _FOREIGN:
        found[code] = re.findall(f"[{first}-{last}]+", text)
    return {script: parts for script, parts in found.items() if parts}


def _count(script: str, runs: list[str]) -> float:
    """About how many words stretches of letters are."""
    has_blanks = script in {"Latn", "Cyrl", "Arab", "Hang"}
    return float(len(runs)) if has_blanks else sum(map(len, runs)) / _PER_WORD


def _east_asian(han: str, kana: str) -> Identified:
    if _is_japanese(han, kana):
        return Identified("ja", "Jpan")
    return Identified("zh", script_of(han))


def _is_japanese(han: str, kana: str) -> bool:
    """Whether Han characters and kana are Japanese, and no Chinese with Japanese names in it."""
    hiragana = sum(letter <= "\u3096" for letter in kana)
    if hiragana > _KANA * (len(kana) + len(han)) or len(kana) > len(han):
        return True
    own = sum(map(_own_letters("ja").__contains__, han))
    return own > 0 and own >= _simplified_letters(han) - own


def script_of(han: str) -> str:
    """Whether Chinese is in simplified (Hans) or traditional characters (Hant).

    What both write alike is simplified, as most of it is.
    """
    from align.script import simplified

    return "Hant" if _differing(han, simplified(han)) > _simplified_letters(han) else "Hans"


def _simplified_letters(han: str) -> int:
    """How many characters only the simplified form has."""
    from align.script import traditional

    return _differing(han, traditional(han))


def _differing(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=False))


@cache
def _own_letters(code: str) -> frozenset[str]:
    return Language(code).profile.lists["characters"].set


def _by_words(text: str, script: str) -> Identified:
    """The language of a text in a script that several are written in."""
    scores: defaultdict[str, float] = defaultdict(float)
    words = Counter(word.rstrip("'’") for word in _WORDS.findall(text))
    for evidence, counted in ((_weights()[script], words), (_letters()[script], Counter(text))):
        for each, times in counted.items():
            for code, weight in evidence.get(each, {}).items():
                scores[code] += times * weight
    # Of equally likely ones the first of the registry, which is how short headings come out.
    codes = [str(each) for each in languages() if script in each.profile.scripts]
    others = sorted(scores.keys() - set(codes))  # in one order, whatever the seed of hashes
    codes = sorted([*codes, *others], key=lambda code: -scores[code])
    near = [code for code in codes if scores[codes[0]] < _CLEAR * (scores[code] + 1)]
    return Identified(_likeliest(words, near) if len(near) > 1 else codes[0], script)


def _likeliest(words: Counter[str], codes: list[str]) -> str:
    """The language whose words they most probably are, of those that wordfreq knows."""
    from wordfreq import get_frequency_dict

    def likelihood(code: str) -> float:
        known = get_frequency_dict(code, "small")
        return sum(times * log10(known.get(word, _UNSEEN)) for word, times in words.items())

    if codes[0] not in _counted():
        return codes[0]
    known = [code for code in codes[:_NEAR] if code in _counted()]
    return max(known, key=likelihood)


@cache
def _counted() -> frozenset[str]:
    from wordfreq import available_languages

    return frozenset(available_languages("small"))


@cache
def _weights() -> Mapping[str, Mapping[str, Mapping[str, float]]]:
    """By script and word of grammar, the languages that have it and how much it says for each."""
    lists: dict[str, dict[str, frozenset[str]]] = {script: {} for script in _SCRIPTS}
    for language in languages():
        for script in language.profile.scripts:
            if script in lists:
                bare = {word.rstrip("'’") for word in language.profile.function_words}
                lists[script][language] = frozenset(bare)
    for code, words in word_lists("align.languages", "others").items():
        script = next(key for key, run in _RUNS.items() if run.match(words.words[0]))
        lists[script][code] = words.set
    return {script: _shared_out(_having(found)) for script, found in lists.items()}


def _having(lists: Mapping[str, frozenset[str]]) -> dict[str, list[str]]:
    having: dict[str, list[str]] = {}
    for code, words in lists.items():
        for word in words:
            having.setdefault(word, []).append(code)
    return having


def _shared_out(
    having: Mapping[str, list[str]], weight: float = 1.0
) -> dict[str, dict[str, float]]:
    return {sign: dict.fromkeys(codes, weight / len(codes)) for sign, codes in having.items()}


@cache
def _letters() -> Mapping[str, Mapping[str, Mapping[str, float]]]:
    """The same for letters."""
    found: dict[str, dict[str, list[str]]] = {script: {} for script in _SCRIPTS}
    for code, letters in word_lists("align.languages", "letters")["letters"].values.items():
        for letter in str(letters).split():
            script = next(key for key, run in _RUNS.items() if run.match(letter))
            found[script].setdefault(letter, []).append(code)
    return {
        script: {
            letter: dict.fromkeys(names, _LETTER / len(names)) for letter, names in own.items()
        }
        for script, own in found.items()
    }
